b'ab\xffcd'.decode()
