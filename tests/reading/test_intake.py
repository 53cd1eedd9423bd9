"""What comes from outside: decoded or refused in one line, in bounded time."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import InputError
from multipolar.reading.intake import MAX_BYTES, MAX_CHARACTERS, Intake, from_bytes, load, stored

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")
PAGE = """<!DOCTYPE html>
<html><head><title>Leaders meet in Astana</title>
<meta property="og:site_name" content="The Steppe Courier">
<meta name="author" content="A. Writer">
<meta property="article:published_time" content="2024-07-05"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Leaders meet in Astana</h1>
<p>The leaders of the Shanghai Cooperation Organisation met in Astana on 4 July and admitted Belarus as a member.</p>
<p>The President of Kazakhstan chaired the meeting &amp; thanked the guests. It lasted for two days, as planned.</p>
<script>alert("never text")</script>
</article><footer>All rights reserved</footer></body></html>"""


def refused(data: bytes, suffix: str = "") -> str:
    with pytest.raises(InputError) as caught:
        from_bytes(data, "an-article", suffix)
    line = caught.value.line()
    assert line.startswith("an-article: ")
    assert line.isprintable()
    assert len(line) < 250
    return line


def test_plain_text_is_stored_as_it_is() -> None:
    assert from_bytes("Türkiye – “a power”\n".encode(), "a", ".txt") == Intake("Türkiye – “a power”\n")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe", b"\f\n"])
def test_nothing_is_empty(data: bytes) -> None:
    assert "is empty" in refused(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_byte_order_are_read_and_dropped(encoding: str) -> None:
    text = "Ankara and Moscow met.\n"
    assert from_bytes(text.encode(encoding), "a", ".txt").text == text


def test_utf_16_of_either_order_is_read() -> None:
    text = "Ankara and Moscow met in Türkiye. 会议" * 50
    assert from_bytes(b"\xfe\xff" + text.encode("utf-16-be"), "a", "").text == text
    assert from_bytes(b"\xff\xfe" + text.encode("utf-16-le"), "a", "").text == text


def test_line_ends_become_one_kind() -> None:
    assert from_bytes(b"News:\r\n\r\nOne.\rTwo.\n", "a", ".txt").text == "News:\n\nOne.\nTwo.\n"


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"PK\x03\x04" + bytes(range(256)) * 4,
        b"\x1f\x8b\x08\x00abc",
        b"Ankara\x00Moscow",
        "Ankara\x00Moscow".encode("utf-16"),
        b"\x01\x02\x03\x04\x05\x06\x07\x08 text",
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    assert "is binary, not text" in refused(data)


def test_a_windows_text_is_refused_naming_the_byte_and_the_tool() -> None:
    line = refused("The “Turkic Council” met in Türkiye.".encode("cp1252"))
    assert "not valid UTF-8 (byte 4)" in line
    assert "iconv -f WINDOWS-1252 -t UTF-8" in line


@pytest.mark.parametrize("data", [b"abc\xc3", b"\xed\xa0\x80 half of a pair", b"\xc0\xaf overlong", b"\xff\xfea"])
def test_broken_encodings_are_refused(data: bytes) -> None:
    assert "is not valid UTF-" in refused(data)


def test_a_novel_is_refused_at_once() -> None:
    begun = time.perf_counter()
    assert "larger than 4 MB" in refused(b"The war went on. " * 300_000)
    assert "larger than 4 MB" in refused(b"w" * 10_000_000)
    assert "characters, more than" in refused(b"word " * (MAX_CHARACTERS // 5 + 1))
    assert time.perf_counter() - begun < 2


def test_a_text_of_the_largest_size_is_taken() -> None:
    assert len(from_bytes(b"w" * MAX_CHARACTERS, "a", "").text) == MAX_CHARACTERS


@pytest.mark.parametrize("tag", ["<div>", "<p>a</p>", "<p>a", "<table><td>", "<b><i>"])
def test_more_tags_than_any_article_has_are_refused(tag: str) -> None:
    assert "beyond any article" in refused(f"<html><body>{tag * 70_000}".encode())


@pytest.mark.parametrize(
    "soup",
    [
        "<html>" + "<div>" * 50_000 + "x",
        "<html>" + "<div>" * 50_000 + "x" + "</div>" * 50_000,
        "<html><body>" + "<p>a" * 300_000,
        "<html><body>" + "<p>a</p>" * 200_000,
        "<html><body>" + "<" * 1_000_000,
        "<html><body>" + "<a " * 400_000,
        "<html><body>" + "<!--" * 300_000,
        "<!---->" * 100_000 + "x",
    ],
    ids=[
        "deep",
        "deep and closed",
        "paragraphs",
        "closed paragraphs",
        "brackets",
        "open tags",
        "comments",
        "closed comments",
    ],
)
def test_soup_costs_bounded_time(soup: str) -> None:
    begun = time.perf_counter()
    with contextlib.suppress(InputError):
        from_bytes(soup.encode(), "soup", "")
    assert time.perf_counter() - begun < 5


def test_a_page_gives_its_text_and_what_it_says_of_itself() -> None:
    got = from_bytes(PAGE.encode(), "page", ".html")
    assert got.text.startswith("Leaders meet in Astana\n")
    assert "met in Astana on 4 July and admitted Belarus" in got.text
    assert "chaired the meeting & thanked" in got.text
    assert "alert" not in got.text
    assert "All rights reserved" not in got.text
    assert (got.title, got.publisher, got.published) == ("Leaders meet in Astana", "The Steppe Courier", "2024-07-05")
    assert "Writer" in got.byline


@pytest.mark.parametrize("suffix", ["", ".txt", ".html"])
def test_a_page_is_known_by_its_first_words_or_its_ending(suffix: str) -> None:
    assert "<p>" not in from_bytes(PAGE.encode(), "page", suffix).text
    assert "<p>" not in from_bytes(b"\n<!-- saved -->\n" + PAGE.encode(), "page", suffix).text


def test_a_page_without_an_article_is_refused() -> None:
    assert "no article text" in refused(b"<html><head><title></title></head><body><script>x()</script></body></html>")


def test_markdown_loses_its_marks_and_keeps_its_blocks() -> None:
    source = "# The Summit\n\nLeaders *met* in [Baku](https://example.org).\n\n## Comment\n\n- One\n- Two\n"
    assert from_bytes(source.encode(), "a", ".md").text.split("\n\n") == [
        "The Summit",
        "Leaders met in Baku.",
        "Comment",
        "One",
        "Two",
    ]


def test_raw_markup_in_markdown_stays_text() -> None:
    assert "<script>" in from_bytes(b"A <script>alert(1)</script> in Baku", "a", ".md").text


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    assert stored("a\ud800b\udfffc") == "a?b?c"
    assert stored("\ufeffa\r\nb\rc") == "a\nb\nc"


@given(st.text(st.characters()))
def test_what_is_stored_can_be_written_and_stays_as_it_is(text: str) -> None:
    once = stored(text)
    assert once.encode("utf-8").decode("utf-8") == once
    assert "\r" not in once
    assert stored(once) == once or once.startswith("\ufeff")


@given(st.binary(max_size=200), st.sampled_from(["", ".txt", ".md", ".html"]))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    try:
        got = from_bytes(data, "a", suffix)
    except InputError as error:
        assert error.line().isprintable()
        return
    assert "\r" not in got.text
    assert "\x00" not in got.text


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    article = tmp_path / "a.MD"
    article.write_text("# Baku\n\nLeaders *met*.\n", encoding="utf-8")
    assert load(str(article)).text == "Baku\n\nLeaders met."


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Leaders met.")))
    assert load("-").text == "Leaders met."


def test_standard_input_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MAX_BYTES + 1
            return b"a" * size

    class Stdin:
        buffer = Endless()

    monkeypatch.setattr(sys, "stdin", Stdin())
    with pytest.raises(InputError, match="standard input: is larger than 4 MB"):
        load("-")


@pytest.mark.parametrize("name", ["missing.txt", "", "a\x00b", "x" * 5000, "missing/\x1b[31m.txt"])
def test_a_file_that_is_not_there_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(str(tmp_path / name) if name else name)
    assert caught.value.line().isprintable()


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        load(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_one_line(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Leaders met.", encoding="utf-8")
    article.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        load(str(article))


def test_a_refusal_by_the_system_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match=r"a\.txt: cannot be read \(Permission denied\)"):
        load("a.txt")


def page(head: str, body: str) -> Intake:
    return from_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "page", ".html")


NAVIGATION = """<div class="cookie-banner"><p>We use cookies to improve your experience. Accept all cookies.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>"""
NEWS = """<article><h1>Leaders meet in Astana</h1><p class="byline">By Aigerim Writer</p>
<p>The leaders of the Shanghai Cooperation Organisation met in Astana on 4 July and admitted Belarus as a member.</p>
<h2>What was said</h2><p>The President of Kazakhstan chaired the meeting and thanked the guests for coming to it.</p>
<blockquote><p>We will work for peace, and we will work together for it in every way.</p></blockquote>
<p>The meeting ended with a declaration of twenty pages, which was published on the next day.</p>
<h3>Comment</h3><p>The organisation is a forum in which members seldom agree on much of substance.</p>
<div class="related"><h3>Related articles</h3><ul><li><a href="/a">Iran joins the organisation</a></li></ul></div>
</article><aside><h2>Most read</h2><ol><li><a href="/x">Ten facts on Mongolia</a></li></ol></aside>
<footer><p>All rights reserved. The Steppe Courier 2026.</p></footer>"""


def test_a_news_site_gives_its_article_in_order_and_the_day_of_first_publication() -> None:
    got = page(
        """<title>Leaders meet in Astana | The Steppe Courier</title>
        <meta property="og:site_name" content="The Steppe Courier"><meta name="author" content="Aigerim Writer">
        <meta property="article:published_time" content="2024-07-05T08:00:00+05:00">
        <meta property="article:modified_time" content="2024-07-09T08:00:00+05:00">""",
        NAVIGATION + NEWS,
    )
    assert [block.split()[0] for block in got.text.split("\n\n")] == [
        "Leaders",
        "The",
        "What",
        "The",
        "We",
        "The",
        "Comment",
        "The",
    ]
    assert (got.publisher, got.byline, got.published) == ("The Steppe Courier", "Aigerim Writer", "2024-07-05")


def test_a_ministry_s_page_gives_its_release() -> None:
    got = page(
        """<title>Press release - Ministry of Foreign Affairs</title><meta name="dcterms.date" content="2021-03-04">""",
        """<div id="header"><h2>Ministry of Foreign Affairs</h2></div>
        <div id="menu"><a href="/">The Ministry</a> | <a href="/">Policy</a> | <a href="/">Contact</a></div>
        <div id="content"><h1>Foreign Minister receives the Ambassador of Poland</h1><p class="date">4 March 2021</p>
        <p>The Minister of Foreign Affairs received today the Ambassador of Poland at the end of his mission.</p>
        <p>The Minister thanked the Ambassador for his work on trade between the two countries.</p>
        <p>Poland is a member of NATO and of the European Union.</p></div>
        <div id="footer"><p>Ministry of Foreign Affairs, 1 Main Street.</p></div>""",
    )
    assert got.text.startswith("Foreign Minister receives the Ambassador of Poland\n\n4 March 2021\n\nThe Minister of")
    assert got.text.endswith("Poland is a member of NATO and of the European Union.")
    assert "Policy" not in got.text
    assert got.published == "2021-03-04"


def test_json_ld_gives_day_byline_and_publisher() -> None:
    got = page(
        """<title>Talks in Geneva</title><script type="application/ld+json">{"@context":"https://schema.org",
        "@type":"NewsArticle","headline":"Talks in Geneva end","datePublished":"2022-01-10T18:30:00Z",
        "dateModified":"2022-02-01T00:00:00Z","author":{"@type":"Person","name":"Jean Dupont"},
        "publisher":{"@type":"Organization","name":"Lake Gazette"}}</script>""",
        """<main><h1>Talks in Geneva end</h1>
        <p>Russia and the United States held talks in Geneva on Monday about security in Europe.</p>
        <p>The talks lasted for eight hours, and both sides said afterwards that they would meet again.</p></main>""",
    )
    assert (got.title, got.publisher, got.byline) == ("Talks in Geneva end", "Lake Gazette", "Jean Dupont")
    assert got.published == "2022-01-10"
    assert len(got.text.split("\n\n")) == 3


def test_a_day_in_the_markup_of_the_article_is_its_day() -> None:
    got = page(
        "<title>The long view</title>",
        """<article><header><h1>The long view</h1><time datetime="2019-05-06" pubdate>6 May 2019</time></header>
        <p>Brazil and China founded a bank in Shanghai in 2015, and it has lent money ever since then.</p>
        <p>So said a minister, who did not want to be named in this article on the matter.</p></article>""",
    )
    assert got.published == "2019-05-06"


def test_days_that_the_text_tells_of_are_no_day_of_publication() -> None:
    got = page(
        "<title>Old page</title>",
        """<h1>On the treaty of 1994</h1>
        <p>The treaty was signed on 12 May 1994 by five states in Tashkent, and came into force in 1995.</p>
        <p>It has been renewed since then by most of those that signed it, though not all of them.</p>
        <p>Last updated 3 June 2020.</p>""",
    )
    assert got.published == ""


def test_plain_text_with_hard_line_ends_is_untouched() -> None:
    text = "The leaders met in Baku and\nspoke of co-\noperation.\n\n  > A quote\n  > of two lines.\n"
    assert from_bytes(text.encode(), "a", ".txt").text == text


def test_block_quotes_of_markdown_stay_in_order() -> None:
    source = "Before it.\n\n> Poland is\n> a member.\n>\n> > And *Hungary*.\n\nAfter it.\n"
    blocks = ["Before it.", "Poland is\na member.", "And Hungary.", "After it."]
    assert from_bytes(source.encode(), "a", ".md").text.split("\n\n") == blocks


@pytest.mark.parametrize("source", ["    code\n", "```\ncode\n```\n", "***\n", ">" * 50_000 + "x"])
def test_markdown_without_paragraphs_is_refused(source: str) -> None:
    assert "has no paragraphs" in refused(source.encode(), ".md")


@pytest.mark.parametrize("marks", ["[", "![", "*a ", "a\n\n", "`a ", "[a](b) ", "<a:", "&", "> a\n", "- a\n", "~", "("])
def test_marks_of_markdown_cost_bounded_time(marks: str) -> None:
    begun = time.perf_counter()
    with contextlib.suppress(InputError):
        from_bytes((marks * (900_000 // len(marks))).encode(), "a", ".md")
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"PK\x03\x04\x00\x01", "a ZIP archive"), (b"\x1f\x8b\x08\x00abc", "packed by gzip"), (PNG, "a picture")],
)
def test_a_binary_is_named(data: bytes, kind: str) -> None:
    assert kind in refused(data, ".txt")


def test_a_feed_is_not_one_article() -> None:
    assert "is a feed, not one article" in refused(b"<rss><channel><item/></channel></rss>")
    assert "neither RSS nor Atom" in refused(b"<note>Leaders met.</note>", ".xml")
