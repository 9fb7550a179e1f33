class A:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass


with A():
    pass
