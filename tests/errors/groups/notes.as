inner = ValueError("inner")
inner.add_note("note on inner")
g = ExceptionGroup("g", [inner])
g.add_note("note on group")
raise g
