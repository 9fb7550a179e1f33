#!/bin/sh
# SPDX-License-Identifier: MIT
# amalgam.sh - the one-file form of the library compiles with one call of the compiler, whole and without its optional parts, and works.
#   amalgam.sh FOLDER CC LIBS...       FOLDER holds aster.c and aster.h
folder=$1
cc=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
cat >"$work/main.c" <<'END'
#include <aster.h>
#include <stdio.h>

int main(int argc, char **argv) {
  AsterVM *vm = aster_new(NULL);
  AsterValue v = argc > 1 ? aster_eval(vm, argv[1], NULL) : aster_absent();
  AsterValue text = aster_ok(v) ? aster_text(vm, aster_ref(v)) : aster_absent();
  if (aster_ok(text)) puts(aster_get_str(vm, aster_ref(text), NULL));
  else aster_print_error(vm);
  aster_release(vm, text);
  aster_release(vm, v);
  aster_free(vm);
  return 0;
}
END
try() { # what, flags and libraries, expression, what it prints
  # shellcheck disable=SC2086
  if $cc -std=gnu11 -O0 -w -fno-strict-aliasing -I"$folder" -o "$work/$1" "$work/main.c" "$folder/aster.c" $2 >"$work/log" 2>&1 &&
    [ "$("$work/$1" "$3" 2>&1)" = "$4" ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAIL amalgam: $1"
    tail -n 10 "$work/log"
  fi
}
try whole "$*" "__import__('re').sub('a', 'b', __import__('json').dumps(['cat', 2 ** 70]))" '["cbt", 1180591620717411303424]'
try bare "-DASTER_NO_LIBUV -DASTER_NO_PCRE2 -DASTER_NO_ZLIB -ltommath -lutf8proc -lm -lpthread" "sum(range(10)), 2 ** 70, __import__('math').pi" "(45, 1180591620717411303424, 3.141592653589793)"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
