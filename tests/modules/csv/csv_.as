# csv: reading and writing in every dialect, dictionaries, sniffing, errors.
import csv
import io


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


TEXTS = ["a,b,c\r\n1,2,3\r\n", 'x,"quoted, comma","two ""words"""\n', '"multi\nline",end\n', "", "\n", "a\n\nb\n", ",\n", ",,\n", '"",\n', '""\n', 'a"b,c\n', '"a"b,c\n',
         " a, b\n", "a\tb\n", "a;b\n", "'a,b',c\n", "a\\,b,c\n", '"a\\"b",c\n', "last line", '"unclosed', 'a,"unclosed\nmore', "1,2.5,\"x\",\n", "a,b\\", '"a\\', "é,€,😀\n",
         '"a" ,b\n', "a\rb\n", ' "a",b\n', ",x", "x,"]
for kwargs in ({}, {"delimiter": ";"}, {"dialect": "excel-tab"}, {"quotechar": "'"}, {"escapechar": "\\"}, {"quoting": csv.QUOTE_NONE}, {"skipinitialspace": True},
               {"doublequote": False, "escapechar": "\\"}, {"strict": True}, {"quoting": csv.QUOTE_NONNUMERIC}, {"quoting": csv.QUOTE_STRINGS},
               {"quoting": csv.QUOTE_NOTNULL}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}):
    print(kwargs)
    for text in TEXTS:
        try:
            r = csv.reader(io.StringIO(text, newline=""), **kwargs)
            rows = []
            for row in r:
                rows.append(row)
            print("  ", rows, r.line_num)
        except (csv.Error, ValueError) as e:
            print("  ", rows, type(e).__name__, e)
print(list(csv.reader(["a,b", "c"])), list(csv.reader(iter(["x"]))))
show(list, csv.reader([b"x"]))
show(csv.reader, 5)
ROWS = [["a", "b"], ["with,comma", 'with "quote"'], [1, 2.5, None, True], [""], [None], ["", ""], [], ["multi\nline", "cr\r"], [" lead", "trail "], ["back\\slash"],
        ["it's"], ["é", b"bytes"], [float("inf"), 10 ** 20], ["tab\t"], [";"]]
for kwargs in ({}, {"dialect": "unix"}, {"dialect": "excel-tab"}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC},
               {"quoting": csv.QUOTE_NONE}, {"quoting": csv.QUOTE_NONE, "escapechar": "\\"}, {"doublequote": False}, {"doublequote": False, "escapechar": "\\"},
               {"quotechar": "'"}, {"lineterminator": "!\n"}, {"skipinitialspace": True}, {"quoting": csv.QUOTE_STRINGS}, {"quoting": csv.QUOTE_NOTNULL},
               {"escapechar": "\\"}):
    print(kwargs)
    for row in ROWS:
        out = io.StringIO(newline="")
        try:
            n = csv.writer(out, **kwargs).writerow(row)
            print("  ", ascii(out.getvalue()), n)
        except csv.Error as e:
            print("  ", "Error", e)
out = io.StringIO()
print(csv.writer(out).writerows([[1], (2, 3), {4: 5}, "ab", (x for x in range(2))]), repr(out.getvalue()))
show(csv.writer(out).writerow, 5)
show(csv.writer, 5)
for kwargs in ({"delimiter": ""}, {"delimiter": "ab"}, {"delimiter": None}, {"delimiter": 5}, {"quotechar": "xx"}, {"quoting": 99}, {"quoting": "x"}, {"lineterminator": 5},
               {"quotechar": None, "quoting": csv.QUOTE_ALL}, {"nonsense": 1}, {"dialect": "unknown"}, {"escapechar": "xy"}, {"delimiter": "\n"}, {"delimiter": ",", "quotechar": ","},
               {"lineterminator": ","}, {"quotechar": ""}):
    show(csv.reader, [], **kwargs)
print(csv.list_dialects(), csv.get_dialect("excel").delimiter, csv.get_dialect("unix").lineterminator == "\n", csv.get_dialect("excel").quoting)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL)
print(list(csv.reader(['a|"b"'], "pipes")), "pipes" in csv.list_dialects())
csv.unregister_dialect("pipes")
show(csv.unregister_dialect, "pipes")
show(csv.get_dialect, "pipes")
show(csv.register_dialect, 5)


class Mine(csv.Dialect):
    delimiter = ":"
    quotechar = "'"
    doublequote = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


print(list(csv.reader(["a:'b:c'"], Mine)), list(csv.reader(["a:b"], Mine())))
show(csv.Dialect)
print(csv.field_size_limit(), csv.field_size_limit(10), csv.field_size_limit())
show(list, csv.reader(["x" * 11]))
show(list, csv.reader(["x" * 10 + "," + "y" * 10]))
csv.field_size_limit(131072)
show(csv.field_size_limit, "x")
d = csv.DictReader(io.StringIO("name,age\nann,5\nbob\n\ncat,7,extra,more\n"), restkey="rest", restval="?")
print(d.fieldnames, [row for row in d], d.line_num)
print(list(csv.DictReader(["1,2", "3,4"], fieldnames=iter(["a", "b"]))), list(csv.DictReader([])), list(csv.DictReader(["x;y", "1;2"], delimiter=";")))
out = io.StringIO(newline="")
w = csv.DictWriter(out, ["a", "b"], restval="-")
print(w.writeheader(), w.writerow({"a": 1}), w.writerows([{"b": 2}, {"a": 3, "b": 4}]), repr(out.getvalue()))
show(w.writerow, {"c": 1})
show(csv.DictWriter, out, [], extrasaction="x")
print(csv.DictWriter(out, ["a"], extrasaction="ignore").writerow({"a": 1, "z": 2}))
s = csv.Sniffer()
for sample in ("a,b,c\n1,2,3\n4,5,6\n", "a;b\n1;2\n", "'x','y'\n'1','2'\n", "a\tb\n1\t2\n", "name, age\nann, 5\n", '"a" "b"\n"c" "d"\n', "x|y\n1|2\n"):
    d = s.sniff(sample)
    print(repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, s.has_header(sample))
show(s.sniff, "nothing here")
print(s.sniff("a|b;c\n1|2;3\n", delimiters=";").delimiter)
