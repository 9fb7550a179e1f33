import sys
assert sys.implementation.name != "aster", "both.as stands before both.py"
answer = "the right one"
