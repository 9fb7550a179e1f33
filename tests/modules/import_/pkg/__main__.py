import sys
from . import alpha
print("main of", __package__, __name__, alpha.name, sys.argv[1:])
