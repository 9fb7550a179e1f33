# copyreg: dispatch table, extension codes, reductions.
import copyreg, copy


class P:
    def __init__(self, v):
        self.v = v


def reduce_p(p):
    print("reducing")
    return P, (p.v * 10,)


copyreg.pickle(P, reduce_p)
print(copy.copy(P(2)).v, P in copyreg.dispatch_table, complex in copyreg.dispatch_table)
for call in (lambda: copyreg.pickle(P, 5), lambda: copyreg.constructor(5), lambda: copyreg.add_extension("m", "n", 0), lambda: copyreg.remove_extension("a", "b", 3)):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
copyreg.add_extension("m", "n", 300)
copyreg.add_extension("m", "n", 300)
for args in (("m", "n", 301), ("m2", "n", 300)):
    try:
        copyreg.add_extension(*args)
    except ValueError as e:
        print(e)
copyreg.remove_extension("m", "n", 300)
copyreg.clear_extension_cache()


class Q:
    pass


q = Q()
q.a = 1
f, args, state = q.__reduce_ex__(2)[:3]
print(f.__name__, args, state)
f, args, state = q.__reduce_ex__(0)
print(f.__name__, args, state)


class L(list):
    pass


print(list(L([1, 2]).__reduce_ex__(2)[3]))


class S:
    __slots__ = ("a", "__b")


s = S()
s.a = 5
print(s.__reduce_ex__(2)[1:], copyreg._slotnames(S), copyreg.__newobj__(Q).__class__ is Q)
try:
    s.__reduce_ex__(1)
except TypeError as e:
    print(e)
print(copyreg.pickle_complex(1j)[1], copyreg.__all__)
