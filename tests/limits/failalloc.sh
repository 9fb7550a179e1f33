#!/bin/sh
# SPDX-License-Identifier: MIT
# failalloc.sh - memory that runs out at every point: the Nth allocation of a script fails, for rising N. Each run must end by itself:
# with status 0 (the failure was met in a place that can do without, or the script caught it), or with a MemoryError. A run that a
# signal ends is a failure, and so is one that leaves objects behind.
#   failalloc.sh ASTER
aster=$1
cd "$(dirname "$0")/failalloc" || exit 2
case $aster in /*) ;; *) aster=$OLDPWD/$aster ;; esac
[ -x "$aster" ] || aster=../../../$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0
for script in *.as; do
  n=1
  while [ $n -le 20000 ]; do
    "$aster" -X leakcheck -X failalloc=$n "$script" >/dev/null 2>"$log" </dev/null
    status=$?
    if [ $status -eq 0 ] || { [ $status -eq 1 ] && grep -aqE 'MemoryError|not enough memory|out of memory' "$log"; }; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "FAIL failalloc $script, N = $n: exit status $status: $(tail -n 1 "$log")"
    fi
    if [ $n -lt 60 ]; then n=$((n + 1)); else n=$((n + n / 29)); fi
  done
done 2>/dev/null
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
