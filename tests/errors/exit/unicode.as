print('before')
raise SystemExit('é 日本')
