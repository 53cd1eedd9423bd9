"""From bytes to the stored text: decoding, format and limits. What comes from outside is never trusted."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from multipolar.errors import InputError
from multipolar.reading.fetching import fetch_url, is_address
from multipolar.reading.pdf import is_pdf, text_of

MAX_BYTES = 4_000_000
MAX_CHARACTERS = 1_000_000
"""An article is far shorter; a longer text is refused rather than half read."""
MAX_TAGS, MAX_DEPTH = 60_000, 400
"""HTML beyond this is refused before it reaches the extractor, which has no limit of its own."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,4000}?(/?)>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
    ]
)
_HTML = re.compile(
    r"\s*(?><!--.{0,2000}?-->\s*+)*+(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_BINARIES = {
    b"PK\x03\x04": "a ZIP archive, which .docx, .odt and .epub are too",
    b"\x1f\x8b": "packed by gzip",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


@dataclass(frozen=True, slots=True)
class Intake:
    """The stored text with what its container said about it ("" where it said nothing)."""

    text: str
    title: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    notices: tuple[str, ...] = ()


def load(source: str) -> Intake:
    """Read an article from a path, from standard input where the path is "-", or from an address on the web.

    InputError: no such file, a folder, too large, empty, binary, not UTF-8, or a feed of several articles; for an
    address what `fetching.fetch_url` says.
    """
    data, place, suffix = fetch(source)
    found = from_bytes(data, place, suffix)
    if found.publisher or not is_address(place):
        return found
    return replace(found, publisher=(urlsplit(place).hostname or "").removeprefix("www."))


def fetch(source: str) -> tuple[bytes, str, str]:
    """The bytes of a path, of standard input ("-") or of an address, no further than the limit, with place and ending.

    InputError: no such file, a folder, or a refusal by the system.
    """
    if is_address(source):
        got = fetch_url(source, MAX_BYTES)
        return got.data, got.url, got.suffix
    if source == "-":
        if sys.stdin is None:
            raise InputError("is closed", place="standard input", mend="Give the path of an article")
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input", ""
    path = Path(source)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), source, path.suffix.lower()
    except FileNotFoundError:
        raise InputError(
            "no such file", place=source, mend="Give the path of an article, or - for standard input"
        ) from None
    except IsADirectoryError:
        raise InputError("is a folder", place=source, mend="Give one article, as a file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({getattr(error, 'strerror', None) or error})", place=source) from None


def from_bytes(data: bytes, place: str, suffix: str) -> Intake:
    """Decode an article and reduce it to text; `suffix` (".html", ".md", ...) settles the format where the content does not.

    Plain text is stored as it is, its line breaks too. InputError: too large, empty, binary, not UTF-8, a feed, or
    without an article.
    """
    from multipolar.reading.feeds import is_feed

    if len(data) > MAX_BYTES:
        raise InputError(
            f"is larger than {MAX_BYTES // 1_000_000} MB",
            place=place,
            mend="Give one article, not a book or an archive",
        )
    if is_pdf(data) or suffix == ".pdf":
        return Intake(checked(stored(text_of(data, place)), place))
    if is_feed(data):
        raise InputError("is a feed, not one article", place=place, mend="Read its entries with multipolar read")
    text = _decoded(data, place)
    if _HTML.match(text) or suffix in (".html", ".htm", ".xhtml"):
        return _from_html(text, place)
    if suffix in (".xml", ".rss", ".atom"):
        raise InputError("is XML, but neither RSS nor Atom nor a page", place=place, mend="Give the article as text")
    text = checked(stored(text), place)
    return Intake(_from_markdown(text, place) if suffix in (".md", ".markdown") else text)


def stored(text: str) -> str:
    """The text as it is stored: LF line ends, no byte order mark, lone surrogates replaced; otherwise untouched."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text


def _decoded(data: bytes, place: str) -> str:
    binary = InputError(
        f"is binary, not text{_kind(data)}", place=place, mend="Give the article as text, Markdown or HTML"
    )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _looks_binary(data.decode("latin-1")):
            raise binary from None
        raise InputError(
            f"is not valid {encoding.upper()} (byte {error.start})",
            place=place,
            mend="Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8" if encoding == "utf-8" else "",
        ) from None
    if _looks_binary(text):
        raise binary
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise InputError("is empty", place=place, mend="Give an article with text in it")
    return text


def _kind(data: bytes) -> str:
    """What a binary file is by its first bytes, in brackets, or ""."""
    return next((f" ({kind})" for head, kind in _BINARIES.items() if data.startswith(head)), "")


def _looks_binary(text: str) -> bool:
    """Whether a text holds a NUL, or more control characters in its beginning than any text does."""
    sample = text[:8192]
    controls = sum(c < " " and c not in "\t\n\f\r\x1b" for c in sample)
    return "\x00" in text or controls * 50 > len(sample)


def checked(text: str, place: str) -> str:
    """The text, if it is no longer than any article; InputError otherwise."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"has {len(text):,} characters, more than the {MAX_CHARACTERS:,} of any article",
            place=place,
            mend="Give one article, not a book",
        )
    return text


MAX_MARKS = 100_000
_MARKS = "\n[]*_`<&"
"""What the parser of Markdown is slow on in great numbers."""
_FRONT_MATTER = re.compile(r"\A---\n.{0,5000}?\n---\n", re.S)


def _from_markdown(text: str, place: str) -> str:
    """Markdown as plain paragraphs: headings, block quotes and order stay; marks, front matter and code go."""
    from markdown_it import MarkdownIt

    marks = sum(text.count(mark) for mark in _MARKS)
    if marks > MAX_MARKS:
        raise InputError(
            f"is Markdown with {marks:,} lines and marks, beyond any article", place=place, mend="Save it as text"
        )

    text = _FRONT_MATTER.sub("", text, count=1)
    blocks: list[str] = []
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        if token.type == "inline":
            children = token.children or []
            blocks.append(
                "".join(
                    "\n" if c.type in ("softbreak", "hardbreak") else c.content for c in children if c.type != "image"
                )
            )
    kept = "\n\n".join(block for block in blocks if block.strip())
    if not kept:
        raise InputError("has no paragraphs, only code or marks", place=place, mend="Save the article as text")
    return kept


def _from_html(html: str, place: str) -> Intake:
    """The main text of a page with its own metadata, by trafilatura inside limits of size and depth."""
    if len(html) > MAX_CHARACTERS * 2:
        raise InputError(
            f"has {len(html):,} characters of HTML", place=place, mend="Save the article alone, or as text"
        )
    refuse_soup(html, place)
    import trafilatura

    got = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},  # what the page declares, no guess
    )
    said = {
        field: str(getattr(got, field, None) or "").strip() for field in ("text", "title", "sitename", "author", "date")
    }
    text = stored(said["text"])
    if not text.strip():
        raise InputError("no article text was found in this HTML", place=place, mend="Save the article as text")
    text = text.replace("\n", "\n\n") if "\n\n" not in text else text
    title = said["title"]
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return Intake(
        text=checked(text, place),
        title=title,
        publisher=said["sitename"],
        byline=said["author"],
        published=said["date"],
    )


def refuse_soup(html: str, place: str) -> None:
    """InputError for HTML with more or deeper tags than any article has."""
    tags = depth = deepest = 0
    for match in _TAG.finditer(html):
        tags += 1
        if match.group(2).lower() in _VOID or match.group(3):
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    if tags > MAX_TAGS or deepest > MAX_DEPTH:
        raise InputError(
            f"is HTML with {tags:,} tags nested {deepest:,} deep, beyond any article",
            place=place,
            mend="Save the article as text",
        )
