"""Feeds and folders as they come in."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from multipolar.errors import InputError
from multipolar.reading.feeds import entries, is_feed
from multipolar.reading.folders import load_all
from multipolar.reading.intake import Intake

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Steppe Courier</title>
<item><title>Leaders meet</title><pubDate>Tue, 15 Oct 2019 10:00:00 GMT</pubDate><dc:creator>A. Writer</dc:creator>
<description>short</description>
<content:encoded><![CDATA[<p>Leaders met in <b>Baku</b>.</p>
<script>alert(1)</script><p>Hungary is an observer.</p>]]></content:encoded></item>
<item><title>No text</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>Talks</title><updated>2021-03-04T10:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Poland is a member of NATO.</p></div></content></entry></feed>"""
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">
<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>t</title><item><title>x</title>
<description>&c;&f; text</description></item></channel></rss>"""


def test_entries_of_rss_with_what_the_feed_says_of_them() -> None:
    (place, first), (_, second) = entries(RSS, "feed.xml")
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert place == "feed.xml#1"
    assert first.text == "Leaders meet\n\nLeaders met in Baku.\n\nHungary is an observer."
    assert (first.publisher, first.byline, first.published) == ("The Steppe Courier", "A. Writer", "2019-10-15")
    assert second.text == "No text"


def test_entries_of_atom() -> None:
    ((_, entry),) = entries(ATOM, "feed.atom")
    assert isinstance(entry, Intake)
    assert entry.text == "Talks\n\nPoland is a member of NATO."
    assert entry.published == "2021-03-04"


def test_entities_are_not_followed() -> None:
    with pytest.raises(InputError, match=r"feed\.xml: declares XML entities"):
        entries(LAUGHS, "feed.xml")


@pytest.mark.parametrize(
    "data", [b"<rss><channel>", b"<rss><channel><title>t</title></channel></rss>", b"<rss>" + b"<a>" * 100_000]
)
def test_a_broken_or_empty_feed_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"feed\.xml"):
        entries(data, "feed.xml")


def test_what_is_a_feed() -> None:
    assert is_feed(RSS)
    assert is_feed(ATOM)
    assert not is_feed(b"<html><body>rss</body></html>")


def test_a_folder_in_order_without_hidden_files_and_links_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("Secret.", encoding="utf-8")
    folder = tmp_path / "folder"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "two.md").write_text("# Two\n\nText.", encoding="utf-8")
    (folder / "a.txt").write_text("One.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Hidden.", encoding="utf-8")
    (folder / "a.txt.review.json").write_text("{}", encoding="utf-8")
    (folder / "feed.xml").write_bytes(RSS)
    (folder / "link.txt").symlink_to(outside)
    (folder / "z.txt").write_bytes(b"\x00\x01")
    found = list(load_all(str(folder)))
    places = [place.removeprefix(f"{folder}/") for place, _ in found]
    assert places == ["a.txt", "b/two.md", "feed.xml#1", "feed.xml#2", "z.txt"]
    assert isinstance(found[-1][1], InputError)
    assert isinstance(found[0][1], Intake)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no documents"):
        list(load_all(str(tmp_path)))


def test_links_in_a_circle_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "up").symlink_to(tmp_path)
    assert [place for place, _ in load_all(str(tmp_path))] == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize("source", ["", "x" * 5000, "a\x00b", "missing.txt"])
def test_a_path_that_is_none_is_refused(source: str) -> None:
    with pytest.raises(InputError):
        list(load_all(source))


def test_a_feed_from_standard_input_gives_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RSS)))
    assert [place for place, _ in load_all("-")] == ["standard input#1", "standard input#2"]


def test_one_article_keeps_its_place_and_raises_its_error(tmp_path: Path) -> None:
    article, broken = tmp_path / "a.txt", tmp_path / "b.txt"
    article.write_text("Leaders met.", encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04\x00")
    assert list(load_all(str(article))) == [(str(article), Intake("Leaders met."))]
    with pytest.raises(InputError, match="a ZIP archive"):
        list(load_all(str(broken)))


def test_a_batch_goes_on_past_hostile_documents(tmp_path: Path) -> None:
    hostile = {
        "a.html": b"<html><body>" + b"<p>Some words of a paragraph.</p>" * 300_000,
        "b.html": b"<html><body>" + b"<div>" * 50_000,
        "c.txt": b"word " * 1_000_000,
        "d.txt": b"Ankara\xff and Moscow",
        "e.txt": b"Ankara\x00Moscow",
        "f.txt": b"\x1f\x8b\x08\x00abc",
        "g.xml": LAUGHS,
        "h.xml": b"<note>text</note>",
        "i.rss": b"<rss><channel>",
        "j.pdf": b"%PDF-1.4\nnothing",
        "k.md": b"![" * 400_000,
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("Leaders met.", encoding="utf-8")
    begun = time.perf_counter()
    *refused, (_, last) = load_all(str(tmp_path))
    assert time.perf_counter() - begun < 10
    assert [Path(place).name for place, _ in refused] == list(hostile)
    for place, error in refused:
        assert isinstance(error, InputError)
        assert error.line().startswith(place)
        assert error.line().isprintable()
    assert last == Intake("Leaders met.")
