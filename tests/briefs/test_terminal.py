from __future__ import annotations

import re
import unicodedata

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.briefs.terminal import columns, terminal, wrap
from tests.briefs.fixture import BRIEF, EMPTY, HOSTILE, poison
from tests.briefs.test_safe import ANY_TEXT


@pytest.mark.parametrize("width", [40, 61, 80, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(map(columns, terminal(BRIEF, width=width).splitlines())) <= width


def test_colour_only_when_asked_and_never_instead_of_words() -> None:
    plain = terminal(BRIEF)
    colored = terminal(BRIEF, color=True)
    assert "\x1b" not in plain
    assert "\x1b[34m" in colored
    assert click.unstyle(colored) == plain


def test_its_own_words_survive_an_ascii_terminal() -> None:
    ascii_only = poison(BRIEF, lambda text: text.encode("ascii", "ignore").decode())
    for brief in (ascii_only, EMPTY):
        assert terminal(brief).isascii()


def test_any_terminal_can_be_written_to() -> None:
    for text in HOSTILE:
        shown = terminal(poison(BRIEF, lambda _, text=text: text))
        for encoding in ("ascii", "cp1252", "shift_jis", "utf-8"):
            shown.encode(encoding, errors="replace")


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_no_text_steers_the_terminal(text: str) -> None:
    shown = terminal(poison(BRIEF, lambda _: text), width=60)
    assert {letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")} <= {"\n"}
    assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", shown)
    assert max(map(columns, shown.split("\n"))) <= 60


def test_escapes_are_shown_as_codes() -> None:
    shown = terminal(poison(BRIEF, lambda _: "\x1b[31mred\u202e"))
    assert "<U+001B>[31mred<U+202E>" in shown


@given(ANY_TEXT.map(lambda text: " ".join(text.split())), st.integers(2, 40))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(piece) <= width for piece in lines)


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert columns("国家") == 4
    assert columns("e\u0301") == 1
    assert wrap("国家国家", 5) == ["国家", "国家"]


def test_a_million_letters_without_a_space_wrap_in_time() -> None:
    assert len(wrap("x" * 1_000_000, 80)) == 12_500
