# `from package import x`: what the submodule fails to import is named, not the submodule.
for text in ("from missing_pkg import sub", "from missing_pkg import nothing", "import missing_pkg.sub", "from missing_pkg import twice"):
    try:
        exec(text)
    except ImportError as e:
        print(type(e).__name__, e.name, str(e).split(" (")[0])
