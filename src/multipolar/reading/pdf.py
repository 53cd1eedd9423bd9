"""Text of a PDF, by pypdf, which comes with the extra `pdf`.

pypdfium2 is said to be several times faster, but it is native code that a hostile file can crash and no clock can stop.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from multipolar.errors import InputError

MAX_PAGES = 200
MAX_SECONDS = 20
MAX_CHARACTERS = 1_000_000
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "stream_parsing_work_maximum_count": 500_000,
}
"""What one stream may unpack to and be made of, which bounds the time between two looks at the clock."""
_BROKEN = re.compile(r"([^\W\d_]{1,60})([-\u00ad\u2010])[ \t]{0,9}\n[ \t]{0,9}([^\W\d_]{1,60})")
_FIRST = frozenset(
    [
        *(
            "all",
            "anti",
            "cross",
            "ex",
            "far",
            "half",
            "high",
            "ill",
            "long",
            "low",
            "much",
            "non",
            "pan",
            "pro",
            "self",
        ),
        *("short", "so", "vice", "well"),
    ]
)
_SECOND = frozenset(
    [
        *(
            "aged",
            "backed",
            "based",
            "born",
            "brokered",
            "controlled",
            "dominated",
            "driven",
            "educated",
            "era",
            "free",
        ),
        *(
            "funded",
            "held",
            "led",
            "level",
            "made",
            "only",
            "owned",
            "related",
            "run",
            "scale",
            "speaking",
            "sponsored",
        ),
        *("style", "supported", "term", "wide"),
    ]
)
"""Halves of compounds that keep their hyphen: "self-determination", "China-led", "long-term"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.I)
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be its header or footer."""
_SENTENCE_END = tuple('.!?…:;"”’»)')
_SAVE, _UNLOCK = "Save the article as text", "Save it without a password"


def is_pdf(data: bytes) -> bool:
    """Whether a document is a PDF by its first bytes."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def text_of(data: bytes, place: str) -> str:
    """The text of all pages; words that the end of a line divides are joined, running headers and page numbers go.

    What the file says of itself is left aside: its author is often a program, and its date that of a conversion.
    InputError: pypdf is missing; encrypted, broken, too long, or without text (a scan).
    """
    try:
        import pypdf
    except ImportError:
        raise InputError(
            "is a PDF, which needs pypdf", place=place, mend="Install it: pip install 'multipolar[pdf]'"
        ) from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it mends in a file is not told
    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("is an encrypted PDF", place=place, mend=_UNLOCK)
            if len(reader.pages) > MAX_PAGES:
                raise InputError(f"has {len(reader.pages):,} pages", place=place, mend=f"Give at most {MAX_PAGES}")
            pages = list(_pages(reader, place))
    except InputError:
        raise
    except pypdf.errors.DependencyError:  # no library for this kind of encryption
        raise InputError("is an encrypted PDF", place=place, mend=_UNLOCK) from None
    except Exception as error:  # a broken file can fail anywhere in the parser
        raise InputError(f"is a PDF that cannot be read ({type(error).__name__})", place=place, mend=_SAVE) from None
    text = joined(pages)
    if not text:
        raise InputError("is a PDF without text, perhaps a scan", place=place, mend=_SAVE)
    return text


def _pages(reader: Any, place: str) -> Iterator[str]:
    """The text of each page; the clock is looked at before each operation of a page."""
    ends = time.monotonic() + MAX_SECONDS

    def go_on(*_: Any) -> None:
        if time.monotonic() > ends:
            raise InputError(f"is a PDF that takes more than {MAX_SECONDS} seconds to read", place=place, mend=_SAVE)

    length = 0
    for page in reader.pages:
        go_on()
        text = page.extract_text(visitor_operand_before=go_on)
        length += len(text)
        if length > MAX_CHARACTERS:
            raise InputError(f"has more than {MAX_CHARACTERS:,} characters", place=place, mend="Give one article")
        yield text


def joined(pages: list[str]) -> str:
    """The pages as one text: a sentence that runs over the end of a page runs on, lines stay as they are."""
    pieces: list[str] = []
    for page in without_running_lines(pages):
        if pieces and page:
            before = pieces[-1]
            runs_on = not before.endswith(_SENTENCE_END) and (page[0].islower() or before.endswith(("-", ",")))
            pieces.append("\n" if runs_on else "\n\n")
        pieces += [page] if page else []
    return rejoined("".join(pieces))


def without_running_lines(pages: list[str]) -> list[str]:
    """The pages without page numbers and without the lines that at least half, and three, of them begin or end with."""
    lines = [[line.strip() for line in page.strip().split("\n")] for page in pages]
    seen = Counter(shape for page in lines for shape in {_shape(line) for line in page[:_EDGE] + page[-_EDGE:]})
    running = frozenset(shape for shape, count in seen.items() if count >= max(3, len(pages) / 2))
    return ["\n".join(_inner(page, running)).strip() for page in lines]


def _shape(line: str) -> str:
    """A line with its numbers alike, so that "Page 3" and "Page 4" are one running line."""
    return re.sub(r"\d+", "#", line)


def _inner(page: list[str], running: frozenset[str]) -> list[str]:
    """The lines of a page between its running lines, page numbers and blank lines."""

    def goes(line: str) -> bool:
        return not line or _shape(line) in running or _PAGE_NUMBER.fullmatch(line) is not None

    first, last = 0, len(page)
    while first < min(_EDGE, last) and goes(page[first]):
        first += 1
    while last > max(first, len(page) - _EDGE) and goes(page[last - 1]):
        last -= 1
    return page[first:last]


def rejoined(text: str) -> str:
    """Words that a line's end divides made whole, as the text writes them elsewhere, in one or with a hyphen.

    What it writes nowhere else keeps its hyphen as a compound ("self-", "-led") or before a capital, and loses it otherwise.
    """
    words = frozenset(_WORD.findall(text.casefold()))

    def whole(match: re.Match[str]) -> str:
        first, mark, second = match.groups()
        one, compound = first + second, f"{first}-{second}"
        if mark == "\u00ad":
            return one
        if not second[0].islower():
            return compound
        if (one.casefold() in words) != (compound.casefold() in words):
            return one if one.casefold() in words else compound
        return compound if first.casefold() in _FIRST or second in _SECOND else one

    return _BROKEN.sub(whole, text)
