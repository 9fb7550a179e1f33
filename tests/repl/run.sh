#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - sessions at the prompt: those of the files, random keys, a long one. REPL_FULL=1: a minute of random keys and 10,000 lines.
#   run.sh REPL_TEST ASTER
cd "$(dirname "$0")" || exit 2
program=$1
case $program in /*) ;; *) program=../../$program ;; esac
keys=1500
lines=400
[ -z "${REPL_FULL:-}" ] || { keys=20000; lines=10000; }
status=0
results=$(mktemp)
"$2" test . >"$results" 2>&1 || status=1
sed 's/ in [0-9.]* s$//; /^$/d' "$results"
# A machine that is busy elsewhere can let a session see a screen in the middle of a change: what fails is tried once more, by itself.
passed=0
failed=0
for session in ./*.session; do
  if { "$program" "$2" "$session" || "$program" "$2" "$session"; } >"$results" 2>&1; then
    passed=$((passed + 1))
  else
    grep -v ' passed, ' "$results"
    failed=$((failed + 1))
    status=1
  fi
done
echo "$passed passed, $failed failed"
for seed in 1 2 3; do "$program" --random $keys $seed "$2" || status=1; done
"$program" --long $lines "$2" || status=1
rm -f "$results"
exit $status
