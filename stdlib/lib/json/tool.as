# SPDX-License-Identifier: MIT
"""The command `-m json.tool`: checks JSON, and prints it in another shape."""
import argparse
import json
import sys


def _options():
    parser = argparse.ArgumentParser(prog="python -m json.tool",
                                     description="A simple command line interface for json module to validate and pretty-print JSON objects.")
    parser.add_argument("infile", nargs="?", help="a JSON file to be validated or pretty-printed", default="-")
    parser.add_argument("outfile", nargs="?", help="write the output of infile to outfile", default=None)
    parser.add_argument("--sort-keys", action="store_true", default=False, help="sort the output of dictionaries alphabetically by key")
    parser.add_argument("--no-ensure-ascii", dest="ensure_ascii", action="store_false", help="disable escaping of non-ASCII characters")
    parser.add_argument("--json-lines", action="store_true", default=False,
                        help="parse input using the JSON Lines format. Use with --no-indent or --compact to produce valid JSON Lines output.")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--indent", default=4, type=int, help="separate items with newlines and use this number of spaces for indentation")
    shape.add_argument("--tab", action="store_const", dest="indent", const="\t",
                       help="separate items with newlines and use tabs for indentation")
    shape.add_argument("--no-indent", action="store_const", dest="indent", const=None,
                       help="separate items with spaces rather than newlines")
    shape.add_argument("--compact", action="store_true", help="suppress all whitespace separation (most compact)")
    return parser.parse_args()


def main():
    options = _options()
    shape = {"sort_keys": options.sort_keys, "indent": options.indent, "ensure_ascii": options.ensure_ascii}
    if options.compact:
        shape.update(indent=None, separators=(",", ":"))
    try:
        if options.infile == "-":
            text = sys.stdin.read()
        else:
            with open(options.infile, encoding="utf-8") as file:
                text = file.read()
        found = [json.loads(line) for line in text.splitlines()] if options.json_lines else [json.loads(text)]
    except ValueError as e:
        raise SystemExit(e)
    outfile = sys.stdout if options.outfile is None else open(options.outfile, "w", encoding="utf-8")
    with outfile:
        for value in found:
            json.dump(value, outfile, **shape)
            outfile.write("\n")


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError as e:
        sys.exit(e.errno)
