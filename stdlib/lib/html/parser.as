# SPDX-License-Identifier: MIT
"""A parser for HTML: calls a method for each tag, text, comment and declaration that it meets, whatever state the page is in."""
import re
from html import unescape

__all__ = ["HTMLParser"]

_NAME = re.compile(r"[a-zA-Z][^\t\n\r\f />\0]*").match
_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/=>]*)(?:\s*=+\s*('[^']*'|"[^"]*"|(?!['"])[^>\s]*))?""").match
_OPEN_QUOTE = re.compile(r"""[^\s/>][^\s/=>]*\s*=+\s*['"]""").match
_SPACE = re.compile(r"(?:\s|/(?!>))*").match
_END_TAG = re.compile(r"</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>").match
_CHARACTER = re.compile(r"&#(?:[0-9]+|[xX][0-9a-fA-F]+)").match
_ENTITY = re.compile(r"&([a-zA-Z][-.a-zA-Z0-9]*)").match
_COMMENT_END = re.compile(r"--\s*>").search


class HTMLParser:
    """Feed it pages in pieces; a subclass overrides the handle_ methods.

    convert_charrefs: references become characters within handle_data(), which then gets whole texts.
    """

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Reset this instance. Loses all unprocessed data."""
        self.rawdata = ""
        self.lasttag = "???"
        self.lineno, self.offset = 1, 0
        self.cdata_elem = None
        self._starttag_text = None

    def getpos(self):
        """Return current line number and offset."""
        return self.lineno, self.offset

    def get_starttag_text(self):
        """Return full source of the start tag that was met last."""
        return self._starttag_text

    def feed(self, data):
        """Take more of the page: as much is handled as is certain."""
        self.rawdata += data
        self._advance(False)

    def close(self):
        """Handle what is left as if the page ended here."""
        self._advance(True)

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()

    def clear_cdata_mode(self):
        self.cdata_elem = None

    # ---- what subclasses override

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass

    # ---- going through the text

    def _moved(self, i, j):
        """The position after rawdata[i:j]."""
        text = self.rawdata[i:j]
        lines = text.count("\n")
        if lines:
            self.lineno += lines
            self.offset = len(text) - text.rindex("\n") - 1
        else:
            self.offset += len(text)
        return j

    def _text(self, i, j):
        if i < j:
            data = self.rawdata[i:j]
            self.handle_data(unescape(data) if self.convert_charrefs and not self.cdata_elem else data)
        return self._moved(i, j)

    def _text_end(self, i, end):
        """Where the text that begins at i ends: at markup, or where it cannot be told yet. (position, whether to go on)"""
        raw = self.rawdata
        if self.cdata_elem:
            m = re.compile(r"</\s*%s\s*>" % self.cdata_elem, re.I).search(raw, i)
            return (m.start(), True) if m else (i, False)
        if not self.convert_charrefs:
            m = re.compile("[&<]").search(raw, i)
            return (m.start() if m else len(raw)), True
        j = raw.find("<", i)
        if j >= 0:
            return j, True
        amp = raw.rfind("&", max(i, len(raw) - 34))
        if amp >= 0 and not end and not re.compile(r"[\s;]").search(raw, amp):
            return i, False  # a reference may go on
        return len(raw), True

    def _advance(self, end):
        i, n = 0, len(self.rawdata)
        while i < n:
            j, go_on = self._text_end(i, end)
            if not go_on:
                break
            i = self._text(i, j)
            if i == n:
                break
            k = self._markup(i, end) if self.rawdata[i] == "<" else self._reference(i, end)
            if k < 0:
                break
            i = k
        if end and i < n and not self.cdata_elem:
            i = self._text(i, n)
        self.rawdata = self.rawdata[i:]

    def _markup(self, i, end):
        """Handle what begins with '<' at i; where it ends, -1: more is needed."""
        raw = self.rawdata
        if _NAME(raw, i + 1):
            k = self._start_tag(i, end)
        elif raw.startswith("</", i):
            k = self._end_tag(i)
        elif raw.startswith("<!--", i):
            k = self._until(i, _COMMENT_END(raw, i + 4), 4, self.handle_comment)
        elif raw.startswith("<?", i):
            k = self._until(i, re.compile(">").search(raw, i + 2), 2, self.handle_pi)
        elif raw.startswith("<!", i):
            k = self._declaration(i)
        elif i + 1 < len(raw) or self.cdata_elem:
            self.handle_data("<")
            k = i + 1
        elif end:
            return self._text(i, len(raw))
        else:
            return -1
        if k >= 0:
            return self._moved(i, k)
        if not end:
            return -1
        # It never ends: text, up to where markup may begin again.
        k = raw.find(">", i + 1)
        if k < 0:
            k = raw.find("<", i + 1)
            if k < 0:
                k = i + 1
        else:
            k += 1
        return self._text(i, k)

    def _until(self, i, match, skip, handle):
        if match is None:
            return -1
        handle(self.rawdata[i + skip:match.start()])
        return match.end()

    def _bogus_comment(self, i):
        k = self.rawdata.find(">", i + 2)
        if k < 0:
            return -1
        self.handle_comment(self.rawdata[i + 2:k])
        return k + 1

    def _declaration(self, i):
        raw = self.rawdata
        if raw.startswith("<![", i):
            return self._marked_section(i)
        if raw[i:i + 9].lower() == "<!doctype":
            k = raw.find(">", i + 9)
            if k < 0:
                return -1
            self.handle_decl(raw[i + 2:k])
            return k + 1
        return self._bogus_comment(i)

    def _marked_section(self, i):
        raw = self.rawdata
        m = re.compile(r"<!\[\s*([a-zA-Z][-_.a-zA-Z0-9]*)").match(raw, i)
        name = m[1].lower() if m else ""
        if m and m.end() == len(raw):
            return -1
        if name in ("temp", "cdata", "ignore", "include", "rcdata"):
            closing = re.compile(r"]\s*]\s*>").search(raw, i + 3)
        elif name in ("if", "else", "endif"):
            closing = re.compile(r"]\s*>").search(raw, i + 3)
        else:
            closing = None
            if not m and len(raw) > i + 3:
                raise AssertionError("unknown status keyword %r in marked section" % raw[i + 3:])
        if closing is None:
            return -1
        self.unknown_decl(raw[i + 3:closing.start()])
        return closing.end()

    # ---- tags

    def _start_tag(self, i, end):
        raw = self.rawdata
        self._starttag_text = None
        name = _NAME(raw, i + 1)
        tag = self.lasttag = name[0].lower()
        attrs = []
        k = _SPACE(raw, name.end()).end()
        while k < len(raw) and raw[k] != ">" and not raw.startswith("/>", k):
            m = _ATTRIBUTE(raw, k)
            if m is None or m[2] is None and _OPEN_QUOTE(raw, k):
                return -1  # a quoted value without end
            value = m[2]
            if value is not None and value[:1] in ("'", '"') and value[:1] == value[-1:]:
                value = value[1:-1]
            attrs.append((m[1].lower(), unescape(value) if value else value))
            k = _SPACE(raw, m.end()).end()
        if k >= len(raw) or raw[k] == "/" and k + 1 >= len(raw):
            return -1
        ends_itself = raw[k] == "/"
        k += 2 if ends_itself else 1
        self._starttag_text = raw[i:k]
        if ends_itself:
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return k

    def _end_tag(self, i):
        raw = self.rawdata
        close = raw.find(">", i + 1)
        if close < 0:
            return -1
        m = _END_TAG(raw, i)
        if m is None or m.end() != close + 1:
            if self.cdata_elem is not None:
                self.handle_data(raw[i:close + 1])
                return close + 1
            name = _NAME(raw, i + 2)
            if name is None:
                return i + 3 if raw.startswith("</>", i) else self._bogus_comment(i)
            close = raw.find(">", name.end())
            if close < 0:
                return -1
            self.handle_endtag(name[0].lower())
            return close + 1
        tag = m[1].lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(raw[i:close + 1])
            return close + 1
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return close + 1

    # ---- references, where they are not converted

    def _reference(self, i, end):
        raw = self.rawdata
        number, name = _CHARACTER(raw, i), _ENTITY(raw, i)
        m = number or name
        if m is None:
            if not end and raw[i:] in ("&", "&#"):
                return -1
            if raw.startswith("&#", i) and ";" in raw[i:]:
                return self._text(i, i + 2)
            if end and len(raw) - i == 2 and raw[i:] == "&#":
                return self._text(i, i + 2)
            return self._text(i, i + 1)
        k = m.end()
        if k == len(raw):
            return self._text(i, k) if end else -1
        if number:
            self.handle_charref(m[0][2:])
        else:
            self.handle_entityref(m[1])
        if raw.startswith(";", k):
            k += 1
        return self._moved(i, k)
