from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.sentences import MAX_SENTENCE, Stretch, clauses, first_verb, has_verb, sentences, trimmed

PIECES = st.sampled_from(
    ["Russia", "met", "the U.S.", "Mr. Orban", ". ", "! ", "?” ", "… ", "\n\n", " \n \n ", "; ", " – ", ", which is ",
     ", but ", " because it has ", "(in 1992; later)", "“a; b”", "3.5 ", "e.g. ", "Türkiye’s", "🙂", "\u202e", "\u200b"]
)  # fmt: skip
PROSE = st.lists(PIECES, max_size=30).map("".join)
TEXTS = st.one_of(st.text(max_size=200), PROSE)


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text)]


@given(TEXTS)
def test_sentences_are_in_order_inside_the_text_and_lose_only_white_space(text: str) -> None:
    found = sentences(text)
    at = 0
    for stretch in found:
        assert not text[at : stretch.start].strip()
        assert at <= stretch.start < stretch.end <= len(text)
        assert stretch.of(text) == text[stretch.start : stretch.end] == stretch.of(text).strip()
        assert len(stretch.of(text)) <= MAX_SENTENCE
        at = stretch.end
    assert not text[at:].strip()


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_sentences_between_two_offsets_stay_between_them(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = sentences(text, start, end)
    assert all(start <= s.start < s.end <= end for s in found)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text[start:end].split())


@given(TEXTS)
def test_clauses_are_in_order_inside_their_sentence(text: str) -> None:
    for sentence in sentences(text):
        at = sentence.start
        found = clauses(text, sentence)
        assert found
        for clause in found:
            assert at <= clause.start < clause.end <= sentence.end
            assert clause.of(text) == text[clause.start : clause.end]
            at = clause.end
        assert found[0].start == sentence.start
        assert found[-1].end <= sentence.end


@given(st.text(max_size=50), st.integers(0, 50), st.integers(0, 50))
def test_a_stretch_has_no_white_space_at_its_ends(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    found = trimmed(text, start, end)
    if found is None:
        assert not text[start:end].strip()
    else:
        assert found.of(text) == text[start:end].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Orban met Dr. Aliyev.",
        "H.E. Ilham Aliyev spoke.",
        "Gen. Sir John Smith of St. Petersburg came.",
        "The U.S. Senate voted.",
        "The U.N. General Assembly met at 10 a.m. on Monday.",
        "On 4 Jan. 2020 they met.",
        "It fell by 3.5 per cent.",
        "See e.g. Article 5.",
        "J. Smith and K. A. Jones agreed.",
        "Is it so?",
        "They wait … and wait.",
    ],
)
def test_a_point_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]
    assert cut(f"{sentence} Then they left.") == [sentence, "Then they left."]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("He sells modern art. Then he left.", ["He sells modern art.", "Then he left."]),
        ("Under art. 5 and no. 7 it fell.", ["Under art. 5 and no. 7 it fell."]),
        ("He waits... and goes. So it is...", ["He waits... and goes.", "So it is..."]),
        ("A title\n\nA sentence", ["A title", "A sentence"]),
        ("A line\nthat goes on.", ["A line\nthat goes on."]),
        ("He trusts the U.S. The rest do not.", ["He trusts the U.S.", "The rest do not."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_where_sentences_end(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("Russia leads; China follows.", ["Russia leads", "China follows."]),
        (
            "Russia leads, but China has followed.",
            ["Russia leads", "but China has followed."],
        ),
        (
            "They met the members, most of which are CIS countries.",
            ["They met the members", "most of which are CIS countries."],
        ),
        ("Ankara (it is said; they say) leads.", ["Ankara (it is said; they say) leads."]),
        ("He said “we lead; they follow” and left.", ["He said “we lead; they follow” and left."]),
    ],
)
def test_where_clauses_end(sentence: str, pieces: list[str]) -> None:
    (whole,) = sentences(sentence)
    assert [c.of(sentence) for c in clauses(sentence, whole)] == pieces


def test_a_fragment_stands_alone_only_where_it_is_said_to_carry_something() -> None:
    text = "Moscow leads the region – a zone of influence."
    (whole,) = sentences(text)
    assert [c.of(text) for c in clauses(text, whole)] == [text]
    carried = clauses(text, whole, carries=lambda words: "zone" in words)
    assert [c.of(text) for c in carried] == ["Moscow leads the region", "a zone of influence."]


def test_verbs() -> None:
    assert has_verb("Russia leads")
    assert not has_verb("a zone of influence")
    text = "Russia has led."
    assert first_verb(text, Stretch(0, len(text))) == 7
    assert first_verb(text, Stretch(0, 6)) == 6


@pytest.mark.parametrize(
    "text",
    [
        "word " * 1_000_000,
        "x" * 1_000_000,
        " " * 1_000_000,
        "\n \t" * 300_000,
        "a. " * 300_000,
        "U.S. " * 200_000,
        "(" * 1_000_000,
        "“" * 500_000,
        " – a" * 200_000,
        ", which is" * 90_000,
        '!"' * 400_000,
    ],
    ids=["words", "one word", "blanks", "lines", "initials", "abbreviations", "brackets", "quotes", "dashes",
         "relatives", "marks"],
)  # fmt: skip
def test_no_text_costs_unbounded_time(text: str) -> None:
    begun = time.perf_counter()
    for sentence in sentences(text):
        clauses(text, sentence)
    assert time.perf_counter() - begun < 5
