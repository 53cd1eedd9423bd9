"""Claims that a language model proposes: kept only where the text bears them out, else dropped and counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from multipolar.actors.record import registry
from multipolar.reading.document import MODES, Quote, Reading, within
from multipolar.reading.relations import known_relations
from multipolar.reading.sentences import sentences

MAX_ANSWER = 1_000_000
MAX_ROWS = 200
KEYS = frozenset(("quote", "mode", "speaker", "relation", "subjects", "objects", "proposition"))


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """A claim that a model proposes and the text bears out. It stays a proposal: no verdict rests on it."""

    quote: Quote
    mode: str
    speaker: str
    relation: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    proposition: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was kept, how many were dropped for which reason, and a note where nothing could be read."""

    claims: tuple[ProposedClaim, ...] = ()
    dropped: Mapping[str, int] | None = None
    note: str = ""


def checked(answer: str, reading: Reading, parses: Callable[[str], bool]) -> Proposals:
    """The rows of a model's answer that hold: `{"claims": [{"quote", "mode", "speaker", "relation", "subjects",
    "objects", "proposition"}]}`.

    A row is dropped whose quote is not verbatim in the text, whose actors are not on record or not named in the quote's
    sentence, whose mode or relation is none, whose proposition does not parse, that takes for a reported fact what
    stands outside a news part, or that stands twice. Whatever else an answer says is never used.
    """
    if len(answer) > MAX_ANSWER:
        return Proposals(note="the answer was too long to read")
    try:
        content = json.loads(answer, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Proposals(note="the answer was not JSON")
    rows = content.get("claims") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        return Proposals(note='the answer held no list "claims"')
    kept: dict[tuple[Quote, str], ProposedClaim] = {}
    dropped: Counter[str] = Counter()
    if len(rows) > MAX_ROWS:
        dropped["more rows than are read"] = len(rows) - MAX_ROWS
    for row in rows[:MAX_ROWS]:
        found = _row(row, reading, parses)
        if isinstance(found, str):
            dropped[found] += 1
        elif (found.quote, found.relation) in kept:
            dropped["stands twice"] += 1
        else:
            kept[found.quote, found.relation] = found
    return Proposals(tuple(kept.values()), dict(dropped))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _row(row: Any, reading: Reading, parses: Callable[[str], bool]) -> ProposedClaim | str:
    """A proposed row, or why it is dropped."""
    if not isinstance(row, dict) or set(row) - KEYS or not isinstance(row.get("quote"), str) or not row["quote"]:
        return "not a row"
    words = {key: row.get(key, "") for key in ("mode", "speaker", "relation", "proposition")}
    actors = {key: row.get(key, []) for key in ("subjects", "objects")}
    if not all(isinstance(value, str) for value in words.values()) or not all(map(_is_keys, actors.values())):
        return "not a row"
    text = reading.document.text
    start = text.find(row["quote"])
    if start < 0:
        return "the quote is not in the text"
    quote = Quote(start, start + len(row["quote"]), row["quote"])
    if words["mode"] not in MODES:
        return "no such mode"
    if words["relation"] and words["relation"] not in known_relations():
        return "no such relation"
    if words["mode"] == "reported fact" and not _in_news(reading, quote):
        return "a reported fact outside the news"
    if reason := _misnamed(reading, quote, (*actors["subjects"], *actors["objects"])):
        return reason
    if words["proposition"] and not parses(words["proposition"]):
        return "the proposition does not parse"
    return ProposedClaim(
        quote=quote,
        mode=words["mode"],
        speaker=words["speaker"],
        relation=words["relation"],
        subjects=tuple(actors["subjects"]),
        objects=tuple(actors["objects"]),
        proposition=words["proposition"],
    )


def _misnamed(reading: Reading, quote: Quote, actors: tuple[str, ...]) -> str:
    """Why a row's actors do not fit its quote, or ""."""
    known = registry()
    if not {*known.states, *known.organisations, *known.groups}.issuperset(actors):
        return "an actor that is not on record"
    return "" if _named_near(reading, quote).issuperset(actors) else "an actor that the sentence does not name"


def _is_keys(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(key, str) for key in value)


def _in_news(reading: Reading, quote: Quote) -> bool:
    return any(p.kind == "news" and p.start <= quote.start and quote.end <= p.end for p in reading.document.parts)


def _named_near(reading: Reading, quote: Quote) -> set[str]:
    """The actors that the sentences of a quote name."""
    near = [s for s in sentences(reading.document.text) if s.start < quote.end and quote.start < s.end]
    rows = list(reading.mentions)
    return {m.actor for s in near for m in within(rows, s.start, s.end)}
