# Format specifications and %-formatting of floats.
values = [0.0, -0.0, 1.0, -1.5, 3.14159265358979, 1234567.891, 1e-7, 1e22, 1.5e300, 0.5, 2.5, 99.995, float("inf"), float("-inf"), float("nan")]
for spec in ["", "f", "F", "e", "E", "g", "G", "%", "n", ".0f", ".1f", ".2f", ".10f", ".0e", ".3e", ".0g", ".3g", ".17g", ".0%", ".1%", "10", "<10", ">10.2f", "^12.3f", "=+12.2f", "010.2f", "+.2f", " .2f", ",", ",.2f", "_.1f", "015,.2f", "#.0f", "#g", "#.0e", "z.0f", "z.1f", "+z.0f", "*^15.3e", "-.2f", ".3", "10.4", ",.3g", "_", "#", "+"]:
    print(repr(spec), [format(v, spec) for v in values])
for spec in ["d", "x", "b", "c", "s", "r", "5d", ".2d", "q", ".-1f", "..2f", ",,f", "f5", ".2147483648f", "#,_f"]:
    try:
        print(repr(spec), repr(format(1.5, spec)))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for f in ["%f", "%e", "%g", "%E", "%G", "%F", "%.0f", "%.2f", "%10.3f", "%-10.3f|", "%+.1f", "% .1f", "%010.2f", "%#.0f", "%#g", "%.3g", "%s", "%r", "%d", "%i", "%5.1f%%", "%.*f", "%*.*f", "%.0e", "%x"]:
    out = []
    for v in (0.0, -1.5, 1234567.891, 1e-7, 1e22, float("inf"), float("nan")):
        try:
            args = (2, v) if f == "%.*f" else (8, 2, v) if f == "%*.*f" else (v,)
            out.append(f % args)
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    print(f, out)
print(f"{1e15:.0f} {1e16:,} {123456789.123:_} {0.000001:g} {0.0000123:g} {123456:g} {1234567:g} {12345678.9:n} {1e5:.3g} {100000.0:.6g} {0.1:.20f} {0.1:.30g} {2**0.5:.40f}")
print(f"{5e-324:.3e} {1.7976931348623157e308:.3f}"[:50], f"{9.5:.0f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {1e-10:.2f} {-1e-10:.2f} {-1e-10:z.2f}")
print(format(1.0, ".100f")[:60], len(format(1.0, ".1000f")), format(1e308, ".2f")[:20], "%.50f" % 0.1)
