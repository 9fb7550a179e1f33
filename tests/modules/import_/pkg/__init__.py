print("init", __name__, __package__, __path__ is not None)
from . import alpha
from .sub import deep
from .sub.deep import where
__all__ = ["alpha", "beta"]
version = "1.0"


def __getattr__(name):
    if name == "lazy":
        return "made on demand"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
