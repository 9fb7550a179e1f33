# textwrap: wrap, fill, shorten, dedent, indent.
import textwrap
from textwrap import *
text = "Hello there -- you goof-ball, use the -b option! This is a sentence. Another one?  Yes: a well-known em-dash---like this--or that. http://example.com/very/long/path-with-hyphens/and_more supercalifragilisticexpialidocious 3.5-inch e-mail x-y-z"
for w in (5, 10, 17, 30, 70):
    print(w, wrap(text, w))
print(fill(text, 40, initial_indent="* ", subsequent_indent="  "))
for kw in ({"break_long_words": False}, {"break_on_hyphens": False}, {"fix_sentence_endings": True}, {"drop_whitespace": False}, {"max_lines": 3}, {"max_lines": 2, "placeholder": "..."}, {"replace_whitespace": False, "expand_tabs": False}):
    print(kw, wrap("  " + text + "\t tab\nnew line ", 22, **kw))
print(wrap(""), wrap("   "), fill("a\n\nb"), wrap("aaa bbb", 3), wrap("x" * 10, 4), wrap("a-b-c-d", 3), wrap("this-is-a-useful-feature", 8), wrap("'tis the--season", 8))
print(shorten("Hello  world!", 12), shorten("Hello world!", 11), shorten("Hello world", 10, placeholder="..."), shorten("a b", 5))
for call in (lambda: wrap("x", 0), lambda: shorten("hello world", 3), lambda: wrap("hello world", 4, max_lines=1)):
    try:
        print(call())
    except ValueError as e:
        print(e)
print(repr(dedent("""
    one
      two

    \t
    three
""")), repr(dedent("\tx\n\t  y\n")), repr(dedent("  a\n\tb")), repr(dedent("")), repr(dedent("  x")))
print(repr(indent("a\n\n  b\n \nc", "> ")), repr(indent("a\n\nb", "> ", lambda l: True)))
w = TextWrapper(width=20, max_lines=2, placeholder=" (more)")
print(w.wrap(text), w.fill("short"), textwrap.__all__)
