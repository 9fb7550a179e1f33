class A(Base, metaclass=M):
    "doc"
    x: int = 1
    __private = x

    def method(self, value):
        self.value = value
        self.__secret = __class__

class B[T](A):
    def get(self) -> T: ...

type Pair[T] = tuple[T, T]
