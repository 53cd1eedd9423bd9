"""What holds of every reading, whatever the text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar import articles
from multipolar.reading.document import Quote, Reading
from multipolar.reading.intake import from_bytes
from multipolar.reading.read import read

WORDS = st.sampled_from(
    [
        "Turkey",
        "NATO",
        "the CIS",
        "Russia",
        "Georgia",
        "members of",
        "is a member of",
        "joined",
        "most of which are",
        "will",
        "President",
        "Vladimir Putin",
        "summit",
        "in Samarkand",
        "11 November",
        "2019",
        "depends on",
        "has weakened",
        ", which",
        "and",
        "but",
        "as long as",
        "Comment:\n\n",
        "News:\n\n",
        "\n\n",
        ".",
        "(",
        ")",
        '"',
        "“",
        "ÇŞİğü",
        "\u202e",
        "\u200b",
        "🏳️",
        "İ",
        "'s",
        "By Jane Doe\n",
        "<b>",
        "—",
        "the region",
        "these two countries",
        "its largest trading partner",
        "\u0301",
    ]
)


def quotes(node: object) -> Iterator[Quote]:
    if isinstance(node, Quote):
        yield node
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            yield from quotes(getattr(node, field.name))
    elif isinstance(node, tuple):
        for item in node:
            yield from quotes(item)


def assert_sound(reading: Reading) -> None:
    text = reading.document.text
    assert all(text[q.start : q.end] == q.text for q in quotes(reading))
    assert not [c for c in reading.claims if c.part == "comment" and c.mode == "reported fact"]
    assert [c.number for c in reading.claims] == list(range(1, len(reading.claims) + 1))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from([None, date(2022, 11, 15)]))
def test_quotes_are_verbatim_and_comment_reports_nothing(pieces: list[str], published: date | None) -> None:
    assert_sound(read(" ".join(["The summit of NATO and the treaty of states.", *pieces]), published=published))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_can_be_read(text: str) -> None:
    assert_sound(read(text))


def bundled(name: str) -> Reading:
    entry = articles.find(name)
    return read(from_bytes(articles.data(entry), name, ".txt"), published=date.fromisoformat(entry.published))


@pytest.mark.parametrize("entry", articles.catalogue(), ids=lambda entry: entry.name)
def test_the_bundled_articles_read_soundly(entry: articles.Entry) -> None:
    reading = bundled(entry.name)
    assert_sound(reading)
    assert len(reading.claims) >= 12
    assert reading.document.title is not None
    assert reading.document.title.text == entry.title


def test_the_summit_in_baku() -> None:
    (meeting,) = bundled("summit-2019-baku").meetings
    assert meeting.date is not None
    assert str(meeting.date.day) == "2019-10-15"
    assert meeting.place is not None
    assert (meeting.place.text, meeting.organisation) == ("Baku", "OTS")
    assert meeting.chair is not None
    assert (meeting.chair.actor, meeting.chair.person) == ("AZE", "Ilham Aliyev")
    capacities = {p.actor: p.capacity for p in meeting.participants}
    assert capacities["HUN"] == "observer"
    assert capacities["TKM"] == "guest"
    assert {a for a, capacity in capacities.items() if capacity == "member"} == {"AZE", "KAZ", "KGZ", "TUR", "UZB"}


def test_a_report_argues_nothing_and_an_op_ed_reports_nothing() -> None:
    assert not {c.mode for c in bundled("news-only-2024-astana").claims} & {"argued", "unsourced assertion"}
    assert not {c.mode for c in bundled("op-ed-2025-partners").claims} & {"reported fact"}


def test_the_byline_is_nobody_in_the_reading() -> None:
    text = "By Vera Example\n\nComment:\n\nVera Example argues that Poland is a member of NATO.\n"
    reading = read(text)
    assert reading.document.byline is not None
    assert reading.document.byline.text == "Vera Example"
    assert not reading.offices
    assert not [c for c in reading.claims if "Vera" in c.speaker]
