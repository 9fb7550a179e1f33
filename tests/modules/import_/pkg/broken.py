ready = 1
1 / 0
