# getsource: where a definition ends: comments, blank lines, continued lines, one-liners, nested definitions.
import inspect


class A:
    """doc
    more"""
# a comment at the margin does not end it

    x = 1
    # comment

    def m(self):
        return 1
        # inside, at the end

    class B:
        pass

    y = lambda self: (1,
                      2)


def f(a,
      b):
    # c
    return a

    # trailing


def once(x): return x and \
    x


def other(): pass


@staticmethod
@(lambda g:
  g)
def decorated():
    text = """
not the end
"""
    return text


l = lambda x, \
    y: x
for o in A, A.m, A.B, A.y, f, once, other, decorated, l:
    print(inspect.getsource(o))
    print("--")
