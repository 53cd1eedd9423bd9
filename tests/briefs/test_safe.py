from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.safe import line, link, shorten, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Any code point, halves of surrogate pairs too."""


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("\ud800", "<U+D800>"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u200b\ufeff", "<U+200B><U+FEFF>"),
        ("\U000e0041", "<U+E0041>"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_what_nobody_sees_becomes_a_code(hidden: str, shown: str) -> None:
    assert visible(hidden) == shown


@given(ANY_TEXT)
def test_no_control_is_left(text: str) -> None:
    shown = visible(text)
    left = {letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")}
    assert left <= {"\t", "\n", "\r"}
    assert not {letter for letter in shown if unicodedata.bidirectional(letter) in _DIRECTIONS}
    shown.encode()


_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    assert line(text).splitlines() in ([line(text)], [])
    assert line(line(text)) == line(text)


@given(ANY_TEXT, st.integers(4, 60))
def test_short_is_short(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == line(text) or (short.endswith("...") and line(text).startswith(short[:-3]))


def test_a_text_is_cut_at_a_word() -> None:
    assert shorten("the council unites the coast", 22) == "the council unites..."


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/a/b?c=d&e=%20#f", "https://example.org:8443/x_(y)"]
)
def test_plain_https_is_a_link(url: str) -> None:
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://example.org",
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https://localhost",
        "https://user:pass@example.org/",
        "https://example.org@evil.test/",
        "https://example.org/ x",
        "https://example.org/\n",
        'https://example.org/"onclick=',
        "https://example.org/<b>",
        "https://example.org/\u202egpj",
        "https://ex\u0430mple.org/",
        "https://example.org\\@evil.test",
        "file:///etc/passwd",
    ],
)
def test_anything_else_is_not(url: str) -> None:
    assert link(url) == ""
