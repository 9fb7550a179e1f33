# SPDX-License-Identifier: MIT
"""Statistics of numbers: averages, spread, relation, quantiles, the normal distribution.

Sums are exact: data become ratios of ints, added as such; the result is converted to the type of the data once.
"""
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, namedtuple
from fractions import Fraction
from itertools import count, groupby, repeat
from operator import itemgetter

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "kde", "kde_random",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance",
           "quantiles", "stdev", "variance"]


class StatisticsError(ValueError):
    pass


# ---- exact sums

def _ratio(x):
    """x as (numerator, denominator); (x, None) for what is not finite."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _common_type(a, b):
    """The type of results over data of both types."""
    if a is b or b is int or b is bool:
        return a
    if a is int:
        return b
    if issubclass(b, a):
        return b
    if issubclass(a, b) or issubclass(b, int):
        return a
    if issubclass(a, int):
        return b
    if issubclass(a, Fraction) and issubclass(b, float):
        return b
    if issubclass(a, float) and issubclass(b, Fraction):
        return a
    raise TypeError(f"don't know how to coerce {a.__name__} and {b.__name__}")


def _exact_sum(data):
    """(type, sum, count): the sum a Fraction, or the infinity or NaN that it is."""
    kind, size, by_denominator = int, 0, defaultdict(int)
    for x in data:
        size += 1
        if type(x) is not kind:
            kind = _common_type(kind, type(x))
        n, d = _ratio(x)
        by_denominator[d] += n
    if None in by_denominator:
        return kind, by_denominator[None], size
    return kind, sum((Fraction(n, d) for d, n in by_denominator.items()), Fraction(0)), size


def _convert(value, kind):
    """A Fraction as the type of the data."""
    if type(value) is kind:
        return value
    if issubclass(kind, int) and value.denominator != 1:
        kind = float
    try:
        return kind(value)
    except TypeError:
        if type(kind).__name__ == "type" and kind.__name__ == "Decimal":
            return kind(value.numerator) / kind(value.denominator)
        raise


def _squares(data, c=None):
    """(type, sum of squared deviations, mean, count); from c, or from the mean where c is None."""
    data = list(data)
    kind, total, size = _exact_sum(data)
    if not size:
        return kind, Fraction(0), Fraction(0), 0
    if not isinstance(total, Fraction):
        return kind, total, total, size
    mean = total / size if c is None else Fraction(*_ratio(c))
    squares = sum(((Fraction(*_ratio(x)) - mean) ** 2 for x in data), Fraction(0))
    return kind, squares, mean, size


def _root(value):
    """The square root of a Fraction as the nearest float."""
    n, d = value.numerator, value.denominator
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    # An integer root of 55 bits or so, with a sticky last bit, that rounds once when it is scaled back.
    if shift >= 0:
        scaled, exact = divmod(n, d << 2 * shift)
    else:
        scaled, exact = divmod(n << -2 * shift, d)
    root = math.isqrt(scaled)
    sticky = root * root != scaled or exact != 0
    root = root << 1 | sticky
    return float(Fraction(root << shift - 1)) if shift > 0 else root / (1 << 1 - shift)


def _nonempty(data, what):
    if not data:
        raise StatisticsError(what)
    return data


# ---- averages

def mean(data):
    """Return the sample arithmetic mean of data."""
    kind, total, size = _exact_sum(data)
    if size < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / size, kind)


def fmean(data, weights=None):
    """Convert data to floats and compute the arithmetic mean, perhaps weighted."""
    if weights is None:
        data = data if hasattr(data, "__len__") else list(data)
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        num = math.sumprod(data, weights)
    except ValueError:
        raise StatisticsError("data and weights must be the same length")
    den = math.fsum(weights)
    if not den:
        raise StatisticsError("sum of weights must be non-zero")
    return num / den


def geometric_mean(data):
    """Convert data to floats and compute the geometric mean."""
    size, zero, logs = 0, False, []
    for given in data:
        size += 1
        x = float(given)
        if x > 0.0 or math.isnan(x):
            logs.append(math.log(x))
        elif x == 0.0:
            zero = True
        else:
            raise StatisticsError("No negative inputs allowed", given)
    if not size:
        raise StatisticsError("Must have a non-empty dataset")
    total = math.fsum(logs)
    if math.isnan(total):
        return math.nan
    if zero:
        return math.nan if total == math.inf else 0.0
    return math.exp(total / size)


def _no_negatives(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def harmonic_mean(data, weights=None):
    """Return the harmonic mean of data, perhaps weighted."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    size = len(_nonempty(data, "harmonic_mean requires at least one data point"))
    if size == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction)) and not hasattr(x, "as_integer_ratio"):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(message)
        return x
    if weights is None:
        weights, total = repeat(1, size), size
    else:
        weights = list(weights)
        if len(weights) != size:
            raise StatisticsError("Number of weights does not match data size")
        total = _exact_sum(_no_negatives(weights, message))[1]
    try:
        kind, inverse, _ = _exact_sum(w / x if w else 0 for w, x in zip(weights, _no_negatives(data, message)))
    except ZeroDivisionError:
        return 0
    if inverse <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(total / inverse, kind)


