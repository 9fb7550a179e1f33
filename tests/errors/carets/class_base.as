class C(undefined_base):
    pass
