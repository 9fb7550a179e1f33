# SequenceMatcher, ndiff, unified and context diffs, close matches.
import difflib

a = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n".splitlines(True)
b = "zero\none\ntwo\ntree\nfour\nsix\nsevens\neight\nnine\n".splitlines(True)
print("".join(difflib.ndiff(a, b)))
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt", "today", "tomorrow", n=1)))
print("".join(difflib.context_diff(a, b, "a.txt", "b.txt", n=1)))
print(list(difflib.unified_diff(a, a)), list(difflib.context_diff([], ["x"], lineterm="")), list(difflib.unified_diff([], ["x"], lineterm="")))
delta = list(difflib.ndiff(a, b))
print(list(difflib.restore(delta, 1)) == a, list(difflib.restore(delta, 2)) == b)
s = difflib.SequenceMatcher(None, " abcd", "abcd abcd")
print(s.find_longest_match(0, 5, 0, 9), s.find_longest_match(), s.get_matching_blocks(), s.get_opcodes())
s = difflib.SequenceMatcher(lambda x: x == " ", " abcd", "abcd abcd")
print(s.find_longest_match(0, 5, 0, 9), s.bjunk, sorted(s.b2j), s.ratio(), s.quick_ratio(), s.real_quick_ratio())
s = difflib.SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(round(s.ratio(), 3))
for op in s.get_opcodes():
    print(op)
print(list(difflib.SequenceMatcher(None, range(30), [*range(10), 100, *range(12, 30)]).get_grouped_opcodes(2)))
big = "x" * 200 + "abc"
s = difflib.SequenceMatcher(None, "abc", big)
print(s.bpopular, s.ratio(), difflib.SequenceMatcher(None, "xabc", big, autojunk=False).get_matching_blocks())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("x", []))
print(difflib.get_close_matches("wheel", ["while", "for", "heel"], n=1, cutoff=0.5))
print("".join(difflib.ndiff(["\tI am\ta bug\n", "same\n"], ["\tI was\tnot a bug\n", "same\n"])))
print("".join(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(["a\n", "bcd\n", "#\n"], ["#\n", "bce\n", "\n", "a\n"])))
print(difflib.IS_LINE_JUNK("  #  \n"), difflib.IS_LINE_JUNK("x"), difflib.IS_CHARACTER_JUNK("\t"))
print(list(difflib.diff_bytes(difflib.unified_diff, [b"a\xff"], [b"b\xfe"], b"x", b"y", lineterm=b"")))
print(list(difflib.ndiff([], [])), list(difflib.ndiff(["a"], [])), list(difflib.ndiff([], ["b"])))
for wrong in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3)),
              lambda: list(difflib.unified_diff([b"a"], ["a"])), lambda: list(difflib.unified_diff(["a"], ["b"], fromfile=b"f")),
              lambda: list(difflib.diff_bytes(difflib.unified_diff, ["a"], [b"b"])), lambda: difflib.SequenceMatcher(None, [[]], [[]])):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__, e)
