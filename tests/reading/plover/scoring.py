"""Scores the event coder on sentences coded blind (README.md): `python -m tests.reading.plover.scoring [--write]`."""

from __future__ import annotations

import itertools
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from multipolar.reading.plover.lexicon import TYPES
from multipolar.reading.plover.rows import EventRow, events

FOLDER = Path(__file__).parent
PARTS = {"development": "development.jsonl", "held out": "held_out/sentences.jsonl"}
NOTHING = {"development": "nothing_development.jsonl", "held out": "held_out/nothing.jsonl"}
KINDS = ("event", "source", "target", "triple")
EVALUATION = Path(__file__).parents[3] / "docs" / "evaluation.md"
BEGIN, END = "<!-- events -->", "<!-- end of events -->"
Pair = tuple[set[Any], set[Any]]


def sentences(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def coded(sentence: dict[str, Any]) -> list[EventRow]:
    published = date.fromisoformat(sentence["published"]) if sentence.get("published") else None
    return events(sentence["text"], published)


def _triples(source: Iterable[str], target: Iterable[str], event: str) -> set[Any]:
    """Of those who act together each pair, in any order; else who did it to whom."""
    source, target = sorted(set(source)), sorted(set(target))
    if len(source) > 1 and not target:
        return {(pair, event) for pair in itertools.combinations(source, 2)}
    return set(itertools.product(source, target, [event]))


def pairs(sentence: dict[str, Any], found: list[EventRow]) -> dict[str, Pair]:
    """Wanted and found sets of one sentence."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    got: dict[str, set[Any]] = defaultdict(set)
    for told in sentence["events"]:
        codes = [[actor["code"] for actor in told[side]] for side in ("source", "target")]
        _add(wanted, told["event"], *codes)
        wanted["mode"] |= {(told["event"], mode) for mode in told["mode"]}
        wanted["context"] |= set(told["context"])
    for row in found:
        if row.status == "hypothetical":
            continue
        _add(got, row.event, *([actor.code for actor in side if actor.code] for side in (row.source, row.target)))
        if row.mode:
            got["mode"].add((row.event, row.mode))
        got["context"] |= set(row.contexts)
    # Modes and contexts are held to account only where the type is right.
    right = wanted["event"] & got["event"]
    for side in (wanted, got):
        side["mode"] = {told for told in side["mode"] if told[0] in right}
        side["context"] = side["context"] if right else set()
    return {kind: (wanted[kind], got[kind]) for kind in (*KINDS, "mode", "context")}


def _add(side: dict[str, set[Any]], event: str, source: list[str], target: list[str]) -> None:
    side["event"].add(event)
    side["source"] |= set(source)
    side["target"] |= set(target)
    side["triple"] |= _triples(source, target, event)


def f1(counted: list[Pair]) -> float:
    right = sum(len(wanted & got) for wanted, got in counted)
    return 2 * right / max(1, sum(len(wanted) + len(got) for wanted, got in counted))


def interval(counted: list[Pair]) -> tuple[float, float]:
    """95 % by a bootstrap over sentences."""
    draw = random.Random(1)
    found = sorted(f1(draw.choices(counted, k=len(counted))) for _ in range(1000))
    return found[25], found[974]


def scores(part: str) -> dict[str, list[Pair]]:
    by_kind: dict[str, list[Pair]] = defaultdict(list)
    for sentence in sentences(PARTS[part]):
        for kind, pair in pairs(sentence, coded(sentence)).items():
            by_kind[kind].append(pair)
    return by_kind


def of_nothing(part: str) -> float:
    """The share of sentences with nothing to code that yield an event."""
    rows = sentences(NOTHING[part])
    told = ("happened", "planned")
    return sum(any(row.status in told for row in coded(sentence)) for sentence in rows) / len(rows)


BARS = {"event": ".80", "source": ".88", "target": ".87", "triple": ".65", "mode": ".75", "context": ".75"}


def report() -> str:
    """The figures as a section of Markdown."""
    found = {part: scores(part) for part in PARTS}
    lines = ["| F1 | wanted | development, 60 sentences | held out, 60 sentences |", "| --- | --- | --- | --- |"]
    for kind, bar in BARS.items():
        cells = []
        for part in PARTS:
            low, high = interval(found[part][kind])
            cells.append(f"{f1(found[part][kind]):.2f} ({low:.2f} to {high:.2f})")
        lines.append(f"| {kind} | {bar} | {' | '.join(cells)} |")
    nothing = " | ".join(f"{of_nothing(part):.1%}" for part in PARTS)
    lines += [f"| sentences with nothing to code that yield an event | 3% | {nothing} |", ""]
    lines += [
        "Held out, by type (wanted, found, right):",
        "",
        "| type | wanted | found | right |",
        "| --- | --- | --- | --- |",
    ]
    held = found["held out"]["event"]
    for name in TYPES:
        wanted, got = (sum(name in pair[side] for pair in held) for side in (0, 1))
        lines.append(f"| {name} | {wanted} | {got} | {sum(name in want & have for want, have in held)} |")
    return "\n".join(lines)


def main() -> None:
    if "--missed" in sys.argv:
        for sentence in sentences(PARTS["development"]):
            found = coded(sentence)
            wanted, got = pairs(sentence, found)["triple"]
            if wanted != got:
                print(
                    f"{sentence['id']}  {sentence['text']}\n  wanted {wanted}\n  found  {got} {[r.rule for r in found]}"
                )
        return
    text = report()
    print(text)
    if "--write" in sys.argv:
        written = EVALUATION.read_text(encoding="utf-8")
        head, rest = written.split(BEGIN)
        EVALUATION.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
