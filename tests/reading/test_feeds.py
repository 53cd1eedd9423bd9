"""Feeds as they are found: foreign namespaces, bylines, kinds of text, and hostile ones in bounded time."""

from __future__ import annotations

import contextlib
import time

import pytest

from multipolar.errors import InputError
from multipolar.reading.feeds import MAX_ENTRIES, entries, is_feed
from multipolar.reading.intake import MAX_BYTES, Intake


def item(parts: str) -> Intake:
    (entry,) = entries(
        f'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>{parts}</item>'
        "<title>Wire</title></channel></rss>".encode(),
        "feed.xml",
    )
    return entry


def test_parts_of_another_namespace_are_not_the_entry() -> None:
    got = item(
        "<media:title>Photo</media:title><media:description>A flag</media:description>"
        "<title>Talks</title><description>&lt;p&gt;They met.&lt;/p&gt;</description>"
    )
    assert got == Intake("Talks\n\nThey met.", title="Talks", publisher="Wire")


def test_an_address_is_no_byline() -> None:
    assert item("<title>T</title><author>a@example.org (A. Writer)</author>").byline == "A. Writer"


def test_text_without_tags_keeps_its_paragraphs() -> None:
    assert (
        item("<description>Poland &amp;amp; Hungary.\n\nThey met.</description>").text
        == "Poland & Hungary.\n\nThey met."
    )


def test_atom_means_text_where_it_names_no_kind() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><author><name>A. Writer</name><email>a@b.c</email>
    </author><title>Talks</title><content>Of &lt;b&gt;.</content></entry><title>Wire</title></feed>"""
    (got,) = entries(feed, "feed.atom")
    assert (got.text, got.publisher, got.byline) == ("Talks\n\nOf <b>.", "Wire", "A. Writer")


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title></channel>
    <item><title>Talks</title><dc:date>2004-05-01T10:00:00+02:00</dc:date></item></rdf:RDF>"""
    assert is_feed(feed)
    assert entries(feed, "a") == [Intake("Talks", title="Talks", publisher="Wire", published="2004-05-01")]


@pytest.mark.parametrize("written", ["", "yesterday", "2021-13-45", "Tue, 99 Oct 2019", "0"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert item(f"<title>T</title><pubDate>{written}</pubDate>").published == ""


def test_a_feed_is_known_behind_its_doctype() -> None:
    assert is_feed(b'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "b">]>\n<!-- c --><rss>')


@pytest.mark.parametrize("piece", ["<!---->", "<??>", "<!DOCTYPE x>", "<!--", " "])
def test_telling_a_feed_costs_bounded_time(piece: str) -> None:
    begun = time.perf_counter()
    assert not is_feed(piece.encode() * 100_000)
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("piece", ["<div>", "<p>a", "<!--", "<", "<a ", "<table><td>", "&amp", "\u00a0", " \n "])
def test_hostile_html_in_an_entry_costs_bounded_time(piece: str) -> None:
    body = f"<b>x</b>{piece * (1_000_000 // len(piece))}"
    begun = time.perf_counter()
    with contextlib.suppress(InputError):
        item(f"<title>T</title><description><![CDATA[{body}]]></description>")
    assert time.perf_counter() - begun < 10


def test_more_than_any_feed_holds_is_refused() -> None:
    items = b"<item><title>T</title></item>" * (MAX_ENTRIES + 1)
    with pytest.raises(InputError, match=r"a\.xml: has 1,001 entries"):
        entries(b"<rss><channel>" + items + b"</channel></rss>", "a.xml")
    with pytest.raises(InputError, match=r"a\.xml: is larger than 4 MB"):
        entries(b" " * (MAX_BYTES + 1), "a.xml")


@pytest.mark.parametrize(
    "data", [b"", b"<rss>&x;</rss>", b"<rss>\x00</rss>", b'<?xml version="1.0" encoding="no"?><rss/>']
)
def test_what_is_no_xml_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        entries(data, "a.xml")
    assert caught.value.line().startswith("a.xml: ")
