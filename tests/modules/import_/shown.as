# How modules are shown, and what their specs say of where they come from.
import abc
import builtins
import os
import sys
import types

for module in sys, builtins, os, abc:
    print(module, module.__spec__.name, module.__spec__.origin, module.__spec__.has_location)
bare = types.ModuleType("bare")
print(bare, bare.__spec__)
bare.__spec__ = types.SimpleNamespace(name="bare", origin="somewhere", has_location=False, loader=None)
bare.__file__ = "/x/y.py"
print(bare)
