"""A user's own facts: refused by row and column, in force while they are, gone without a trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors import record
from multipolar.actors.lookup import Lookup
from multipolar.actors.overlay import MAX_BYTES, Problem, UserFacts, read_all, text_of
from multipolar.actors.overlay import check as check_text
from multipolar.errors import InputError
from multipolar.facts.schema import USER_TABLES
from multipolar.facts.vocabulary import NO_ROLE, ROLES

HEADER = "actor,organisation,role,start,end,known_from,source\n"


def file(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def check(path: Path) -> tuple[UserFacts, tuple[Problem, ...]]:
    return check_text(path.name, text_of(path))


def full(body: str, day: str, as_known: str = "") -> set[str]:
    known = date.fromisoformat(as_known) if as_known else None
    return {m.actor for m in record.memberships().on(body, date.fromisoformat(day), as_known=known)}


def problems(folder: Path, text: str) -> list[tuple[int, str, str]]:
    return [(p.line, p.column, p.problem) for p in check(file(folder, text))[1]]


def test_a_fact_added_is_answered_as_the_users_and_withdrawn_without_a_trace(tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + "HUN,CSTO,observer,2020-01-01,,,An invented source\n")
    with record.layered(UserFacts.read(path)):
        held = record.memberships().role("HUN", "CSTO", date(2021, 1, 1))
        assert held is not None
        assert held.layer == "mine.csv"
        assert held.cited == "your facts, mine.csv: An invented source"
    assert record.memberships().role("HUN", "CSTO", date(2021, 1, 1)) is None


@settings(max_examples=30, deadline=None)
@given(
    actor=st.sampled_from(sorted(record.registry().states)),
    body=st.sampled_from(sorted(record.registry().organisations)),
    year=st.integers(1950, 2025),
    role=st.sampled_from([*ROLES, NO_ROLE]),
    known=st.sampled_from(["", "1960", "2019-05-01"]),
    day=st.dates(date(1950, 1, 1), date(2026, 1, 1)),
)
def test_withdrawing_restores_every_answer_and_touches_no_other_pair(
    tmp_path_factory: pytest.TempPathFactory, actor: str, body: str, year: int, role: str, known: str, day: date
) -> None:
    folder = tmp_path_factory.mktemp("facts")
    path = file(folder, HEADER + f"{actor},{body},{role},{year}-01-01,{year}-07-01,{known},x\n")
    before = record.memberships().everyone(day)
    try:
        facts = UserFacts.read(path)
    except InputError as error:
        assert "existed" in error.line()  # the actor or the organisation was not there in that year
        return
    with record.layered(facts):
        changed = set(record.memberships().everyone(day)) ^ set(before)
        ruled = {group.key for group in record.registry().groups.values() if body in group.rule}
        assert {(m.actor, m.organisation) for m in changed} <= {(actor, key) for key in (body, *ruled)}
        for m in record.memberships().everyone(day, as_known=date(1949, 1, 1)):
            assert m.known_from is None or m.known_from.last <= date(1949, 1, 1)
    assert record.memberships().everyone(day) == before


def test_the_users_rows_are_the_whole_account_of_a_pair(tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + "ARM,CSTO,full,1992-05-15,2026-06-01,,a note verbale\n")
    with record.layered(UserFacts.read(path)):
        assert "ARM" in full("CSTO", "2026-05-31")
        assert "ARM" not in full("CSTO", "2026-06-01")
    assert "ARM" in full("CSTO", "2026-06-01")


def test_a_correction_known_later_leaves_the_old_answer_to_the_old_question(tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + "KGZ,EAEU,full,2015-05-21,,2020-03-01,archive\n")
    with record.layered(UserFacts.read(path)):
        assert "KGZ" not in full("EAEU", "2015-06-01", as_known="2019-01-01")
        assert "KGZ" in full("EAEU", "2015-06-01", as_known="2020-03-01")
        assert "KGZ" in full("EAEU", "2015-06-01")
        assert "KGZ" in full("EAEU", "2015-08-12", as_known="2019-01-01")


def test_a_shipped_row_can_be_denied(tmp_path: Path) -> None:
    path = file(tmp_path, HEADER + "HUN,OTS,none,2018-09-03,,,my reading\n")
    with record.layered(UserFacts.read(path)):
        assert record.memberships().role("HUN", "OTS", date(2020, 1, 1)) is None
    assert record.memberships().role("HUN", "OTS", date(2020, 1, 1)) is not None


def test_a_new_organisation_comes_with_its_members_and_names(tmp_path: Path) -> None:
    paths = [
        file(tmp_path, "key,name,kind,start,source\nZZF,Zeta Forum,format,2024-01-01,x\n", "z-bodies.csv"),
        file(tmp_path, HEADER + "KAZ,ZZF,full,2024-01-01,,,x\n", "a-members.csv"),
        file(tmp_path, "name,actor,kind,source\nZeta Forum,ZZF,common,x\n", "names.csv"),
    ]
    with record.layered(*read_all(paths)) as layered:
        assert full("ZZF", "2024-06-01") == {"KAZ"}
        assert Lookup(layered).key("zeta forum") == "ZZF"
        assert layered.matcher.find("The Zeta Forum met.")
    assert record.registry().find("ZZF") is None
    with pytest.raises(InputError, match="no organisation has the key 'ZZF'"):
        read_all(paths[1:])


def test_an_office_holder_of_the_users_is_found(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "person,surname,office,title,actor,start,source\n"
        "Ann Example,Example,foreign minister,Minister of Foreign Affairs,POL,2026-10-01,x\n",
    )
    with record.layered(UserFacts.read(path)):
        assert [h.person for h in record.offices().on("POL", date(2026, 10, 2)) if h.layer] == ["Ann Example"]
    assert not [h for h in record.offices().on("POL", date(2026, 10, 2)) if h.layer]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("KAX,OTS,full,2020-01-01,,,x", "actor", "no actor has the key 'KAX'"),
        ("KAZ,OTTS,full,2020-01-01,,,x", "organisation", "no organisation has the key 'OTTS'"),
        ("KAZ,west,full,2020-01-01,,,x", "organisation", "no organisation has the key 'west'"),
        ("KAZ,OTS,chief,2020-01-01,,,x", "role", "'chief' is none of its values"),
        ("KAZ,OTS,full,2020-13-01,,,x", "start", "'2020-13-01' is not a date"),
        ("KAZ,OTS,full,last Tuesday,,,x", "start", "'last Tuesday' is not a date"),
        ("KAZ,OTS,full,-0044-03-15,,,x", "start", "'-0044-03-15' begins like a formula of a spreadsheet"),
        ("KAZ,OTS,full,,,,x", "start", "is empty"),
        ("KAZ,OTS,full,2020-01-01,2019-01-01,,x", "end", "2019-01-01 is not after start 2020-01-01"),
        ("KAZ,OTS,full,2020-01-01,,,", "source", "is empty"),
        ("KAZ,OTS,full,2020-01-01,,,=cmd()", "source", "'=cmd()' begins like a formula of a spreadsheet"),
        ("KAZ,OTS,full,2020-01-01,,,a\N{RIGHT-TO-LEFT OVERRIDE}b", "source", "'a\\u202eb' holds a character"),
        ("KAZ,OTS,full,2020-01-01,x", "row", "has 5 cells where the header has 7"),
    ],
)
def test_each_bad_row_is_named_with_its_column_and_a_mend(tmp_path: Path, row: str, column: str, problem: str) -> None:
    path = file(tmp_path, HEADER + "UZB,OTS,full,2019-10-15,,,x\n" + row + "\n")
    found = check(path)[1]
    assert [(p.line, p.column) for p in found] == [(3, column)]
    assert found[0].problem.startswith(problem)
    assert found[0].mend
    with pytest.raises(InputError, match="line 3"):
        UserFacts.read(path)


def test_groups_by_rule_follow_the_users_rows_and_say_so(tmp_path: Path) -> None:
    day = date(2022, 1, 1)
    denied = file(tmp_path, HEADER + "FRA,NATO,none,1949-08-24,,2020-01-01,mine\n")
    with record.layered(UserFacts.read(denied)):
        assert "FRA" not in full("eu-members-of-nato", "2022-01-01")
        assert "FRA" in full("eu-members-of-nato", "2019-01-01", as_known="2019-06-01")
    added = file(tmp_path, HEADER + "AUT,NATO,full,1960-01-01,,,mine\n")
    with record.layered(UserFacts.read(added)):
        row = record.memberships().role("AUT", "eu-members-of-nato", day)
        assert row is not None
        assert row.layer == "mine.csv"


@pytest.mark.parametrize(
    ("rows", "column", "problem"),
    [
        ("DDR,NATO,full,2020-01-01,,,x", "start", "DDR existed"),
        ("KGZ,EAEU,full,1991-09-01,1992-01-01,,x", "start", "EAEU existed"),
        ("RUS,CSTO,full,1700-01-01,,,x", "start", "CSTO existed 1992-05-15 to now, not on 1700-01-01"),
        ("IND,UN,full,1945-10-23,,,x", "start", "UN existed"),
        ("RUS,WARSAWPACT,full,1955-05-14,,,x", "end", "and the row has no end"),
        ("RUS,WARSAWPACT,full,1955-05-14,1992-01-01,,x", "end", "not until 1992-01-01"),
        ("NATO,NATO,full,2000-01-01,,,x", "actor", "cannot belong to itself"),
        ("HUN,OTS,full,2019-01-01,,,x\nHUN,OTS,observer,2018-01-01,2020-01-01,,x", "start", "holds at the same time"),
    ],
)
def test_what_contradicts_itself_or_history_is_named(tmp_path: Path, rows: str, column: str, problem: str) -> None:
    found = check(file(tmp_path, HEADER + rows + "\n"))[1]
    assert [p.column for p in found] == [column]
    assert problem in found[0].problem


def test_a_year_that_may_lie_in_the_life_of_an_organisation_is_taken(tmp_path: Path) -> None:
    assert not check(file(tmp_path, HEADER + "RUS,CSTO,full,1992,,,x\nRUS,WARSAWPACT,full,1955,1991,,x\n"))[1]


def test_members_of_a_new_organisation_come_after_it(tmp_path: Path) -> None:
    bodies = file(tmp_path, "key,name,kind,start,source\nZZF,Zeta Forum,format,2024-01-01,x\n", "bodies.csv")
    members = file(tmp_path, HEADER + "KAZ,ZZF,full,2020-01-01,,,x\n", "members.csv")
    with pytest.raises(InputError, match="ZZF existed 2024-01-01 to now, not on 2020-01-01"):
        read_all([bodies, members])


def test_two_files_of_one_name_and_a_name_that_cannot_be_shown_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one, other = file(tmp_path, HEADER, "s.csv"), file(tmp_path / "a", HEADER, "s.csv")
    with pytest.raises(InputError, match="two files of facts have this name"):
        read_all([one, other])
    for name in ("=HYPERLINK(1).csv", "a\nb.csv"):
        with pytest.raises(InputError, match="cannot have this name"):
            UserFacts.read(file(tmp_path, HEADER, name))


def test_numbers_of_an_organisation_are_numbers(tmp_path: Path) -> None:
    text = "key,name,kind,start,source,ionum\nZZF,Zeta Forum,format,2024-01-01,x,abc\n"
    assert [p.column for p in check(file(tmp_path, text))[1]] == ["ionum"]


def test_a_row_said_twice_is_named(tmp_path: Path) -> None:
    row = "UZB,OTS,full,2019-10-15,,,x\n"
    assert problems(tmp_path, HEADER + row + row) == [(3, "actor", "says again what line 2 says")]


def test_two_files_cannot_both_tell_of_one_pair(tmp_path: Path) -> None:
    row = HEADER + "UZB,OTS,full,2019-10-15,,,x\n"
    one, other = file(tmp_path, row, "one.csv"), file(tmp_path, row, "other.csv")
    with pytest.raises(InputError, match=r"one\.csv already gives an account of UZB in OTS"):
        read_all([one, other])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"actor;organisation;role;start;source\nHUN;CSTO;full;2020;x\n", "divided by a semicolon .*Save it .*commas"),
        (b"actor\torganisation\trole\tstart\tsource\nHUN\tCSTO\tfull\t2020\tx\n", "divided by a tab"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "the header fits no table of facts"),
        (b"actor,organisation,role,start\n", "lacks source"),
        (b"actor,organisation,role,start,source,colour\n", "has the unknown 'colour'"),
        (b"actor,actor,organisation,role,start,source\n", "names actor twice"),
        (b"actor,organisation,role,start,source\n", "holds no rows"),
        (b"actor,organisation,role,start,source\nKAZ,OTS,full,2020,caf\xe9\n", "is not UTF-8"),
        (b'actor,organisation,role,start,source\nKAZ,"OTS,full,2020,x\n', "is not CSV"),
        (b"a" * (MAX_BYTES + 1), "is larger than"),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(tmp_path: Path, content: bytes, error: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=error) as refused:
        UserFacts.read(path)
    assert "bad.csv" in refused.value.line()
    assert "\n" not in refused.value.line()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        check(tmp_path / "nothing.csv")


def test_a_file_of_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "excel.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + "HUN,CSTO,observer,2020,,,x\r\n").replace("\n", "\r\n").encode())
    assert len(UserFacts.read(path).rows) == 1


@settings(max_examples=200, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda t: (HEADER + t).encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_checked_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("facts") / "any.csv"
    path.write_bytes(content)
    try:
        found, wrong = check(path)
    except InputError:
        return
    assert found.rows or wrong


def test_every_table_for_users_can_be_told_apart_by_its_header() -> None:
    required = [{c.name for c in table.columns if c.required} for table in USER_TABLES]
    columns = [{c.name for c in table.columns} for table in USER_TABLES]
    assert not any(i != j and need <= have for i, need in enumerate(required) for j, have in enumerate(columns))
