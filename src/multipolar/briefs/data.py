"""The brief as JSON, its JSON Schema, and the way back."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from multipolar.briefs.brief import SCHEMA, Brief
from multipolar.errors import InputError

_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def dumps(brief: Brief) -> str:
    """The brief as indented JSON; `loads` gives the same brief back.

    Characters that nobody sees, or that turn the direction of a line, are written as escapes, so that the file can
    be read as it is. InputError where a text holds half of a surrogate pair, which no JSON file can carry.
    """
    try:
        packed = msgspec.json.encode(brief)
    except UnicodeEncodeError as error:
        raise InputError(
            "a text holds half of a surrogate pair", mend="Decode the document with errors='replace'"
        ) from error
    return _UNSEEN.sub(_escape, msgspec.json.format(packed, indent=2).decode()) + "\n"


class _Named(msgspec.Struct):
    schema: str


class _Any(msgspec.Struct):
    manifest: _Named


def loads(text: str | bytes) -> Brief:
    """Read a brief back; InputError where it is no brief, or one of another schema."""
    try:
        named = msgspec.json.decode(text, type=_Any).manifest.schema
        if named == SCHEMA:
            return msgspec.json.decode(text, type=Brief)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(
            f"this is not a brief ({error})", mend="Give a file that `multipolar brief -o brief.json` wrote"
        ) from error
    raise InputError(f"brief of schema {named[:60]!r}", mend=f"This version reads {SCHEMA!r}")


def schema() -> dict[str, Any]:
    """The JSON Schema of a brief (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **msgspec.json.schema(Brief)}
