"""Checks annotations of tests/corpus against their texts: `python -m tests.corpus.validate FOLDER`."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from multipolar.actors.record import registry

REGISTERS = (
    "agency", "ministry", "organisation", "think tank", "op-ed", "partisan", "newspaper", "two parts", "nothing",
)  # fmt: skip
MODES = ("reported fact", "reported statement", "argued", "unsourced assertion", "forecast", "wish or demand")
RELATIONS = (
    "membership", "influence", "dependence", "leadership", "alignment", "rivalry", "support", "acting for", "weakening",
    "strengthening", "requests", "trade", "regime", "meeting",
)  # fmt: skip
MEETINGS = ("summit", "talks", "visit", "call", "conference", "meeting")
ROLES = ("full", "observer", "associate", "candidate", "partner", "suspended")
CAPACITIES = ("", "member", "observer", "partner", "guest")
LEVELS = ("", "head of state or government", "minister", "official")
VOICES = ("publisher", "author", "many", "someone")


def problems(path: Path) -> list[str]:
    """What an annotation says that its text or the record does not bear out."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    found = [] if gold["register"] in REGISTERS else [f"register {gold['register']!r}"]
    if gold["published"]:
        date.fromisoformat(gold["published"])
    found += [
        f"part {part}"
        for part in gold["parts"]
        if part["kind"] not in ("news", "comment") or part["starts_with"] not in text
    ]
    found += [line for key in gold["actors"] for line in _actor(key, "actors")]
    found += [line for meeting in gold["meetings"] for line in _meeting(meeting, text)]
    found += [line for row in gold["memberships"] for line in _membership(row)]
    found += [line for claim in gold["claims"] for line in _claim(claim, text)]
    return [f"{path.name}: {line}" for line in found]


def _actor(key: str, where: str) -> list[str]:
    known = {*registry().states, *registry().organisations, *registry().groups}
    return [] if key in known else [f"{where}: no actor {key!r}"]


def _one_of(value: str, allowed: tuple[str, ...], where: str) -> list[str]:
    return [] if value in allowed else [f"{where}: {value!r}"]


def _meeting(meeting: dict[str, Any], text: str) -> list[str]:
    found = _one_of(meeting["kind"], MEETINGS, "meeting kind")
    if meeting["date"]:
        date.fromisoformat(meeting["date"])
    found += [f"meeting {f}: {meeting[f]!r} is not in the text" for f in ("place", "theme") if meeting[f] not in text]
    named = [f for f in ("state", "organisation", "chair", "host") if meeting[f]]
    found += [line for field in named for line in _actor(meeting[field], f"meeting {field}")]
    for person in meeting["participants"]:
        found += _actor(person["actor"], "participant")
        found += _one_of(person["capacity"], CAPACITIES, "capacity") + _one_of(person["level"], LEVELS, "level")
    return found


def _membership(row: dict[str, Any]) -> list[str]:
    bodies = tuple(registry().organisations)
    return (
        _actor(row["actor"], "membership")
        + _one_of(row["organisation"], bodies, "organisation")
        + _one_of(row["role"], ROLES, "role")
    )


def _claim(claim: dict[str, Any], text: str) -> list[str]:
    where = f"claim {claim['quote'][:40]!r}"
    times = text.count(claim["quote"])
    found = [] if times == 1 else [f"{where}: stands {times} times in the text"]
    found += _one_of(claim["mode"], MODES, where)
    found += [] if claim["speaker"] and isinstance(claim["negated"], bool) else [f"{where}: speaker or negated"]
    for voice in claim["speaker"]:
        found += [] if voice in VOICES else _actor(voice, f"{where}: speaker")
    for relation in claim["relations"]:
        found += _one_of(relation, RELATIONS, where)
    for key in (*claim["subjects"], *claim["objects"]):
        found += _actor(key, where)
    return found


if __name__ == "__main__":
    said = [line for path in sorted(Path(sys.argv[1]).glob("*.json")) for line in problems(path)]
    print("\n".join(said) or "no problems")
    sys.exit(bool(said))
