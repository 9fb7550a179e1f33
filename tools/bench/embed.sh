#!/bin/sh
# SPDX-License-Identifier: MIT
# embed.sh - builds and runs embed.c against the library of this build, with Lua 5.4 beside it where pkg-config knows it.
#   tools/bench/embed.sh BUILD CC LIBS...
build=$1
cc=$2
shift 2
lua=""
pkg-config --exists lua5.4 2>/dev/null && lua="-DWITH_LUA $(pkg-config --cflags --libs lua5.4)"
# shellcheck disable=SC2086
$cc -O2 -std=gnu11 -Ivm/include -o "$build/embed_bench" tools/bench/embed.c "$build/libaster.a" $lua "$@" && "$build/embed_bench"
