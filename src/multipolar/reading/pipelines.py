"""A spaCy pipeline that the user has installed, asked for names that the record does not know (extra `spacy`)."""

from __future__ import annotations

import re
from typing import Any

from multipolar.errors import InputError
from multipolar.reading.document import Quote, Reading

LABELS = ("GPE", "NORP", "ORG")
"""Entities that may be actors: places with a government, peoples and groups, organisations. Persons are never taken."""
_PERSON = "PERSON"
_PARTS = ("news", "comment", "plain")
_PACKAGE = re.compile(r"[A-Za-z]\w*", re.ASCII)


def named_pipeline(name: str) -> Any:
    """An installed spaCy pipeline by name; InputError where spaCy or the pipeline is missing. Nothing is downloaded.

    The name is that of a package, never of a folder, as loading a pipeline runs its code.
    """
    try:
        import spacy
    except ImportError:
        raise InputError(
            "needs spaCy", place="--pipeline", mend="Install it: pip install 'multipolar[spacy]'"
        ) from None
    if not _PACKAGE.fullmatch(name) or not spacy.util.is_package(name):
        raise InputError(
            f"{name!r} is no installed pipeline",
            place="--pipeline",
            mend="Give one by name that is installed, as by: python -m spacy download en_core_web_sm",
        )
    try:
        return spacy.load(name, exclude=["lemmatizer", "textcat"])
    except Exception as error:  # a package of another version, or none of spaCy's, can fail anywhere in loading
        raise InputError(
            f"{name!r} could not be loaded as a pipeline ({type(error).__name__})",
            place="--pipeline",
            mend="Install the version of it that fits spaCy: python -m spacy validate",
        ) from None


def unknown_names(reading: Reading, nlp: Any) -> tuple[tuple[Quote, str], ...]:
    """Names in the body that the pipeline takes for actors and no mention covers, with its label; they get no key.

    A name that the pipeline takes for a person's anywhere, or that is of an office holder or the byline, is left out.
    """
    document = reading.document
    entities = [
        (part.start + e.start_char, part.start + e.end_char, e.label_)
        for part in document.parts
        if part.kind in _PARTS
        for e in nlp(document.text[part.start : part.end]).ents
    ]
    people = {w for start, end, label in entities if label == _PERSON for w in _words(document.text[start:end])}
    bearers = [o.quote for o in reading.offices] + [q for q in (document.byline,) if q is not None]
    found: dict[tuple[int, int], tuple[Quote, str]] = {}
    for start, end, label in entities:
        if label not in LABELS:
            continue
        name = _bare(document.text, start, end)
        of_person = people.issuperset(_words(name.text)) or any(_overlap(name, q) for q in bearers)
        if not of_person and not any(m.quote.start <= name.start and name.end <= m.quote.end for m in reading.mentions):
            found[name.start, name.end] = (name, label)
    return tuple(found.values())


def _bare(text: str, start: int, end: int) -> Quote:
    """A name without the article before it and the genitive after it, which mentions do not have either."""
    words = text[start:end]
    lead = re.match(r"\s*(?:(?:the|an?)\s+)?", words, re.I)
    tail = re.search(r"(?:['’]s?)?\s*\Z", words)
    assert lead is not None
    assert tail is not None
    if lead.end() >= tail.start():
        return Quote(start, end, words)
    return Quote(start + lead.end(), start + tail.start(), words[lead.end() : tail.start()])


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.end and other.start < one.end
