# warnings and traceback, in one tour: ordinary use, then the errors.
import warnings, traceback, sys, io
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("hey"); warnings.warn("dep", DeprecationWarning); print(len(w), w[0].message, w[1].category, w[0].lineno, w[0].filename.rpartition("/")[2])
warnings.filterwarnings("error", category=UserWarning)
try: warnings.warn("boom")
except UserWarning as e: print(repr(e))
warnings.resetwarnings(); warnings.simplefilter("ignore"); warnings.warn("no")
warnings.simplefilter("default")
for i in range(2): warnings.warn("once per place", RuntimeWarning)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "line"))
@warnings.deprecated("use g")
def f(): pass
f()
def g():
    try: 1 / 0
    except ZeroDivisionError as e: raise ValueError("bad") from e
try: g()
except ValueError as e:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(e), [(fr.name, fr.lineno, fr.line) for fr in traceback.extract_tb(e.__traceback__)])
    te = traceback.TracebackException.from_exception(e); print(te.exc_type_str, str(te), te.__cause__.exc_type_str); print("".join(te.format(chain=False)))
    print(traceback.format_tb(e.__traceback__)[-1]); print(traceback.format_exc(limit=1))
def h(): traceback.print_stack(file=sys.stdout, limit=2); return traceback.extract_stack()[-1].name
print(h())
try: compile("a b", "f", "exec")
except SyntaxError as e: print("".join(traceback.format_exception_only(e)))
try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError("k")])])
except ExceptionGroup as e: traceback.print_exception(e, file=sys.stdout)
def r(n): return r(n - 1) if n else 1 / 0
try: r(10)
except ZeroDivisionError: traceback.print_exc(file=sys.stdout)
e = ValueError("n"); e.add_note("note1"); e.add_note("two\nlines"); print(traceback.format_exception(e))
print(traceback.format_list([("f.py", 3, "fn", "code")]))
try: {}.foo
except AttributeError as e: print(traceback.format_exception_only(type(e), e))
try: prnt
except NameError as e: print("".join(traceback.format_exception(e)))
traceback.print_exception(None, file=sys.stdout)
