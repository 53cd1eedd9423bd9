"""What a card of a claim says beyond its rows: the number that counts most, and a paragraph to paste."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from multipolar import facts
from multipolar.actors.record import memberships, registry
from multipolar.briefs.brief import CheckRow, EvidenceRow
from multipolar.briefs.words import UNDECIDABLE, interval, number
from multipolar.checking.examine import CheckedClaim
from multipolar.checking.verdict import Check
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.measures.peers import region, standing
from multipolar.propositions.multiverse import Multiverse
from multipolar.propositions.terms import Trend
from multipolar.propositions.why import lists_read, why

_MEASURE = re.compile(r"(\w+)\(([^()]*)\)")
_MARK = re.compile(r"\[(\d+)(?:–(\d+))?\]")


def figure(checked: CheckedClaim, rows: tuple[CheckRow, ...], panel: Panel) -> str:
    """The number or recorded fact behind the first decided check, with interval and peers; "" where none decides."""
    if checked.verdict.word == UNDECIDABLE:
        return ""
    for check, row in zip(checked.checks, rows, strict=True):
        if not check.decided or check.candidate.presupposed:
            continue
        if check.result.members is not None:
            members = check.result.members
            decided = len(members.holds) + len(members.fails)
            return f"it holds for {len(members.holds)} of {decided} of {members.group} for which it can be decided"
        measured = [e for e in row.evidence if e.value is not None and e.kind == "measure"]
        if measured:
            return _measured(check, row, measured, panel)
        return check.result.reason.rstrip(".")
    return ""


def _measured(check: Check, row: CheckRow, measured: list[EvidenceRow], panel: Panel) -> str:
    """The last value of what is measured first, beside the medians of its peers in that year."""
    first = measured[0]
    line = [e for e in measured if e.what == first.what and e.actors == first.actors]
    last = max(line, key=lambda e: e.when)
    said = f"{named(last.what)}: {number(last.value)} in {last.when} ({interval(last.low, last.high)}"
    said += f", n = {last.n:,})" if last.n is not None and last.n >= 0 else ")"
    others = [e for e in measured if e.when == last.when and e is not last and e.what != last.what]
    medians = [e for e in row.evidence if e.kind == "median" and e.when == last.when and e.value is not None]
    told = [f"{named(e.what)}: {number(e.value)}" for e in [*others[:2], *medians[:2]]]
    if not medians and isinstance(check.candidate.proposition, Trend):
        told += _beside_peers(check.candidate.proposition, last, line, panel)
    return "; ".join([said, *told])


def named(what: str) -> str:
    """A measure as written in evidence, "trade(KAZ, CHN)", in words; anything else as it is."""
    match = _MEASURE.fullmatch(what)
    if match is None or match[1] not in MEASURES:
        return what
    states = [registry().label(key) if registry().find(key) else key for key in match[2].split(", ")]
    return MEASURES[match[1]].phrase.format(*states)


def _beside_peers(term: Trend, last: EvidenceRow, line: list[EvidenceRow], panel: Panel) -> list[str]:
    """How the median of the state's region went over the same years, where the measure is that of one state."""
    name, slots = term.measure.name, term.measure.slots
    if not slots or not all(isinstance(slot, str) for slot in slots) or slots[0] not in registry().states:
        return []
    begin = min(line, key=lambda e: e.when)
    told = []
    second = str(slots[1]) if len(slots) > 1 else None
    words = ""
    for year in (begin.when, last.when):
        found = panel.slice(name, int(year), second)
        words, keys = region(str(slots[0]), set(found.states))
        place = standing(found, str(slots[0]), (second,) if second else (), keys)
        if place is None or place.median is None:
            return []
        told.append(f"{number(place.median)} in {year}")
    return [f"median of {words}: {' and '.join(told)}"]


def paragraph(checked: CheckedClaim, cite: Callable[[str], str], title: str) -> tuple[str, tuple[str, ...]]:
    """The claim, what was tested for it and what came out, in one paragraph with numbered footnotes."""
    claim = checked.claim
    where = f" (“{title}”)" if title else ""
    said = [f"{claim.speaker[:1].upper()}{claim.speaker[1:]}{where} says: “{claim.quote.text.rstrip('.')}”."]
    notes: list[str] = []
    for check in checked.checks:
        found = check.choices or Multiverse(check.result, ())
        lists = lists_read(check.candidate.proposition, check.result, memberships())
        text, _, foot = why(found, cite, None, lists).partition("\n\n")
        kind = "Tested on the record" if check.candidate.kind == "record" else "Tested in its place, by a proxy"
        granted = ", for what it takes for granted" if check.candidate.presupposed else ""
        text = text if found.variants else text.removesuffix(found.summary()).rstrip()
        said.append(f"{kind}{granted}: {_renumbered(text, [line for line in foot.splitlines() if line], notes)}")
        if check.candidate.lost:
            said.append(f"Not carried over: {check.candidate.lost}.")
    verdict = checked.verdict
    said.append(verdict.reason if verdict.word == UNDECIDABLE else f"Verdict: {verdict.word}.")
    if verdict.untouched:
        said.append(f"Untested: {'; '.join(verdict.untouched)}.")
    return " ".join(said), tuple(notes)


def _renumbered(text: str, foot: list[str], notes: list[str]) -> str:
    """The text with its marks moved on to where its footnotes stand among all of the paragraph."""
    place: dict[int, int] = {}
    for line in foot:
        mark, _, words = line.partition("] ")
        if words not in notes:
            notes.append(words)
        place[int(mark.lstrip("["))] = notes.index(words) + 1

    def moved(match: re.Match[str]) -> str:
        first, last = int(match[1]), int(match[2] or match[1])
        numbers = [place[n] for n in range(first, last + 1) if n in place]
        return "".join(f"[{n}]" for n in sorted(set(numbers))) if numbers else match[0]

    return _MARK.sub(moved, text)


def reference(datasets: Mapping[str, Any]) -> Callable[[str], str]:
    """What a footnote says of a source, by its key."""
    titles = {row["key"]: row for row in facts.rows("sources")}

    def cite(key: str) -> str:
        if key in datasets:
            told = datasets[key]
            return f"{told['citation']} [{told['title']}, {told['version']}]. {told['url']}"
        if key in titles:
            row = titles[key]
            return f"{row['publisher']}: {row['title']}. {row['url']}"
        return "The membership record of multipolar" if key == "record" else key

    return cite
