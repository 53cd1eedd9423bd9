"""Fits: what they recover, how they go on when stopped, and what they warn of."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

pytest.importorskip("numba", reason="fitting positions needs the extra `fit`")

from multipolar.commands.fit import command
from multipolar.errors import InputError
from multipolar.positions import fit as fitting
from multipolar.positions import sampler
from multipolar.positions.estimates import components, loose_sessions, warnings
from multipolar.positions.fit import Plan, estimated, fit, publish
from multipolar.positions.given import published
from multipolar.positions.held_out import scores, split
from multipolar.positions.sampler import Model
from multipolar.sources import ideal_points
from tests.positions.simulated import simulated
from tests.source_files import FOLDER, needs_sources


@pytest.mark.parametrize("model", list(Model))
def test_points_are_recovered_from_simulated_votes(model: Model) -> None:
    votes, truth = simulated(seed=1)
    draws = fit(votes, Plan(model, 3000, 2, 1)).reshape(-1, truth.size)
    assert np.corrcoef(draws.mean(axis=0), truth)[0, 1] > 0.95
    np.testing.assert_allclose(draws.mean(axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(draws.std(axis=1, ddof=1), 1, atol=1e-5)
    if model is Model.TWO_SIDED:
        low, high = np.quantile(draws, (0.05, 0.95), axis=0)
        assert 0.85 <= np.mean((truth >= low) & (truth <= high)) <= 0.97


def test_moving_whole_stretches_changes_how_fast_and_not_what(monkeypatch: pytest.MonkeyPatch) -> None:
    votes, _ = simulated(states=25, sessions=4, calls=10, seed=4)
    plan = Plan(Model.TWO_SIDED, 5_000, 2, 1)
    moved = fit(votes, plan).reshape(-1, votes.states.size)
    monkeypatch.setattr(sampler, "MOVED_EVERY", 10**9)
    still = fit(votes, plan).reshape(-1, votes.states.size)
    assert np.abs(moved.mean(axis=0) - still.mean(axis=0)).mean() < 0.1
    np.testing.assert_allclose(moved.std(axis=0).mean(), still.std(axis=0).mean(), rtol=0.1)


def test_a_jump_stays_a_jump() -> None:
    votes, _ = simulated(states=60, sessions=8, calls=40, seed=3, step=0.05)
    sides = votes.choice.copy()
    # One state votes as another that stands far off from session 5 on.
    calls = np.repeat(np.arange(votes.call_keys.size), np.diff(votes.starts))
    model = dict(zip(calls[votes.states[votes.point] == 2], votes.choice[votes.states[votes.point] == 2], strict=True))
    mine = (votes.states[votes.point] == 365) & (votes.sessions[votes.point] >= 5)
    sides[mine] = [model.get(call, own) for call, own in zip(calls[mine], votes.choice[mine], strict=True)]
    votes.choice[:] = sides
    rows, _ = estimated(votes, fit(votes, Plan(Model.TWO_SIDED, 3000, 2, 1)))
    path = rows.filter(pl.col("ccode") == 365).sort("session")["position"].to_numpy()
    assert path[4] - path[3] > 2
    assert np.abs(np.diff(path[:4])).max() < 0.7


def test_a_stopped_fit_goes_on_to_the_same_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    votes, _ = simulated(states=20, sessions=3, calls=20)
    for model in Model:
        plan = Plan(model, 600, 2, 5)
        whole = fit(votes, plan)
        monkeypatch.setattr(fitting, "SAVED_EVERY", 0.0)
        folder = tmp_path / model.value
        done = 0

        def stop(more: int) -> None:
            nonlocal done
            done += more
            if done > 417:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fit(votes, plan, folder, stop)
        with pytest.raises(InputError, match="was stopped here"):
            fit(votes, Plan(model, 800, 2, 5), folder)
        done = -10_000
        assert np.array_equal(fit(votes, plan, folder, stop), whole)
        assert done == 600 - 10_000
        (folder / ".chain-2.npz").write_bytes(b"half")
        with pytest.raises(InputError, match="is no saved chain"):
            fit(votes, plan, folder)


def test_files_are_written_whole_and_what_was_stopped_is_removed(tmp_path: Path) -> None:
    votes, _ = simulated(states=20, sessions=3, calls=20)
    plan = Plan(Model.TWO_SIDED, 400, 2, 5)
    rows, told = estimated(votes, fit(votes, plan, tmp_path))
    publish(rows, told, votes, plan, tmp_path, "simulated", 20)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fit.json", "positions.csv", "positions.parquet"]
    about = json.loads((tmp_path / "fit.json").read_text())
    assert about["votes"] == votes.choice.size
    assert about["warnings"] == told
    assert pl.read_csv(tmp_path / "positions.csv").height == votes.states.size
    assert rows.filter(pl.col("ccode") == 2)["state"].unique().to_list() in (["USA"], [None])


def test_sessions_that_hang_together_by_nothing_are_named() -> None:
    votes, _ = simulated(states=20, sessions=4, calls=20)
    codes = np.where(votes.sessions > 2, votes.states + 5000, votes.states).astype(np.int32)
    from multipolar.positions.votes import arranged

    calls = np.repeat(votes.call_keys, np.diff(votes.starts))
    frame = pl.DataFrame(
        {"call": calls, "ccode": codes[votes.point], "session": votes.sessions[votes.point], "vote": votes.choice}
    )
    apart = arranged(frame)
    assert sorted(map(tuple, components(apart))) == [(1, 2), (3, 4)]
    assert loose_sessions(apart) == []
    rows = pl.DataFrame(
        {"ccode": apart.states, "session": apart.sessions, "votes": apart.cast, "mixed": True, "r_hat": 1.0}
    )
    assert "share no state and no roll call" in warnings(apart, rows)[0]


def test_votes_on_linked_roll_calls_are_set_aside_together() -> None:
    votes, _ = simulated(states=40, sessions=4, calls=30)
    parts = split(votes, 0.1, 1)
    assert parts.choice.size + parts.fitted.choice.size <= votes.choice.size
    call = np.repeat(parts.fitted.call_keys, np.diff(parts.fitted.starts))
    fitted = set(zip(parts.fitted.states[parts.fitted.point].tolist(), call.tolist(), strict=True))
    aside = zip(parts.fitted.states[parts.point].tolist(), parts.fitted.call_keys[parts.call].tolist(), strict=True)
    assert fitted.isdisjoint(aside)
    found = scores(parts, Model.TWO_SIDED, sweeps=300, burn=100, seed=1)
    assert found["votes"].sum() == parts.choice.size
    assert ((found["score"] < 0) & (found["score"] > -1.1)).all()


@needs_sources
def test_a_quick_fit_of_all_votes_is_near_the_published_means() -> None:
    votes = published(FOLDER)
    rows, _ = estimated(votes, fit(votes, Plan(Model.ONE_SIDED, 90, 1, 1)))
    both = rows.join(ideal_points.read_sessions(FOLDER), on=["ccode", "session"])
    assert np.corrcoef(both["position"], both["point"])[0, 1] > 0.98


def test_the_command_fits_a_table_and_says_what_has_not_mixed(tmp_path: Path) -> None:
    votes, _ = simulated(states=20, sessions=3, calls=20)
    calls = np.repeat(votes.call_keys, np.diff(votes.starts))
    frame = pl.DataFrame(
        {
            "rcid": calls,
            "session": votes.sessions[votes.point],
            "ccode": votes.states[votes.point],
            "vote": votes.choice,
        }
    )
    frame.write_csv(tmp_path / "votes.csv")
    done = CliRunner().invoke(
        command, ["positions", str(tmp_path / "votes.csv"), "--quick", "-o", str(tmp_path / "out")]
    )
    assert done.exit_code == 0, done.output
    assert "have not mixed" in done.stderr
    assert "USA" in done.stdout
    assert (tmp_path / "out" / "positions.parquet").exists()
    told = CliRunner().invoke(command, ["positions", str(tmp_path / "votes.csv"), "--quick", "--json"])
    assert len(json.loads(told.stdout)) == votes.states.size


def test_a_later_session_is_added_to_a_fit_that_stands(tmp_path: Path) -> None:
    from multipolar.positions.votes import arranged

    votes, truth = simulated(states=60, sessions=5, calls=50, seed=6)
    calls = np.repeat(votes.call_keys, np.diff(votes.starts))
    frame = pl.DataFrame(
        {
            "call": calls,
            "ccode": votes.states[votes.point],
            "session": votes.sessions[votes.point],
            "vote": votes.choice,
        }
    )
    earlier, later = (arranged(frame.filter(pl.col("session").is_between(*span))) for span in ((1, 4), (5, 5)))
    plan = Plan(Model.ONE_SIDED, 3000, 1, 1)
    rows, told = estimated(earlier, fit(earlier, plan))
    publish(rows, told, earlier, plan, tmp_path, "simulated", 20)
    draws = fitting.extend(later, tmp_path, 1)[0]
    both, _ = estimated(votes, fit(votes, plan))
    whole = both.filter(pl.col("session") == 5).sort("ccode")["position"].to_numpy()
    assert np.corrcoef(draws.mean(axis=0), whole)[0, 1] > 0.98
    assert np.corrcoef(draws.mean(axis=0), truth[votes.sessions == 5])[0, 1] > 0.95
    assert np.array_equal(fitting.extend(later, tmp_path, 1)[0], draws)
    with pytest.raises(InputError, match="are not one session after 4"):
        fitting.extend(earlier, tmp_path, 1)
    with pytest.raises(InputError, match="holds no fit"):
        fitting.extend(later, tmp_path / "none", 1)


def test_too_few_sweeps_and_wrong_options_are_refused(tmp_path: Path) -> None:
    votes, _ = simulated(states=20, sessions=3, calls=20)
    with pytest.raises(InputError, match="10 sweeps in 1 chains are too few"):
        fit(votes, Plan(Model.ONE_SIDED, 10, 1))
    votes.states[votes.states == 365] = 366
    with pytest.raises(InputError, match="the scale has no direction"):
        fit(votes, Plan(Model.ONE_SIDED, 200, 1))
