#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - the command line: options, ways to give a program, exit statuses, streams.
#   run.sh ASTER
case $1 in /*) aster=$1 ;; *) aster=$PWD/$1 ;; esac
tree=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
passed=0
failed=0
check() { # what, expected status, expected stdout, pattern of stderr (empty: nothing there), then the command
  what=$1 status=$2 out=$3 err=$4
  shift 4
  # A shell that was started in the background ignores Ctrl-C, and hands that on.
  timeout --foreground -k 5 60 env --default-signal=INT,QUIT "$@" >out 2>err </dev/null
  got=$?
  good=1
  [ "$got" -eq "$status" ] || good="exit status $got, not $status"
  [ "$(cat out)" = "$out" ] || good="stdout: $(head -c 200 out)"
  if [ -n "$err" ]; then grep -qE -- "$err" err || good="stderr: $(head -c 300 err)"; else [ ! -s err ] || good="stderr: $(head -c 300 err)"; fi
  if [ "$good" = 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL cli, $what: $good"; fi
}
printf 'import sys\nprint(__name__, sys.argv)\n' >args.as
printf 'x = (\n' >broken.as
printf 'print(1)\nassert False, "off"\n' >asserts.as
printf 'print(__name__, "helper2")\n' >helper2.as
printf 'value = 42\n' >helper.as
printf 'value = 1\n' >helper.py
printf 'import helper\nvalue = helper.value\nprint(value)\n' >imports.as

check "a file and its arguments" 0 "__main__ ['args.as', '-x', 'b c']" '' "$aster" args.as -x "b c"
check "-c" 0 "['-c', 'a']" '' "$aster" -c 'import sys; print(sys.argv)' a
check "-m" 0 "__main__ helper2" '' "$aster" -m helper2
check "NAME.as comes before NAME.py" 0 "42" '' "$aster" imports.as
check "standard input" 0 "3" '' sh -c "echo 'print(1 + 2)' | '$aster'"
check "standard input by name" 0 "['-', 'a']" '' sh -c "echo 'import sys; print(sys.argv)' | '$aster' - a"
check "-V" 0 "$("$aster" -V)" '' "$aster" --version
check "-h" 0 "$("$aster" --help)" '' "$aster" -h
check "no such file" 2 "" "can't open file '.*nothing.as': \[Errno 2\] No such file or directory" "$aster" nothing.as
check "an unknown option" 2 "" "Unknown option: -Z" "$aster" -Z
check "a missing argument" 2 "" "Argument expected for the -c option" "$aster" -c
check "no such module" 1 "" "No module named nothing" "$aster" -m nothing
check "a syntax error" 1 "" "SyntaxError: '\(' was never closed" "$aster" broken.as
check "an uncaught exception" 1 "" "ZeroDivisionError: division by zero" "$aster" -c '1 / 0'
check "sys.exit with a number" 7 "" '' "$aster" -c 'import sys; sys.exit(7)'
check "sys.exit with a text" 1 "" '^text$' "$aster" -c 'import sys; sys.exit("text")'
check "exit in a function" 3 "" '' "$aster" -c 'def f(): raise SystemExit(3)
f()'
check "assert" 1 "1" 'AssertionError: off' "$aster" asserts.as
check "-O leaves out assert" 0 "1" '' "$aster" -O asserts.as
check "-W error" 1 "" 'UserWarning: w' "$aster" -W error -c 'import warnings; warnings.warn("w")'
check "-W error from the start" 1 "" '^SyntaxError: "is" with .int. literal' "$aster" -W error -c 'x = 1 is 1'
check "-b, str()" 0 "b'x'" 'BytesWarning: str.. on a bytes instance' "$aster" -b -c 'print(str(b"x"))'
check "-b, comparisons" 0 "False True False ['default::BytesWarning']" 'Comparison between bytearray and string' "$aster" -b -c 'import sys; print(b"a" == "a", "a" != b"a", bytearray(b"a") == "a", sys.warnoptions)'
check "-bb" 1 "" '^BytesWarning: Comparison between bytes and int' "$aster" -bb -c 'print(b"a" == 97)'
check "without -b" 0 "b'x' False" '' "$aster" -c 'print(str(b"x"), b"a" == "a")'
check "a warning shows the line of -c" 0 "" '^  import warnings; warnings.warn' "$aster" -c 'import warnings; warnings.warn("w")'
check "-W ignore" 0 "" '' "$aster" -W ignore -c 'import warnings; warnings.warn("w")'
check "a warning about -c shows its line" 0 "" '^  forgotten\(\)$' "$aster" -c 'async def forgotten(): pass
forgotten()'
check "-X" 0 "{'a': True, 'b': 'c'}" '' "$aster" -X a -X b=c -c 'import sys; print(sys._xoptions)'
check "check of good and bad files" 1 "" "SyntaxError" "$aster" check args.as broken.as
check "check of a good file" 0 "" '' "$aster" check args.as
check "check without files" 2 "" 'usage' "$aster" check
check "check of no file" 1 "" "No such file" "$aster" check nothing.as
check "Ctrl-C" 130 "" 'KeyboardInterrupt' sh -c "env --default-signal=INT '$aster' -c 'import os, signal; os.kill(os.getpid(), signal.SIGINT)
while True: pass' ; exit \$?"
check "PYTHONPATH" 0 "['/a', 'b'] True" '' env PYTHONPATH=/a:b "$aster" -c 'import sys; print(sys.path[1:], sys.path[0] == "")'
check "PYTHONPATH and -E" 0 "['']" '' env PYTHONPATH=/a "$aster" -E -c 'import sys; print(sys.path)'
check "PYTHONWARNINGS" 0 "['error', 'ignore::UserWarning', 'default'] 2 1" '' env PYTHONWARNINGS=error,ignore::UserWarning PYTHONOPTIMIZE=2 PYTHONVERBOSE=x "$aster" -W default -c 'import sys; print(sys.warnoptions, sys.flags.optimize, sys.flags.verbose)'
check "-u" 0 "$(printf 'a\nb')" '' "$aster" -u -c 'import os; print("a"); os.write(1, b"b\n")'
check "PYTHONUNBUFFERED" 0 "True FileIO" '' env PYTHONUNBUFFERED=1 "$aster" -c 'import sys; print(sys.stdout.write_through, type(sys.stdout.buffer).__name__)'
printf 'no python (\nraise KeyError\n' >first_line.as
check "-x" 1 "" 'first_line.as", line 2, in <module>' "$aster" -x first_line.as
check "PYTHONHASHSEED" 0 "$(PYTHONHASHSEED=1 "$aster" -c 'print(hash("a"))')" '' env PYTHONHASHSEED=1 "$aster" -c 'print(hash("a"))'
check "errors of a script from stdin" 1 "" 'File "<stdin>", line 1' sh -c "echo 'x' | '$aster'"
printf 'started = "yes"\n' >start.as
prompt() { # what, lines to type, expected stdout, pattern of stderr, then the options
  what=$1 out=$3 err=$4
  printf '%b' "$2" >typed
  shift 4
  check "$what" 0 "$out" "$err" sh -c "'$aster' $* <typed"
}
prompt "a prompt without a terminal" '1 + 1\n_ * 2\n' "2
4" '^>>> >>> >>> $' -q -i
prompt "blocks end with an empty line" 'def f():\n    return 5\n\nf()\nif f(): print(6)\n\nx = 1' "5
6" '^>>> [.][.][.] [.][.][.] >>> >>> [.][.][.] >>> >>> $' -q -i
prompt "await at the prompt" 'async def f(): print("behind it")\n\nt = asyncio.create_task(f())\nawait asyncio.sleep(0, 3)\n' "behind it
3" '>>>' -q -i
prompt "errors do not end it" '1 / 0\n"next"\n' "'next'" 'ZeroDivisionError: division by zero' -q -i
prompt "-i after a script" 'value\n' "42
42" '>>>' -i imports.as
prompt "the banner" 'pass\n' "" "^Aster .*:help" -i
printf 'started = "yes"\n' >start.as
ASTERSTARTUP=start.as
export ASTERSTARTUP
prompt "ASTERSTARTUP" 'started\n' "'yes'" '>>>' -q -i
prompt "-I leaves ASTERSTARTUP alone" 'started\n' "" 'NameError' -q -I -i
ASTERSTARTUP=nothing.as
prompt "a missing ASTERSTARTUP" 'pass\n' "" "cannot read the startup file.*nothing.as" -q -i
unset ASTERSTARTUP
# the commands
check "help is -h" 0 "$("$aster" --help)" '' "$aster" help
for topic in '' run prompt test bench check build dis options environment debug modules; do
  check "help $topic fits a screen" 0 "fits" '' sh -c "'$aster' help $topic | awk 'length(\$0) > 80 { wide = 1 } END { if (NR <= 24 && !wide) print \"fits\" }'"
done
check "an unknown topic" 2 "" 'did you mean test\?' "$aster" help tset
check "a slip in a command" 2 "" 'Did you mean the command .aster test' "$aster" tset
check "run" 0 "42" '' "$aster" run imports.as
check "run without a file" 2 "" 'For example: aster run hello.as' "$aster" run
mkdir suite suite/deeper empty
cat >suite/test_mixed.as <<'END'
import asyncio
import unittest

class Case(unittest.TestCase):
    def test_right(self):
        self.assertEqual(1, 1)

    @unittest.skip("not today")
    def test_skipped(self):
        pass

class Async(unittest.IsolatedAsyncioTestCase):
    async def test_sleep(self):
        await asyncio.sleep(0)

async def test_long():
    await asyncio.sleep(3600)

def test_wrong():
    print("a trace of it")
    assert 1 == 2, "numbers differ"
END
printf 'print("whole")\nassert True\n' >suite/deeper/test_whole.as
printf 'def bench_one(): pass\nasync def bench_two(): pass\n' >suite/bench_me.as
check "test lists" 0 "suite/test_mixed.as::Case.test_right
suite/test_mixed.as::Case.test_skipped
suite/test_mixed.as::Async.test_sleep
suite/test_mixed.as::test_long
suite/test_mixed.as::test_wrong" '' "$aster" test --list suite/test_mixed.as
check "test: failures, what they printed, the sum" 1 "FAILED suite/test_mixed.as::test_wrong
Traceback (most recent call last):
  File \"suite/test_mixed.as\", line 21, in test_wrong
    assert 1 == 2, \"numbers differ\"
           ^^^^^^
AssertionError: numbers differ
what it printed:
a trace of it

4 passed, 1 failed, 1 skipped
to run the first failure alone: aster test suite/test_mixed.as -k test_wrong" '' sh -c "'$aster' test --virtual-time suite >got; status=\$?; sed 's/ in [0-9.]* s\$//' got; exit \$status"
check "test -k and -v" 0 "passed   suite/test_mixed.as::Async.test_sleep" '' sh -c "'$aster' test -v -k Async suite | grep passed.*::"
check "test --timeout" 1 "it still ran after 0.01 s, here:
  File \"suite/test_mixed.as\", line 17, in test_long
    await asyncio.sleep(3600)" '' sh -c "'$aster' test --timeout 0.01 -k test_long suite >got; status=\$?; grep -A2 'still ran' got; exit \$status"
check "test: none" 5 "" 'no tests: name files test_NAME.as' "$aster" test empty
check "test: no such path" 2 "" 'there is no nowhere' "$aster" test nowhere
check "test: an unknown option" 2 "" 'there is no option --foo' "$aster" test --foo
check "bench" 0 "bench_one
bench_two" '' sh -c "'$aster' bench -n 1 suite/bench_me.as | sed -n 's/^\\(bench_[a-z]*\\) .*s .*s .*[0-9]\$/\\1/p'"
check "bench of scripts" 0 "args.as
helper.as" '' sh -c "'$aster' bench -n 1 args.as helper.as | sed -n 's/^\\([a-z.]*as\\) .*s .*s .*[0-9]\$/\\1/p'"
check "bench of a failing script" 1 "" 'broken.as ended with status 1' "$aster" bench -n 1 broken.as
check "bench without a file" 2 "" 'which file' "$aster" bench
printf 'total = 0\nfor item in [1, 2]:\n    total += item\n' >loop.as
"$aster" dis loop.as >dis.out 2>&1
check "dis shows source and opcodes" 0 "ok" '' sh -c "grep -q FORNEXT dis.out && grep -q 'total += item' dis.out && echo ok"
printf 'import sys\nprint("built", sys.argv[1:])\n' >built.as
check "build" 0 "built ['a']" '' sh -c "'$aster' build built.as -o built.asc && '$aster' built.asc a"
check "build as C" 0 "const size_t built_len = " '' sh -c "'$aster' build built.as -o built.c && grep -o 'const size_t built_len = ' built.c | tail -n 1"
check "a damaged file is refused" 1 "" 'ImportError: .*broken.asc:' sh -c "head -c 60 built.asc >broken.asc; '$aster' broken.asc"
check "build without a file" 2 "" 'aster help build. shows examples' "$aster" build
check "dis without a file" 2 "" 'aster help dis. shows examples' "$aster" dis
check "build of a file with an error" 1 "" 'SyntaxError' sh -c "echo 'x = = 1' >bad_build.as; '$aster' build bad_build.as -o x.asc"
check "check gives advice, which is no error" 0 "" 'Advice: coroutine .f. is not awaited' sh -c "printf 'async def f(): pass\nf()\n' >advice.as; '$aster' check advice.as"
check "no advice about the library and the examples" 0 "" '' sh -c "find '$tree/stdlib/lib' '$tree/examples' -name '*.as' -not -path '*/debugging/*' -exec '$aster' check {} +"
cat >waits.as <<'END'
import asyncio, sys
async def worker(queue):
    await queue.get()
async def main():
    asyncio.get_running_loop().call_later(60, print)
    task = asyncio.create_task(worker(asyncio.Queue()), name="worker")
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(lambda: print("ready", flush=True))  # once both wait
    await task
asyncio.run(main())
END
ask() { # ps or pstree, of a program whose loop waits
  : >ready  # what an earlier one said
  "$aster" --debug waits.as >>ready 2>&1 &
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do grep -q ready ready && break; sleep 0.1; done
  "$aster" "$1" $!
  status=$?
  kill $! 2>/dev/null
  return $status
}
ask ps >ps.out 2>&1
check "ps shows every task and what it waits for" 0 "yes" '' sh -c "grep -q '^task id  *task name  *waits for' ps.out && grep -qE 'worker +an item of Queue 1 +worker +Task-1' ps.out || grep -qE 'worker +an item of Queue 1' ps.out && echo yes"
ask pstree >pstree.out 2>&1
check "pstree shows each task under its awaiter" 0 "yes" '' sh -c "grep -q '(T) Task-1: worker to end' pstree.out && grep -q '    .*(T) worker: an item of Queue 1' pstree.out && echo yes"
check "ps of what is no debugged program" 1 "" "does not answer: it must run as .aster --debug" "$aster" ps 1
check "ps of no process" 1 "" "there is no process 999999999" "$aster" ps 999999999
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
