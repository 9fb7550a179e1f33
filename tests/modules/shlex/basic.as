# shlex: split, quote, join, the lexer.
import shlex
lines = ["a b c", "a 'b c' d", 'a "b \'c\' \\" d" e', "a\\ b c", "'' x \"\"", "a'b'c\"d\"", "foo#bar # comment", "  lead  trail  ", "x=1 y='2 3'", "tab\tnew\nline", "a\\\\b", "'a\\b'", '"a\\b\\$"', "é ü", "~/x *.c a;b|c&&d", "", "a 'b' #c\nd"]
for line in lines:
    print(repr(line), shlex.split(line), shlex.split(line, comments=True))
    try:
        print("  ", shlex.split(line, posix=False), list(shlex.shlex(line)), list(shlex.shlex(line, posix=True)), list(shlex.shlex(line, punctuation_chars=True)), list(shlex.shlex(line, posix=True, punctuation_chars="|&")))
    except ValueError as e:
        print("  ", e)
for bad in ("a 'b", 'a "b', "a\\", "'"):
    for posix in (True, False):
        try:
            print(shlex.split(bad, posix=posix))
        except ValueError as e:
            print(e)
for word in ("", "simple", "with space", "it's", "a/b-c_d.e", "$x", "é", "a;b"):
    print(shlex.quote(word), shlex.split(shlex.quote(word)) == [word], end=" ")
print(shlex.join(["echo", "a b", "$HOME", "it's"]))
lex = shlex.shlex("one two\nthree")
print(lex.get_token(), lex.lineno, lex.error_leader("f"))
lex.push_token("pushed")
print(list(lex), lex.get_token() == lex.eof, lex.lineno)
for call in (lambda: shlex.split(None),):
    try:
        call()
    except ValueError as e:
        print(e)
