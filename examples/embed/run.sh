#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - installs Aster under a stage, builds each example against it (pkg-config, then CMake), runs it and compares what it prints
# with NAME.out. Needs no root; cmake and GLib are used where they are installed.
#   examples/embed/run.sh BUILD CC
build=$1
cc=$2
here=examples/embed
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
passed=0
failed=0
verdict() { # ok?, what
  if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAIL embed: $2"
    tail -n 15 "$stage/log"
  fi
}
run() { # program, what
  LD_LIBRARY_PATH=$stage/usr/lib timeout 60 "$1" >"$stage/out" 2>"$stage/log" && diff "$stage/out" "$here/$(basename "$1").out" >>"$stage/log"
  verdict $? "$2"
}
make --no-print-directory BUILD="$build" DESTDIR="$stage" PREFIX=/usr install >"$stage/log" 2>&1 || { verdict 1 "make install"; echo "$passed passed, $failed failed"; exit 1; }
config() { PKG_CONFIG_PATH="$stage/usr/lib/pkgconfig" pkg-config --define-variable=prefix="$stage/usr" "$@" aster; }
flags=$(config --cflags --libs)
mkdir "$stage/bin"
build_one() { # source, further flags
  source=$1
  name=$(basename "${source%.*}")
  shift
  case $source in *.cc) compile="g++ -std=c++17" ;; *) compile="$cc -std=gnu11" ;; esac
  # shellcheck disable=SC2086
  $compile -Wall -Wextra -pedantic -Werror -o "$stage/bin/$name" "$source" $flags "$@" -lpthread >"$stage/log" 2>&1
  status=$?
  verdict $status "$name: built with pkg-config"
  [ $status -ne 0 ] || run "$stage/bin/$name" "$name: what it prints"
}
for source in "$here"/*.c "$here"/*.cc; do
  case $source in
    */uvhost.c) build_one "$source" -luv ;;
    */glibhost.c) # shellcheck disable=SC2046
      if pkg-config --exists glib-2.0; then build_one "$source" $(pkg-config --cflags --libs glib-2.0 | sed 's/-I/-isystem /g'); fi ;;
    *) build_one "$source" ;;
  esac
done
if command -v cmake >/dev/null 2>&1; then
  cmake -S "$here" -B "$stage/cmake" -DCMAKE_PREFIX_PATH="$stage/usr" -DCMAKE_C_COMPILER="${cc##* }" >"$stage/log" 2>&1 && cmake --build "$stage/cmake" >>"$stage/log" 2>&1
  verdict $? "built with CMake"
  for source in "$here"/*.c "$here"/*.cc; do
    name=$(basename "${source%.*}")
    if [ "$name" != glibhost ] || pkg-config --exists glib-2.0; then run "$stage/cmake/$name" "$name: built with CMake, what it prints"; fi
  done
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
