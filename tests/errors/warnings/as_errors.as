# A compiler's warning that a filter makes an error is a SyntaxError with its place.
import warnings

warnings.simplefilter("error")
sources = [
    "x = 1 is 1\n",
    "y = 3\nx = '\\d'\n",
    "y = 3\nx = '\\477'\n",
    "assert(x, 'msg')\n",
    "x = [(1, 2)\n(3, 4)]\n",
    "x = 'a'['b']\n",
    "x = 3[0]\n",
]
for source in sources:
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as e:
        print(e.args)
try:
    compile("x = [0x1for x in ()]\n", "<test>", "exec")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
