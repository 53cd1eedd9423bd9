"""Looking for patterns only where they can begin finds what looking everywhere finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.lexicon import forms, spelled, table
from multipolar.reading.words import Patterns, openings, words_of
from tests.reading.scoring import documents

TEXTS = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in documents("development")]


@pytest.mark.parametrize("name", ["relations", "cues", "reporting", "register", "topics", "affairs"])
def test_nothing_is_lost_by_looking_only_where_a_pattern_can_begin(name: str) -> None:
    patterns = [spelled(row["pattern"]) for row in table(name)]
    index = Patterns({"all": patterns})
    for text in TEXTS:
        found = {(i, m.span()) for i, m in index.matches("all", text, 0, len(text))}
        everywhere = {(i, m.span()) for i, p in enumerate(patterns) for m in p.finditer(text)}
        assert found == everywhere


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bdeclin(?:es|ed|ing)\b", {("declines", True), ("declined", True), ("declining", True)}),
        (r"\bdictator\w*", {("dictator", False)}),
        (r"\b(?:more )?democratic\b", {("more", True), ("democratic", True)}),
        (r"\b[ab]c\b", {("ac", True), ("bc", True)}),
        (r", since\b", {(",", True)}),
        (r"(?:'s|’s) ally\b", {("'s", True), ("’s", True)}),
    ],
)
def test_openings_are_the_words_a_match_begins_with(pattern: str, words: set[tuple[str, bool]]) -> None:
    assert openings(pattern) == words


@pytest.mark.parametrize("pattern", [r"\b\w+ of\b", r"\b(?:\w+ )?ally\b", r".+", r"[^,]+ per cent"])
def test_a_pattern_that_may_begin_with_any_word_has_no_opening(pattern: str) -> None:
    assert openings(pattern) is None
    text = "three hundred of 45 per cent"
    found = [m.span() for _, m in Patterns({"one": [re.compile(pattern)]}).matches("one", text, 0, len(text))]
    assert found == [m.span() for m in re.finditer(pattern, text)]


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    words = words_of(text)
    assert [text[start : start + 1].lower()[:1] for start in words.starts] == [w[:1] for w in words.words]


@pytest.mark.parametrize(
    ("verb", "known"),
    [
        ("stop", "stop stops stopped stopping"),
        ("accuse", "accuse accuses accused accusing"),
        ("deny", "deny denies denied denying"),
        ("push", "push pushes pushed pushing"),
        ("deploy", "deploy deploys deployed deploying"),
        ("withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
        ("veto", "veto vetoes vetoed vetoing"),
    ],
)
def test_forms_of_verbs(verb: str, known: str) -> None:
    assert forms(verb) == tuple(known.split())
