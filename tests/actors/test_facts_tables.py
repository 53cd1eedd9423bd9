"""The authored tables hold together: every row fits, every key resolves, every date is one."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from multipolar import facts
from multipolar.actors.record import registry
from multipolar.dates import PartialDate, parse, parse_day
from multipolar.facts.schema import TABLES, Table

Row = dict[str, str]

NAMES = ("names/states", "names/organisations", "names/groups")
DATED = ("spells", "codes", "organisations", "groups", "offices", *NAMES)
SOURCED = ("states", "group_definitions", "disputed_areas", *DATED)
WITHOUT_AGREED_MEMBERS = {"west", "middle-east", "global-south"}


def bodies() -> list[str]:
    return sorted(registry().organisations)


def membership_tables() -> list[str]:
    return [f"memberships/{body}" for body in bodies()]


def spells(row: Row) -> tuple[PartialDate | None, PartialDate | None]:
    return (parse(row["start"]) if row["start"] else None), (parse(row["end"]) if row["end"] else None)


def tables() -> list[str]:
    root = files("multipolar.facts")
    inner = [f"{d}/{f.name}" for d in ("names", "memberships") for f in root.joinpath(d).iterdir()]
    found = [f.name for f in root.iterdir() if f.name.endswith(".csv")] + [n for n in inner if n.endswith(".csv")]
    return sorted(name.removesuffix(".csv") for name in found)


@pytest.mark.parametrize("table", tables())
def test_every_row_fits_its_header_and_no_cell_is_padded(table: str) -> None:
    rows = facts.rows(table)
    assert rows
    assert all(cell == cell.strip() and "\n" not in cell for row in rows for cell in row.values())
    repeated = [row for row, count in Counter(tuple(row.items()) for row in rows).items() if count > 1]
    assert not repeated


def described(name: str) -> Table:
    """The description of a table: one for all memberships, one for all names."""
    return TABLES["others" if name == "names/others" else name.split("/", maxsplit=1)[0]]


@pytest.mark.parametrize("name", tables())
def test_every_table_is_as_its_description_says(name: str) -> None:
    table = described(name)
    rows = facts.rows(name)
    assert list(rows[0]) == [column.name for column in table.columns]
    for column in table.columns:
        cells = [row[column.name] for row in rows]
        assert not column.required or all(cells), column
        if column.choices:
            assert {cell for cell in cells if cell} <= set(column.choices), column
        if column.kind == "date":
            assert all(parse(cell) for cell in cells if cell)
        if column.kind == "day":
            assert all(parse_day(cell) for cell in cells if cell)
        if column.kind == "key":
            assert not {cell for cell in cells if cell and registry().find(cell) is None}, column
    keys = Counter(tuple(row[column] for column in table.unique) for row in rows)
    assert not [key for key, count in keys.items() if count > 1]


def test_every_organisation_has_its_table_and_every_table_its_organisation() -> None:
    assert {t.removeprefix("memberships/") for t in tables() if t.startswith("memberships/")} == set(bodies())


@pytest.mark.parametrize("table", [*SOURCED, *membership_tables()])
def test_every_row_names_a_source_that_is_listed(table: str) -> None:
    sources = {row["key"] for row in facts.rows("sources")}
    assert not {row["source"] for row in facts.rows(table)} - sources


def test_every_source_is_described_once() -> None:
    rows = facts.rows("sources")
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(row["title"] and row["basis"] and row["licence"] for row in rows)
    assert all(row["url"].startswith(("https://", "http://")) for row in rows if row["url"])


@pytest.mark.parametrize("table", [*DATED, *membership_tables()])
def test_dates_are_dates_and_no_spell_ends_before_it_begins(table: str) -> None:
    for row in facts.rows(table):
        start, end = spells(row)
        assert start is None or end is None or start.first < end.last, row


@pytest.mark.parametrize("table", ["states", "organisations", "groups", "offices", *membership_tables()])
def test_every_row_says_when_it_was_last_checked(table: str) -> None:
    assert all(parse_day(row["checked_on"]) <= date(2100, 1, 1) for row in facts.rows(table))


def test_keys_are_unique_among_all_actors() -> None:
    known = registry()
    keys = [*known.states, *known.organisations, *known.groups]
    assert len(keys) == len(set(keys))
    assert len(known.states) == len(facts.rows("states"))
    assert len(known.organisations) == len(facts.rows("organisations"))
    assert all(len(key) == 3 and key.isascii() and key.isupper() for key in known.states)


def test_predecessors_and_successors_are_of_their_own_kind() -> None:
    known = registry()
    for actors in (known.states, known.organisations):
        for actor in actors.values():
            named = (*actor.predecessor, *actor.successor)
            assert set(named) <= set(actors), actor.key
            assert actor.key not in named


def test_spells_of_a_state_follow_one_another() -> None:
    for state in registry().states.values():
        assert state.spells, state.key
        for earlier, later in pairwise(state.spells):
            assert earlier.span.end is not None
            assert later.span.start is not None
            assert earlier.span.end.first <= later.span.start.last, state.key


def test_codes_that_look_like_missing_values_stay_codes() -> None:
    codes = {(row["key"], row["code"]) for row in facts.rows("codes") if row["system"] == "iso2"}
    assert {("NAM", "NA"), ("NOR", "NO")} <= codes
    assert all(len(code) == 2 for _, code in codes)


def test_groups_consist_of_states_and_each_is_defined() -> None:
    defined = {row["group"]: row["name"] for row in facts.rows("group_definitions")}
    assert len(defined) == len(facts.rows("group_definitions"))
    for row in facts.rows("groups"):
        assert row["actor"] in registry().states
        assert row["name"] == defined[row["group"]]
    ruled = {row["group"] for row in facts.rows("group_definitions") if row["rule"]}
    assert set(defined) - ruled - {row["group"] for row in facts.rows("groups")} == WITHOUT_AGREED_MEMBERS


def test_a_group_that_nobody_agrees_on_says_so() -> None:
    rows = {row["group"]: row for row in facts.rows("group_definitions")}
    assert all(rows[group]["contested"] for group in WITHOUT_AGREED_MEMBERS)
    assert all(row["definition"] and row["kind"] in ("region", "grouping") for row in rows.values())


def test_offices_are_held_by_named_people_of_actors() -> None:
    rows = facts.rows("offices")
    assert all(row["actor"] in {*registry().states, *registry().organisations} for row in rows)


@pytest.mark.parametrize("table", membership_tables())
def test_memberships_stand_under_their_own_organisation(table: str) -> None:
    for row in facts.rows(table):
        assert row["organisation"] == table.removeprefix("memberships/")
        assert row["actor"] != row["organisation"]


@pytest.mark.parametrize("table", membership_tables())
def test_no_actor_holds_two_places_in_an_organisation_at_once(table: str) -> None:
    held: dict[str, list[Row]] = defaultdict(list)
    for row in facts.rows(table):
        if not row["known_to"]:
            held[row["actor"]].append(row)
    for rows in held.values():
        rows.sort(key=lambda row: row["start"])
        for earlier, later in pairwise(rows):
            assert earlier["end"], f"{earlier} never ends, yet {later} follows"
            assert later["start"], f"{later} has no start, yet {earlier} comes before"
            assert parse(earlier["end"]).first <= parse(later["start"]).last, (earlier, later)


@pytest.mark.parametrize("table", membership_tables())
def test_memberships_lie_within_the_life_of_the_organisation(table: str) -> None:
    life = registry().organisations[table.removeprefix("memberships/")].span
    for row in facts.rows(table):
        start, end = spells(row)
        if life.start and start:
            assert start.last >= life.start.first, row
        if life.end and end:
            assert end.first <= life.end.last, row


@pytest.mark.parametrize("table", membership_tables())
def test_a_member_that_was_no_state_of_its_own_is_explained(table: str) -> None:
    """India at the United Nations in 1945, Yugoslavia's seat after 1992: rare, real, and said in the note."""
    for row in facts.rows(table):
        state = registry().states.get(row["actor"])
        if state is None:
            continue
        start, end = spells(row)
        first, last = state.spells[0].span.start, state.spells[-1].span.end
        early = first is not None and start is not None and start.last < first.first
        late = last is not None and (end is None or end.first > last.last)
        assert not (early or late) or row["note"], row


