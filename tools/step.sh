#!/bin/sh
# SPDX-License-Identifier: MIT
# step.sh - one step of `make test`: runs a command, shows its output, sums its "N passed, N failed" lines (and Criterion's
# syntheses), prints one line and appends it to the results. A command that fails without naming a failure counts as one.
#
#   step.sh RESULTS NAME COMMAND...       step.sh RESULTS --total
results=$1
name=$2
shift 2
if [ "$name" = --total ]; then
  awk '{ passed += $2; failed += $3 } END { printf "%d passed, %d failed\n", passed, failed; exit failed != 0 || NR == 0 }' "$results"
  exit
fi
log=$results.$name.log
status=$results.$name.status
{ "$@" 2>&1; echo $? >"$status"; } | tee "$log" | grep -avE '^[0-9]+ passed, [0-9]+ failed$|Synthesis: Tested'
code=$(cat "$status")
counts=$(awk '
  /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
  /Synthesis: Tested/ { gsub(/\033\[[0-9;]*m/, ""); gsub(/[^0-9]+/, " "); passed += $2; failed += $3 + $4 }
  END { print passed + 0, failed + 0 }' "$log")
passed=${counts% *}
failed=${counts#* }
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; echo "$name: exit status $code"; fi
echo "$name $passed $failed" >>"$results"
printf '%-16s %s passed, %s failed\n' "$name" "$passed" "$failed"
rm -f "$status"
[ "$failed" -eq 0 ]
