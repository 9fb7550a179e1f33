# Statistics: averages, spread, relations, quantiles, estimates, the normal distribution, errors.
import pickle
import statistics as s
from fractions import Fraction as F


def show(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)), end="  ")
    except Exception as e:
        print(type(e).__name__, e, end="  ")


DATA = [[1, 2, 3, 4], [1, 2, 3, 4, 5], [0.1] * 10, [F(1, 3), F(2, 3)], [1, 2.5, F(1, 2)], [5], [], [1e16, 1.0, -1e16], [3, 1, 1, 2, 2], ["a", "b"],
        [True, False, True], [float("inf"), 1.0], [-1, 4], [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5], [10 ** 30, 10 ** 30 + 1]]
for name in ("mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high", "median_grouped", "mode", "multimode", "variance",
             "pvariance", "stdev", "pstdev", "quantiles"):
    print(name, end=": ")
    for data in DATA:
        if name in ("geometric_mean", "median_grouped", "fmean") and data and isinstance(data[0], str):
            continue
        show(getattr(s, name), data)
    print()
show(s.mean, iter([1, 2, 3]))
show(s.mean, {1, 2})
show(s.fmean, [3.5, 4.0, 5.25], [0.2, 0.3, 0.5])
show(s.fmean, [1, 2], [1])
show(s.fmean, [1, 2], [1, -1])
show(s.harmonic_mean, [40, 60], weights=[5, 30])
show(s.harmonic_mean, [10, 0, 5])
show(s.harmonic_mean, [1, 2], [1])
show(s.harmonic_mean, ["x"])
show(s.geometric_mean, [1, 0, 2])
show(s.median_grouped, [1, 2, 2, 3, 4, 4, 4, 4, 4, 5], 2)
show(s.variance, [1, 2, 3], 2)
show(s.pvariance, [1, 2, 3], mu=1.5)
print()
for kwargs in ({"n": 10}, {"n": 3, "method": "inclusive"}, {"n": 0}, {"method": "x"}):
    show(s.quantiles, [105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110, 100, 75, 105, 103, 109, 76, 119, 99, 91], **kwargs)
print()
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
show(s.covariance, x, y)
show(s.correlation, x, y)
show(s.correlation, x, x[::-1])
show(s.correlation, [1, 5, 5, 9], [2, 2, 8, 10], method="ranked")
show(s.correlation, [1, 1], [1, 2])
show(s.correlation, [1, 2], [1, 2], method="x")
show(s.correlation, [1], [1])
show(s.covariance, [1], [1, 2])
show(s.linear_regression, x, y)
show(s.linear_regression, [1.5, 2.5, 4.0], [3, 5, 8], proportional=True)
show(s.linear_regression, [1, 1], [1, 2])
print()
for kernel in ("normal", "logistic", "sigmoid", "rectangular", "triangular", "parabolic", "quartic", "triweight", "cosine", "gauss", "uniform"):
    f, c = s.kde([1.0, 2.5, 4.0], 0.7, kernel), s.kde([1.0, 2.5, 4.0], 0.7, kernel, cumulative=True)
    print(kernel, [round(f(t), 12) for t in (0.5, 1.5, 3.2, 9)], [round(c(t), 12) for t in (0.5, 1.5, 3.2, 9)])
show(s.kde, [], 1)
show(s.kde, [1], 0)
show(s.kde, [1], 1, "x")
show(s.kde, ["x"], 1)
r = s.kde_random([1.0, 2.0, 5.0], 0.5, seed=8)
print([round(r(), 10) for _ in range(5)], r.__doc__)
n = s.NormalDist(100, 15)
print(n, n.mean, n.median, n.mode, n.stdev, n.variance, n == s.NormalDist(100, 15), hash(n) == hash(s.NormalDist(100, 15)))
print(n.pdf(110), n.cdf(110), n.inv_cdf(0.9), n.quantiles(4), n.zscore(130), n.overlap(s.NormalDist(110, 20)))
print([s.NormalDist().inv_cdf(p) for p in (1e-300, 1e-9, 0.001, 0.05, 0.3, 0.5, 0.7, 0.999999)])
print(n + 5, n - 5, n * 2, n / 3, 7 - n, -n, +n, n + s.NormalDist(1, 2), n - s.NormalDist(1, 2), 2 * n)
print(s.NormalDist.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5]), [round(v, 9) for v in n.samples(3, seed=5)], pickle.loads(pickle.dumps(n)))
for call in (lambda: s.NormalDist(0, -1), lambda: s.NormalDist(1, 0).pdf(1), lambda: s.NormalDist(1, 0).cdf(1), lambda: n.inv_cdf(1), lambda: n.overlap(5),
             lambda: s.NormalDist(1, 0).zscore(1), lambda: s.NormalDist.from_samples([1])):
    show(call)
print()
