"""Writes test/core/quantiles.json: inverse distribution functions from scipy, checked with mpmath at 50 digits.

    python3 test/core/quantiles.py > test/core/quantiles.json      (scipy 1.17.1, mpmath 1.3.0)

Where the two differ by more than 1e-14 the value is mpmath's; how often that was so goes to standard error.
"""
import json
import sys

import mpmath as mp
from scipy import stats

mp.mp.dps = 50
differ = 0
PS = [1e-10, 1e-6, 1e-3, 0.01, 0.05, 0.25, 0.4, 0.5, 0.6, 0.75, 0.95, 0.99, 0.999, 1 - 1e-6, 1 - 1e-10]


def polished(cdf, pdf, p, start):
    """Newton's method at 50 digits from scipy's answer; `pdf` and `cdf` in mpmath."""
    global differ
    x = mp.mpf(start)
    for _ in range(60):
        step = (cdf(x) - mp.mpf(p)) / pdf(x)
        x -= step
        if abs(step) < mp.mpf(10) ** -40 * abs(x):
            break
    assert abs(cdf(x) - mp.mpf(p)) < mp.mpf(10) ** -30, (start, p)
    if abs(x - mp.mpf(start)) > mp.mpf(10) ** -14 * abs(x):
        differ += 1
        return float(x)
    return float(start)


def incomplete(a, b, x):
    """Regularised incomplete beta by its series of positive terms (DLMF 8.17.8), from the nearer end."""
    if x > a / (a + b):
        return 1 - incomplete(b, a, 1 - x)
    term = total = mp.mpf(1)
    k = 0
    while term > total * mp.mpf(10) ** -52:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return x**a * (1 - x) ** b / (a * mp.beta(a, b)) * total


def beta(a, b):
    a, b = mp.mpf(a), mp.mpf(b)
    return (
        lambda x: incomplete(a, b, x),
        lambda x: x ** (a - 1) * (1 - x) ** (b - 1) / mp.beta(a, b),
    )


def normal(m, s):
    m, s = mp.mpf(m), mp.mpf(s)
    return (lambda x: mp.ncdf((x - m) / s), lambda x: mp.npdf((x - m) / s) / s)


def log_normal(median, sigma):
    median, sigma = mp.mpf(median), mp.mpf(sigma)
    return (
        lambda x: mp.ncdf(mp.log(x / median) / sigma),
        lambda x: mp.npdf(mp.log(x / median) / sigma) / (sigma * x),
    )


rows = []


def add(distribution, functions, ppf):
    """Leaves out what rounds to an end of [0, 1] or nearly so: it says nothing."""
    kept = [(p, s) for p, s in zip(PS, ppf(PS)) if distribution["kind"] != "beta" or 1e-290 < s < 1 - 1e-12]
    rows.append({"distribution": distribution, "p": [p for p, _ in kept],
                 "x": [polished(*functions, p, s) for p, s in kept]})


for a, b in [(0.05, 5), (5, 0.05), (0.5, 0.5), (0.3, 0.7), (1, 1), (1, 4), (3, 1), (1.5, 2.5), (2, 2), (6.5, 37.5),
             (42.5, 60.5), (30, 0.8), (200, 300), (1000, 3), (10000, 10000), (2.5, 97.5)]:
    add({"kind": "beta", "alpha": a, "beta": b}, beta(a, b), lambda ps: stats.beta.ppf(ps, a, b))
for m, s in [(0, 1), (8, 1), (-3, 0.25)]:
    add({"kind": "normal", "mean": m, "sd": s}, normal(m, s), lambda ps: stats.norm.ppf(ps, m, s))
for m, s in [(1, 1), (24, 0.4), (1500, 0.3)]:
    add({"kind": "logNormal", "median": m, "sigma": s}, log_normal(m, s), lambda ps: stats.lognorm.ppf(ps, s, scale=m))
