class A:
    def m(self):
        return self.n(5)

    def n(self, v):
        return v[0]


A().m()
