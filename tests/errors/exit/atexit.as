import atexit
atexit.register(print, 'first registered')
atexit.register(print, 'second registered')
raise SystemExit(8)
