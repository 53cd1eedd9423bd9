"""Priorities that participants named or stressed, with their topics by a published list (lexicon/topics.csv)."""

from __future__ import annotations

import re
from functools import cache

from multipolar.reading.document import Document, Priority, Quote
from multipolar.reading.lexicon import table
from multipolar.reading.sentences import sentences
from multipolar.reading.words import Patterns

_CUE = re.compile(
    r"\b(?:priorit(?:y|ies|ised|ized)|importance of|importance attached|stress(?:ed|ing)|emphasi[sz](?:ed|ing)|underlin(?:ed|ing)|agenda|focus(?:ed|ing)? on|discuss(?:ed|ing|ions on)|"
    r"addressed issues|attention to|cooperation (?:in|on|against)|agreed (?:to|on)|pledged to|called for|fight against|reviewed|topics? (?:were|included))\b",
    re.I,
)


@cache
def _topics() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row["topic"], row["label"], re.compile(row["pattern"], re.I)) for row in table("topics"))


@cache
def _patterns() -> Patterns:
    return Patterns({"topic": [pattern for _, _, pattern in _topics()]})


@cache
def topic_labels() -> dict[str, str]:
    """The wording of each topic for readers."""
    return {topic: label for topic, label, _ in _topics()}


def topics_in(text: str, start: int, end: int) -> tuple[tuple[str, Quote], ...]:
    """The topics touched between two offsets, each once, by first place."""
    first: dict[str, Quote] = {}
    for index, match in _patterns().matches("topic", text, start, end):
        first.setdefault(_topics()[index][0], Quote(match.start(), match.end(), match.group()))
    return tuple(sorted(first.items(), key=lambda item: item[1].start))


def find_priorities(document: Document) -> tuple[Priority, ...]:
    """Sentences of news parts in which something is prioritised, stressed or discussed, with at least one topic or the word itself."""
    text = document.text
    rows: list[Priority] = []
    for part in document.parts:
        if part.kind != "news":
            continue
        for sentence in sentences(text, part.start, part.end):
            if not _CUE.search(text, sentence.start, sentence.end):
                continue
            topics = topics_in(text, sentence.start, sentence.end)
            if topics:
                rows.append(Priority(Quote(sentence.start, sentence.end, sentence.of(text)), topics))
    return tuple(rows)
