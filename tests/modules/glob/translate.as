# glob.translate, and glob below an open folder.
import glob
import os
import re
import tempfile

for pattern in ("foo", "*", "*.txt", "?a*b", "[!a-c]x", "a/b/*", "**/x", "a/**", "**/**/b", ".*", "a//b", "x?", "[]", "a[b"):
    print(pattern, glob.translate(pattern), glob.translate(pattern, recursive=True), glob.translate(pattern, recursive=True, include_hidden=True))
print(glob.translate("a/b\\*", seps="/\\"), glob.translate("a:*", seps=":"))
match = re.compile(glob.translate("**/*.py", recursive=True)).match
print([bool(match(p)) for p in ("a.py", "x/a.py", "x/y/a.py", ".h/a.py", "x/.a.py", "a.pyc")])

with tempfile.TemporaryDirectory() as folder:
    os.makedirs(os.path.join(folder, "sub", "deep"))
    for name in "a.txt", "b.txt", ".hidden", "sub/c.txt", "sub/deep/d.txt":
        open(os.path.join(folder, name), "w").close()
    fd = os.open(folder, os.O_RDONLY)
    for pattern in "*", "*.txt", "**/*.txt", "sub/", "sub/*", "nothing", "*/c.txt", b"*.txt":
        print(pattern, sorted(glob.glob(pattern, dir_fd=fd, recursive=True)) == sorted(glob.glob(pattern, root_dir=folder if isinstance(pattern, str) else os.fsencode(folder), recursive=True)),
              sorted(glob.glob(pattern, dir_fd=fd, recursive=True)))
    os.close(fd)
