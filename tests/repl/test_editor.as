# The editor's parts by themselves: keys, text, buffer, screen, history. Run with: aster test tests/repl
import os
import tempfile

from _repl import text
from _repl.buffer import Buffer
from _repl.editor import _plain_source
from _repl.history import History
from _repl.keys import Decoder, Paste
from _repl.screen import Screen, wrap


def keys(*pieces):
    decoder = Decoder()
    return [key for piece in pieces for key in decoder.feed(piece)]


def test_keys_have_names():
    assert keys(b"a\x01\r\t\x7f\x1b[A\x1b[1;5D\x1b[3~\x1bOP\x1b[Z") == ["a", "C-a", "enter", "tab", "backspace", "up", "C-left", "delete", "f1", "S-tab"]
    assert keys(b"\x1bf\x1b\x7f\x1b\x1b[D\x1b[1;3C") == ["M-f", "M-backspace", "M-left", "M-right"]


def test_keys_come_in_pieces():
    assert keys(b"\x1b", b"[", b"1;5", b"C") == ["C-right"]
    assert keys("漢".encode()[:1], "漢".encode()[1:]) == ["漢"]
    assert keys(b"\x1b[200~a\r", b"b\x1b[201", b"~c") == [Paste("a\nb"), "c"]
    assert isinstance(keys(b"\x1b[200~x\x1b[201~")[0], Paste)


def test_what_is_not_whole_is_forgotten():
    for piece in (b"\x1b[200~lost", b"\x1b[1;", "漢".encode()[:1]):
        decoder = Decoder()
        assert decoder.feed(piece) == []
        decoder.forget()
        assert decoder.feed(b"a") == ["a"]


def test_noise_is_no_key():
    assert keys(b"\x1b[99;99;99~\x1b[<0;1;2Ma") == ["a"]
    assert keys(b"\xff\xe6a") == ["\ufffd", "\ufffd", "a"]
    assert keys(b"\x1b[" + b"1;" * 40 + b"m" + b"z")[-1] == "z"


def test_widths():
    assert [text.char_width(c) for c in "aé漢\u0301😀\u200d"] == [1, 1, 2, 0, 2, 0]
    assert text.text_width("a漢\u0301") == 3
    assert [text.shown(c) for c in "\t\x01\x7f\x9b"] == ["    ", "^A", "^?", "\ufffd"]


def pieces(source):
    return [(source[start:end], style) for start, end, style in text.styles(source, {"print"})]


def test_styles_of_finished_text():
    assert pieces("if print('a', 1.5e-3): pass # x") == [("if", "keyword"), ("print", "builtin"), ("'a'", "string"), ("1.5e-3", "number"),
                                                         ("pass", "keyword"), ("# x", "comment")]
    assert pieces("class A: x.print = None") == [("class", "keyword"), ("A", "definition"), ("None", "constant")]
    assert pieces("match x:\n  case 1: type = 2") == [("match", "keyword"), ("case", "keyword"), ("1", "number"), ("2", "number")]
    assert pieces("match = type(x)") == []
    assert pieces("rb'a' f'{x}'") == [("rb'a'", "string"), ("f'{x}'", "string")]


def test_styles_of_unfinished_text():
    for source in ("'a", "'''a\nb", "f'{", "'\\", "(", "1e", "0x", "#", "\\", "\x00", "e\u0301", ":=", "@"):
        assert all(0 <= start < end <= len(source) for start, end, _ in text.styles(source, ()))
    assert pieces("'''a\nb") == [("'''a\nb", "string")]
    assert pieces("'a\nif") == [("'a", "string"), ("if", "keyword")]


def test_brackets():
    assert text.matching("f([1])", 1) == (1, 5)
    assert text.matching("f([1])", 6) == (1, 5)
    assert text.matching("f('(')", 6) == (1, 5)
    assert text.matching("(]", 1) == ()
    assert text.open_brackets("f(a, [1, {") == ([1, 5, 9], False)
    assert text.open_brackets("f('(") == ([1], True)


def test_indentation():
    assert text.next_indent("if x:") == "    "
    assert text.next_indent("if x:  # why") == "    "
    assert text.next_indent("    return 1") == ""
    assert text.next_indent("    x = [1,") == "    "
    assert text.next_indent("x = [") == "    "
    assert text.next_indent("'''a:") == ""
    assert text.next_indent("x = {'a': 1}") == ""


def test_buffer_undoes_runs_of_typing():
    buffer = Buffer()
    for c in "abc":
        buffer.begin_command(True, False)
        buffer.insert(c, typing=True)
    buffer.begin_command(False, False)
    buffer.replace(1, 2, "X")
    assert (buffer.text, buffer.pos) == ("aXc", 2)
    buffer.undo()
    assert (buffer.text, buffer.pos) == ("abc", 3)
    buffer.undo()
    buffer.undo()
    assert (buffer.text, buffer.pos) == ("", 0)


def test_buffer_joins_cuts():
    buffer = Buffer()
    buffer.reset("one two three")
    for _ in range(2):
        buffer.begin_command(False, True)
        buffer.cut(buffer.word_before(), buffer.pos)
    assert (buffer.text, buffer.cuts) == ("one ", ["two three"])
    buffer.begin_command(False, False)
    buffer.yank()
    assert buffer.text == "one two three"


def test_buffer_moves_by_lines():
    buffer = Buffer()
    buffer.reset("long line\nx\nanother")
    for expected in (11, 1, 1):
        buffer.move_line(-1) if not buffer.on_first_line() else None
        assert buffer.pos == expected
    buffer.move_line(1)
    assert buffer.pos == 11


def test_wrapping():
    line = [(c, None) for c in "abcd漢e"]
    rows, place = wrap([line], (0, 6), 5)
    assert ["".join(c for c, _ in row) for row in rows] == ["abcd", "漢e"]
    assert place == (1, 3)
    assert wrap([[("a", None)] * 5], (0, 5), 5)[1] == (1, 0)
    assert wrap([[("漢", None)]], (0, 0), 1) == ([[("漢", None)]], (0, 0))


def test_screen_writes_what_differs():
    out = []
    screen = Screen(out.append, lambda: (20, 5), False, False)
    draw = lambda source: screen.draw([[(c, None) for c in line] for line in source.split("\n")], (source.count("\n"), len(source.split("\n")[-1])))
    draw("abc")
    out.clear()
    draw("abcd")
    assert out == ["d"]
    out.clear()
    draw("abcd")
    assert out == []
    draw("abcd\nx")
    assert out == ["\r\nx\x1b[K"]
    out.clear()
    draw("abcd")
    assert out == ["\r\x1b[J\x1b[1A\r\x1b[4C"]


def test_history_survives_a_session():
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "history")
        entries = ["x = 1", "def f():\n    return '\\n'", "back\\slash", "漢"]
        history = History(name)
        for entry in entries:
            history.add(entry)
            history.add(entry)
        assert History(name).entries == entries
        assert os.stat(name).st_mode & 0o77 == 0
        assert history.find("back", 3, -1, True) == 2
        assert history.find("return", 3, -1, False) == 1
        assert history.find("nothing", 3, -1, False) == -1


def test_history_without_a_file():
    history = History("/nowhere/at/all")
    assert history.entries == []
    history.add("x")
    assert history.entries == ["x"] and "history is not kept" in history.error


def test_pasted_sessions_lose_their_prompts():
    assert _plain_source(">>> x = 1\n>>> for i in x:\n...     i\n...\n1\n") == "x = 1\nfor i in x:\n    i\n"
    assert _plain_source("    a\n      b\n    c") == "a\n  b\nc"
    assert _plain_source("a\n  b") == "a\n  b"
