"""Untrusted text made fit to show: nothing hidden, nothing that steers a terminal, no link but https."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab, newline, return
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of pairs and codes that are no characters
    "\U000e0000-\U000e007f"  # tags: letters nobody sees
    "]"
)
_LINK = re.compile(
    r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?\Z"
)


def _code(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"


def visible(text: str) -> str:
    """The text with controls, directional overrides, other invisible characters and lone surrogates written as codes.

    Joiners that Persian, Indic scripts and emoji need (U+200C, U+200D) stay; tab and newlines stay.
    """
    return _HIDDEN.sub(_code, text)


def line(text: str) -> str:
    """Visible text on one line: every run of white space becomes one space."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters, cut at a word, the cut shown by three dots."""
    whole = line(text)
    if len(whole) <= limit:
        return whole
    head = whole[: limit - 3]
    return f"{head[: head.rfind(' ')] if ' ' in head[limit // 2 :] else head}..."


def link(url: str) -> str:
    """The address where it is plain https with an ASCII host and no user name, else ""."""
    return url if _LINK.match(url) else ""
