print('before')
raise SystemExit(True)
