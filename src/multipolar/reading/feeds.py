"""Feeds: the entries of RSS 0.9 to 2.0 and Atom, each an article with what the feed says of it.

They are parsed by lxml, which the extractor of HTML brings along: it is strict, fast and bounded in depth and expansion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from multipolar.errors import InputError
from multipolar.reading.intake import MAX_BYTES, Intake, checked, refuse_soup, stored

MAX_ENTRIES = 1000
_PROLOGUE = 20_000
"""Bytes in which the first element must begin."""
_FEED = re.compile(
    rb"(?:\s++|(?><!--.*?-->)|(?><\?.*?\?>)|(?><!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>))*+<(?:\w{1,20}:)?(?:rss|feed|RDF)\b",
    re.S,
)
_ATOM = frozenset(["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"])
_KNOWN = _ATOM | {
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/rss/1.0/modules/content/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
}
"""Elements of other vocabularies share names with these: media:content is a picture, itunes:author a studio."""
_BODIES = ("encoded", "content", "description", "summary")
_DAYS = ("pubDate", "published", "issued", "date", "created", "updated", "modified")
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"),
        *("table", "tr", "ul"),
    ]
)
_UNSEEN = frozenset(["iframe", "noscript", "script", "style", "template"])
_TAG = re.compile(r"<[a-zA-Z!/?]")
_INSTRUCTION = re.compile(r"<\?[^>]*+>")
_SPACE = re.compile(r"\s+")
_ADDRESSED = re.compile(r"\S{1,200}@\S{1,200}\s\(([^()]{1,200})\)")


def is_feed(data: bytes) -> bool:
    """Whether a document is RSS or Atom by its first element."""
    head = data[:_PROLOGUE]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return _FEED.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def entries(data: bytes, place: str) -> list[tuple[str, Intake | InputError]]:
    """The entries of a feed in its order, each with its place ("feed.xml#3"), or what is wrong with that entry.

    Nothing is fetched. InputError for the feed: too large, not well-formed, entities declared, too many entries or none.
    """
    root = _parsed(data, place)
    channel = next((node for node in root if _name(node) == "channel"), root)
    nodes = root if channel is root else [*channel, *root]  # RSS 1.0 has its items beside the channel
    found = [node for node in nodes if _name(node) in ("item", "entry")]
    if len(found) > MAX_ENTRIES:
        raise InputError(f"has {len(found):,} entries", place=place, mend=f"Give at most {MAX_ENTRIES:,}")
    if not found:
        raise InputError("is a feed without entries", place=place, mend="Give a feed of RSS or Atom with entries")
    publisher = next((_line(_text(node)) for node in channel if _name(node) == "title"), "")
    return [(there := f"{place}#{number}", _entry(node, publisher, there)) for number, node in enumerate(found, 1)]


def _parsed(data: bytes, place: str) -> Any:
    """The first element; a document that declares entities is refused, since they hide text or fetch files."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", place=place, mend="Give one feed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        said = _line(str(error).partition(" (<string>")[0])
        raise InputError(f"is not well-formed XML ({said[:120]})", place=place, mend="Save the feed again") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError(
            "declares XML entities, which no feed needs", place=place, mend="Save the feed without its DOCTYPE"
        )
    return root


def _name(node: Any) -> str:
    """The name of an element of RSS, Atom, Dublin Core or content:, without its namespace; "" for anything else."""
    if not isinstance(node.tag, str):
        return ""
    namespace, _, name = node.tag.rpartition("}")
    return name if namespace.removeprefix("{") in _KNOWN else ""


def _text(node: Any) -> str:
    return "".join(node.itertext()).strip()


def _line(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def _entry(node: Any, publisher: str, place: str) -> Intake | InputError:
    said: dict[str, Any] = {}
    for child in node:
        if _name(child) and (_text(child) or len(child)):
            said.setdefault(_name(child), child)
    try:
        title = _line(_reduced(said["title"], place)) if "title" in said else ""
        text = next((words for name in _BODIES if name in said and (words := _reduced(said[name], place))), "")
        if not (title or text):
            raise InputError("is an entry without text", place=place, mend="Give the article as a page or as text")
        if title and text and not text.startswith(title):
            text = f"{title}\n\n{text}"
        return Intake(
            text=checked(stored(text or title), place),
            title=title,
            publisher=publisher,
            byline=_byline(said),
            published=next((day for name in _DAYS if name in said and (day := _day(_text(said[name])))), ""),
        )
    except InputError as error:
        return error


def _byline(said: dict[str, Any]) -> str:
    """The author's name: of dc:creator, of Atom's author/name, or of RSS's "mail@example.org (Name)"."""
    node = said["creator"] if "creator" in said else said.get("author")
    if node is None:
        return ""
    if len(node):
        return next((_line(_text(child)) for child in node if _name(child) == "name"), "")
    words = _line(_text(node)[:500])
    return match[1] if (match := _ADDRESSED.fullmatch(words)) else words


def _day(written: str) -> str:
    """The day of a date of RSS or Atom in the time of its writer, or ""."""
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written[:80]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _reduced(node: Any, place: str) -> str:
    """The text of an element, whose HTML may be escaped (RSS, Atom's type="html") or real (type="xhtml").

    Atom means text where it names no type; RSS may always mean HTML.
    """
    from lxml import etree

    if len(node):
        return plain((node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node), place)
    is_atom = node.tag.rpartition("}")[0].removeprefix("{") in _ATOM
    is_text = is_atom and node.get("type", "").lower() in ("", "text", "text/plain")
    return _text(node) if is_text else plain(_text(node), place)


def plain(html: str, place: str) -> str:
    """HTML as paragraphs of text, blank lines between them; without a tag, its character references alone are read.

    InputError: more or deeper tags than any article has.
    """
    if not _TAG.search(html):
        return unescape(html).strip()
    refuse_soup(html, place)
    from lxml import etree
    from lxml import html as parse

    parser = parse.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8")
    try:
        source = f"<div>{_INSTRUCTION.sub('', html)}</div>".encode("utf-8", "replace")
        root = parse.document_fromstring(source, parser)
    except etree.ParserError:
        return ""
    blocks: list[str] = []
    pieces: list[str] = []
    for piece in (*_pieces(root), None):
        if piece is not None:
            pieces.append(piece)
            continue
        lines = (_line(line) for line in "".join(pieces).split("\n"))
        blocks.append("\n".join(line for line in lines if line))
        pieces.clear()
    return "\n\n".join(block for block in blocks if block)


def _pieces(root: Any) -> Iterator[str | None]:
    """Runs of text in the order of the document, a line break for <br>, None for the border of a block."""
    from lxml.etree import iterwalk

    unseen = 0
    for event, node in iterwalk(root, events=("start", "end")):
        begins = event == "start"
        tag = node.tag.rpartition(":")[2]  # XHTML may come with a prefix
        if tag in _UNSEEN:
            unseen += 1 if begins else -1
        if tag in _BLOCKS:
            yield None
        elif tag == "br" and begins:
            yield "\n"
        words = node.text if begins else node.tail
        if words and not unseen:
            yield _SPACE.sub(" ", words)
