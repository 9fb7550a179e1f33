#!/bin/sh
# SPDX-License-Identifier: MIT
# install.sh - `make install` under a stage, a program built against what it installed, `make uninstall`.
#   install.sh BUILD CC
build=$1
cc=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
passed=0
failed=0
check() { # what, then a command
  what=$1
  shift
  if "$@" >"$stage.out" 2>&1; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAIL install: $what"
    sed 's/^/  /' "$stage.out" | tail -n 20
  fi
}
embed() { # name, flags of the compiler...
  name=$1
  shift
  $cc -o "$stage/$name" tests/link/embed.c "$@" && [ "$(LD_LIBRARY_PATH=$stage/usr/lib "$stage/$name")" = 45 ]
}
config() { PKG_CONFIG_PATH="$stage/usr/lib/pkgconfig" pkg-config --define-variable=prefix="$stage/usr" "$@" aster; }
static_libs() { config --static --libs | sed 's/-laster/-l:libaster.a/'; }
check "make install" make --no-print-directory BUILD="$build" DESTDIR="$stage" PREFIX=/usr install
check "the command runs" sh -c "[ \"\$('$stage/usr/bin/aster' -c 'print(6 * 7)')\" = 42 ]"
check "aster.pc names a version" sh -c "PKG_CONFIG_PATH='$stage/usr/lib/pkgconfig' pkg-config --modversion aster | grep -q '^[0-9]'"
# shellcheck disable=SC2046
check "a program with libaster.so" embed shared $(config --cflags --libs)
# shellcheck disable=SC2046
check "a program with libaster.a" embed static $(config --cflags) $(static_libs)
check "the page of the manual" grep -q '^\.TH ASTER 1' "$stage/usr/share/man/man1/aster.1"
check "completion for bash" bash -c ". '$stage/usr/share/bash-completion/completions/aster'; complete -p aster | grep -q _aster"
check "completion for zsh and fish" test -f "$stage/usr/share/zsh/site-functions/_aster" -a -f "$stage/usr/share/fish/vendor_completions.d/aster.fish"
check "only aster_ symbols are exported" sh -c "[ -z \"\$(nm -D --defined-only '$stage/usr/lib/libaster.so' | awk '\$3 !~ /^(aster_|ASTER_)/')\" ]"
check "the soname" sh -c "readelf -d '$stage/usr/lib/libaster.so' | grep -q 'soname: .libaster.so.0'"
check "make uninstall" make --no-print-directory BUILD="$build" DESTDIR="$stage" PREFIX=/usr uninstall
check "nothing is left" sh -c "[ -z \"\$(find '$stage/usr' ! -type d)\" ]"
rm -f "$stage.out"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
