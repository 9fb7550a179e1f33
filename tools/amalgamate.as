# SPDX-License-Identifier: MIT
# amalgamate.as - writes one aster.c from the sources of the library: `aster tools/amalgamate.as BUILD OUT SOURCE...`
#
# Every header is put in once, where it is first included; .def and .inc files each time. What a source file keeps to itself (static functions
# and variables, its own types, tags and enumerators) gets the file's name in front, because in one file all of it would meet: names are
# changed token by token, not in strings, comments and members. Macros of a source file end with it. Includes of the system come first.
import os
import re
import sys

TOKEN = re.compile(r'''//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[A-Za-z_]\w*|\d[\w.]*|->|\.\.\.|\s+|.''', re.S)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+("[^"\n]+"|<[^>\n]+>)[^\n]*$', re.M)
DEFINE = re.compile(r'^[ \t]*#[ \t]*define[ \t]+(\w+)', re.M)
KEYWORDS = set('''auto break case char const continue default do double else enum extern float for goto if inline int long register return short
signed sizeof static struct switch typedef union unsigned void volatile while _Static_assert _Atomic bool'''.split())
OPTIONAL = {'uv.h': 'ASTER_NO_LIBUV', 'pcre2.h': 'ASTER_NO_PCRE2', 'zlib.h': 'ASTER_NO_ZLIB'}
ROWS = {'re_module': 'ASTER_NO_PCRE2', 'zlib_module': 'ASTER_NO_ZLIB'}   # of modules.def


def switch_of(path, text):
    """The macro without which a source is part of the file; None: always."""
    if re.match(r'.*/native/re(_\w+)?\.c$', path):
        return 'ASTER_NO_PCRE2'
    return None if path.endswith('library.c') else next((OPTIONAL[h] for h in OPTIONAL if f'<{h}>' in text), None)


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


class Amalgam:
    def __init__(self, build):
        self.build = build
        self.seen = set()
        self.system = []
        self.headers = []   # those that sources include, in order

    def find(self, name, here):
        for folder in ('', os.path.dirname(here), self.build):
            path = os.path.join(folder, name)
            if os.path.exists(path):
                return path
        raise SystemExit(f'amalgamate: {here} includes {name}, which is nowhere')

    def own_text(self, path):
        """A source with its tables (.inc) in it: what they say is the file's own."""
        def one(match):
            what = match.group(1)
            return read(self.find(what[1:-1], path)) if what.endswith('.inc"') else match.group(0)
        return re.sub(r'^#line.*$', '', INCLUDE.sub(one, read(path)), flags=re.M)

    def expand(self, text, here):
        """The text with includes of the project put in and those of the system taken out."""
        def one(match):
            what = match.group(1)
            if what[0] == '<':
                if what[1:-1] in OPTIONAL:
                    return match.group(0)
                if what not in self.system:
                    self.system.append(what)
                return ''
            path = self.find(what[1:-1], here)
            if path.endswith('.h'):
                if path in self.seen:
                    return ''
                self.seen.add(path)
                text = self.expand(read(path), path)
                if here.endswith('.h'):
                    return text
                self.headers.append(text + '\n')   # before the sources, so that no switch takes it away
                return ''
            inner = read(path)
            if path.endswith('modules.def'):
                inner = re.sub(r'^NATIVE\((\w+)\)$', lambda m: f'#ifndef {ROWS[m[1]]}\n{m[0]}\n#endif' if m[1] in ROWS else m[0], inner, flags=re.M)
            return '\n' + self.expand(inner, path)
        return INCLUDE.sub(one, text)


def tokens_of(text):
    return TOKEN.findall(text)


def is_name(token):
    return (token[0].isalpha() or token[0] == '_') and token not in KEYWORDS


def strip_directives(text):
    text = re.sub(r'^#ifdef __cplusplus.*?^#endif', '', text, flags=re.M | re.S)
    return re.sub(r'^[ \t]*#(?:[^\n\\]|\\\n|\\.)*', '', text, flags=re.M)


