# Sizes that no memory holds: MemoryError or OverflowError, caught, and the program goes on.
cases = [
    "'x' * 10**15", "b'x' * 10**15", "[0] * 10**15", "(0,) * 10**15", "bytearray(10**15)", "bytes(10**15)",
    "'x' * 2**62", "[0] * 2**62", "(0,) * 2**62", "b'x' * 2**62", "'ab' * 2**62", "[1, 2] * 2**62",
    "'x' * 2**70", "[0] * 2**70", "bytes(2**70)", "'x'.center(10**15)", "'x'.ljust(10**15)", "'x'.zfill(10**15)",
    "b'x'.center(10**15)", "range(2**70)[2**69]", "len(range(2**63))",
    "[].append(0) or [1] * 2**60", "bytearray(1) * 2**62", "memoryview(b'x') and b'x'.zfill(10**15)",
    "1 << 10**15", "1 << 2**70", "f'{1:{10**15}}'", "'%*d' % (2**62, 1)", "'{:>99999999999999999999}'.format(1)",
    "len(range(10**15))", "'x'.replace('x', 'y' * 1000) * 10**14",
    "'-'.join(['x' * 10**6] * 3) * 10**10", "tuple([0] * 3) * 10**15", "10 ** -400", "2.0 ** 10000", "int(1e400)",
    "int('1' * 5000)", "str(10 ** 5000)", "float(10 ** 400)", "0 ** -1", "1 >> 2**70", "-1 >> 2**70", "0 << 2**70",
    "(10**400) / 3", "round(10**400, -399) // 10**399", "chr(2**31)", "chr(-1)", "range(0, 10, 0)", "bytes([256])", "bytes(-1)",
]
for case in cases:
    try:
        result = eval(case)
        print(case, "->", result if isinstance(result, (int, float)) else type(result).__name__)
    except (MemoryError, OverflowError, ValueError, ZeroDivisionError, IndexError) as error:
        print(case, "->", type(error).__name__, error)
