# Readers, writers, dialects, dictionaries, and the sniffer.
import csv
import io


def read(text, **kw):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), **kw))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def write(rows, **kw):
    out = io.StringIO(newline="")
    try:
        w = csv.writer(out, **kw)
        w.writerows(rows)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return out.getvalue()


for text in ('a,b,c\r\n1,2,3\n', 'a,"b, c",d\n', '"x ""y"" z",1\n', '"two\nlines",2\nnext,3', '\n\na\n', ',,\n""\n', ' a, "b",c \n', '"a"b,c\n',
             'a"b,c\n', 'a\\,b,c\n', '"open', "a\rb\r\nc", "'q',\"r\"\n", '"a\r\nb","c\rd"\n', 'é,"ü"\n', '"a" ,b\n'):
    print(repr(text), read(text), read(text, skipinitialspace=True), read(text, escapechar="\\", doublequote=False), read(text, strict=True), sep="\n   ")
print(read("a;b\n", delimiter=";"), read("1,\"2\",x\n", quoting=csv.QUOTE_NONNUMERIC), read('1,"2",,3.5\n', quoting=csv.QUOTE_NONNUMERIC),
      read('1,"",\n', quoting=csv.QUOTE_NOTNULL), read('1,"",,a\n', quoting=csv.QUOTE_STRINGS), read('a,"b"\n', quoting=csv.QUOTE_NONE),
      read("a|b\n", dialect="excel", delimiter="|"), read("a\tb\n", dialect="excel-tab"), read("a,b\n", dialect=csv.unix_dialect))
r = csv.reader(["a,b", '"c', 'd",e', "f"])
print([(row, r.line_num) for row in r])
print(read("x" * 200000)[:60] if isinstance(read("x" * 200000), str) else "long", csv.field_size_limit(), csv.field_size_limit(10), read("12345678901,a\n"), csv.field_size_limit(131072))

rows = [["a", 1, 2.5, None, True], ['q"uote', "com,ma", "new\nline", " space", ""], [""], [], ["x\\y", "\r", "'"]]
for quoting in range(6):
    print(quoting, repr(write(rows, quoting=quoting)), repr(write(rows, quoting=quoting, escapechar="\\")))
print(repr(write(rows, doublequote=False, escapechar="\\")), repr(write(rows, quotechar="'", delimiter=";", lineterminator="\n")))
print(repr(write([["a b", "", " c"]], delimiter=" ", skipinitialspace=True)), write([5]), write([[None]], quoting=csv.QUOTE_NOTNULL), repr(write([iter("ab"), {"k": 1}])))


class W:
    def write(self, text):
        return len(text)


print(csv.writer(W()).writerow(["abc", "d"]))
for kw in (dict(delimiter=5), dict(delimiter=""), dict(quotechar=5), dict(escapechar="ab"), dict(lineterminator=3), dict(lineterminator=None), dict(quoting="x"),
           dict(quoting=9), dict(quotechar=None, quoting=1), dict(delimiter="\n"), dict(delimiter='"'), dict(nonsense=1), dict(dialect="none")):
    print(kw, read("", **kw))
csv.register_dialect("mine", delimiter=";", quoting=csv.QUOTE_ALL)
d = csv.get_dialect("mine")
print(d.delimiter, d.quoting, d.quotechar, d.lineterminator, d.strict, "mine" in csv.list_dialects(), type(d).__name__)
print(write([[1, 2]], dialect="mine"), read('"a";"b"', dialect="mine"))
csv.unregister_dialect("mine")
for f in lambda: csv.get_dialect("mine"), lambda: csv.unregister_dialect("mine"), lambda: csv.register_dialect(3), lambda: csv.reader(5), lambda: csv.writer(5), lambda: list(csv.reader([b"a"])), lambda: setattr(d, "strict", 1):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

dr = csv.DictReader(io.StringIO("name,age\nAnn,3\n\nBob\nCy,4,extra\n"), restkey="more", restval="?")
print(list(dr), dr.fieldnames, dr.line_num)
print(list(csv.DictReader(["1,2"], fieldnames=("a", "b", "c"))), list(csv.DictReader([])))
out = io.StringIO(newline="")
dw = csv.DictWriter(out, ["a", "b"], restval="-", extrasaction="ignore")
print(dw.writeheader(), dw.writerow({"a": 1, "z": 2}), out.getvalue())
try:
    csv.DictWriter(out, ["a"]).writerow({"b": 1})
except ValueError as e:
    print(e)

for sample in ("a,b,c\n1,2,3\n4,5,6\n", "a;b\n1;2\n3;4\n", "'a','b'\n'c','d'\n", '"x"\t"y"\n"1"\t"2"\n', "a b c\nd e f\n", 'a, "b""c", d\ne, "f", g\n', "name:age\nx:1\n", "Harry's, Arlington Heights, IL, 2/1/03, Kimi Hayes\nShark City, Glendale Heights, IL, 12/28/02, Prezence\n"):
    try:
        d = csv.Sniffer().sniff(sample)
        print(repr(d.delimiter), repr(d.quotechar), d.doublequote, d.skipinitialspace, csv.Sniffer().has_header(sample))
    except csv.Error as e:
        print(e)
print(csv.Sniffer().sniff("a,b;c\nd,e;f\n", delimiters=";").delimiter, csv.Sniffer().has_header("name,n\nabc,1\nde,22\n"), csv.Sniffer().has_header("1,2\n3,4\n"))
