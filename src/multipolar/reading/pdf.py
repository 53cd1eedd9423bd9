"""Text of a PDF, by pypdf, which comes with the extra `pdf`."""

from __future__ import annotations

import io
import logging
import re
import time

from multipolar.errors import InputError

MAX_PAGES = 200
MAX_SECONDS = 30
MAX_CHARACTERS = 1_000_000
_BROKEN = re.compile(r"([^\W\d_]{1,60})([-\u00ad\u2010])[ \t]{0,9}\n[ \t]{0,9}([^\W\d_]{1,60})")
_COMPOUND = frozenset(
    [
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
        "held",
        "funded",
        "free",
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
        "style",
        "supported",
        "term",
        "wide",
    ]
)
"""Second words of compounds that keep their hyphen: "China-led", "long-term"."""
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.I | re.M)


def is_pdf(data: bytes) -> bool:
    """Whether a document is a PDF by its first bytes."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def text_of(data: bytes, place: str) -> str:
    """The text of all pages, words that a line's end divides joined again, page numbers left out.

    InputError: pypdf is missing; encrypted, broken, too long, or without text (a scan).
    """
    try:
        import pypdf
    except ImportError:
        raise InputError(
            "is a PDF, which needs pypdf", place=place, mend="Install it: pip install 'multipolar[pdf]'"
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in a file is not told
    begun = time.monotonic()
    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("is an encrypted PDF", place=place, mend="Save it without a password")
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"has {len(reader.pages):,} pages", place=place, mend=f"Give at most {MAX_PAGES}")
        for page in reader.pages:
            pages.append(page.extract_text())
            if time.monotonic() - begun > MAX_SECONDS or sum(map(len, pages)) > MAX_CHARACTERS:
                raise InputError("is too long a PDF", place=place, mend="Give one article")
    except InputError:
        raise
    except Exception as error:  # a broken file can fail anywhere in the parser
        raise InputError(f"is a PDF that cannot be read ({type(error).__name__})", place=place, mend=_SAVE) from None
    text = rejoined("\n\n".join(_PAGE_NUMBER.sub("", page).strip() for page in pages))
    if not text.strip():
        raise InputError("is a PDF without text, perhaps a scan", place=place, mend=_SAVE)
    return text


def rejoined(text: str) -> str:
    """Words that a line's end divides made whole; a compound keeps its hyphen where the text or its second word says so."""
    written = set(re.findall(r"\b[^\W\d_]{1,60}-[^\W\d_]{1,60}\b", text.lower()))

    def whole(match: re.Match[str]) -> str:
        first, mark, second = match.groups()
        known = second in _COMPOUND or f"{first}-{second}".lower() in written or not second[0].islower()
        return f"{first}-{second}" if known and mark != "\u00ad" else first + second

    return _BROKEN.sub(whole, text)


_SAVE = "Save the article as text"
