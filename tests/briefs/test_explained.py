"""A text marked in place: each mark stands and is told once, and no words of the text are taken for one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar import reading
from multipolar.briefs.explained import explained
from multipolar.briefs.summary import summary
from multipolar.briefs.terminal import columns
from tests.briefs.fixture import HOSTILE
from tests.briefs.test_safe import ANY_TEXT

TEXT = "Comment:\n\nTurkey is losing its influence over Azerbaijan. {} If Russia weakens, NATO will grow.\n"


def test_each_mark_stands_once_and_is_told_once() -> None:
    marked, told = explained(reading.read(TEXT.format(""))).split("\n\n[1]")
    marks = [int(n) for n in re.findall(r"\[(\d+)\]", marked)]
    assert marks == list(range(1, len(marks) + 1))
    assert [int(n) for n in re.findall(r"^\[(\d+)\]", f"[1]{told}", re.MULTILINE)] == marks
    assert re.sub(r"\[\d+\]", "", marked) == TEXT.format("").rstrip()


@pytest.mark.parametrize(("words", "opening"), [("", "["), ("[1]", "{"), ("[1] {22}", "<"), ("[1] {2} <3>", "<<")])
def test_no_words_of_the_text_are_taken_for_a_mark(words: str, opening: str) -> None:
    said = explained(reading.read(TEXT.format(words)))
    assert said.splitlines()[-1].startswith(opening)
    assert words in said


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_any_text_can_be_shown(text: str) -> None:
    found = reading.read(TEXT.format(text))
    shown = summary(found, text, corrections=(text,), width=60)
    assert max(map(columns, shown.split("\n"))) <= 60
    for said in (shown, explained(found)):
        seen = {letter for letter in said if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")}
        assert seen <= {"\n", "\t"}
        assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", said)
