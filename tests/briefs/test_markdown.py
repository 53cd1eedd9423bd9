from __future__ import annotations

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from multipolar.briefs.markdown import escape, markdown
from multipolar.briefs.safe import line
from tests.briefs.fixture import BRIEF, CLAIMS, HOSTILE, MEETINGS, WITH_TEXT, poison
from tests.briefs.test_html import OWN_WORDS
from tests.briefs.test_safe import ANY_TEXT

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(source: str) -> list[Token]:
    found = []
    for token in READER.parse(source):
        found.append(token)
        found += [child for child in token.children or () if child.type not in ("text", "text_special")]
    return found


def skeleton(source: str) -> list[tuple[str, str]]:
    return [(token.type, token.tag) for token in tokens(source)]


PLAIN = skeleton(markdown(poison(BRIEF, lambda _: "x")))


def test_quotes_stand_in_block_quotes() -> None:
    source = markdown(BRIEF)
    for claim in CLAIMS:
        assert f"\n> {escape(claim.quote.text)}\n" in source
    assert MEETINGS[0].theme is not None
    assert f"> {MEETINGS[0].theme.text}" in source


def test_the_only_links_are_those_of_the_sources() -> None:
    links = [token.attrGet("href") for token in tokens(markdown(BRIEF)) if token.type == "link_open"]
    assert links == [source.url for source in BRIEF.sources if source.url]


def test_the_text_is_there_only_when_the_brief_carries_it() -> None:
    assert "## The text" not in markdown(BRIEF)
    assert markdown(WITH_TEXT).count("> The leaders named safe shipping") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    assert skeleton(markdown(poison(BRIEF, lambda _: text))) == PLAIN


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_itself(text: str) -> None:
    (inline,) = [token for token in READER.parse(escape(text)) if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == line(text)


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT.filter(lambda text: line(text) and line(text) not in OWN_WORDS))
def test_any_text_in_any_field_is_only_text(text: str) -> None:
    assert skeleton(markdown(poison(BRIEF, lambda _: text))) == PLAIN


@given(ANY_TEXT)
def test_any_text_reads_as_itself(text: str) -> None:
    found = [token for token in READER.parse(f"> {escape(text)}") if token.type == "inline"]
    said = "".join(child.content for token in found for child in token.children or ())
    assert said == line(text)


def test_bare_addresses_do_not_turn_into_links() -> None:
    assert escape("see http://example.com and WWW.example.com") == "see http\\://example.com and WWW\\.example.com"
