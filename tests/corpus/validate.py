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
    known = {*registry().states, *registry().organisations, *registry().groups}
    found: list[str] = []

    def check(fits: object, said: str) -> None:
        if not fits:
            found.append(f"{path.name}: {said}")

    def actor(key: str, where: str) -> None:
        check(key in known, f"{where}: no actor {key!r}")

    check(gold["register"] in REGISTERS, f"register {gold['register']!r}")
    if gold["published"]:
        date.fromisoformat(gold["published"])
    for part in gold["parts"]:
        check(part["kind"] in ("news", "comment") and part["starts_with"] in text, f"part {part}")
    for key in gold["actors"]:
        actor(key, "actors")
    for meeting in gold["meetings"]:
        check(meeting["kind"] in MEETINGS, f"meeting kind {meeting['kind']!r}")
        if meeting["date"]:
            date.fromisoformat(meeting["date"])
        for field in ("place", "theme"):
            check(meeting[field] in text, f"meeting {field} {meeting[field]!r} is not in the text")
        for field in ("state", "organisation", "chair", "host"):
            if meeting[field]:
                actor(meeting[field], f"meeting {field}")
        for person in meeting["participants"]:
            actor(person["actor"], "participant")
            check(person["capacity"] in CAPACITIES, f"capacity {person['capacity']!r}")
            check(person["level"] in LEVELS, f"level {person['level']!r}")
    for row in gold["memberships"]:
        actor(row["actor"], "membership")
        check(row["organisation"] in registry().organisations, f"no organisation {row['organisation']!r}")
        check(row["role"] in ROLES, f"role {row['role']!r}")
    for claim in gold["claims"]:
        where = f"claim {claim['quote'][:40]!r}"
        check(text.count(claim["quote"]) == 1, f"{where}: stands {text.count(claim['quote'])} times in the text")
        check(claim["mode"] in MODES, f"{where}: mode {claim['mode']!r}")
        check(claim["speaker"], f"{where}: no speaker")
        check(isinstance(claim["negated"], bool), f"{where}: negated")
        for voice in claim["speaker"]:
            if voice not in VOICES:
                actor(voice, f"{where}: speaker")
        for relation in claim["relations"]:
            check(relation in RELATIONS, f"{where}: relation {relation!r}")
        for key in (*claim["subjects"], *claim["objects"]):
            actor(key, where)
    return found


if __name__ == "__main__":
    said = [line for path in sorted(Path(sys.argv[1]).glob("*.json")) for line in problems(path)]
    print("\n".join(said) or "no problems")
    sys.exit(bool(said))
