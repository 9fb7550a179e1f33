#!/bin/sh
# SPDX-License-Identifier: MIT
# check_style.sh - the rules that a tool can check: each file opens with its licence line and `// name - purpose`; no file above its
# limit of lines (generated tables, .inc, have none); no note to self left behind; scripts are executable. Exit status 1: one is broken.
status=0
complain() { echo "$1"; status=1; }
files=$(git ls-files '*.c' '*.h' '*.re' '*.y' 2>/dev/null)
[ -n "$files" ] || files=$(find vm compiler stdlib tools tests -name '*.[ch]' -o -name '*.re' -o -name '*.y')
for f in $files; do
  [ -f "$f" ] || continue
  head -n 4 "$f" | grep -q 'SPDX-License-Identifier: MIT' || complain "$f: no licence line"
  head -n 5 "$f" | grep -q "${f##*/} - " || complain "$f: does not open with '// ${f##*/} - purpose'"
  limit=1200
  case $f in vm/core/interp.c | compiler/grammar.y) limit=2000 ;; esac
  lines=$(wc -l <"$f")
  [ "$lines" -le "$limit" ] || complain "$f: $lines lines, more than $limit"
done
found=$(grep -nwE 'TO''DO|FIX''ME|XX''X' $files /dev/null) && complain "$found"
for f in tools/*.sh tools/bench/*.sh tests/*/*.sh examples/*.sh .ci/run; do
  [ ! -f "$f" ] || [ -x "$f" ] || complain "$f: is not executable"
done
exit $status
