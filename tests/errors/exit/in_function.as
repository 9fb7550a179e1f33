def f():
    try:
        raise SystemExit(2)
    finally:
        print('cleanup')


f()
