# Averages, spread, two series, quantiles, densities, the normal distribution.
import statistics as s
from decimal import Decimal as D
from fractions import Fraction as F


def tell(f, *args, **kw):
    try:
        print(f.__name__ if hasattr(f, "__name__") else "", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


data = ([1, 2, 3, 4, 4], [1, 2], [2.5, 3.25, 5.5, 11.25, 11.75], [F(1, 2), F(3, 4), F(1, 6)], [D("0.5"), D("0.75"), D("0.625"), D("0.375")], [7],
        [1e300, 1e300, 1e300], [0.1] * 10, [1, 2.5, F(1, 3)], [True, 2], [float("inf"), 1], [])
for function in s.mean, s.median, s.median_low, s.median_high, s.variance, s.pvariance, s.stdev, s.pstdev, s.mode, s.multimode, s.fmean, s.harmonic_mean, s.geometric_mean, s.median_grouped:
    for values in data:
        tell(function, values)
tell(s.mean, ["a"])
tell(s.fmean, [1, 2, 3], weights=[1, 0, 3])
tell(s.fmean, [1], weights=[1, 2])
tell(s.fmean, iter([1, 2]))
tell(s.harmonic_mean, [40, 60], weights=[5, 30])
tell(s.harmonic_mean, [1, 0, 2])
tell(s.harmonic_mean, [1, -1])
tell(s.geometric_mean, [1, -1])
tell(s.geometric_mean, [1, 0])
tell(s.variance, [2.75, 1.75, 1.25, 0.25], 1.5)
tell(s.pvariance, [1, 2, 3], mu=2)
tell(s.mode, "red blue blue red green red red".split())
tell(s.multimode, "aabbcccbb")
tell(s.median_grouped, [1, 3, 3, 5, 7], interval=2)
tell(s.median_grouped, [52, 52, 53, 54])
for n in 1, 2, 4, 10:
    tell(s.quantiles, [105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110], n=n)
    tell(s.quantiles, [1.5, 2.5, 7], n=n, method="inclusive")
tell(s.quantiles, [1], n=3)
tell(s.quantiles, [], n=3)
tell(s.quantiles, [1, 2], n=0)
tell(s.quantiles, [1, 2], method="x")
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3.5]
tell(s.covariance, x, y)
tell(s.correlation, x, y)
tell(s.correlation, x, [v ** 3 for v in x], method="ranked")
tell(s.linear_regression, x, y)
tell(s.linear_regression, x, y, proportional=True)
for f in s.covariance, s.correlation, s.linear_regression:
    tell(f, [1], [1])
    tell(f, [1, 2], [1])
    tell(f, [1, 1], [1, 2])
n = s.NormalDist(100, 15)
print(n, n.mean, n.variance, n.pdf(110), n.cdf(110), n.inv_cdf(0.3), n.inv_cdf(0.001), n.inv_cdf(1 - 1e-12), n.quantiles(3), n.zscore(120))
print(n + 5, n - 5, n * 2, n / 4, -n, 5 - n, n + s.NormalDist(1, 20), n - s.NormalDist(1, 20), n == s.NormalDist(100, 15.0), hash(n) == hash(s.NormalDist(100, 15)))
print(s.NormalDist(2.4, 1.6).overlap(s.NormalDist(3.2, 2.0)), s.NormalDist.from_samples([1, 2, 4]), s.NormalDist(5, 2).samples(3, seed=1))
tell(s.NormalDist, 0, -1)
tell(s.NormalDist(0, 0).pdf, 1)
tell(n.inv_cdf, 0)
sample = [-2.1, -1.3, -0.4, 1.9, 5.1, 6.2]
for kernel in "normal logistic sigmoid rectangular triangular parabolic quartic triweight cosine".split():
    f, c = s.kde(sample, h=1.5, kernel=kernel), s.kde(sample, 1.5, kernel, cumulative=True)
    print(kernel, [round(f(v), 12) for v in (-2, 0, 3.3)], [round(c(v), 12) for v in (-2, 0, 3.3)], [round(v, 9) for v in (s.kde_random(sample, 1.5, kernel, seed=5)() for _ in range(1))])
tell(s.kde, [], 1)
tell(s.kde, [1], 0)
tell(s.kde, [1], 1, "none")
