x = 1
exec('a = 1\nb = = 2')
