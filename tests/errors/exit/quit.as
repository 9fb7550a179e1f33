try:
    exit(5)
finally:
    print('finally runs')
