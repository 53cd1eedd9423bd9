"""What a text leaves out, from the record: known history of small texts, and what must never be told."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.checking.omissions import Omission, omissions, subjects
from multipolar.measures.panel import Panel
from multipolar.reading import read
from multipolar.reading.document import Reading

SUMMIT = """Leaders of the Turkic states meet

SAMARKAND, 11 November 2022 - The summit of the Organization of Turkic States was held in Samarkand on 11 November 2022.
It was attended by the presidents of Uzbekistan, Kazakhstan, Kyrgyzstan, Azerbaijan and Turkey.

Comment

Russia is losing its hold on Kazakhstan and Uzbekistan. Uzbekistan now depends on Turkey.
"""


def found(text: str, day: date | None = date(2022, 11, 15), known: date | None = None) -> tuple[Omission, ...]:
    panel = Panel.shipped() if known is None else Panel.shipped().as_known(known)
    return omissions(reading(text), panel, day, known)


def reading(text: str) -> Reading:
    return read(text, published=date(2022, 11, 15))


def of(kind: str, rows: tuple[Omission, ...]) -> list[Omission]:
    return [row for row in rows if row.kind == kind]


def test_the_power_whose_share_changed_most_is_told_though_the_text_does_not_name_it() -> None:
    """China overtook Russia in the trade of Central Asia between the mid-nineties and 2014 (COW Trade 4.0)."""
    trade = of("power", found(SUMMIT))[0]
    assert trade.actors == ("CHN",)
    assert not trade.named
    assert "China, which the text does not name" in trade.text
    assert "Russia: " in trade.text
    assert "Türkiye: " in trade.text
    values = {(row.actors, row.time): row.value for row in trade.evidence}
    before, after = values[("KAZ", "CHN"), "1994-1998"], values[("KAZ", "CHN"), "2010-2014"]
    assert before is not None
    assert after is not None
    assert before < 0.08
    assert after > 0.18


def test_a_power_that_is_named_is_not_told_as_left_out() -> None:
    trade = of("power", found(SUMMIT + "\nChina is watching.\n"))[0]
    assert trade.actors == ("CHN",)
    assert trade.named
    assert "which the text does not name" not in trade.text


def test_who_else_is_on_record_in_the_room() -> None:
    """Hungary and Turkmenistan were observers; Northern Cyprus became one on the day of the summit."""
    rooms = of("room", found(SUMMIT))
    told = next(row for row in rooms if "not named among those present" in row.text)
    assert set(told.actors) == {"HUN", "TKM", "XNC"}
    assert {row.source for row in told.evidence} >= {"ots-site", "ots-trnc-2022"}


def test_participants_that_the_comment_passes_over() -> None:
    told = next(row for row in of("room", found(SUMMIT)) if "do not speak of" in row.text)
    assert set(told.actors) == {"KGZ", "AZE"}


def test_facts_of_the_organisation() -> None:
    dates, shared = of("organisation", found(SUMMIT))
    assert "It dates from 2009-10-03." in dates.text
    assert "5 full members and 3 as observer" in dates.text
    assert "2 of Collective Security Treaty Organization (not named)" in shared.text
    assert "1 of North Atlantic Treaty Organization (not named)" in shared.text


def test_nothing_later_than_the_day_of_the_text_is_told() -> None:
    rows = found(SUMMIT, date(2005, 6, 1))
    years = [int(row.time[-4:]) for o in of("power", rows) for row in o.evidence]
    assert years
    assert max(years) <= 2005
    assert not of("organisation", rows)


def test_as_known_then_the_series_ends_earlier() -> None:
    (now, *_), (then, *_) = (of("power", found(SUMMIT, known=known)) for known in (None, date(2015, 1, 1)))
    assert max(row.time for row in then.evidence) < max(row.time for row in now.evidence)


def test_with_the_day_open_no_membership_is_told() -> None:
    assert {row.kind for row in found(SUMMIT, None)} == {"power"}


def test_the_members_of_a_group_stand_for_it_where_few_states_are_named() -> None:
    text = "Russia is losing its hold on Central Asia, says the government of Kazakhstan."
    assert set(subjects(reading(text), date(2022, 11, 15), None)) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}


@pytest.mark.parametrize("text", ["", "Add two eggs and stir.", "The weather will be fine."])
def test_a_text_about_nothing_here_leaves_nothing_out(text: str) -> None:
    assert found(text) == ()
