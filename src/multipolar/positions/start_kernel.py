"""One pass of Newton's method towards the joint mode, compiled: it gives chains a place to start from, and no more."""

from __future__ import annotations

from numba import njit, prange

from multipolar.positions.kernel import BLOCKS, FURTHEST_CUT
from multipolar.positions.normal import density, phi

_TAIL = 5.0
_LOOSE = 0.02
"""Precision of a prior that keeps the cut points of a call without abstentions, or with nothing else, finite."""


@njit(inline="always", fastmath=True)
def _slopes(y, low, high):
    """Of the log probability of a vote by its two ends: first derivatives, and minus the second ones."""
    if y == 1:
        low = max(low, -_TAIL)
        d = density(low) / phi(low)
        return d, 0.0, d * (low + d), 0.0, 0.0
    if y == 3:
        high = min(high, _TAIL)
        d = -density(high) / phi(-high)
        return 0.0, d, 0.0, d * (high + d), 0.0
    high = max(high, low + 1e-3)
    shift = max(low - _TAIL, 0.0) + min(high + _TAIL, 0.0)
    low, high = low - shift, high - shift
    mass = max(phi(high) - phi(low), 1e-12)
    d1, d2 = -density(low) / mass, density(high) / mass
    return d1, d2, d1 * (low + d1), d2 * (high + d2), d1 * d2


@njit(parallel=True, fastmath=True, cache=True)
def newton(choice, point, starts, theta, beta, cut1, cut2, precision, weighted):
    """Move beta, cut1 and cut2 of each call by one step given theta, and gather what the votes say of each point.

    precision, weighted: shape (BLOCKS, points), curvature, and slope plus curvature times theta, at the old values.
    """
    calls = starts.size - 1
    for block in prange(BLOCKS):
        bends, told = precision[block], weighted[block]
        bends[:] = 0.0
        told[:] = 0.0
        for call in range(block * calls // BLOCKS, (block + 1) * calls // BLOCKS):
            b, g1, g2 = beta[call], cut1[call], cut2[call]
            hbb, hb1, hb2, h11, h12, h22 = 1.0, 0.0, 0.0, _LOOSE, 0.0, _LOOSE
            gb, gg1, gg2 = -b, -_LOOSE * g1, -_LOOSE * g2
            for at in range(starts[call], starts[call + 1]):
                m = theta[point[at]]
                d1, d2, w11, w22, w12 = _slopes(choice[at], g1 - b * m, g2 - b * m)
                both, k1, k2 = d1 + d2, w11 + w12, w22 + w12
                bends[point[at]] += b * b * (k1 + k2)
                told[point[at]] += b * b * (k1 + k2) * m - b * both
                gb -= m * both
                gg1 += d1
                gg2 += d2
                hbb += m * m * (k1 + k2)
                hb1 -= m * k1
                hb2 -= m * k2
                h11 += w11
                h12 += w12
                h22 += w22
            # The inverse of the symmetric 3 x 3 matrix by its cofactors.
            ibb, ib1, ib2 = h11 * h22 - h12 * h12, hb2 * h12 - hb1 * h22, hb1 * h12 - h11 * hb2
            i11, i12, i22 = hbb * h22 - hb2 * hb2, hb1 * hb2 - hbb * h12, hbb * h11 - hb1 * hb1
            whole = max(hbb * ibb + hb1 * ib1 + hb2 * ib2, 1e-9)
            db = (ibb * gb + ib1 * gg1 + ib2 * gg2) / whole
            d1 = (ib1 * gb + i11 * gg1 + i12 * gg2) / whole
            d2 = (ib2 * gb + i12 * gg1 + i22 * gg2) / whole
            rate = 1.0 / max(1.0, abs(db), abs(d1), abs(d2))
            beta[call] = b + rate * db
            cut1[call] = min(max(g1 + rate * d1, 0.1 - FURTHEST_CUT), FURTHEST_CUT - 0.1)
            cut2[call] = min(max(g2 + rate * d2, cut1[call] + 0.01), FURTHEST_CUT - 0.05)
