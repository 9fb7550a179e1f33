# Distributions in a folder: names, versions, headers, requirements, files, entry points, and what is not there.
import importlib.metadata as im
import os
import sys
import tempfile

folder = tempfile.mkdtemp()


def put(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


put("the_tool-1.2.dist-info/METADATA", """\
Metadata-Version: 2.1
Name: The.Tool
Version: 1.2
Summary: does é things
Author: Ann
Keywords: one two
Classifier: A :: B
Classifier: C
Requires-Dist: other >=1
Requires-Dist: more ; extra == 'x'
Provides-Extra: x

The long
description.
""")
put("the_tool-1.2.dist-info/entry_points.txt", """\
# comment
[console_scripts]
tool = json:dumps
other=json.decoder:JSONDecoder.decode [x,y]

[plugins]
whole = json
broken = 1 2
""")
put("the_tool-1.2.dist-info/RECORD", "the_tool/__init__.py,sha256=abc,11\nthe_tool/data.txt,,\nsingle.py,,\nthe_tool-1.2.dist-info/RECORD,,\n../bin/tool,sha256=def,3\n")
put("the_tool-1.2.dist-info/top_level.txt", "the_tool\nsingle\n")
put("the_tool/data.txt", "data")
put("single.py", "")
put("the_tool/__init__.py", "x = 'code'\n")
put("old-0.1.egg-info/PKG-INFO", "Name: old\nVersion: 0.1\n")
put("old-0.1.egg-info/requires.txt", "plain>=1\n\n[x]\nwith-extra\n\n[:sys_platform == 'linux']\nwith-marker\n\n[y:os_name == 'nt']\nboth @ http://e/\n")
put("old-0.1.egg-info/SOURCES.txt", "old.py\nsetup.py\n")
sys.path[:0] = [folder]

print(im.version("the-tool"), im.version("The_Tool"), im.version("OLD"), im.distribution("the.tool").name)
m = im.metadata("the_tool")
print(m["name"], m["Summary"], m.get_all("classifier"), m.get_all("nothing"), m.get_all("nothing", []), "Author" in m, "author" in m, "x" in m, m.get("x", 5))
print(list(m), len(m))
print({key: value for key, value in m.json.items() if key != "description"})
print(im.requires("the-tool"), im.requires("old"))
for path in im.files("the-tool"):
    print(repr(path), path.name, path.hash, path.size, path.dist.name)
print(im.files("the-tool")[0].read_text(), im.files("the-tool")[0].read_binary(), im.files("the-tool")[0].locate().is_file())
dist = im.distribution("the-tool")
points = dist.entry_points
print(points, points.names == {"tool", "other", "whole", "broken"}, points.groups == {"console_scripts", "plugins"})
other = points["other"]
print(other.module, other.attr, other.extras, other.load().__name__, other.dist.name, other.matches(group="plugins"), points["tool"].load().__name__, points["whole"].load().__name__)
print(points.select(group="plugins"), sorted(points.select(group="plugins")) == sorted([points["broken"], points["whole"]]))
print([p for p in im.entry_points(group="plugins") if p.dist.name == "The.Tool"] == list(points.select(group="plugins")), type(im.entry_points()).__name__)
ours = [d for d in im.distributions(path=[folder])]
print(sorted((d.name, d.version) for d in ours), [d.version for d in im.distributions(name="old", path=[folder])])
print(dist.read_text("nothing"), dist.read_text("RECORD")[:12], dist.origin, str(dist.locate_file("x"))[len(folder):])
print(im.Distribution.at(os.path.join(folder, "old-0.1.egg-info")).version)
print({name: found for name, found in im.packages_distributions().items() if name in ("the_tool", "single")})


def error(call):
    try:
        print(call())
    except (ImportError, KeyError, ValueError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)


error(lambda: im.version("no-such-thing"))
error(lambda: im.version(""))
error(lambda: points["no"])
error(lambda: setattr(other, "name", 1))
try:
    points["broken"].module
except (AttributeError, AssertionError):
    print("not an object reference")
error(lambda: im.PackageNotFoundError("n").name)
print(im.PackageNotFoundError.__mro__[1].__name__, im.EntryPoint("a", "b:c", "d"), im.EntryPoint("a", "b", "c") == im.EntryPoint("a", "b", "c"),
      sorted([im.EntryPoint("b", "v", "g"), im.EntryPoint("a", "v", "g")]))
