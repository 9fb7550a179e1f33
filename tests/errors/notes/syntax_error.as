try:
    compile("x = = 1", "made_up.py", "exec")
except SyntaxError as e:
    e.add_note("with a note")
    raise
