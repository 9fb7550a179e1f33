import a.b + c
