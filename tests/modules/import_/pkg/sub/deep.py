from .. import alpha
from ..alpha import name


def where():
    return __name__, __package__, alpha.name, name
