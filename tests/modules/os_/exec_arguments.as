# What exec refuses before it replaces the process.
import os
import sys

for environment in {"A\0B": "x"}, {"A": "x\0B=y"}, {"A=B": "x"}, {"": "x"}, {"A": 1}:
    try:
        os.execve(sys.executable, [sys.executable, "-c", "print('replaced')"], environment)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
for arguments in [], [""], (), ["a\0b"], "text", [1]:
    try:
        os.execv(sys.executable, arguments)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
