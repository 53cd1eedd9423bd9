"""Feeds as they are found: foreign namespaces, bylines, kinds of text, and hostile ones in bounded time."""

from __future__ import annotations

import contextlib
import itertools
import time

import pytest

from multipolar.errors import InputError
from multipolar.reading.feeds import MAX_ENTRIES, entries, is_feed
from multipolar.reading.intake import MAX_BYTES, Intake


def item(parts: str) -> Intake:
    ((place, entry),) = entries(
        f'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>{parts}</item>'
        "<title>Wire</title></channel></rss>".encode(),
        "feed.xml",
    )
    assert place == "feed.xml#1"
    if isinstance(entry, InputError):
        raise entry
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
    ((_, got),) = entries(feed, "feed.atom")
    assert isinstance(got, Intake)
    assert (got.text, got.publisher, got.byline) == ("Talks\n\nOf <b>.", "Wire", "A. Writer")


def test_rss_1_has_its_items_beside_the_channel() -> None:
    feed = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title></channel>
    <item><title>Talks</title><dc:date>2004-05-01T10:00:00+02:00</dc:date></item></rdf:RDF>"""
    assert is_feed(feed)
    assert entries(feed, "a") == [("a#1", Intake("Talks", title="Talks", publisher="Wire", published="2004-05-01"))]


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


def test_the_fullest_text_is_taken_and_a_picture_is_none() -> None:
    got = item(
        '<media:content url="a.jpg"/><description>Short.</description>'
        '<x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;Long.&lt;/p&gt;</x:encoded>'
    )
    assert got.text == "Long."


def test_html_of_an_entry_keeps_its_order_and_all_its_words() -> None:
    html = (
        "<h2>Talks</h2><p>Poland <!-- c -->and\n<b>Hungary</b> met.<br>In Baku.</p><?x y?>"
        "<blockquote>We agree.</blockquote><ul><li>One</li><li>Two&nbsp;&amp; three</li></ul>"
        "<script>no()</script>The end"
    )
    assert item(f"<description><![CDATA[{html}]]></description>").text.split("\n\n") == [
        "Talks",
        "Poland and Hungary met.\nIn Baku.",
        "We agree.",
        "One",
        "Two & three",
        "The end",
    ]


def test_an_image_of_the_channel_is_not_the_publisher() -> None:
    feed = b"""<rss><channel><image><title>Logo</title></image><title>Wire</title>
    <item><title>T</title></item></channel></rss>"""
    ((_, got),) = entries(feed, "a")
    assert isinstance(got, Intake)
    assert got.publisher == "Wire"


@pytest.mark.parametrize(
    "written",
    ["2019-10-15", "2019-10-15T23:30:00-05:00", "Tue, 15 Oct 2019 23:30:00 -0500", "15 Oct 2019 10:00 GMT"],
)
def test_the_day_is_that_of_the_writer(written: str) -> None:
    assert item(f"<title>T</title><pubDate>{written}</pubDate>").published == "2019-10-15"


def test_atom_s_first_publication_goes_before_its_update() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><updated>2020-01-02</updated>
    <published>2019-12-31T10:00:00Z</published></entry></feed>"""
    ((_, got),) = entries(feed, "a")
    assert isinstance(got, Intake)
    assert got.published == "2019-12-31"


def test_an_entry_that_cannot_be_read_is_a_row_and_the_rest_goes_on() -> None:
    feed = """<rss><channel><item><link>x</link></item><item><description>{}</description></item>
    <item><title>T</title></item></channel></rss>"""
    empty, deep, good = entries(feed.format("&lt;div&gt;" * 500).encode(), "a.xml")
    assert str(empty[1]).startswith("a.xml#1: is an entry without text")
    assert str(deep[1]).startswith("a.xml#2: is HTML with 500 tags nested 500 deep")
    assert good == ("a.xml#3", Intake("T", title="T"))


def laughs(attribute: str = "") -> bytes:
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghij"))
    return (
        f'<!DOCTYPE rss [<!ENTITY a "ha">{levels}]><rss x="{attribute}"><channel><item>'
        "<title>T</title><description>&j;</description></item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    "data",
    [
        laughs(),
        laughs("&j;"),
        b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&f;</title></item>'
        b"</channel></rss>",
        b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]><rss><channel><item><title>T</title></item>'
        b"</channel></rss>",
    ],
    ids=["laughs", "laughs in an attribute", "file", "parameter"],
)
def test_declared_entities_are_refused_at_once(data: bytes) -> None:
    assert is_feed(data)
    begun = time.perf_counter()
    with pytest.raises(InputError, match=r"a\.xml: (declares XML entities|is not well-formed XML)"):
        entries(data, "a.xml")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_a_feed_in_another_encoding_is_read(encoding: str) -> None:
    head = "" if encoding == "utf-16" else f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    data = f"{head}<rss><channel><item><title>Тест</title></item></channel></rss>".encode(encoding)
    assert is_feed(data)
    assert entries(data, "a") == [("a#1", Intake("Тест", title="Тест"))]


def test_xhtml_under_a_prefix_is_read_as_paragraphs() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://www.w3.org/1999/xhtml"><entry><content
    type="xhtml"><x:div><x:p>One.</x:p><x:p>Two.</x:p></x:div></content></entry></feed>"""
    assert entries(feed, "a") == [("a#1", Intake("One.\n\nTwo."))]
