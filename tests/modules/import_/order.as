# NAME.as stands before NAME.py; a package before a module.
import both
import wrapped
print(both.answer, wrapped.answer)
