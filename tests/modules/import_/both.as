answer = "the right one"
