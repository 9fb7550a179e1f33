# if, while, for with else, break and continue, nested.
for i in range(3):
    if i == 5:
        break
else:
    print("for-else", i)
for i in range(3):
    if i == 1:
        break
else:
    print("not here")
print("i", i)
for _ in []:
    pass
else:
    print("empty for-else")
n = 0
while n < 5:
    n += 1
    if n % 2:
        continue
    print("even", n)
else:
    print("while-else", n)
while True:
    n -= 1
    if n < 2:
        break
else:
    print("never")
print(n)
while 0:
    pass
else:
    print("while 0 else")
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == j:
            continue
        print(i, j, end="; ")
    else:
        print("no break")
print()
if 0:
    print("a")
elif []:
    print("b")
elif "x":
    print("c")
else:
    print("d")
for i in (1, 2): print(i, end=" "); print("one line")
if 1: print("x"); print("y")
while n: n -= 1; print("n", n)
for x in [1, 2, 3]:
    x *= 10
    print(x, end=" ")
print(x)
lst = [1, 2, 3]
for v in lst:
    if v < 10 and len(lst) < 6:
        lst.append(v * 10)
print(lst)
for v in lst[:]:
    lst.remove(v)
print(lst)
for i in range(10, 0, -3):
    print(i, end=" ")
print()
for k in {"a": 1, "b": 2}:
    print(k, end=" ")
for c in "héy":
    print(c, end=" ")
for c in b"ab":
    print(c, end=" ")
print()
for i in range(3):
    i = "changed"
print(i)


def find(m, want):
    for r, row in enumerate(m):
        for c, v in enumerate(row):
            if v == want:
                return r, c
    return None


print(find([[1, 2], [3, 4]], 3), find([[1]], 2))
for bad in ["for x in 5: pass", "for x in None: pass", "for x in object: pass", "for x in len: pass", "while undefined: pass"]:
    try:
        exec(bad)
    except Exception as e:
        print(type(e).__name__, e)
for i in range(2):
    try:
        continue
    finally:
        print("finally", i)
total = 0
for i in range(100000):
    total += i
print(total)
