"""A spaCy pipeline that the user has installed, asked for names that the record does not know (extra `spacy`)."""

from __future__ import annotations

from typing import Any

from multipolar.errors import InputError
from multipolar.reading.document import Quote, Reading

LABELS = ("GPE", "NORP", "ORG")
"""Entities that may be actors: places with a government, peoples and groups, organisations. Persons are never taken."""


def named_pipeline(name: str) -> Any:
    """An installed spaCy pipeline by name; InputError where spaCy or the pipeline is missing. Nothing is downloaded."""
    try:
        import spacy
    except ImportError:
        raise InputError(
            "needs spaCy", place="--pipeline", mend="Install it: pip install 'multipolar[spacy]'"
        ) from None
    try:
        return spacy.load(name, exclude=["lemmatizer", "textcat"])
    except OSError:
        raise InputError(
            f"{name!r} is no installed pipeline", place="--pipeline", mend=f"python -m spacy download {name}"
        ) from None


def unknown_names(reading: Reading, pipeline: Any) -> tuple[tuple[Quote, str], ...]:
    """Names in the body that the pipeline takes for actors and no mention covers, with its label; they get no key."""
    text = reading.document.text
    found: dict[tuple[int, int], tuple[Quote, str]] = {}
    for part in reading.document.parts:
        if part.kind not in ("news", "comment"):
            continue
        for entity in pipeline(text[part.start : part.end]).ents:
            start, end = part.start + entity.start_char, part.start + entity.end_char
            covered = any(m.quote.start < end and start < m.quote.end for m in reading.mentions)
            person = any(o.quote.start < end and start < o.quote.end for o in reading.offices)
            if entity.label_ in LABELS and not covered and not person:
                found[start, end] = (Quote(start, end, text[start:end]), entity.label_)
    return tuple(found.values())
