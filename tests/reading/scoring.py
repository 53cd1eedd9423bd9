"""Scores a reading against an annotated document of tests/corpus (see its README for what is annotated)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from multipolar.reading.document import Claim, Reading
from multipolar.reading.intake import load
from multipolar.reading.read import read

CORPUS = Path(__file__).parents[1] / "corpus"

FAMILIES = {
    "influence loss": "influence",
    "influence gain": "influence",
    "alignment search": "alignment",
    "alignment towards": "alignment",
    "alignment away": "alignment",
    "agreement": "alignment",
    "agreement order": "alignment",
    "agreement order of states": "alignment",
    "disagreement": "rivalry",
    "capability order": "strengthening",
    "capability order reversed": "weakening",
}
"""The reader's finer relations in the words of the annotation."""


DEVELOPMENT = ("agency-report", "ministry-communique", "partisan-op-ed", "think-tank-note")
"""Documents the reader was improved on; the others are set aside: only their score is looked at."""


def documents() -> list[Path]:
    return sorted(CORPUS.glob("*.json"))


def total(paths: list[Path]) -> Counter[str]:
    """The counts of several documents together."""
    return sum((score(path) for path in paths), Counter())


def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def reading_of(path: Path) -> Reading:
    return read(load(str(path.with_suffix(".txt"))), published=date.fromisoformat(gold(path)["published"]))


def score(path: Path) -> Counter[str]:
    """Counts of right, found and wanted for participants, roles, meeting fields, claims, modes and relations."""
    want, got = gold(path), reading_of(path)
    count: Counter[str] = Counter()
    _sets(count, "participants", _participants(want), {p.actor for m in got.meetings for p in m.participants})
    _sets(
        count,
        "roles",
        {(r["actor"], r["organisation"], r["role"]) for r in want["memberships"]},
        {(r.actor, r.organisation, r.role) for r in got.roles},
    )
    _sets(count, "meetings", _meeting_fields(want), _found_fields(got))
    for claim in want["claims"]:
        at = got.document.text.find(claim["quote"])
        match = _best(got, at, at + len(claim["quote"]))
        count["claims wanted"] += 1
        if match is None:
            continue
        count["claims right"] += 1
        count["mode right"] += match.mode == claim["mode"]
        if claim["relation"] not in ("other", ""):
            count["relations wanted"] += 1
            found = {FAMILIES.get(a.relation, a.relation) for a in match.assertions}
            count["relations right"] += claim["relation"] in found
        news = any(p["kind"] == "news" and p["starts_with"] for p in want["parts"])
        count["false reported facts"] += (
            match.mode == "reported fact" and claim["mode"] not in ("reported fact",) and not news
        )
    return count


def _sets(count: Counter[str], name: str, want: set[Any], got: set[Any]) -> None:
    count[f"{name} wanted"] += len(want)
    count[f"{name} found"] += len(got)
    count[f"{name} right"] += len(want & got)


def _participants(want: dict[str, Any]) -> set[str]:
    return {p["state"] for m in want["meetings"] for p in m["participants"]}


def _meeting_fields(want: dict[str, Any]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for meeting in want["meetings"]:
        for field in ("date", "place", "organisation"):
            if meeting.get(field):
                found.add((field, meeting[field]))
    return found


def _found_fields(got: Reading) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for meeting in got.meetings:
        if meeting.date is not None and meeting.date.day is not None:
            found.add(("date", str(meeting.date.day)))
        if meeting.place is not None:
            found.add(("place", meeting.place.text))
        if meeting.organisation:
            found.add(("organisation", meeting.organisation))
    return found


def _best(got: Reading, start: int, end: int) -> Claim | None:
    """The claim that shares most of the annotated stretch, at least half of the shorter of the two."""

    def overlap(claim: Claim) -> int:
        return min(end, claim.quote.end) - max(start, claim.quote.start)

    best = max(got.claims, key=overlap, default=None)
    if best is None or overlap(best) * 2 < min(end - start, best.quote.end - best.quote.start):
        return None
    return best


if __name__ == "__main__":
    for name, chosen in (("development", True), ("set aside", False)):
        counts = total([path for path in documents() if (path.stem in DEVELOPMENT) == chosen])
        print(name, dict(sorted(counts.items())))
