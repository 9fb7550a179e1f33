from cyc.d import y
x = 1
