#!/bin/sh
# SPDX-License-Identifier: MIT
# memory.sh - scripts that eat all memory there is, under a limit of address space: MemoryError, caught, and the program goes on.
#   memory.sh ASTER
aster=$1
passed=0
failed=0
script=$(mktemp)
trap 'rm -f "$script" "$script.out"' EXIT
starve() { # name, what to do again and again; `keep` holds it
  cat >"$script" <<END
keep = []
count = 0
try:
    while True:
        $2
        count += 1
        if count > 10**8:
            break
except MemoryError:
    keep = None
    print("MemoryError", count > 0)
print(len([1] * 1000), sum(range(1000)))
END
  ( ulimit -v 300000 2>/dev/null || exit 0
    timeout 60 "$aster" "$script" >"$script.out" 2>&1 )
  status=$?
  if [ $status -eq 0 ] && [ "$(cat "$script.out")" = "$(printf 'MemoryError True\n1000 499500')" ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "FAIL memory, $1: exit status $status"
    tail -n 5 "$script.out" | cut -c 1-200 | sed 's/^/  /'
  fi
}
starve "lists" 'keep.append([None] * 1000)'
starve "strs" 'keep.append("x" * 5000 + str(count))'
starve "one list that doubles" 'keep += keep or [1]'
starve "dicts" 'keep.append({i: i for i in range(100)})'
starve "objects" 'keep.append(type("T", (), {})())'
starve "closures" 'keep.append(lambda n=count: n)'
starve "a str that grows" 'keep = (keep or "x") + (keep or "x")'
starve "bytes" 'keep.append(bytes(100000))'
starve "sets" 'keep.append(set(range(count, count + 200)))'
starve "big ints" 'keep.append(1 << 100000 + count)'
starve "generators" 'keep.append(i for i in range(10))'
starve "exceptions" 'keep.append(ValueError(str(count)))'
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
