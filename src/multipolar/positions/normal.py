"""The normal distribution and its random numbers, compiled; streams are splitmix64, which plain NumPy can follow."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_REACH, _NODES = 9.0, 4608
_WIDTH = 2 * _REACH / _NODES
_GRID = np.linspace(-_REACH, _REACH, _NODES + 1)
_PHI = np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in _GRID])
_DENSITY = np.exp(-0.5 * _GRID**2) / math.sqrt(2 * math.pi) * _WIDTH
_ROOT = 1 / math.sqrt(2 * math.pi)

LEAST, MOST = 1e-300, 1.0 - 1.1e-16
"""The nearest to 0 and 1 that a quantile is taken of."""


@njit(inline="always", fastmath=True)
def uniform(state):
    """The next number of a stream in the open interval from 0 to 1 (Steele, Lea and Flood 2014, OOPSLA: splitmix64)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (float(z >> np.uint64(11)) + 0.5) * (1.0 / 9007199254740992.0)


@njit(inline="always", fastmath=True)
def density(x):
    """The normal density."""
    return _ROOT * math.exp(-0.5 * x * x)


@njit(inline="always", fastmath=True)
def phi(x):
    """The normal distribution function, by cubic interpolation with exact slopes: absolute error below 1e-12."""
    if x <= -_REACH:
        return 0.0
    if x >= _REACH:
        return 1.0
    at = (x + _REACH) / _WIDTH
    place = int(at)
    t = at - place
    a, b, da, db = _PHI[place], _PHI[place + 1], _DENSITY[place], _DENSITY[place + 1]
    return a + t * (da + t * (3.0 * (b - a) - 2.0 * da - db + t * (2.0 * (a - b) + da + db)))


@njit(inline="always", fastmath=True)
def quantile(p):
    """The normal quantile of p in (0, 1), to 1e-15 of its value (Wichura 1988, Applied Statistics 37, AS 241)."""
    p = min(max(p, LEAST), MOST)
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = 2509.0809287301226727 * r + 33430.575583588128105
        top = (((top * r + 67265.770927008700853) * r + 45921.953931549871457) * r + 13731.693765509461125) * r
        top = ((top + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608
        low = 5226.495278852545925 * r + 28729.085735721942674
        low = (((low * r + 39307.89580009271061) * r + 21213.794301586595867) * r + 5394.1960214247511077) * r
        low = ((low + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0
        return q * top / low
    r = math.sqrt(-math.log(p if q < 0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        top = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
        top = (((top * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504) * r
        top = ((top + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734
        low = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
        low = (((low * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455) * r
        low = ((low + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0
    else:
        r -= 5.0
        top = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
        top = (((top * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r + 0.29656057182850489123) * r
        top = ((top + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772
        low = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
        low = (((low * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r
        low = ((low + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1.0
    return -top / low if q < 0 else top / low
