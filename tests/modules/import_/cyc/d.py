from cyc.c import x
y = 2
