"""Claims that a language model proposes: kept only where the text bears them out, else dropped and counted."""

from __future__ import annotations

import bisect
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any

from multipolar.actors.record import registry
from multipolar.reading.document import MODES, PLACES, Quote, Reading, within
from multipolar.reading.relations import known_relations
from multipolar.reading.sentences import Stretch, sentences

MAX_ANSWER = 1_000_000
"""Bytes of an answer."""
MAX_DEPTH = 8
"""Brackets inside one another; a row needs four."""
MAX_ROWS = 200
MAX_PLACES = 10
"""Places at which a quote is looked up where the text holds it more than once."""
MAX_FINDS = 1000
"""Finds of words that are looked through for places where they are whole."""
KEYS = frozenset(("quote", "mode", "speaker", "relation", "subjects", "objects", "proposition"))
SPEAKERS = frozenset(("", "the author", "the publisher", "many", "someone"))
"""Speakers that need not stand in the text by these words."""


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
    dropped: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


def checked(answer: str, reading: Reading, parses: Callable[[str], bool]) -> Proposals:
    """The rows of a model's answer that hold: `{"claims": [{"quote", "mode", "speaker", "relation", "subjects",
    "objects", "proposition"}]}`.

    A row is dropped whose quote is not verbatim in the text, in whole words of one sentence, whose actors are not on
    record or not named in that sentence, whose mode or relation is none, whose speaker the text does not name, whose proposition does not parse,
    that takes for a reported fact what stands outside a news part, or that stands twice. Whatever else an answer says
    is never used, and of an answer with words around the JSON nothing is.
    """
    if len(answer) > MAX_ANSWER or len(answer.encode("utf-8", "surrogatepass")) > MAX_ANSWER:
        return Proposals(note="the answer was too long to read")
    if _depth(answer) > MAX_DEPTH:
        return Proposals(note="the answer was nested too deeply")
    try:
        content = json.loads(answer, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Proposals(note="the answer was not JSON and nothing else, so nothing was taken from it")
    rows = content.get("claims") if isinstance(content, dict) and set(content) == {"claims"} else None
    if not isinstance(rows, list):
        return Proposals(note='the answer was no object with one list "claims"')
    kept: dict[tuple[object, ...], ProposedClaim] = {}
    dropped: Counter[str] = Counter()
    if len(rows) > MAX_ROWS:
        dropped["more rows than are read"] = len(rows) - MAX_ROWS
    for row in rows[:MAX_ROWS]:
        found = _row(row, reading, parses)
        if isinstance(found, str):
            dropped[found] += 1
            continue
        key = (found.quote, found.relation, found.subjects, found.objects, found.proposition)
        if key in kept:
            dropped["stands twice"] += 1
        else:
            kept[key] = found
    return Proposals(tuple(kept.values()), dict(dropped))


_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.S)
_STEPS = {"{": 1, "[": 1, "}": -1, "]": -1}


def _depth(answer: str) -> int:
    """How many brackets of an answer stand inside one another, those in strings left out."""
    return max(accumulate(_STEPS.get(mark, 0) for mark in _STRING.sub("", answer)), default=0)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _row(row: Any, reading: Reading, parses: Callable[[str], bool]) -> ProposedClaim | str:
    """A proposed row, or why it is dropped."""
    if (
        not isinstance(row, dict)
        or set(row) - KEYS
        or not isinstance(row.get("quote"), str)
        or not row["quote"].strip()
    ):
        return "not a row"
    words = {key: row.get(key, "") for key in ("mode", "speaker", "relation", "proposition")}
    actors = {key: row.get(key, []) for key in ("subjects", "objects")}
    if not all(isinstance(value, str) for value in words.values()) or not all(map(_is_keys, actors.values())):
        return "not a row"
    places = list(islice(_places(reading.document.text, row["quote"]), MAX_PLACES))
    if not places:
        return "the quote is not in the text"
    if reason := _misworded(reading, words):
        return reason
    named = (*actors["subjects"], *actors["objects"])
    known = registry()
    if any(known.find(actor) is None for actor in named):
        return "an actor that is not on record"
    reasons = [_misplaced(reading, quote, words["mode"], named) for quote in places]
    if "" not in reasons:
        return reasons[0]
    if words["proposition"] and not parses(words["proposition"]):
        return "the proposition does not parse"
    return ProposedClaim(
        quote=places[reasons.index("")],
        mode=words["mode"],
        speaker=words["speaker"],
        relation=words["relation"],
        subjects=tuple(dict.fromkeys(actors["subjects"])),
        objects=tuple(dict.fromkeys(actors["objects"])),
        proposition=words["proposition"],
    )


def _places(text: str, words: str) -> Iterator[Quote]:
    """The places where a text holds these words, cutting none in two."""
    start = -1
    for _ in range(MAX_FINDS):
        start = text.find(words, start + 1)
        if start < 0:
            return
        end = start + len(words)
        if not _cuts(text, start) and not _cuts(text, end):
            yield Quote(start, end, words)


def _cuts(text: str, at: int) -> bool:
    """Whether an offset lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _misworded(reading: Reading, words: Mapping[str, str]) -> str:
    """Which word of a row is none that a row can have, or ""."""
    if words["mode"] not in MODES:
        return "no such mode"
    if words["relation"] and words["relation"] not in known_relations():
        return "no such relation"
    speaker = words["speaker"]
    if speaker not in SPEAKERS and not (speaker.strip() and any(_places(reading.document.text, speaker))):
        return "a speaker that the text does not name"
    return ""


def _misplaced(reading: Reading, quote: Quote, mode: str, actors: tuple[str, ...]) -> str:
    """Why a mode or actors do not fit the place of a quote, or ""."""
    if mode == "reported fact" and not _in_news(reading, quote):
        return "a reported fact outside the news"
    sentence = _sentence(reading.document.text, quote)
    if sentence is None:
        return "the quote is not of one sentence"
    return "" if _named_in(reading, sentence).issuperset(actors) else "an actor that the sentence does not name"


def _is_keys(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(key, str) for key in value)


def _in_news(reading: Reading, quote: Quote) -> bool:
    return any(p.kind == "news" and p.start <= quote.start and quote.end <= p.end for p in reading.document.parts)


def _sentence(text: str, quote: Quote) -> Stretch | None:
    """The sentence that a quote is of; None where it runs on into another, as actors of two would pass for tied."""
    rows = sentences(text)
    start = quote.end - len(quote.text.lstrip())
    end = quote.start + len(quote.text.rstrip())
    after = bisect.bisect_right(rows, start, key=lambda row: row.start)
    if after == 0 or rows[after - 1].end <= start or (after < len(rows) and rows[after].start < end):
        return None
    return rows[after - 1]


def _named_in(reading: Reading, sentence: Stretch) -> set[str]:
    """The actors that a sentence names; a place where something is stands for no actor."""
    return {m.actor for m in within(reading.mentions, sentence.start, sentence.end) if m.kind not in PLACES}
