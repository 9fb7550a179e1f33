try:
    raise KeyboardInterrupt
except Exception:
    print('no')
except BaseException as e:
    print(repr(e))