for low, mode, high in [(0, 0.05, 0.15), (3, 8, 16), (1, 1, 2), (1, 2, 2)]:
    c = (mode - low) / (high - low)
    rows.append({"distribution": {"kind": "triangular", "low": low, "mode": mode, "high": high},
                 "x": list(stats.triang.ppf(PS, c, low, high - low))})
rows.append({"distribution": {"kind": "uniform", "low": 2, "high": 5}, "x": list(stats.uniform.ppf(PS, 2, 3))})
rows.append({"distribution": {"kind": "logUniform", "low": 2, "high": 50}, "x": list(stats.loguniform.ppf(PS, 2, 50))})
for low, mode, high in [(0, 3, 10), (1, 1, 4), (2, 5, 6)]:
    a = 1 + 4 * (mode - low) / (high - low)
    b = 1 + 4 * (high - mode) / (high - low)
    rows.append({"distribution": {"kind": "pert", "low": low, "mode": mode, "high": high},
                 "x": [float(low + (high - low) * mp.mpf(polished(*beta(a, b), p, s)))
                       for p, s in zip(PS, stats.beta.ppf(PS, a, b))]})
for m, s, low, high in [(0, 1, -1, 2), (8, 3, 0, 10)]:
    rows.append({"distribution": {"kind": "truncated", "of": {"kind": "normal", "mean": m, "sd": s}, "low": low, "high": high},
                 "x": [float(mp.findroot(lambda x: (mp.ncdf((x - m) / mp.mpf(s)) - mp.ncdf((low - m) / mp.mpf(s)))
                                         / (mp.ncdf((high - m) / mp.mpf(s)) - mp.ncdf((low - m) / mp.mpf(s))) - mp.mpf(p),
                                         start, tol=1e-35))
                       for p, start in zip(PS, stats.truncnorm.ppf(PS, (low - m) / s, (high - m) / s, m, s))]})


def mixture(parts):
    """parts: (weight, distribution, (cdf, pdf), ppf); roots by bisection at 50 digits."""
    total = mp.mpf(sum(w for w, *_ in parts))

    def cdf(x):
        return sum(mp.mpf(w) / total * f[0](x) for w, _, f, _ in parts)

    out = []
    for p in PS:
        low = min(mp.mpf(ppf(p)) for *_, ppf in parts)
        high = max(mp.mpf(ppf(p)) for *_, ppf in parts)
        for _ in range(150):
            middle = (low + high) / 2
            if cdf(middle) < mp.mpf(p):
                low = middle
            else:
                high = middle
        out.append(float(low))
    rows.append({"distribution": {"kind": "mixture", "components": [
        {"name": f"voice {k}", "weight": w, "distribution": d} for k, (w, d, *_) in enumerate(parts)]}, "x": out})


mixture([(1, {"kind": "normal", "mean": 8, "sd": 1}, normal(8, 1), lambda p: stats.norm.ppf(p, 8, 1)),
         (3, {"kind": "normal", "mean": 20, "sd": 2}, normal(20, 2), lambda p: stats.norm.ppf(p, 20, 2))])
mixture([(2, {"kind": "logNormal", "median": 24, "sigma": 0.4}, log_normal(24, 0.4), lambda p: stats.lognorm.ppf(p, 0.4, scale=24)),
         (1, {"kind": "logNormal", "median": 60, "sigma": 0.8}, log_normal(60, 0.8), lambda p: stats.lognorm.ppf(p, 0.8, scale=60)),
         (1, {"kind": "normal", "mean": 30, "sd": 3}, normal(30, 3), lambda p: stats.norm.ppf(p, 30, 3))])
mixture([(0.5, {"kind": "beta", "alpha": 6.5, "beta": 37.5}, beta(6.5, 37.5), lambda p: stats.beta.ppf(p, 6.5, 37.5)),
         (0.5, {"kind": "beta", "alpha": 36.5, "beta": 23.5}, beta(36.5, 23.5), lambda p: stats.beta.ppf(p, 36.5, 23.5))])
for row in rows:
    row.setdefault("p", PS)
print("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]")
print(f"{differ} values where scipy was more than 1e-14 off", file=sys.stderr)
