#!/bin/sh
# SPDX-License-Identifier: MIT
# check_includes.sh - each layer includes only what the layers below it offer (the table in vm/README.md). Exit status 1: one does not.
status=0
forbid() { # folder, pattern of forbidden includes, what for
  found=$(grep -rnE "^#include \"($2)" --include='*.[ch]' --include='*.re' --include='*.y' --include='*.def' "$1" 2>/dev/null)
  [ -z "$found" ] || { echo "$found" | sed "s|^|$3: |"; status=1; }
}
forbid vm/base '(vm/(code|core|types|io|aio|include|api)|compiler|stdlib|tools)/?' "vm/base may include libc only"
forbid vm/code '(vm/(core|types|io|aio|include)|compiler|stdlib|tools)/' "vm/code may include vm/base only"
for folder in core types io aio; do forbid vm/$folder '(compiler|stdlib|tools)/' "vm/$folder may not know the compiler or the library"; done
forbid vm/api '(compiler|stdlib|tools)/' "the public interface stands on vm/core"
forbid tests/api '(vm/(core|types|io|aio|code|base|api)|compiler|stdlib|tools)/' "tests of the public interface know the public headers only"
forbid vm/include '(vm/(core|types|io|aio|code|base)|compiler|stdlib|tools)/' "public headers stand alone"
forbid compiler '(vm/(core|types|io|aio|include)|stdlib|tools)/' "the compiler may not know the VM"
forbid stdlib/native 'compiler/' "modules may not know the compiler"
forbid tools 'vm/(core|types|io|aio)/' "tools use the public headers and the compiler"
grep -rlE '<uv\.h>' --include='*.[ch]' vm compiler tools stdlib/native 2>/dev/null | sed 's|^|only stdlib/loop may include uv.h: |' | grep . && status=1
exit $status
