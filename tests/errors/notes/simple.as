e = ValueError("has notes")
e.add_note("first note")
e.add_note("second\nnote on two lines")
e.add_note("")
raise e
