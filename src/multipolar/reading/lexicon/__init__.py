"""The words the reader knows, as tables: data that can be read, checked and extended without touching code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from multipolar.reading.words import Patterns
from multipolar.tables import read_table


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one lexicon table."""
    return read_table(Path(__file__).parent, name)


@cache
def _irregular() -> dict[str, list[str]]:
    return {row["verb"]: row["forms"].split(";") for row in table("verbs")}


_DOUBLED = re.compile(r"[^aeiou]?[^aeiou][aeiou][bdgmnprt]$")


@cache
def forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb: those of lexicon/verbs.csv, else the regular ones (stop, stops, stopped, stopping)."""
    known = _irregular().get(verb)
    if known is not None:
        return verb, *known
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if re.search(r"[^aeiou]y$", verb):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if re.search(r"(?:s|sh|ch|x|z)$", verb):
        return verb, verb + "es", verb + "ed", verb + "ing"
    stem = verb + verb[-1] if _DOUBLED.fullmatch(verb) else verb
    return verb, verb + "s", stem + "ed", stem + "ing"


_VERBS = re.compile(r"<(?P<verbs>[a-z|-]+)>")


def spelled(pattern: str) -> re.Pattern[str]:
    """A pattern of the tables, in which <sign|back> stands for all forms of these verbs, compiled."""

    def all_forms(match: re.Match[str]) -> str:
        return "(?:" + "|".join(form for verb in match["verbs"].split("|") for form in forms(verb)) + ")"

    return re.compile(_VERBS.sub(all_forms, pattern), re.I)


@cache
def cue_kinds() -> tuple[str, ...]:
    """The kind of each cue, in the order of the table."""
    return tuple(row["cue"] for row in table("cues"))


@cache
def grouped(name: str, column: str) -> Patterns:
    """The patterns of a table by what its rows hold in a column."""
    return Patterns(_by(name, column))


@cache
def patterns() -> Patterns:
    """The patterns of relations ("relation"), cues ("cue") and reporting (each by its kind), looked for in one pass."""
    relations, cues = ([spelled(row["pattern"]) for row in table(name)] for name in ("relations", "cues"))
    return Patterns({"relation": relations, "cue": cues, **_by("reporting", "kind")})


def _by(name: str, column: str) -> dict[str, list[re.Pattern[str]]]:
    groups: dict[str, list[re.Pattern[str]]] = {}
    for row in table(name):
        groups.setdefault(row[column], []).append(spelled(row["pattern"]))
    return groups