def median(data):
    """Return the median (middle value) of numeric data."""
    data = _nonempty(sorted(data), "no median for empty data")
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    """Return the low median of numeric data."""
    data = _nonempty(sorted(data), "no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """Return the high median of data."""
    data = _nonempty(sorted(data), "no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """Estimate the median for numeric data binned around the midpoints of consecutive, fixed-width intervals."""
    data = _nonempty(sorted(data), "no median for empty data")
    size = len(data)
    x = data[size // 2]
    first, last = bisect_left(data, x), bisect_right(data, x, lo=size // 2)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (size / 2 - first) / (last - first)


def mode(data):
    """Return the most common data point, the first one met of several."""
    common = Counter(iter(data)).most_common(1)
    if not common:
        raise StatisticsError("no mode for empty data")
    return common[0][0]


def multimode(data):
    """Return a list of the most frequently occurring values."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, times in counts.items() if times == most]


def quantiles(data, *, n=4, method="exclusive"):
    """Divide data into n continuous intervals with equal probability: the n - 1 cut points."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        if size == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    cuts = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            cuts.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return cuts
    if method != "exclusive":
        raise ValueError(f"Unknown method: {method!r}")
    for i in range(1, n):
        j = min(max(i * (size + 1) // n, 1), size - 1)
        delta = i * (size + 1) - j * n
        cuts.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return cuts


# ---- spread

def variance(data, xbar=None):
    """Return the sample variance of data."""
    kind, squares, _, size = _squares(data, xbar)
    if size < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (size - 1), kind)


def pvariance(data, mu=None):
    """Return the population variance of data."""
    kind, squares, _, size = _squares(data, mu)
    if size < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / size, kind)


def _deviation(value, kind):
    if kind.__name__ == "Decimal":
        return _convert(value, kind).sqrt()
    return _root(value) if value else 0.0


def stdev(data, xbar=None):
    """Return the square root of the sample variance."""
    kind, squares, _, size = _squares(data, xbar)
    if size < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _deviation(squares / (size - 1), kind)


def pstdev(data, mu=None):
    """Return the square root of the population variance."""
    kind, squares, _, size = _squares(data, mu)
    if size < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _deviation(squares / size, kind)


# ---- relations

def covariance(x, y, /):
    """Return the sample covariance of two inputs."""
    size = len(x)
    if len(y) != size:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
    return math.sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (size - 1)


def _ranks(data, start):
    """Ranks of the values, equal ones sharing the mean of theirs."""
    ranks = [0.0] * len(data)
    place = start - 1
    for _, group in groupby(sorted(zip(data, count())), key=itemgetter(0)):
        group = list(group)
        for _, where in group:
            ranks[where] = place + (len(group) + 1) / 2
        place += len(group)
    return ranks


def correlation(x, y, /, *, method="linear"):
    """Pearson's correlation coefficient; method 'ranked': Spearman's."""
    size = len(x)
    if len(y) != size:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("correlation requires at least two data points")
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (size - 1) / -2  # centres the ranks on zero
        x, y = _ranks(x, start), _ranks(y, start)
    else:
        xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxy, sxx, syy = math.sumprod(x, y), math.sumprod(x, x), math.sumprod(y, y)
    try:
        return sxy / _sqrtprod(sxx, syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _sqrtprod(x, y):
    """math.sqrt(x * y), correctly rounded where the product is."""
    h = math.sqrt(x * y)
    if not math.isfinite(h):
        if math.isinf(h) and not math.isinf(x) and not math.isinf(y):
            scale = 2.0 ** -512
            return _sqrtprod(scale * x, scale * y) / scale
        return h
    if not h:
        if x and y:
            scale = 2.0 ** 537
            return _sqrtprod(scale * x, scale * y) / scale
        return h
    d = math.sumprod((x, h), (y, -h))
    return h + d / (2.0 * h)


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept for simple linear regression."""
    size = len(x)
    if len(y) != size:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if not proportional:
        xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    sxy, sxx = math.sumprod(x, y) + 0.0, math.sumprod(x, x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# ---- estimated distributions

def _quartic_inverse(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    x = (2.0 * p) ** 0.4258865685331 - 1.0
    if 0.004 < p < 0.499:
        x += 0.026818732 * math.sin(7.101753784 * p + 2.73230839482953)
    return x * sign


def _by_newton(estimate, f, f_prime, tolerance=1e-12):
    """The inverse of f, from an estimate of it."""
    def inverse(y):
        x = estimate(y)
        while abs(diff := f(x) - y) > tolerance:
            x -= diff / f_prime(x)
        return x
    return inverse


def _triweight_estimate(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    return ((2.0 * p) ** 0.3400218741872791 - 1.0) * sign


def _kernels():
    """Name -> (density, distribution, inverse of it, support or None)."""
    from math import acos, asin, atan, cos, cosh, erf, exp, log, pi, sin, sqrt, tan, tanh
    standard = NormalDist()
    table = {
        "normal": (lambda t: exp(-1 / 2 * t * t) / sqrt(2 * pi), lambda t: 1 / 2 * (1.0 + erf(t / sqrt(2))), standard.inv_cdf, None),
        "logistic": (lambda t: 1 / 2 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0), lambda p: log(p / (1 - p)), None),
        "sigmoid": (lambda t: 1 / pi / cosh(t), lambda t: 2 / pi * atan(exp(t)), lambda p: log(tan(p * pi / 2)), None),
        "rectangular": (lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, lambda p: 2 * p - 1, 1.0),
        "triangular": (lambda t: 1.0 - abs(t), lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
                       lambda p: sqrt(2 * p) - 1 if p < 1 / 2 else 1 - sqrt(2 - 2 * p), 1.0),
        "parabolic": (lambda t: 3 / 4 * (1.0 - t * t), lambda t: -1 / 4 * t ** 3 + 3 / 4 * t + 1 / 2,
                      lambda p: 2 * cos((acos(2 * p - 1) + pi) / 3), 1.0),
        "quartic": (lambda t: 15 / 16 * (1.0 - t * t) ** 2, lambda t: sum((3 / 16 * t ** 5, -5 / 8 * t ** 3, 15 / 16 * t, 1 / 2)), None, 1.0),
        "triweight": (lambda t: 35 / 32 * (1.0 - t * t) ** 3,
                      lambda t: sum((-5 / 32 * t ** 7, 21 / 32 * t ** 5, -35 / 32 * t ** 3, 35 / 32 * t, 1 / 2)), None, 1.0),
        "cosine": (lambda t: pi / 4 * cos(pi / 2 * t), lambda t: 1 / 2 * sin(pi / 2 * t) + 1 / 2, lambda p: 2 * asin(2 * p - 1) / pi, 1.0),
    }
    for name, estimate in ("quartic", _quartic_inverse), ("triweight", _triweight_estimate):
        density, distribution, _, support = table[name]
        table[name] = density, distribution, _by_newton(estimate, distribution, density), support
    table["gauss"], table["uniform"] = table["normal"], table["rectangular"]
    table["epanechnikov"], table["biweight"] = table["parabolic"], table["quartic"]
    return table


def kde(data, h, kernel="normal", *, cumulative=False):
    """Kernel density estimation: a function that estimates the probability density (or the distribution) from a sample."""
    size = len(data)
    if not size:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    found = _kernels().get(kernel)
    if found is None:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    density, distribution, _, support = found
    if support is None:
        def pdf(x):
            return sum(density((x - x_i) / h) for x_i in data) / (len(data) * h)

        def cdf(x):
            return sum(distribution((x - x_i) / h) for x_i in data) / len(data)
    else:
        sample = sorted(data)
        bandwidth = h * support

        def near(x):
            nonlocal size, sample
            if len(data) != size:
                sample = sorted(data)
                size = len(data)
            return bisect_left(sample, x - bandwidth), bisect_right(sample, x + bandwidth)

        def pdf(x):
            i, j = near(x)
            return sum(density((x - x_i) / h) for x_i in sample[i:j]) / (size * h)

        def cdf(x):
            i, j = near(x)
            return sum((distribution((x - x_i) / h) for x_i in sample[i:j]), i) / size
    if cumulative:
        cdf.__doc__ = f"CDF estimate with {h=!r} and {kernel=!r}"
        return cdf
    pdf.__doc__ = f"PDF estimate with {h=!r} and {kernel=!r}"
    return pdf


def kde_random(data, h, kernel="normal", *, seed=None):
    """Return a function that makes a random selection from the estimated probability density function."""
    size = len(data)
    if not size:
        raise StatisticsError("Empty data sequence")
    if not isinstance(data[0], (int, float)):
        raise TypeError("Data sequence must contain ints or floats")
    if h <= 0.0:
        raise StatisticsError(f"Bandwidth h must be positive, not {h=!r}")
    found = _kernels().get(kernel)
    if found is None:
        raise StatisticsError(f"Unknown kernel name: {kernel!r}")
    inverse = found[2]
    prng = random.Random(seed)

    def rand():
        return prng.choice(data) + h * inverse(prng.random())

    rand.__doc__ = f"Random KDE selection with {h=!r} and {kernel=!r}"
    return rand


# ---- the normal distribution

# Wichura's algorithm AS 241 (PPND16): numerators and denominators of three rational approximations.
_CENTRAL = ((2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4,
             1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
            (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3,
             6.8718700749205790830e2, 4.2313330701600911252e1, 1.0))
_MIDDLE = ((7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0, 3.64784832476320460504e0,
            5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
           (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0))
_TAIL = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1,
          1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0),
         (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
          1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


def _horner(coefficients, x):
    total = coefficients[0]
    for c in coefficients[1:]:
        total = total * x + c
    return total


def _normal_inverse(p):
    """The standard normal distribution's inverse."""
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return _horner(_CENTRAL[0], r) * q / _horner(_CENTRAL[1], r)
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    table, r = (_MIDDLE, r - 1.6) if r <= 5.0 else (_TAIL, r - 5.0)
    x = _horner(table[0], r) / _horner(table[1], r)
    return -x if q < 0.0 else x


class NormalDist:
    """Normal distribution of a random variable, with mean mu and standard deviation sigma."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """Make a normal distribution instance from sample data."""
        kind, squares, average, size = _squares(data)
        if size < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(average), _deviation(squares / (size - 1), float))

    def samples(self, n, *, seed=None):
        """Generate n samples for a given mean and standard deviation."""
        rnd = random.random if seed is None else random.Random(seed).random
        return [self._mu + self._sigma * _normal_inverse(rnd()) for _ in repeat(None, n)]

    def _positive(self, what):
        if not self._sigma:
            raise StatisticsError(f"{what} when sigma is zero")

    def pdf(self, x):
        """Probability density function.  P(x <= X < x+dx) / dx"""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        """Cumulative distribution function.  P(X <= x)"""
        self._positive("cdf() not defined")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        """Inverse cumulative distribution function.  x : P(X <= x) = p"""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return self._mu + self._sigma * _normal_inverse(p)

    def quantiles(self, n=4):
        """Divide into n continuous intervals with equal probability: the n - 1 cut points."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The overlapping coefficient between two normal distributions: the area that both share."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        x, y = self, other
        if (y._sigma, y._mu) < (x._sigma, x._mu):
            x, y = y, x
        x_var, y_var = x.variance, y.variance
        if not x_var or not y_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = y_var - x_var
        dm = math.fabs(y._mu - x._mu)
        if not dv:
            return math.erfc(dm / (2.0 * x._sigma * math.sqrt(2.0)))
        a = x._mu * y_var - y._mu * x_var
        b = x._sigma * y._sigma * math.sqrt(dm * dm + dv * math.log(y_var / x_var))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (math.fabs(y.cdf(x1) - x.cdf(x1)) + math.fabs(y.cdf(x2) - x.cdf(x2)))

    def zscore(self, x):
        """How many standard deviations x is above or below the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        """Arithmetic mean of the normal distribution."""
        return self._mu

    @property
    def median(self):
        """Return the median of the normal distribution."""
        return self._mu

    @property
    def mode(self):
        """Return the mode of the normal distribution."""
        return self._mu

    @property
    def stdev(self):
        """Standard deviation of the normal distribution."""
        return self._sigma

    @property
    def variance(self):
        """Square of the standard deviation."""
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
