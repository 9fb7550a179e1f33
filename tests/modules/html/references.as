# html: escaping, references of every kind, the tables.
import html
from html import entities

for s in ("<a href=\"x\">'&'</a>", "plain", "&amp;", ""):
    print(html.escape(s), html.escape(s, quote=False), html.unescape(html.escape(s)) == s)
for s in ("&lt;&gt;&amp;&quot;&#x27;", "&#62;&#x3e;&#X3E;&#62", "&eacute;&Eacute;&euro;&copy", "&notit;&notin;&not", "&unknown;&", "&#0;&#x80;&#159;&#xd800;&#x110000;&#1;&#xfffe;", "a&b", "&;",
          "&amp;amp;", "&NotEqualTilde;&fjlig;", "&ampx&gtx&ltlt", "&#xzz;&#;", "&" + "x" * 40 + ";", "&CounterClockwiseContourIntegral;", "&#13;&#x9f;&#128;", "&Aacute &aacutex"):
    print(ascii(html.unescape(s)))
print(len(entities.html5), len(entities.name2codepoint), len(entities.codepoint2name), len(entities.entitydefs))
print(sorted(entities.html5)[:5], ascii(entities.html5["acE;"]), entities.name2codepoint["alpha"], entities.codepoint2name[233], ascii(entities.entitydefs["alpha"]), ascii(entities.entitydefs["eacute"]))
total = 0
for name in sorted(entities.html5):
    total = (total * 31 + sum(map(ord, name + entities.html5[name]))) % 1_000_000_007
print(total, sum(entities.name2codepoint.values()), sum(map(ord, "".join(entities.entitydefs.values()))))
print(all(html.unescape("&" + name) == text for name, text in entities.html5.items()))
