# The limit can be set; errors at the limit can be handled, again and again, and the depth is free afterwards.
import sys


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def down(n):
    return n and down(n - 1)


first = depth()
print(900 < first < 1000)
for i in range(50):
    assert depth() == first
sys.setrecursionlimit(5000)
print(down(4500))
print(4900 < depth() < 5000)
sys.setrecursionlimit(200)
try:
    down(250)
except RecursionError as error:
    print(error)
for bad in (0, -5):
    try:
        sys.setrecursionlimit(bad)
    except ValueError as error:
        print(error)


def fall():
    try:
        fall()
    finally:
        counts.append(1)


counts = []
try:
    fall()
except RecursionError:
    print("finally ran", len(counts) > 100)
