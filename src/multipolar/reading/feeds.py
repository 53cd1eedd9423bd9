"""Feeds: the entries of RSS and Atom, each an article with what the feed says of it."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from multipolar.errors import InputError
from multipolar.reading.intake import MAX_BYTES, Intake, stored

MAX_ENTRIES = 1000
_FEED = re.compile(
    rb"\s*(?>(?:<!--.{0,2000}?-->|<\?[^>]{0,400}>|<!DOCTYPE[^<>\[]{0,400}(?:\[[^\]]{0,2000}\]\s*)?>)\s*+)*+<(?:rss|feed|rdf:RDF)\b",
    re.S,
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "pre",
    ]
)
_HTML = re.compile(r"<[a-zA-Z!/]")
_ATOM = "http://www.w3.org/2005/Atom"
_SPACES = frozenset(
    [
        "",
        _ATOM,
        "http://purl.org/rss/1.0/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://purl.org/dc/elements/1.1/",
    ]
)
"""Namespaces whose elements speak of the entry; the description of a picture in it does not."""
_ADDRESSED = re.compile(r"\S{1,200}@\S{1,200} \((.{1,200})\)")


def is_feed(data: bytes) -> bool:
    """Whether a document is RSS or Atom by its first element."""
    return _FEED.match(data[:4000].removeprefix(b"\xef\xbb\xbf")) is not None


def entries(data: bytes, place: str) -> list[Intake]:
    """The entries of a feed in its order, their HTML as paragraphs of text; those without text are left out.

    Entities that the document declares are not followed, nothing is fetched. InputError: too large, not well-formed,
    too many entries, or none.
    """
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", place=place, mend="Give one feed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"is not well-formed XML ({str(error)[:120]})", place=place, mend="Save the feed again"
        ) from None
    found = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if len(found) > MAX_ENTRIES:
        raise InputError(f"has {len(found):,} entries", place=place, mend=f"Give at most {MAX_ENTRIES:,}")
    heads = [node for node in (root, *root) if _name(node) in ("feed", "channel")]
    publisher = next((_said(node) for head in heads for node in head if _field(node) == "title"), "")
    made = [_entry(node, publisher) for node in found]
    kept = [entry for entry in made if entry.text.strip()]
    if not kept:
        raise InputError("is a feed without any text", place=place, mend="Give a feed with entries")
    return kept


def _name(node: Any) -> str:
    """The name of an element without its namespace; "" for anything else."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _field(node: Any) -> str:
    """The name of a part of an entry, "" in a namespace of something else."""
    space, _, name = node.tag[1:].rpartition("}") if isinstance(node.tag, str) and node.tag[0] == "{" else ("", "", "")
    return _name(node) if not name or space in _SPACES else ""


def _text(node: Any) -> str:
    return "".join(node.itertext()).strip()


def _said(node: Any) -> str:
    """The text of a part: Atom says how it is written and means text where it does not; RSS may always mean HTML."""
    kind = node.get("type", "")
    if kind == "xhtml":
        return _plain(_inner(node))
    text = _text(node)
    return text if node.tag.startswith(f"{{{_ATOM}}}") and kind in ("", "text") else _plain(text)


def _author(node: Any) -> str:
    """The name of an author without the address."""
    name = next((_text(child) for child in node if _name(child) == "name"), "") or _text(node)
    return match[1] if (match := _ADDRESSED.fullmatch(name)) else name


def _entry(node: Any, publisher: str) -> Intake:
    said: dict[str, str] = {}
    for child in node:
        name = _field(child)
        if name and not said.get(name):
            said[name] = _author(child) if name in ("author", "creator") else _said(child)
    text = next((said[name] for name in ("encoded", "content", "description", "summary") if said.get(name)), "")
    title = " ".join(said.get("title", "").split())
    if title and text and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Intake(
        text=stored(text or title),
        title=title,
        publisher=publisher,
        byline=said.get("creator", "") or said.get("author", ""),
        published=_day(said.get("pubDate") or said.get("published") or said.get("date") or said.get("updated") or ""),
    )


def _inner(node: Any) -> str:
    from lxml import etree

    return "".join(etree.tostring(child, encoding="unicode") for child in node)


def _day(written: str) -> str:
    """The day of a date of RSS or Atom, or ""."""
    try:
        return date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _plain(html: str) -> str:
    """HTML as paragraphs of text; text without a tag keeps its lines."""
    if not _HTML.search(html):
        return unescape(html).strip()
    from lxml import html as parse
    from lxml.etree import ParserError

    try:
        root = parse.fragment_fromstring(html, create_parent="div")
    except ParserError:
        return ""
    pieces: list[str] = []
    for event, node in _walk(root):
        if event == "text":
            pieces.append(node)
        elif node in _BLOCKS:
            pieces.append("\n\n")
        elif node == "br":
            pieces.append("\n")
    text = "\n".join(" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _walk(root: Any) -> Any:
    """Texts and the borders of blocks in the order of the document; scripts and styles are left out."""
    from lxml.etree import iterwalk

    skipped = 0
    for event, node in iterwalk(root, events=("start", "end")):
        name = _name(node)
        hidden = name in ("script", "style", "")
        if event == "start":
            skipped += hidden
            yield "border", name
            if node.text and not skipped:
                yield "text", node.text
        else:
            skipped -= hidden
            yield "border", name
            if node.tail and not skipped and node is not root:
                yield "text", node.tail
