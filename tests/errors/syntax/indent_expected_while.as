while True:
# comment only
x
