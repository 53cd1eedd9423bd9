"""Which votes count: the data contract of the published run, and what is refused."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from multipolar.errors import InputError
from multipolar.positions.given import own, published
from multipolar.positions.votes import linked
from multipolar.sources import ideal_points
from tests.source_files import FOLDER, needs_sources


@needs_sources
def test_the_data_contract_of_the_published_run_is_met() -> None:
    votes = published(FOLDER)
    assert (votes.choice.size, votes.call_keys.size, votes.states.size) == (797_473, 4_784, 10_469)
    ours = pl.DataFrame({"ccode": votes.states, "session": votes.sessions, "cast": votes.cast})
    theirs = ideal_points.read_sessions(FOLDER)
    both = ours.join(theirs, on=["ccode", "session"], how="inner")
    assert both.height == theirs.height
    assert (both["cast"] == both["n"]).all()


@needs_sources
def test_issues_and_years_choose_roll_calls() -> None:
    rights = published(FOLDER, ("hr",), 1992, 2001)
    assert rights.sessions.min() == 47
    assert rights.sessions.max() == 56
    assert rights.choice.size < published(FOLDER, ("human-rights", "me"), 1992, 2001).choice.size
    with pytest.raises(InputError, match=r"no issue is called 'peace'.*human-rights \(hr\)"):
        published(FOLDER, ("peace",))
    with pytest.raises(InputError, match="no vote lies from 2050"):
        published(FOLDER, (), 2050)


def test_links_are_followed_from_the_latest_to_the_earliest() -> None:
    links = pl.DataFrame({"rcid1": [1, 2, 5], "rcid2": [2, 3, 6]})
    assert linked(np.array([1, 2, 3, 4, 5, 6]), links).tolist() == [1, 1, 1, 4, 5, 5]


GOOD = [
    (rcid, session, code, vote)
    for rcid, session in ((1, 1), (2, 1), (3, 2), (4, 2))
    for code, vote in ((2, "no"), (365, "yes"), (200, "abstain"), (750, "yes"))
]


def _write(path: Path, rows: list[tuple], header: str = "rcid,session,ccode,vote") -> Path:
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8")
    return path


def test_a_table_of_ones_own_is_read_from_csv_and_parquet(tmp_path: Path) -> None:
    votes = own(_write(tmp_path / "v.csv", GOOD))
    assert (votes.choice.size, votes.call_keys.size, votes.states.size) == (16, 4, 8)
    pl.read_csv(tmp_path / "v.csv").write_parquet(tmp_path / "v.parquet")
    again = own(tmp_path / "v.parquet")
    assert np.array_equal(votes.choice, again.choice)
    assert votes.gaps.tolist() == [0, 1] * 4


def test_roll_calls_with_one_link_share_their_parameters(tmp_path: Path) -> None:
    rows = [(*row, 1 if row[0] in (1, 4) else row[0]) for row in GOOD]
    assert own(_write(tmp_path / "v.csv", rows, "rcid,session,ccode,vote,link")).call_keys.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*GOOD, GOOD[3]], "2 rows say a state's vote in a roll call again, the first of them row 5"),
        ([*GOOD, (5, 2, 2, "absent")], "1 rows are no votes, the first of them row 18"),
        ([*GOOD, (5, 0, 2, "yes")], "1 rows are no votes"),
        ([*GOOD, (5, 2, "USA", "yes")], "1 rows are no votes"),
        ([*GOOD, (1, 2, 220, "yes")], "a roll call lies in two sessions"),
        ([(1, 1, 2, "abstain"), (1, 1, 365, "abstain")], "no roll call divides the states"),
        (
            [(1, 1, 2, "yes"), (1, 1, 365, "yes"), (2, 1, 2, "yes"), (2, 1, 365, "yes")],
            "no roll call divides the states",
        ),
    ],
)
def test_bad_tables_are_refused_by_what_is_wrong(tmp_path: Path, rows: list[tuple], words: str) -> None:
    with pytest.raises(InputError, match=words):
        own(_write(tmp_path / "v.csv", rows))


def test_files_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no column vote"):
        own(_write(tmp_path / "v.csv", [(1, 1, 2)], "rcid,session,ccode"))
    (tmp_path / "bad.csv").write_bytes(b"rcid,session,ccode,vote\n\xff\xfe,1,2,3\n")
    with pytest.raises(InputError, match="is no table"):
        own(tmp_path / "bad.csv")
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(InputError, match="is no table"):
        own(tmp_path / "bad.parquet")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(InputError, match="is no table"):
        own(tmp_path / "empty.csv")
    with pytest.raises(InputError, match="cannot be read"):
        own(tmp_path / "none.csv")
