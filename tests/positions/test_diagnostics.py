"""Effective sizes and R-hat where they are known."""

import numpy as np
import pytest

from multipolar.positions.diagnostics import mixing


def _autoregressive(rho: float, chains: int, draws: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(size=(chains, draws, 8))
    found = noise.copy()
    for at in range(1, draws):
        found[:, at] = rho * found[:, at - 1] + np.sqrt(1 - rho**2) * noise[:, at]
    return found.astype(np.float32)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_the_effective_size_of_an_autoregression_is_known(rho: float) -> None:
    found = mixing(_autoregressive(rho, 4, 4000, 1))
    expected = 16_000 * (1 - rho) / (1 + rho)
    assert found.bulk.mean() == pytest.approx(expected, rel=0.12)
    assert found.r_hat.max() < 1.02
    if rho < 0.9:
        assert found.mixed.all()


def test_chains_in_two_places_have_not_mixed() -> None:
    draws = _autoregressive(0.0, 2, 1000, 2)
    draws[1] += 2
    found = mixing(draws)
    assert (found.r_hat > 1.4).all()
    assert not found.mixed.any()


def test_chains_of_different_spread_have_not_mixed() -> None:
    draws = _autoregressive(0.0, 2, 1000, 3)
    draws[1] *= 3
    assert not mixing(draws).mixed.any()


def test_a_chain_that_does_not_move_has_no_effective_size() -> None:
    assert mixing(np.ones((2, 100, 3), np.float32)).bulk.tolist() == [0, 0, 0]
