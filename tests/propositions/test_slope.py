"""The slope of a short series: against generalised least squares written out, and by how often its interval covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.propositions.slope import slope, student


def written_out(years: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Mean and scale of the slope with whole covariance matrices instead of whitened sums."""
    n = len(y)
    x = np.column_stack([np.ones(n), years - years.mean()])
    fits = []
    for rho in np.linspace(0, 0.98, 50):
        omega = rho ** np.abs(np.subtract.outer(np.arange(n), np.arange(n))) / (1 - rho**2)
        inverse = np.linalg.inv(omega)
        information = x.T @ inverse @ x
        beta = np.linalg.solve(information, x.T @ inverse @ y)
        rest = y - x @ beta
        variance = rest @ inverse @ rest / (n - 2)
        score = -0.5 * (np.linalg.slogdet(omega)[1] + np.linalg.slogdet(information)[1] + (n - 2) * np.log(variance))
        fits.append((score, beta[1], variance * np.linalg.inv(information)[1, 1]))
    scores, slopes, variances = np.array(fits).T
    weight = np.exp(scores - scores.max())
    weight /= weight.sum()
    mean = weight @ slopes
    spread = np.sqrt(weight @ (variances * (n - 2) / (n - 4) + (slopes - mean) ** 2) * (n - 4) / (n - 2))
    return float(mean), float(spread)


@pytest.mark.parametrize("seed", range(5))
def test_slope_agrees_with_whole_matrices(seed: int) -> None:
    draw = np.random.default_rng(seed)
    years = np.sort(draw.choice(np.arange(1990, 2020), 15, replace=False)).astype(np.int16)
    values = 0.01 * (years - 2000) + np.cumsum(draw.normal(0, 0.05, 15))
    line = slope(years, values.astype(np.float64))
    mean, spread = written_out(years.astype(float), values)
    assert line.slope == pytest.approx(mean, rel=1e-6)
    assert line.spread == pytest.approx(spread, rel=1e-6)


@pytest.mark.parametrize(
    ("n", "rho", "at_least"), [(8, 0.0, 0.93), (8, 0.5, 0.93), (12, 0.5, 0.93), (20, 0.5, 0.93), (20, 0.8, 0.87)]
)
def test_the_interval_covers_a_flat_line_under_autocorrelation(n: int, rho: float, at_least: float) -> None:
    """R8: ordinary least squares covers 60 to 80 % of such series where it promises 95 %."""
    draw = np.random.default_rng(7)
    years = np.arange(2000, 2000 + n, dtype=np.int16)
    covered = 0
    for _ in range(400):
        errors = draw.normal(size=n)
        errors[0] /= np.sqrt(1 - rho**2)
        for step in range(1, n):
            errors[step] += rho * errors[step - 1]
        line = slope(years, errors)
        covered += line.low <= 0 <= line.high
    assert covered / 400 >= at_least


@given(
    st.lists(st.floats(0.01, 1), min_size=8, max_size=30),
    st.floats(0.1, 100),
    st.floats(-10, 10),
)
def test_slope_follows_scale_and_ignores_level(values: list[float], scale: float, level: float) -> None:
    years = np.arange(1990, 1990 + len(values), dtype=np.int16)
    line, moved = slope(years, np.array(values)), slope(years, np.array(values) * scale + level)
    reach = max(abs(line.low), abs(line.high), 1e-3) * scale
    assert moved.slope == pytest.approx(line.slope * scale, abs=1e-5 * reach)
    assert line.low <= line.slope <= line.high


def test_a_flat_series_and_a_straight_line() -> None:
    years = np.arange(2000, 2010, dtype=np.int16)
    assert slope(years, np.full(10, 0.3, dtype=np.float64)).high == 0
    line = slope(years, 0.02 * np.arange(10, dtype=np.float64))
    assert [line.low, line.high] == pytest.approx([0.02, 0.02])


@pytest.mark.parametrize(("freedom", "printed"), [(6, 2.447), (10, 2.228), (18, 2.101), (30, 2.042), (60, 2.000)])
def test_student_agrees_with_printed_tables(freedom: int, printed: float) -> None:
    assert student(freedom) == pytest.approx(printed, abs=1e-3)
