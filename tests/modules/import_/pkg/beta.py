from . import alpha
from .alpha import name as other
from . import version
print("beta sees", other, version, alpha.__name__)
