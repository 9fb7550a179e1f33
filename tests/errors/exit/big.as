print('before')
raise SystemExit(256 + 7)
