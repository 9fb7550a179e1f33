# SPDX-License-Identifier: MIT
"""Contexts: precision, rounding, limits of the exponent, and what signals do."""
from contextvars import ContextVar

from decimal import Decimal, _checked_rounding, _make, _operand_or_error
from _decimal_signals import *
from _decimal_signals import _SIGNAL_OF, _SIGNALS

_EACH = {"prec": (1, MAX_PREC), "Emin": (MIN_EMIN, 0), "Emax": (0, MAX_EMAX), "capitals": (0, 1), "clamp": (0, 1)}


class _SignalDict(dict):
    """Flags or traps: a dictionary with exactly the signals as its keys."""

    def __init__(self, given=()):
        super().__init__(dict.fromkeys(_SIGNALS, False))
        for signal in given:
            self[signal] = True

    def __setitem__(self, signal, value):
        if signal not in self:
            raise KeyError("invalid error flag")
        super().__setitem__(signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def copy(self):
        return dict(self)


_SHOWN = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)


def _names(signals):
    return "[" + ", ".join(signal.__name__ for signal in _SHOWN if signals[signal]) + "]"


def _signals(given):
    if isinstance(given, dict):
        if given.keys() != set(_SIGNALS):
            raise KeyError("invalid signal dict")
        return _SignalDict(signal for signal, is_set in given.items() if is_set)
    if not isinstance(given, list):
        raise TypeError("list or dict of signals expected")
    for signal in given:
        if signal not in _SIGNALS:
            raise TypeError("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, "
                            "Subnormal, Inexact, Rounded,\n   Clamped]")
    return _SignalDict(given)


class Context:
    """How results are rounded and which signals are traps. Every operation on decimals is a method too."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        default = globals().get("DefaultContext")
        for name, value, standard in (("prec", prec, 28), ("rounding", rounding, ROUND_HALF_EVEN), ("Emin", Emin, -999999),
                                      ("Emax", Emax, 999999), ("capitals", capitals, 1), ("clamp", clamp, 0)):
            setattr(self, name, value if value is not None else getattr(default, name, standard))
        self.traps = _signals(dict(default.traps) if traps is None else traps)
        self.flags = _signals([] if flags is None else flags)

    def __setattr__(self, name, value):
        if name in _EACH:
            low, high = _EACH[name]
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not low <= value <= high:
                raise ValueError(f"valid values for {name} are 0 or 1" if high == 1 else
                                 f"valid range for {name} is [{ {'prec': '1, MAX_PREC', 'Emin': 'MIN_EMIN, 0', 'Emax': '0, MAX_EMAX'}[name]}]")
        elif name == "rounding":
            _checked_rounding(value)
        elif name in ("flags", "traps"):
            if not isinstance(value, dict):
                raise TypeError("argument must be a signal dict")
            value = _signals(value)
        else:
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    def __repr__(self):
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, "
                f"clamp={self.clamp}, flags={_names(self.flags)}, traps={_names(self.traps)})")

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         [signal for signal, is_set in self.flags.items() if is_set],
                         [signal for signal, is_set in self.traps.items() if is_set])

    def copy(self):
        """A copy, flags and traps too."""
        made = object.__new__(Context)
        for name, value in self.__dict__.items():
            object.__setattr__(made, name, _SignalDict(s for s, on in value.items() if on) if name in ("flags", "traps") else value)
        return made

    __copy__ = copy
    __hash__ = None

    def clear_flags(self):
        """All flags off."""
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        """All traps off."""
        for signal in self.traps:
            self.traps[signal] = False

    def Etiny(self):
        """The smallest exponent of a subnormal number: Emin - prec + 1."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The largest exponent of a number with all its digits: Emax - prec + 1."""
        return self.Emax - self.prec + 1

    def _raise(self, condition, culprit=None, sign=0):
        """A signal, or a list that it is the first of: its flag is set; an exception if it is trapped, else what the operation results in."""
        conditions = condition if isinstance(condition, list) else [condition]
        signal = _SIGNAL_OF.get(conditions[0], conditions[0])
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal(conditions)
        if signal is InvalidOperation:
            return _make(0, 0, "n") if culprit is None else _make(culprit._sign, culprit._int, "n")._fix_nan(self)
        if signal is DivisionByZero:
            return _make(sign, 0, "F")
        if signal is Overflow:
            away = self.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or \
                self.rounding == (ROUND_FLOOR if sign else ROUND_CEILING)
            return _make(sign, 0, "F") if away else _make(sign, 10 ** self.prec - 1, self.Etop())
        return None

    def create_decimal(self, num="0", /):
        """A decimal rounded to this context."""
        if isinstance(num, str) and (num != num.strip() or "_" in num):
            return self._raise(ConversionSyntax)
        made = Decimal(num, self)
        if made._nan() and made._int and len(str(made._int)) > self.prec - self.clamp:
            return self._raise(ConversionSyntax)
        return made._fix(self)

    def create_decimal_from_float(self, f, /):
        """The value of a float rounded to this context."""
        return Decimal.from_float(f)._fix(self)

    def divmod(self, a, b, /):
        """(a // b, a % b)"""
        return _operand_or_error(a).__divmod__(_operand_or_error(b), self)

    def power(self, a, b, modulo=None):
        """a ** b, or a ** b % modulo."""
        a, b = _operand_or_error(a), _operand_or_error(b)
        return a.__pow__(b, None if modulo is None else _operand_or_error(modulo), self)

    def abs(self, a, /):
        """The absolute value."""
        return _operand_or_error(a).__abs__(context=self)

    def plus(self, a, /):
        """The number, rounded."""
        return _operand_or_error(a).__pos__(self)

    _apply = plus  # as it is called in tests of the specification

    def minus(self, a, /):
        """The opposite, rounded."""
        return _operand_or_error(a).__neg__(self)

    def to_sci_string(self, a, /):
        """The text, with an exponent where it is needed."""
        return _operand_or_error(a).__str__(context=self)

    def radix(self):
        """10"""
        return Decimal(10)

    def canonical(self, a, /):
        """The number itself."""
        if not isinstance(a, Decimal):
            raise TypeError("canonical requires a Decimal as an argument.")
        return a


