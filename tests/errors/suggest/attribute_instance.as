class A:
    def __init__(self):
        self.length = 1


A().lenght
