"""How verdicts agree with those of people: `python -m tests.checking.judged.scoring [--held-out]`.

The claims were written and judged by hand by somebody who knew the verdicts' definitions and the record, and not the
rules: each with the verdict judged right, others that could be defended, and the reason. A third was set aside before
any tuning; of it only the score is looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from multipolar.checking.examine import examine
from multipolar.reading.read import read

FOLDER = Path(__file__).parent
UNDECIDED = "not decidable here"


@dataclass(frozen=True)
class Score:
    """How many verdicts are right.

    decided: claims with a verdict other than UNDECIDED. right: of them, judged so or defended. decidable: claims that
    the judge decided; reached: of them, with a right verdict. wrong: decided against the judge.
    """

    claims: int
    decided: int
    right: int
    decidable: int
    reached: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the verdicts given that are right."""
        return self.right / self.decided if self.decided else 1.0

    @property
    def recall(self) -> float:
        """Share of the claims that can be decided which got a right verdict."""
        return self.reached / self.decidable if self.decidable else 1.0


def claims(part: str) -> list[dict[str, Any]]:
    """The judged claims of a part: "development" or "held_out"."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{part}.json").read_text("utf-8"))
    return found


def verdict(claim: dict[str, Any]) -> str:
    """The verdict that the tool gives: the first that decides, of the claims that it reads in the sentence."""
    text = f"Comment:\n\nGovernments and their neighbours were the topic of the week. {claim['text']}"
    start = text.index(claim["text"])
    examined = examine(read(text, published=date.fromisoformat(claim["published"])))
    words = [c.verdict.word for c in examined.claims if c.claim.quote.start >= start]
    decided = [word for word in words if word != UNDECIDED]
    order = ("record disagrees", "proxies mixed", "proxies inconsistent", "proxies consistent", "record agrees")
    return next((word for word in order if word in decided), UNDECIDED)


def score(rows: list[dict[str, Any]]) -> Score:
    """Hold the tool's verdicts against the judge's."""
    given = {row["id"]: verdict(row) for row in rows}
    fits = {row["id"]: given[row["id"]] in (row["verdict"], *row["acceptable"]) for row in rows}
    decided = [row for row in rows if given[row["id"]] != UNDECIDED]
    decidable = [row for row in rows if row["verdict"] != UNDECIDED]
    wrong = tuple(
        f"{row['id']} {given[row['id']]}, judged {row['verdict']}: {row['text']}"
        for row in decided
        if not fits[row["id"]]
    )
    reached = sum(fits[row["id"]] and given[row["id"]] != UNDECIDED for row in decidable)
    return Score(len(rows), len(decided), len(decided) - len(wrong), len(decidable), reached, wrong)


def _told(part: str, found: Score, *, openly: bool) -> None:
    print(f"{part}: {found.claims} claims, {found.decided} decided, {found.right} of them right "
          f"({found.precision:.0%}); of {found.decidable} that can be decided {found.reached} reached "
          f"({found.recall:.0%})")  # fmt: skip
    for line in found.wrong if openly else ():
        print("  wrong:", line)


if __name__ == "__main__":
    _told("development", score(claims("development")), openly=True)
    if "--missed" in sys.argv:
        for row in claims("development"):
            if verdict(row) == UNDECIDED != row["verdict"]:
                print("  missed:", row["id"], row["verdict"], "|", row["text"])
    if "--held-out" in sys.argv:
        _told("held out", score(claims("held_out")), openly=False)
        print(Counter(row["verdict"] for row in claims("held_out")))
