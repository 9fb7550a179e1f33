# HTMLParser: tags, attributes, text, references, comments, declarations, damaged pages, pieces.
from html.parser import HTMLParser


class Log(HTMLParser):
    def __init__(self, **kwargs):
        self.events = []
        super().__init__(**kwargs)

    def _note(self, *what):
        if self.events and what[0] == "data" == self.events[-1][0]:
            self.events[-1] = ("data", self.events[-1][1] + what[1])
        else:
            self.events.append(what)

    def handle_starttag(self, tag, attrs):
        self._note("start", tag, attrs)

    def handle_startendtag(self, tag, attrs):
        self._note("startend", tag, attrs)

    def handle_endtag(self, tag):
        self._note("end", tag)

    def handle_data(self, data):
        self._note("data", data)

    def handle_comment(self, data):
        self._note("comment", data)

    def handle_decl(self, decl):
        self._note("decl", decl)

    def handle_pi(self, data):
        self._note("pi", data)

    def unknown_decl(self, data):
        self._note("unknown", data)

    def handle_charref(self, name):
        self._note("charref", name)

    def handle_entityref(self, name):
        self._note("entityref", name)


PAGES = ["<!DOCTYPE html><html><head><title>Test &amp; more</title></head>\n<body class='a b' id=x data-y=\"1 &lt; 2\" checked><p>Text<br/>more</p></body></html>",
         "<a href='x' HREF=\"y\" title=a/b>link</a >", "<p>a &lt; b &#62; c &#x41; &nosuch; &amp d & e &</p>", "<!-- comment --><!-- two -- > after", "<?php echo 1 ?>text<?x>",
         "<script>if (a < b && c) { '</p>' }</script>after", "<STYLE>p > a {}</style>", "<![CDATA[x < y]]>z", "<!if x>", "<!>", "<!ELEMENT x>", "</p>", "</ p>", "</>", "</1>", "<1>", "< p>",
         "<p", "<p a", "<p a=", "<p a='x", "text <", "a<b", "<a b=c/>", "<a/b>", "<br/><br />", "<a  b  =  'c'  d>", "<a b=''>", "<a 'x'>", "<p =x>", "<p a==b>", "<!-- unclosed", "<!DOCTYPE",
         "<script>never closed", "plain text", "", "&", "&#", "&#x", "&am", "<p>\n\n<b>x</b>\n</p>", "<div\nclass='x'\n>", "<a.b:c-d e_f=g>", "<p>&copy;&copy2</p>", "</p attr>", "<![if IE]>x<![endif]>",
         "<a href=x&y=z&amp;w>", "<P><B>UPPER</B></P>", "<a b='c\"d' e=\"f'g\">"]
for page in PAGES:
    print(repr(page))
    for kwargs in {}, {"convert_charrefs": False}:
        p = Log(**kwargs)
        try:
            p.feed(page)
            before = len(p.events)
            p.close()
        except AssertionError as e:
            p.events.append(("error", str(e)))
        print("  ", p.events, p.getpos())
for page in PAGES[:10]:
    p = Log()
    for c in page:
        p.feed(c)
    p.close()
    whole = Log()
    whole.feed(page)
    whole.close()
    print(p.events == whole.events, end=" ")
print()


class Links(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print(tag, dict(attrs).get("href"), self.getpos(), self.get_starttag_text())


Links().feed("<html>\n <a href='one'>\n  <a  HREF=two >x")
