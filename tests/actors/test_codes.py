from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.codes import read_codes
from multipolar.actors.record import codes, registry
from multipolar.errors import DataError, InputError


@pytest.mark.parametrize(
    ("cow", "year", "key"),
    [
        (2, 1816, "USA"),
        (365, 1950, "RUS"),
        (365, 2020, "RUS"),
        (260, 1989, "DEU"),
        (260, 1990, "DEU"),
        (255, 1990, "DEU"),
        (255, 1914, "DEU"),
        (255, 1960, None),
        (260, 1991, None),
        (265, 1989, "DDR"),
        (315, 1992, "CSK"),
        (316, 1993, "CZE"),
        (678, 1990, "YEM"),
        (679, 1990, "YEM"),
        (680, 1989, "YMD"),
        (345, 1980, "YUG"),
        (345, 2000, "SCG"),
        (345, 2010, "SRB"),
        (347, 2010, "XKX"),
        (710, 1960, "CHN"),
        (713, 1960, "TWN"),
        (1, 2000, None),
    ],
)
def test_a_number_stands_for_a_state_in_its_years(cow: int, year: int, key: str | None) -> None:
    assert codes().state_of_cow(cow, year) == key


# Facts of ISO 3166-1 and -3 and of the lists of the Correlates of War and of Gleditsch and Ward.
CONVERSIONS = [
    ("365", "cow", "iso3", "1985-01-01", "RUS"),
    ("365", "cow", "iso3-then", "1985-01-01", "SUN"),
    ("SUN", "iso3", "cow", "1985-01-01", "365"),
    ("DEU", "iso3", "cow", "1975-01-01", "260"),
    ("DEU", "iso3", "cow", "2000-01-01", "255"),
    ("DDR", "iso3", "cow", "1975-01-01", "265"),
    ("DEU", "iso3", "gw", "2000-01-01", "260"),
    ("YEM", "iso3", "cow", "1980-01-01", "678"),
    ("YEM", "iso3", "cow", "2000-01-01", "679"),
    ("YMD", "iso3", "cow", "1980-01-01", "680"),
    ("345", "cow", "key", "1980-01-01", "YUG"),
    ("345", "cow", "key", "2000-01-01", "SCG"),
    ("345", "cow", "key", "2010-01-01", "SRB"),
    ("713", "cow", "iso3", "1960-01-01", "TWN"),
    ("NA", "iso2", "iso3", "2000-01-01", "NAM"),
    ("NO", "iso2", "iso3", "2000-01-01", "NOR"),
    ("GB", "iso2", "cowc", "2000-01-01", "UKG"),
    ("ZAR", "iso3", "key", "1990-01-01", "COD"),
    ("kaz", "iso3c", "cown", "2013-01-01", "705"),
    ("0002", "cow", "iso2", "2013-01-01", "US"),
    ("XKX", "key", "cow", "2013-01-01", "347"),
    ("276", "isonum", "iso3", "2013-01-01", "DEU"),
    ("280", "isonum", "iso3", "1980-01-01", "DEU"),
    ("031", "isonum", "iso3", "2013-01-01", "AZE"),
    ("4", "isonum", "iso3", "2013-01-01", "AFG"),
    ("31", "iso3n", "iso3", "2013-01-01", "AZE"),
    ("BLR", "iso3", "iso3-then", "1985-01-01", "BYS"),
    ("BLR", "iso3", "iso3-then", "2000-01-01", "BLR"),
    ("TLS", "iso3", "iso3-then", "1990-01-01", "TMP"),
    ("ZWE", "iso3", "iso3-then", "1970-01-01", "RHO"),
    ("ZWE", "iso3", "iso3-then", "1990-01-01", "ZWE"),
    ("RHO", "iso3", "cow", "1970-01-01", "552"),
    ("NHB", "iso3", "iso3", "1978-01-01", "VUT"),
    ("AFI", "iso3", "iso3", "1976-01-01", "DJI"),
    ("VUT", "iso3", "iso2", "1990-01-01", "VU"),
]


@pytest.mark.parametrize(("code", "source", "target", "on", "result"), CONVERSIONS)
def test_codes_convert_as_of_a_day(code: str, source: str, target: str, on: str, result: str) -> None:
    assert codes().convert(code, source, target, date.fromisoformat(on)).result == result


@pytest.mark.parametrize(
    ("code", "source", "target", "on", "error"),
    [
        ("265", "cow", "iso3", "2000-01-01", "stands for no state on 2000-01-01"),
        ("DDR", "iso3", "cow", "1991-01-01", "stands for no state"),
        ("KAZ", "iso3", "cow", "1985-01-01", "stands for no state"),
        ("XNC", "key", "iso3", "2020-01-01", "has no ISO 3166 code"),
        ("XNC", "key", "cow", "2020-01-01", "no code in cow"),
        ("9999", "cow", "iso3", "2020-01-01", "no state has the cow code"),
        ("KAZ", "iso3", "fips", "2020-01-01", "no system of codes is called 'fips'"),
        ("", "cow", "iso3", "2020-01-01", "no state has the cow code"),
        ("", "isonum", "iso3", "2020-01-01", "no state has the isonum code"),
        ("KAZ", "iso3", "iso3-then", "1985-01-01", r"It stands for KAZ \(1991-12-16 to now\): choose"),
        ("²", "cow", "iso3", "2020-01-01", "no state has the cow code"),
    ],
)
def test_what_does_not_convert_says_why(code: str, source: str, target: str, on: str, error: str) -> None:
    with pytest.raises(InputError, match=error):
        codes().convert(code, source, target, date.fromisoformat(on))


SYSTEMS = ["iso2", "iso3-then", "isonum", "cow", "cowc", "gw", "wikidata"]


@pytest.mark.parametrize("system", SYSTEMS)
@given(day=st.dates(date(1816, 1, 1), date(2026, 11, 1)))
def test_codes_round_trip_for_every_state_on_any_day(system: str, day: date) -> None:
    for key, state in registry().states.items():
        if state.exists(day):
            try:
                there = codes().convert(key, "key", system, day).result
            except InputError:
                continue  # it had no code in that system then, which the next test counts
            assert codes().convert(there, system, "key", day).result == key


def test_every_un_member_has_its_codes_today() -> None:
    day = date(2026, 1, 1)
    members = [key for key, state in registry().states.items() if state.status == "UN member"]
    assert len(members) == 193
    for key in members:
        for system in ("iso2", "isonum", "cow", "cowc", "gw"):
            assert codes().convert(key, "iso3", system, day).result


def test_notes_name_what_is_ambiguous() -> None:
    day = date(1985, 1, 1)
    assert "SUN" in " ".join(codes().convert("365", "cow", "iso3", day).notes)
    assert "2758" in " ".join(codes().convert("713", "cow", "iso3", date(1960, 1, 1)).notes)


def test_a_number_of_two_states_at_once_is_refused() -> None:
    rows = [
        {"key": "USA", "system": "cow", "code": "2", "start": "", "end": "1950", "note": ""},
        {"key": "CAN", "system": "cow", "code": "2", "start": "1940", "end": "", "note": ""},
    ]
    with pytest.raises(DataError, match="stands for both USA and CAN in 1940"):
        read_codes(registry(), lambda name: rows)


def test_a_word_is_no_cow_number() -> None:
    rows = [{"key": "USA", "system": "cow", "code": "two", "start": "", "end": "", "note": ""}]
    with pytest.raises(DataError, match=r"facts/codes\.csv"):
        read_codes(registry(), lambda name: rows)
