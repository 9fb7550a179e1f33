print("b begins")
import cyc.a
from . import a
value = "b's"
print("b sees a", hasattr(a, "value"))


def late():
    return getattr(a, "value", "not yet")
