class ValueError(Exception):
    pass


raise ValueError("shadowed name")
