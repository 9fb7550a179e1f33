print('before')
raise SystemExit(None)
