a.for = 1
