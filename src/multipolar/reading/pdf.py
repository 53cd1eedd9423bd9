"""Text of a PDF, by pypdf, which comes with the extra `pdf`."""

from __future__ import annotations

import io
import re
import time

from multipolar.errors import InputError

MAX_PAGES = 200
MAX_SECONDS = 30
MAX_CHARACTERS = 1_000_000
_HYPHENATED = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
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
    begun = time.monotonic()
    pages: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
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
    text = _HYPHENATED.sub("", "\n\n".join(_PAGE_NUMBER.sub("", page).strip() for page in pages))
    if not text.strip():
        raise InputError("is a PDF without text, perhaps a scan", place=place, mend=_SAVE)
    return text


_SAVE = "Save the article as text"
