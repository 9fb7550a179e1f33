print("a begins")
import cyc.b
from . import b
value = "a's"
print("a ends", b.value, cyc.b.late())