def test_states_that_are_gone_are_members_of_nothing_today() -> None:
    gone = {key for key, state in registry().states.items() if state.spells[-1].span.end is not None}
    assert {"DDR", "CSK", "YUG"} <= gone
    rows = [row for table in membership_tables() for row in facts.rows(table) if row["actor"] in gone]
    assert rows
    assert all(row["end"] for row in rows)


def test_no_day_of_a_treaty_is_cited_to_later_press() -> None:
    rows = {row["actor"]: row for row in facts.rows("memberships/ICC")}
    assert {rows[key]["source"] for key in ("BFA", "HUN", "MLI", "NER")} == {"rome-statute-untc"}
    assert {row["basis"] for row in rows.values()} == {"treaty"}
    signed = [row for row in facts.rows("memberships/TRACECA") if row["start"] == "1998-09-08"]
    assert len(signed) == 12
    assert {row["source"] for row in signed} == {"traceca-igc"}


def test_presidents_of_a_state_held_office_while_it_existed() -> None:
    """The Federal Republic of Yugoslavia is SCG."""
    heads = [row for row in facts.rows("offices") if "Federal Republic of Yugoslavia" in row["title"]]
    assert len(heads) == 4
    assert {row["actor"] for row in heads} == {"SCG"}
    for row in facts.rows("offices"):
        state = registry().states.get(row["actor"])
        if state and state.span.end:
            assert parse(row["start"]).first < state.span.end.last, row


@pytest.mark.parametrize("table", membership_tables())
def test_a_correction_closes_one_row_and_opens_another(table: str) -> None:
    for row in facts.rows(table):
        if row["known_from"] and row["known_to"]:
            assert parse(row["known_from"]).first <= parse(row["known_to"]).last, row


def test_no_name_is_given_twice_to_one_actor_at_one_time() -> None:
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table in NAMES:
        for row in facts.rows(table):
            held[row["name"], row["actor"]].append(row)
    for rows in held.values():
        rows.sort(key=lambda row: row["start"])
        for earlier, later in pairwise(rows):  # a capital that moved away is a city from then on
            assert earlier["end"], (earlier, later)
            assert later["start"], (earlier, later)
            assert parse(earlier["end"]).first <= parse(later["start"]).last


def test_names_of_several_actors_say_where_they_mislead() -> None:
    rows = [row for table in NAMES for row in facts.rows(table)]
    shared: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        shared[row["name"]].add(row["actor"])
    for row in rows:
        if len(shared[row["name"]]) > 1 and row["kind"] in ("common", "official"):
            assert row["caution"] or row["start"] or row["end"], row


def test_every_actor_has_a_name_to_be_found_by() -> None:
    named = {row["actor"] for table in NAMES for row in facts.rows(table)}
    known = registry()
    assert {*known.states, *known.organisations, *known.groups} <= named


def test_gaps_name_actors_of_the_record_and_roles_that_it_keeps() -> None:
    for row in facts.rows("gaps"):
        assert all(registry().find(key) for key in filter(None, row["actors"].split(";"))), row
        assert row["organisation"] in registry().organisations, row
