x = {}
del x['key']
