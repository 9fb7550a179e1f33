x = y is not not z
