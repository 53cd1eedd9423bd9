"""Whom a name means on a day: known history, and no silent first hit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.lookup import Lookup, fold
from multipolar.actors.record import shipped
from multipolar.errors import InputError

LOOKUP = Lookup(shipped())


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("Swaziland", "1990-01-01", "SWZ"),
        ("Eswatini", "2020-01-01", "SWZ"),
        ("Soviet Union", "1985-01-01", "RUS"),
        ("Czechoslovakia", "1980-01-01", "CSK"),
        ("Zaire", "1980-01-01", "COD"),
        ("Rhodesia", "1970-01-01", "ZWE"),
        ("Yugoslavia", "1995-01-01", "SCG"),
        ("Burma", "1980-01-01", "MMR"),
        ("Upper Volta", "1980-01-01", "BFA"),
        ("Turkic Council", "2015-01-01", "OTS"),
        ("Organization of Turkic States", "2022-01-01", "OTS"),
        ("Côte d'Ivoire", "2020-01-01", "CIV"),
        ("cote d’ivoire", "2020-01-01", "CIV"),
        ("The Gambia", "2020-01-01", "GMB"),
        ("Georgia", "2020-01-01", "GEO"),
        ("Jordan", "2020-01-01", "JOR"),
        ("Chad", "2020-01-01", "TCD"),
        ("Turkey", "2020-01-01", "TUR"),
        ("Kosovo", "2020-01-01", "XKX"),
        ("Taiwan", "2020-01-01", "TWN"),
        ("Austria-Hungary", "1910-01-01", "XAH"),
        ("Ottoman Empire", "1910-01-01", "TUR"),
        ("Bavaria", "1850-01-01", "XBV"),
        ("Germany", "2020-01-01", "DEU"),
        ("Yemen", "2020-01-01", "YEM"),
        ("China", "2020-01-01", "CHN"),
    ],
)
def test_a_name_means_one_actor_on_that_day(name: str, on: str, key: str) -> None:
    assert LOOKUP.resolve(name, date.fromisoformat(on)).require() == key


@pytest.mark.parametrize(
    ("name", "on", "keys"),
    [
        ("Korea", "2020-01-01", {"KOR", "PRK"}),
        ("Congo", "2020-01-01", {"COD", "COG"}),
        ("Germany", "1985-01-01", {"DEU", "DDR"}),
        ("Yemen", "1985-01-01", {"YEM", "YMD"}),
        ("Vietnam", "1970-01-01", {"VNM", "XVR"}),
        ("China", "1960-01-01", {"CHN", "TWN"}),
    ],
)
def test_a_name_of_two_states_is_ambiguous_and_names_both(name: str, on: str, keys: set[str]) -> None:
    found = LOOKUP.resolve(name, date.fromisoformat(on))
    assert not found.actor
    assert {candidate.actor for candidate in found.candidates} == keys
    with pytest.raises(InputError, match="is ambiguous"):
        found.require()


@pytest.mark.parametrize(
    ("name", "on", "told"),
    [
        ("Swaziland", "2020-01-01", "now Eswatini"),
        ("Czechoslovakia", "2000-01-01", "followed by CZE, SVK"),
        ("Turkic Council", "2022-01-01", "now Organization of Turkic States"),
        ("Kazakhstan", "1950-01-01", "1991-12-16"),
        ("Eswatini", "1990-01-01", "2018-04-19"),
    ],
)
def test_a_name_out_of_its_time_says_when_and_what_came_after(name: str, on: str, told: str) -> None:
    with pytest.raises(InputError, match="named no actor on") as refused:
        LOOKUP.resolve(name, date.fromisoformat(on)).require()
    assert told in refused.value.line()


def test_with_no_day_a_name_is_whoever_has_it_or_had_it() -> None:
    assert LOOKUP.key("China") == "CHN"
    assert LOOKUP.key("Germany") == "DEU"
    assert LOOKUP.key("Czechoslovakia") == "CSK"
    assert LOOKUP.key("ots") == "OTS"
    with pytest.raises(InputError, match="ambiguous"):
        LOOKUP.key("Korea")


@pytest.mark.parametrize("name", ["Swazilnd", "", " ", "K\N{CYRILLIC SMALL LETTER A}zakhstan", "\0", "x" * 100_000])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="no actor has the name"):
        LOOKUP.resolve(name).require()


def test_zero_width_characters_do_not_hide_a_name() -> None:
    assert LOOKUP.key("Kaz\N{ZERO WIDTH SPACE}akhstan") == "KAZ"


@given(text=st.text(max_size=40))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)).removeprefix("the ") == fold(fold(fold(text)))


@pytest.mark.parametrize(
    ("name", "on"),
    [("European Economic Community", "2020-01-01"), ("G8", "2020-01-01"), ("Turkic Council", "2022-11-11")],
)
def test_the_name_of_a_body_out_of_its_time_is_refused(name: str, on: str) -> None:
    with pytest.raises(InputError, match=r"named no actor on .* It stood for"):
        LOOKUP.body(name, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("name", "on", "key"),
    [
        ("OTS", "2015-01-01", "OTS"),
        ("ots", "2015-01-01", "OTS"),
        ("EU", "1980-01-01", "EU"),
        ("G8", "2005-01-01", "G7"),
        ("NAM", "2020-01-01", "NONALIGNED"),
        ("global south", "1980-01-01", "global-south"),
    ],
)
def test_a_body_is_found_by_its_key_always_and_by_a_name_in_its_time(name: str, on: str, key: str) -> None:
    assert LOOKUP.body(name, date.fromisoformat(on)) == key


def test_people_in_public_office_are_found_by_name() -> None:
    assert {h.actor for h in LOOKUP.people("putin").require()} == {"RUS"}
    held = LOOKUP.people("Mark Rutte", date(2025, 1, 1)).require()
    assert [(h.actor, h.office) for h in held] == [("NATO", "head of organisation")]
    with pytest.raises(InputError, match=r"held no recorded office on 1950-01-01. Recorded: .*RUS"):
        LOOKUP.people("Putin", date(1950, 1, 1)).require()
    with pytest.raises(InputError, match="nobody in the record"):
        LOOKUP.people("no such person").require()
    with pytest.raises(InputError, match="is ambiguous"):
        LOOKUP.people("Bush").require()