def statements(text):
    """Declarations at file scope, as lists of tokens; what is in braces is kept for enum, struct and union only."""
    depth, current, keep, skipping = 0, [], False, None
    for token in tokens_of(strip_directives(text)):
        if token.isspace() or token.startswith(('//', '/*')):
            continue
        if token == '__attribute__':
            skipping = 0
            continue
        if skipping is not None:
            skipping += (token == '(') - (token == ')')
            if skipping == 0:
                skipping = None
            continue
        if token == '{':
            if depth == 0:
                keep = any(t in ('enum', 'struct', 'union') for t in current) and '(' not in current
            depth += 1
            if keep or depth == 1:
                current.append(token)
            continue
        if token == '}':
            depth -= 1
            if keep or depth == 0:
                current.append(token)
            if depth == 0 and not keep and '=' not in current:
                yield current
                current = []
            continue
        if depth == 0 or keep:
            current.append(token)
            if token == ';' and depth == 0:
                yield current
                current, keep = [], False


def names_of_enum(body):
    depth, expect = 0, True
    for token in body:
        if token in '({':
            depth += 1
        elif token in ')}':
            depth -= 1
        elif token == ',' and depth == 0:
            expect = True
        elif expect and is_name(token):
            yield token
            expect = False


def header_types(text):
    """Types and tags that a header declares or speaks of."""
    names = set()
    for s in statements(text):
        names.update(s[i + 1] for i, t in enumerate(s[:-1]) if t in ('struct', 'union', 'enum') and is_name(s[i + 1]))
        if 'typedef' in s:
            names.add(typedef_name(s[s.index('typedef'):]))
    return names


def typedef_name(s):
    if '{' not in s and '(' in s:   # a function, or a pointer to one
        star = next((i for i, t in enumerate(s) if t == '(' and s[i + 1] == '*'), None)
        return s[star + 2] if star is not None else s[s.index('(') - 1]
    return s[-2] if s[-2] != ']' else s[len(s) - 1 - s[::-1].index('[') - 1]


def pasted(text):
    """A pattern for each name that a macro of the text puts together with ##: such names cannot be changed token by token."""
    patterns = []
    for m in re.finditer(r'^[ \t]*#[ \t]*define[ \t]+\w+\(([^)]*)\)((?:[^\n\\]|\\.|\\\n)*)', text, re.M):
        params = {p.strip() for p in m.group(1).split(',')}
        for run in re.finditer(r'\w+(?:\s*##\s*\w+)+', m.group(2)):
            parts = re.split(r'\s*##\s*', run.group(0))
            if any(part not in params for part in parts):
                patterns.append(re.compile(''.join(r'\w+' if part in params else re.escape(part) for part in parts)))
    return patterns


def made_by_macros(text):
    """Functions whose names are arguments of a macro of this file: `UNARY(slot_neg, UN_NEG)`."""
    names = set()
    for m in re.finditer(r'^[ \t]*#[ \t]*define[ \t]+(\w+)\(([^)]*)\)((?:[^\n\\]|\\.|\\\n)*)', text, re.M):
        params = [p.strip() for p in m.group(2).split(',')]
        defined = {params.index(n) for n in re.findall(r'static[^({;=#]*?\b(\w+)\s*[(=\[]', m.group(3)) if n in params}
        for call in re.finditer(r'^%s\(([^()]*)' % m.group(1), text, re.M):
            args = [a.strip() for a in call.group(1).split(',')]
            names.update(args[i] for i in defined if i < len(args) and args[i].isidentifier())
    return names


def without_braces(s):
    out, depth = [], 0
    for token in s:
        depth += token == '{'
        if not depth:
            out.append(token)
        depth -= token == '}'
    return out


def depth_at(s, i):
    return s[:i].count('{') - s[:i].count('}')


