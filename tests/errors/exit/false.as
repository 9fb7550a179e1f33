print('before')
raise SystemExit(False)