def _method(name, operands, with_context):
    """The method of contexts for one of Decimal's."""
    def one(self, a, /):
        method = getattr(_operand_or_error(a), name)
        return method(context=self) if with_context else method()

    def two(self, a, b, /):
        return _checked(getattr(_operand_or_error(a), name)(_operand_or_error(b), context=self))

    def three(self, a, b, c, /):
        return getattr(_operand_or_error(a), name)(_operand_or_error(b), _operand_or_error(c), context=self)

    made = (one, two, three)[operands - 1]
    made.__name__ = name
    made.__doc__ = getattr(Decimal, name).__doc__
    return made


def _checked(result):
    if result is NotImplemented:
        raise TypeError("unsupported operand")
    return result


for _name in ("exp ln log10 logb logical_invert next_minus next_plus normalize number_class sqrt to_integral_exact to_integral_value "
              "to_integral is_normal is_subnormal to_eng_string").split():
    setattr(Context, _name, _method(_name, 1, True))
for _name in "copy_abs copy_negate is_canonical is_finite is_infinite is_nan is_qnan is_signed is_snan is_zero".split():
    setattr(Context, _name, _method(_name, 1, False))
for _name in ("compare compare_signal compare_total compare_total_mag copy_sign logical_and logical_or logical_xor max max_mag min min_mag "
              "next_toward remainder_near rotate same_quantum scaleb shift").split():
    setattr(Context, _name, _method(_name, 2, True))
Context.fma = _method("fma", 3, True)
Context.quantize = lambda self, a, b, /: _operand_or_error(a).quantize(_operand_or_error(b), context=self)
Context.copy_decimal = lambda self, a, /: _operand_or_error(a)
for _name, _special in (("add", "__add__"), ("subtract", "__sub__"), ("multiply", "__mul__"), ("divide", "__truediv__"),
                        ("divide_int", "__floordiv__"), ("remainder", "__mod__")):
    _made = _method(_special, 2, True)
    _made.__name__ = _name
    setattr(Context, _name, _made)

Context.__module__ = "decimal"
DefaultContext = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, Overflow, InvalidOperation], flags=[], Emax=999999,
                         Emin=-999999, capitals=1, clamp=0)
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])

_current = ContextVar("decimal_context")


def getcontext():
    """The context of this thread or task; made from DefaultContext where there is none."""
    try:
        return _current.get()
    except LookupError:
        made = DefaultContext.copy()
        _current.set(made)
        return made


def setcontext(context, /):
    """Make a context the current one; the three standard ones are copied."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if any(context is standard for standard in (DefaultContext, BasicContext, ExtendedContext)):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    """What localcontext() gives."""

    def __init__(self, new):
        self.new_context = new

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, *problem):
        setcontext(self.saved_context)


def localcontext(ctx=None, **options):
    """A context manager: a copy of ctx, or of the current context, with those attributes, is current in the block."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    made = ctx.copy()
    for name, value in options.items():
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
        if value is not None:
            setattr(made, name, value)
    return _ContextManager(made)
