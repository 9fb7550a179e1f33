x = None
if x is None and x.attr or True:
    pass
