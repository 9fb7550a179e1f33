print('before')
raise SystemExit('')