def own_names(text, headers):
    """What the file keeps to itself: (functions and variables, types and enumerators)."""
    values, types = set(), set()
    for s in statements(text):
        for i, token in enumerate(s[:-1]):
            if token == 'enum' and '{' in s[i + 1:i + 3]:
                start = s.index('{', i)
                types.update(names_of_enum(s[start + 1:s.index('}', start)]))
            if token in ('struct', 'union', 'enum') and is_name(s[i + 1]) and (s[i + 2] in '{;' or s[0] == 'typedef' and depth_at(s, i) == 0):
                types.add(s[i + 1])
        if 'typedef' in s:
            types.add(typedef_name(s[s.index('typedef'):]))
        elif 'static' in s:
            s = without_braces(s[s.index('static'):])
            cut = next((i for i, t in enumerate(s) if t in ('(', '=', '[', ';') and i and is_name(s[i - 1]) and s[i - 1] != '__attribute__'), None)
            if cut is not None:
                values.add(s[cut - 1])
    values |= made_by_macros(text)
    built = pasted(text)
    values = {n for n in values if not any(p.fullmatch(n) for p in built)}
    return values - headers, {n for n in types if is_name(n)} - headers


def rename(text, values, types, prefix):
    """In the body of a struct only types and enumerators are changed: a member may have a function's name."""
    out, last, offset, waiting, bodies, depth = [], '', 0, False, [], 0
    for token in tokens_of(text):
        if token.isspace() or token.startswith(('//', '/*')):
            out.append(token)
            continue
        mine = token in types or (token in values and not bodies)
        out.append(f'{prefix}_{token}' if mine and last not in ('.', '->') and offset != 2 else token)
        if token in ('struct', 'union'):
            waiting = True
        elif token == '{':
            depth += 1
            if waiting:
                bodies.append(depth)
            waiting = False
        elif token == '}':
            if bodies and bodies[-1] == depth:
                bodies.pop()
            depth -= 1
        elif waiting and not is_name(token):
            waiting = False
        offset = 1 if token == 'offsetof' else 2 if offset == 1 and token == ',' else 0 if token == ')' else offset
        last = token
    return ''.join(out)


def main(build, out, sources):
    types_of = {}   # of each header
    amalgam = Amalgam(build)
    parts = []
    for path in sources:
        own = amalgam.own_text(path)
        prefix = re.sub(r'\W', '_', os.path.splitext(path)[0].replace(build + '/', ''))
        scout = Amalgam(build)   # what the headers that this file sees declare is not its own
        scout.expand(read(path), path)
        for header in scout.seen - types_of.keys():
            types_of[header] = header_types(INCLUDE.sub('', read(header)))
        values, types = own_names(own, set().union(*(types_of[h] for h in scout.seen)))
        parts.append((path, own, amalgam.expand(rename(own, values, types, prefix), path)))
    chunks = ['// SPDX-License-Identifier: MIT\n// aster.c - the Aster VM in one file, written by tools/amalgamate.as. cc -c aster.c\n#define _GNU_SOURCE 1\n']
    chunks += [f'#include {s}\n' for s in sorted(amalgam.system)]
    chunks.append('#undef complex\n#undef I\n')
    chunks += amalgam.headers
    shared = set(DEFINE.findall(''.join(amalgam.headers)))
    for path, own, text in parts:
        switch = switch_of(path, own)
        if switch:
            text = f'#ifndef {switch}\n{text}\n#endif\n'
        ends = ''.join(f'#undef {m}\n' for m in dict.fromkeys(DEFINE.findall(own)) if m not in shared)
        chunks.append(f'\n// ==== {path}\n{text}\n{ends}')
    with open(out, 'w', encoding='utf-8') as f:
        f.write(''.join(chunks))
    print(f'{out}: {len(sources)} files')


main(sys.argv[1], sys.argv[2], sys.argv[3:])
