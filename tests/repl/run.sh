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
rm -f "$results"
"$program" "$2" ./*.session || status=1
for seed in 1 2 3; do "$program" --random $keys $seed "$2" || status=1; done
"$program" --long $lines "$2" || status=1
exit $status
