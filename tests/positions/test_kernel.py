"""The compiled sweep against plain NumPy and known facts of the normal distribution."""

from statistics import NormalDist

import numpy as np
import pytest

pytest.importorskip("numba", reason="fitting positions needs the extra `fit`")

from multipolar.positions import kernel, normal, plain
from multipolar.positions.sampler import Model, advance, begun
from multipolar.positions.votes import Votes
from tests.positions.simulated import simulated

NORMAL = NormalDist()


def _parts(votes: Votes, seed: int) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    calls = votes.call_keys.size
    cut = draw.normal(0, 0.5, calls)
    return {
        "theta": draw.normal(size=votes.states.size),
        "beta": draw.normal(size=calls),
        "cut1": cut,
        "cut2": cut + draw.exponential(0.5, calls) + 0.01,
        "latent": np.zeros(votes.choice.size),
        "streams": draw.integers(1, 2**63, kernel.BLOCKS, dtype=np.uint64),
        "precision": np.ones((kernel.BLOCKS, votes.states.size)),
        "weighted": np.ones((kernel.BLOCKS, votes.states.size)),
    }


@pytest.mark.parametrize("lapse", [0.0, 0.05])
def test_the_compiled_sweep_gives_the_numbers_of_plain_numpy(lapse: float) -> None:
    votes, _ = simulated(states=12, sessions=3, calls=30)
    fast, slow = _parts(votes, 1), _parts(votes, 1)
    for _ in range(3):
        kernel.sweep(votes.choice, votes.point, votes.starts, *fast.values(), lapse)
        plain.sweep(votes.choice, votes.point, votes.starts, *slow.values(), lapse)
    for name, expected in slow.items():
        np.testing.assert_allclose(fast[name], expected, rtol=1e-7, atol=1e-7, err_msg=name)
    if lapse:
        assert (fast["latent"] == kernel.LAPSED).any()


def test_the_normal_distribution_and_its_quantile_are_those_of_the_standard_library() -> None:
    for x in np.linspace(-8.9, 8.9, 400):
        assert normal.phi(x) == pytest.approx(NORMAL.cdf(x), abs=1e-12)
    for p in (1e-12, 1e-5, 0.02, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9):
        assert normal.quantile(p) == pytest.approx(NORMAL.inv_cdf(p), rel=1e-12, abs=1e-12)


def test_a_stream_is_splitmix64() -> None:
    # First outputs for the seed 1234567 of the reference implementation (S. Vigna, prng.di.unimi.it/splitmix64.c).
    state = np.array([1234567], np.uint64)
    first = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    expected = [((number >> 11) + 0.5) / 2**53 for number in first]
    assert [normal.uniform(state) for _ in first] == expected
    assert plain.uniforms(1234567, 3).tolist() == expected


@pytest.mark.parametrize("model", list(Model))
def test_the_numbers_do_not_depend_on_threads(model: Model) -> None:
    import numba

    votes, _ = simulated(states=30, sessions=4, calls=25)
    found = []
    before = numba.get_num_threads()
    for threads in (1, before):
        numba.set_num_threads(threads)
        chain = begun(votes, model, 3)
        for _ in range(20):
            advance(chain, votes)
        found.append(chain.theta)
    numba.set_num_threads(before)
    assert np.array_equal(*found)


def test_paths_are_drawn_from_their_normal_distribution() -> None:
    # Mean and covariance of a chain of three points against the inverse of its precision matrix.
    precision, weighted = np.array([2.0, 0.0, 3.0]), np.array([1.0, 0.0, -2.0])
    bond = np.array([1.0, 4.0, 0.5])
    matrix = np.array([[2 + 1 + 4, -4, 0], [-4, 4 + 0.5, -0.5], [0, -0.5, 3 + 0.5]])
    covariance = np.linalg.inv(matrix)
    draw, theta = np.random.default_rng(0), np.zeros(3)
    found = []
    for _ in range(20_000):
        kernel.smooth(np.array([0, 3]), precision, weighted, bond, draw.standard_normal(3), theta)
        found.append(theta.copy())
    np.testing.assert_allclose(np.mean(found, axis=0), covariance @ weighted, atol=0.02)
    np.testing.assert_allclose(np.cov(np.transpose(found)), covariance, atol=0.02)
