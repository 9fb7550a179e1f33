# The sign of NaNs: whatever it is, it is never shown.
inf = float("inf")
nan = float("nan")
made = inf - inf


def text(v):
    return v, "%f" % v, "%+g" % v, format(v, "e"), f"{v:+.1f}", f"{v:08.2f}", str(complex(v, v)), v != v, bool(v), v.is_integer()


for v in (nan, -nan, made, -made, inf * 0, nan + 1, -nan - 1, nan * -1, abs(-nan), nan ** 2, nan // 1, nan % 1, 0 * nan, 1 / nan, -nan / 2):
    print(text(v))
print([v < 1 for v in (nan, -nan)], [v == v for v in (nan, made)], nan in [nan], made in [made], [nan] == [nan])
print(max(nan, 1.0), min(1.0, nan), sorted([2.0, 1.0]), hash(1.5), 1.0 ** nan, nan ** 0)
for f in (round, int):
    for v in (nan, -nan, made, inf, -inf):
        try:
            print(f(v))
        except (ValueError, OverflowError) as e:
            print(type(e).__name__, e)
