#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - runs every example; each must end by itself with status 0. Its opening lines may name arguments: `# args: LICENSE 5`.
#   examples/run.sh ASTER
aster=$1
passed=0
failed=0
for script in examples/*.as; do
  args=$(sed -n '1,5s/^# args: *//p' "$script")
  [ "$script" != examples/wordstats.as ] || args="LICENSE 5"
  # shellcheck disable=SC2086
  if timeout 60 "$aster" "$script" $args >/dev/null 2>"${TMPDIR:-/tmp}/example.$$" </dev/null; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAIL $script"
    tail -n 5 "${TMPDIR:-/tmp}/example.$$"
  fi
done
rm -f "${TMPDIR:-/tmp}/example.$$"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
