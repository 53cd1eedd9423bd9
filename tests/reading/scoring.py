"""Scores readings against the annotated documents of tests/corpus (see its README for the definitions).

`python -m tests.reading.scoring` prints both parts; `--register` splits them by register; `--missed NAME` lists what
the reading of a development document gets wrong. Of the held-out part only the score is looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from multipolar.reading.document import Claim, Meeting, Reading
from multipolar.reading.intake import load
from multipolar.reading.read import read
from multipolar.reading.relations import family

CORPUS = Path(__file__).parents[1] / "corpus"
PARTS = ("development", "held_out")
OWN_VOICE = ("publisher", "author", "many", "someone")


def documents(part: str) -> list[Path]:
    """The annotations of one part, in order of their names."""
    return sorted((CORPUS / part).glob("*.json"))


def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def reading_of(path: Path) -> Reading:
    published = gold(path)["published"]
    day = date.fromisoformat(published) if published else None
    return read(load(str(path.with_suffix(".txt"))), published=day)


def score(path: Path) -> Counter[str]:
    """Counts of right, found and wanted for actors, stated fields and claims, and of claims right in each respect."""
    want, got = gold(path), reading_of(path)
    count: Counter[str] = Counter()
    _sets(count, "actors", set(want["actors"]), actors(got))
    _sets(count, "fields", fields_wanted(want), fields_found(got))
    pairs = matched(want["claims"], got)
    count["claims wanted"] += len(want["claims"])
    count["claims found"] += len(got.claims)
    count["claims right"] += len(pairs)
    for wanted, claim in pairs:
        count["mode right"] += claim.mode == wanted["mode"]
        count["speaker right"] += speaker(claim) == wanted["speaker"]
        if wanted["relations"]:
            families = {family(a.relation) for a in claim.assertions}
            count["relations wanted"] += 1
            count["relations right"] += wanted["relations"][0] in families
            count["families found"] += len(families)
            count["families right"] += len(families & set(wanted["relations"]))
        own = wanted["mode"] in ("argued", "unsourced assertion")
        count["false reported facts"] += claim.mode == "reported fact" and own
    text = got.document.text
    count["quotes not verbatim"] += sum(text[c.quote.start : c.quote.end] != c.quote.text for c in got.claims)
    return count


def total(paths: list[Path]) -> Counter[str]:
    """The counts of several documents together."""
    return sum((score(path) for path in paths), Counter())


def f1(count: Counter[str], name: str) -> float:
    """The harmonic mean of precision and recall of one kind of row, 0 to 1."""
    both = count[f"{name} found"] + count[f"{name} wanted"]
    return 2 * count[f"{name} right"] / both if both else 1.0


def figures(count: Counter[str]) -> dict[str, float]:
    """The figures that the bars are set for, each 0 to 1."""
    matched_claims = count["claims right"] or 1
    return {
        "actors": f1(count, "actors"),
        "fields": f1(count, "fields"),
        "claims": f1(count, "claims"),
        "mode": count["mode right"] / matched_claims,
        "speaker": count["speaker right"] / matched_claims,
        "relation": count["relations right"] / (count["relations wanted"] or 1),
        "of those told": count["families right"] / (count["families found"] or 1),
    }


def _sets(count: Counter[str], name: str, want: set[Any], got: set[Any]) -> None:
    count[f"{name} wanted"] += len(want)
    count[f"{name} found"] += len(got)
    count[f"{name} right"] += len(want & got)


def actors(got: Reading) -> set[str]:
    """The actors that a reading finds in the body; a city alone stands for none."""
    body = [p for p in got.document.parts if p.kind in ("news", "comment")]
    return {
        m.actor
        for m in got.mentions
        if m.kind not in ("city", "place") and any(p.start <= m.quote.start < p.end for p in body)
    }


def fields_wanted(want: dict[str, Any]) -> set[tuple[str, ...]]:
    """Memberships, and of each meeting its fields and participants, as tuples."""
    found = {("role", r["actor"], r["organisation"], r["role"]) for r in want["memberships"]}
    for meeting in want["meetings"]:
        for field in ("date", "place", "organisation", "chair", "host", "theme"):
            if meeting[field]:
                found.add((field, meeting[field]))
        found |= {("participant", p["actor"], p["capacity"]) for p in meeting["participants"]}
    return found


def fields_found(got: Reading) -> set[tuple[str, ...]]:
    """The same of a reading; what is implied is not counted as stated."""
    found = {("role", r.actor, r.organisation, r.role) for r in got.roles if r.basis == "stated"}
    for meeting in got.meetings:
        found |= _meeting_fields(meeting)
    return found


def _meeting_fields(meeting: Meeting) -> set[tuple[str, ...]]:
    said = {
        "date": str(meeting.date.day) if meeting.date and meeting.date.day and meeting.date.day.day else "",
        "place": meeting.place.text if meeting.place else "",
        "organisation": meeting.organisation,
        "chair": meeting.chair.actor if meeting.chair else "",
        "host": meeting.host,
        "theme": meeting.theme.text if meeting.theme else "",
    }
    found: set[tuple[str, ...]] = {(field, value) for field, value in said.items() if value}
    for p in meeting.participants:
        found.add(("participant", p.actor, p.capacity if p.capacity_basis != "implied" else ""))
    return found


def speaker(claim: Claim) -> list[str]:
    """Who speaks, in the words of the annotation."""
    return [voice.actor if voice.kind == "actor" else voice.kind for voice in claim.voices]


def matched(wanted: list[dict[str, Any]], got: Reading) -> list[tuple[dict[str, Any], Claim]]:
    """Pairs of annotated and found claims, each used once: those that share most first, and at least half of the
    shorter of the two."""
    text = got.document.text
    shared: list[tuple[float, int, int]] = []
    for i, want in enumerate(wanted):
        start = text.find(want["quote"])
        end = start + len(want["quote"])
        for j, claim in enumerate(got.claims):
            common = min(end, claim.quote.end) - max(start, claim.quote.start)
            short, long = sorted((end - start, claim.quote.end - claim.quote.start))
            if common > 0 and common * 2 >= short:
                shared.append((common / long, i, j))
    pairs: list[tuple[dict[str, Any], Claim]] = []
    used: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(shared, key=lambda s: (-s[0], s[1], s[2])):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((wanted[i], got.claims[j]))
    return pairs


def missed(path: Path) -> list[str]:
    """What the reading of a development document gets wrong, a line for each."""
    if path.parent.name != "development":
        raise ValueError("only documents for development are looked at")
    want, got = gold(path), reading_of(path)
    lines = [f"== {path.stem}"]
    lines += [f"actor missed {a}" for a in sorted(set(want["actors"]) - actors(got))]
    lines += [f"actor made up {a}" for a in sorted(actors(got) - set(want["actors"]))]
    lines += [f"field missed {f}" for f in sorted(fields_wanted(want) - fields_found(got))]
    lines += [f"field made up {f}" for f in sorted(fields_found(got) - fields_wanted(want))]
    pairs = matched(want["claims"], got)
    hit = [id(w) for w, _ in pairs]
    lines += [f"claim missed {w['quote']!r}" for w in want["claims"] if id(w) not in hit]
    right = [c.number for _, c in pairs]
    lines += [f"claim made up {c.quote.text!r}" for c in got.claims if c.number not in right]
    for wanted, claim in pairs:
        wrong = []
        if claim.mode != wanted["mode"]:
            wrong.append(f"mode {claim.mode} for {wanted['mode']}")
        if speaker(claim) != wanted["speaker"]:
            wrong.append(f"speaker {speaker(claim)} for {wanted['speaker']}")
        families = [family(a.relation) for a in claim.assertions]
        if wanted["relations"] and wanted["relations"][0] not in families:
            wrong.append(f"relation {families} for {wanted['relations']}")
        if wrong:
            lines.append(f"claim {'; '.join(wrong)}\n      in {claim.quote.text!r}")
    return lines


def _printed(count: Counter[str]) -> str:
    said = "  ".join(f"{name} {value:.2f}" for name, value in figures(count).items())
    return f"{said}  false facts {count['false reported facts']}  not verbatim {count['quotes not verbatim']}"


def _main(arguments: list[str]) -> None:
    if arguments[:1] == ["--missed"]:
        for path in documents("development"):
            if not arguments[1:] or path.stem in arguments[1:]:
                print("\n".join(missed(path)))
        return
    for part in PARTS:
        paths = documents(part)
        print(f"{part} ({len(paths)} documents): {_printed(total(paths))}")
        if "--register" in arguments:
            for register in dict.fromkeys(gold(path)["register"] for path in paths):
                chosen = [path for path in paths if gold(path)["register"] == register]
                print(f"  {register} ({len(chosen)}): {_printed(total(chosen))}")


if __name__ == "__main__":
    _main(sys.argv[1:])
