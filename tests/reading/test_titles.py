"""Offices spoken of by a title or a surname alone: whose they are, and where that stays open."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.reading.read import read


def bearers(text: str, words: str) -> set[str]:
    """The actors for whom the last occurrence of some words stands."""
    reading = read(text, published=date(2019, 5, 14))
    at = reading.document.text.rindex(words)
    return {m.actor for m in reading.mentions if m.quote.start <= at and at + len(words) <= m.quote.end}


LEAD = "OSLO, 14 May 2019 - "


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "Norway's foreign minister met Finland's prime minister. The foreign minister spoke of NATO.",
            "The foreign minister",
            "NOR",
        ),
        (
            "Norway's foreign minister met Finland's prime minister. The prime minister spoke of NATO.",
            "The prime minister",
            "FIN",
        ),
        ("Estonia joined NATO in 2004, and its foreign minister said so.", "its foreign minister", "EST"),
        (
            "The Secretary General of NATO met ministers. The Secretary General thanked them.",
            "The Secretary General",
            "NATO",
        ),
        ("NATO ministers met in Oslo. NATO was ready, the Secretary General said.", "the Secretary General", "NATO"),
        (
            "Norway's Minister of Foreign Affairs, Kari Berg, met NATO ministers. Ms Berg thanked them.",
            "Ms Berg",
            "NOR",
        ),
    ],
)
def test_a_title_stands_for_whoever_the_text_gave_it_to(text: str, words: str, actor: str) -> None:
    assert bearers(LEAD + text, words) == {actor}


def test_a_release_means_its_own_president() -> None:
    text = (
        "OFFICE OF THE PRESIDENT OF MONGOLIA\n\nPresident opens talks on security\n\nRussia's president sent a letter "
        "to the meeting in Ulaanbaatar. Mongolia belongs to nobody, the President said, and the United Nations agreed."
    )
    assert bearers(text, "the President") == {"MNG"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NATO ministers met in Oslo, and Norway was host. The president of the bank said nothing.", "The president"),
        ("Norway and Estonia are in NATO, and its foreign minister said so.", "its foreign minister"),
        ("The United Nations met. The minister, Kari Berg, thanked Norway and NATO.", "Kari Berg"),
    ],
)
def test_whose_office_it_is_stays_open_where_the_text_does_not_say(text: str, words: str) -> None:
    assert bearers(LEAD + text, words) == set()


def test_a_president_named_in_a_release_is_not_the_issuers() -> None:
    text = (
        "Ministry of Foreign Affairs of Mongolia\n\nTalks on security\n\n"
        "Russia's president sent a letter to the United Nations. "
        "President Ola Berg, Minister Bat Dorj said, had not answered NATO."
    )
    assert bearers(text, "President") == set()
    assert bearers(text, "Minister") == {"MNG"}
