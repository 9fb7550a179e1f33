try:
    raise SystemExit(2)
finally:
    raise SystemExit(3)
