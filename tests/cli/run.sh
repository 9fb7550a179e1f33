#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - the command line: options, ways to give a program, exit statuses, streams.
#   run.sh ASTER
case $1 in /*) aster=$1 ;; *) aster=$PWD/$1 ;; esac
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
check "-W ignore" 0 "" '' "$aster" -W ignore -c 'import warnings; warnings.warn("w")'
check "-X" 0 "{'a': True, 'b': 'c'}" '' "$aster" -X a -X b=c -c 'import sys; print(sys._xoptions)'
check "check of good and bad files" 1 "" "SyntaxError" "$aster" check args.as broken.as
check "check of a good file" 0 "" '' "$aster" check args.as
check "check without files" 2 "" 'usage' "$aster" check
check "check of no file" 1 "" "No such file" "$aster" check nothing.as
check "Ctrl-C" 130 "" 'KeyboardInterrupt' sh -c "env --default-signal=INT '$aster' -c 'import os, signal; os.kill(os.getpid(), signal.SIGINT)
while True: pass' ; exit \$?"
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
printf 'total = 0\nfor item in [1, 2]:\n    total += item\n' >loop.as
"$aster" dis loop.as >dis.out 2>&1
check "dis shows source and opcodes" 0 "ok" '' sh -c "grep -q FORNEXT dis.out && grep -q 'total += item' dis.out && echo ok"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
