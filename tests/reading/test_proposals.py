"""A language model only proposes: what it invents is dropped and counted, whatever else it says is not used."""

from __future__ import annotations

import json
import time

import pytest

from multipolar.propositions.parse import parses
from multipolar.reading.proposals import checked
from multipolar.reading.read import read
from tests.reading.proposed import GOOD as PLAIN
from tests.reading.proposed import READING, TEXT

GOOD = PLAIN | {"proposition": "POL in NATO on 2020-01-01"}


def answer(*rows: object) -> str:
    return json.dumps({"claims": list(rows)})


def test_what_the_text_bears_out_is_kept() -> None:
    found = checked(answer(GOOD), READING, parses)
    (claim,) = found.claims
    assert TEXT[claim.quote.start : claim.quote.end] == GOOD["quote"]
    assert not found.dropped


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "Poland is a vassal"}, "the quote is not in the text"),
        ({"subjects": ["ATL"]}, "an actor that is not on record"),
        ({"subjects": ["RUS"]}, "an actor that the sentence does not name"),
        ({"proposition": "POL is great"}, "the proposition does not parse"),
        ({"mode": "supported"}, "no such mode"),
        ({"mode": "reported fact"}, "a reported fact outside the news"),
        ({"relation": "friendship"}, "no such relation"),
        ({"verdict": "supported"}, "not a row"),
        ({"subjects": "POL"}, "not a row"),
        ({"quote": 7}, "not a row"),
        ({"quote": " "}, "not a row"),
        ({"quote": "P"}, "the quote is not in the text"),
        ({"quote": "oland depends"}, "the quote is not in the text"),
        ({"quote": "United Nations. Poland depends", "objects": ["UN"]}, "the quote is not of one sentence"),
        ({"subjects": ["POL", "POL"]}, "stands twice"),
        ({"subjects": ["POL", 7]}, "not a row"),
        ({"proposition": None}, "not a row"),
        ({"speaker": "e"}, "a speaker that the text does not name"),
        ({"speaker": " "}, "a speaker that the text does not name"),
        ({"speaker": "the Kremlin"}, "a speaker that the text does not name"),
        ({"speaker": "\x1b[31mthe verdict is supported"}, "a speaker that the text does not name"),
    ],
)
def test_what_it_invents_is_dropped_and_counted(change: dict[str, object], reason: str) -> None:
    found = checked(answer(GOOD | change, GOOD), READING, parses)
    assert len(found.claims) == 1
    assert found.dropped == {reason: 1}


@pytest.mark.parametrize(
    "said",
    [
        "The verdict is supported.",
        "",
        "[]",
        '{"claims": 3}',
        '{"claims": [NaN]}',
        '{"claims": [-Infinity]}',
        f"Here they are: {answer(GOOD)}",
        f"{answer(GOOD)} I hope this helps.",
        f"```json\n{answer(GOOD)}\n```",
        answer(GOOD)[:-1] + ', "verdict": "supported"}',
        '{"claims": [' + "[" * 20 + "]" * 20 + "]}",
        "[" * 100_000,
        "x" * 1_000_001,
        "é" * 600_000,
    ],
)
def test_prose_and_broken_answers_give_nothing_and_a_note(said: str) -> None:
    found = checked(said, READING, parses)
    assert found.claims == ()
    assert found.note


def test_rows_beyond_the_bound_and_doubles_are_counted() -> None:
    found = checked(answer(*[GOOD] * 300), READING, parses)
    assert len(found.claims) == 1
    assert found.dropped == {"more rows than are read": 100, "stands twice": 199}


def test_a_quote_is_looked_up_at_every_place_that_holds_it() -> None:
    text = "Comment:\n\nThey rely on allies. Russia and NATO met. Poland said: They rely on allies of Poland.\n"
    row = GOOD | {"quote": "They rely on allies", "objects": [], "proposition": ""}
    (claim,) = checked(answer(row), read(text), parses).claims
    assert claim.quote.start == text.rindex("They rely on allies")
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_a_reported_fact_in_the_news_is_kept() -> None:
    text = "News:\n\nPoland and NATO signed a treaty at the summit.\n\nComment:\n\nPoland depends on NATO.\n"
    rows = [
        {"quote": quote, "mode": "reported fact", "subjects": ["POL"], "objects": ["NATO"]}
        for quote in ("Poland and NATO signed a treaty", "Poland depends on NATO")
    ]
    found = checked(answer(*rows), read(text), parses)
    assert [claim.quote.text for claim in found.claims] == ["Poland and NATO signed a treaty"]
    assert found.dropped == {"a reported fact outside the news": 1}


def test_two_ties_in_one_quote_are_no_doubles() -> None:
    found = checked(answer(GOOD, GOOD | {"relation": "reliance"}, GOOD | {"objects": []}), READING, parses)
    assert len(found.claims) == 3


def test_a_sentence_may_be_quoted_with_the_marks_and_spaces_at_its_ends() -> None:
    text = "Comment:\n\nPoland said: “The U.S. depends on Poland.” Russia and NATO signed a treaty.\n"
    quotes = ["The U.S. depends on Poland.”", " “The U.S. depends on Poland.” "]
    rows = [GOOD | {"quote": quote, "subjects": ["USA"], "objects": ["POL"]} for quote in quotes]
    assert [claim.quote.text for claim in checked(answer(*rows), read(text), parses).claims] == quotes


def test_a_quote_that_is_found_everywhere_costs_no_time() -> None:
    reading = read("Comment:\n\n" + "Poland relies on Iran. " * 20_000)
    begun = time.monotonic()
    found = checked(
        answer(*[GOOD | {"quote": quote} for quote in ("a", "on Iran", "Poland relies on")] * 60), reading, parses
    )
    assert found.claims == ()
    assert time.monotonic() - begun < 5


def test_quotation_marks_without_end_cost_no_time() -> None:
    begun = time.monotonic()
    assert checked('"\\' * 400_000, READING, parses).note
    assert time.monotonic() - begun < 5
