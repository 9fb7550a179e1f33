#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - the timeline of tasks: what --trace writes, and the page that `aster trace-report` makes of it, run in a headless browser.
#   run.sh ASTER
case $1 in /*) aster=$1 ;; *) aster=$PWD/$1 ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
passed=0
failed=0
check() { # what, then a command that must succeed
  what=$1
  shift
  if "$@" >out 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL trace, $what: $(head -c 300 out)"; fi
}
cat >traced.as <<'END'
import asyncio
async def worker(queue):
    while (item := await queue.get()) is not None:
        await asyncio.sleep(item)
async def bad():
    raise ValueError("</script><!--")
async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(worker(queue), name=f"worker {i} </script>") for i in range(2)]
    tasks.append(asyncio.create_task(bad(), name="bad"))
    waiting = asyncio.create_task(asyncio.Event().wait(), name="waits for ever")
    for item in (0.02, 0.01, None, None):
        queue.put_nowait(item)
    await asyncio.gather(*tasks, return_exceptions=True)
asyncio.run(main())
END
cat >judge.as <<'END'
import json, sys
events = json.load(open(sys.argv[1]))
lanes = {e["tid"]: e["args"]["name"] for e in events if e["ph"] == "M" and e["name"] == "thread_name"}
assert sorted(lanes.values()) == sorted(["event loop", "Task-1", "worker 0 </script>", "worker 1 </script>", "bad", "waits for ever"] + list(lanes.values())[6:]), lanes
def named(tid, ph):
    return [e for e in events if e["ph"] == ph and e.get("tid") == tid]
for tid, name in lanes.items():
    bars = sorted(named(tid, "X"), key=lambda e: e["ts"])
    for a, b in zip(bars, bars[1:]):
        assert a["ts"] + a["dur"] <= b["ts"] + 0.002, (name, a, b)
ids = {name: tid for tid, name in lanes.items()}
def life(name):
    return [e["name"] for e in named(ids[name], "i")]
assert life("bad") == ["made", "failed"], life("bad")
assert life("worker 0 </script>") == ["made", "done"]
assert life("waits for ever") == ["made", "cancelled"]
waits = {e["name"] for e in named(ids["worker 0 </script>"], "X") if e.get("cat") == "wait"}
assert "sleep" in waits, waits
assert {e["name"] for e in named(ids["waits for ever"], "X") if e.get("cat") == "wait"} == {"Event.wait"}
assert any(e["args"]["at"].endswith("traced.as:4 in worker") for e in events if e.get("cat") == "wait" and e["name"] == "sleep")
begun = {e["id"]: e for e in events if e["ph"] == "s"}
ended = {e["id"]: e for e in events if e["ph"] == "f"}
assert begun.keys() == ended.keys() and all(begun[i]["ts"] <= ended[i]["ts"] for i in begun)
assert any(begun[i]["tid"] == ids["Task-1"] and ended[i]["tid"] == ids["bad"] and begun[i]["name"] == "made" for i in begun)
END
check "a traced program ends as it would" "$aster" --trace out.json traced.as
check "the trace is JSON and says what happened" "$aster" judge.as out.json
check "a trace of nothing" sh -c "'$aster' --trace none.json -c 'print(1)' && '$aster' -c 'import json; json.load(open(\"none.json\"))'"
check "a file that cannot be written" sh -c "! '$aster' --trace /nowhere/out.json -c 1 && '$aster' --trace /nowhere/out.json -c 1 2>&1 | grep -q \"can't write '/nowhere/out.json': .Errno 2. No such file\""
check "the page" "$aster" trace-report out.json -o report.html
check "the page holds no end of script but its own" sh -c '[ "$(grep -c "</script>" report.html)" = 2 ]'
check "no trace, no page" sh -c "! '$aster' trace-report traced.as -o no.html && [ ! -e no.html ]"
check "no file" sh -c "! '$aster' trace-report missing.json"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$folder/profile" --virtual-time-budget=5000 --dump-dom "file://$folder/report.html" >dom.html 2>/dev/null
  check "the page runs in $browser" grep -q 'data-ready="[1-9]' dom.html
  check "the longest waits are listed" sh -c 'tr -d "\n" <dom.html | grep -q "id=\"waits\".*<td[^>]*>Task-1</td>"'
  check "the summary counts the tasks" grep -qE 'id="summary">[0-9]+ tasks in .* 1 failed, 1 cancelled' dom.html
else
  echo "trace: no Chromium here, the page is not run"
fi
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
