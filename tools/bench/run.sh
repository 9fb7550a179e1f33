#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - the benchmarks, beside the peers that are installed: wall seconds, best of three runs that take turns, and the ratio to CPython.
#   run.sh ASTER [PROGRAM...]       ROUNDS=3  PYTHON=python3
case ${1:-build/aster} in /*) aster=$1 ;; *) aster=$PWD/${1:-build/aster} ;; esac
[ $# -eq 0 ] || shift
cd "$(dirname "$0")" || exit 2
rounds=${ROUNDS:-3}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
have() { command -v "$1" >/dev/null 2>&1; }
seconds() { # a command's wall time; nothing when it fails
  begin=$(date +%s%N)
  "$@" >"$work/out" 2>"$work/err" </dev/null || return 1
  end=$(date +%s%N)
  awk -v t=$((end - begin)) 'BEGIN { printf "%.3f\n", t / 1e9 }'
}
peers="aster"
have "$python" && peers="$peers cpython"
have lua5.4 && peers="$peers lua5.4"
have luajit && peers="$peers luajit-joff"
have node && peers="$peers node-jitless"
run() { # peer, program
  case $1 in
    aster) seconds "$aster" "$2.as" ;;
    cpython) seconds "$python" "$2.as" ;;
    lua5.4) [ -f "$2.lua" ] && seconds lua5.4 "$2.lua" ;;
    luajit-joff) [ -f "$2.lua" ] && seconds luajit -joff "$2.lua" ;;
    node-jitless) [ -f "$2.js" ] && seconds node --jitless "$2.js" ;;
  esac
}
[ $# -gt 0 ] || set -- calls attributes floats dicts strings sort generators exceptions closures objects comprehension bigints
for program; do
  round=0
  while [ $round -lt "$rounds" ]; do
    for peer in $peers; do
      t=$(run "$peer" "$program") && [ -n "$t" ] && echo "$program $peer $t" >>"$work/times"
      if [ "$peer" = aster ]; then cp "$work/out" "$work/expected"
      elif [ "$peer" = cpython ] && ! cmp -s "$work/out" "$work/expected"; then echo "$program: aster and cpython print different things" >&2; fi
    done
    round=$((round + 1))
  done
done
awk -v peers="$peers" '
  { key = $1 " " $2; if (!(key in best) || $3 < best[key]) best[key] = $3; if (!seen[$1]++) order[++count] = $1 }
  END {
    n = split(peers, peer, " ")
    printf "%-15s", "seconds (ratio)"; for (i = 1; i <= n; i++) printf "%18s", peer[i]; print ""
    for (p = 1; p <= count; p++) {
      name = order[p]; printf "%-15s", name; base = best[name " cpython"]
      for (i = 1; i <= n; i++) {
        t = best[name " " peer[i]]
        if (t == "") { printf "%18s", "-"; continue }
        if (base > 0) { printf "%10.3f (%5.2f)", t, t / base; logs[i] += log(t / base); used[i]++ } else printf "%18.3f", t
      }
      print ""
    }
    if (used[1]) { printf "%-15s", "geometric mean"; for (i = 1; i <= n; i++) printf used[i] ? "%18.2f" : "%18s", used[i] ? exp(logs[i] / used[i]) : "-"; print "" }
  }' "$work/times"

echo
# Compile speed: five megabytes of ordinary source.
awk 'BEGIN {
  for (i = 0; size < 5000000; i++) {
    s = "class Item" i "(Base):\n    \"\"\"Item number " i ".\"\"\"\n\n    def __init__(self, name, price=" i ", *rest, **more):\n        self.name = name\n" \
        "        self.price = price * 1.5 + " i "\n        self.rest = [r for r in rest if r is not None]\n\n    def total(self, count):\n" \
        "        result = 0\n        for i in range(count):\n            if i % 3 == 0 and self.price > 10:\n                result += self.price * i\n" \
        "            elif not self.rest:\n                raise ValueError(f\"{self.name!r}: {count:>5} of {i}\")\n        return result, {\"name\": self.name}\n\n\n"
    printf "%s", s; size += length(s)
  } }' >"$work/large.as"
best=
for _ in 1 2 3; do
  t=$(seconds "$aster" check "$work/large.as") || { echo "compile: failed"; break; }
  best=$(printf '%s\n%s\n' "$t" "${best:-$t}" | sort -n | head -n 1)
done
[ -z "$best" ] || awk -v t="$best" -v size="$(wc -c <"$work/large.as")" 'BEGIN { printf "compile: %.1f MB in %.2f s: %.1f MB/s\n", size / 1e6, t, size / 1e6 / t }'

# Start: a hundred processes, one after the other.
echo 'print("hello")' >"$work/hello.as"
begin=$(date +%s%N)
i=0
while [ $i -lt 100 ]; do "$aster" "$work/hello.as" >/dev/null; i=$((i + 1)); done
end=$(date +%s%N)
awk -v t=$((end - begin)) 'BEGIN { printf "print(\"hello\"): %.2f ms from start to exit\n", t / 1e8 }'
if [ -x /usr/bin/time ]; then
  /usr/bin/time -f '%M' -o "$work/rss" "$aster" "$work/hello.as" >/dev/null && awk '{ printf "peak memory: %.1f MB\n", $1 / 1024 }' "$work/rss"
fi
cp "$aster" "$work/stripped" && strip "$work/stripped" 2>/dev/null && wc -c <"$work/stripped" | awk '{ printf "stripped command: %.2f MB\n", $1 / 1e6 }'
