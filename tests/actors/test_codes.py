from __future__ import annotations

import pytest

from multipolar import facts
from multipolar.actors import codes
from multipolar.actors.codes import state_of_cow
from multipolar.errors import DataError


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
        (300, 1910, None),
        (1, 2000, None),
    ],
)
def test_a_number_stands_for_a_state_in_its_years(cow: int, year: int, key: str | None) -> None:
    assert state_of_cow(cow, year) == key


@pytest.mark.parametrize("wrong", ["2:", "x", "2:19x0-1950", "2:1900-1950;2:1950-1960"])
def test_a_malformed_or_doubled_number_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"key": "AAA", "cow": wrong}, {"key": "BBB", "cow": "2:1816-1900" if wrong == "2:" else ""}]
    monkeypatch.setattr(facts, "rows", lambda name: rows)
    codes._spans.cache_clear()
    try:
        with pytest.raises(DataError, match=r"facts/states\.csv"):
            state_of_cow(2, 1900)
    finally:
        codes._spans.cache_clear()
