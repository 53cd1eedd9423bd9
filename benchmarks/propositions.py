"""How fast propositions are parsed and tested: `python benchmarks/propositions.py`.

Ten thousand propositions of every form, written at random with a fixed seed, over the states and years that the
measures cover; the panel is open. Beside it, one check as a whole process.
"""

from __future__ import annotations

import random
import time

from timing import command

from multipolar.actors.record import memberships
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate_all
from multipolar.propositions.parse import parse

COUNT = 10_000
STATES = (
    "KAZ",
    "UZB",
    "TUR",
    "USA",
    "RUS",
    "CHN",
    "FRA",
    "DEU",
    "BRA",
    "IND",
    "IRN",
    "PAK",
    "EGY",
    "NGA",
    "ZAF",
    "JPN",
)
BODIES = ("NATO", "EU", "CIS", "OTS", "SCO", "CSTO", "AU", "ASEAN")


def written(rng: random.Random) -> str:
    """A proposition of one of nine forms."""
    a, b, c = rng.sample(STATES, 3)
    year = rng.randint(1995, 2012)
    forms = (
        f"{a} in {rng.choice(BODIES)} on {year + 5}-06-01",
        f"most {rng.choice(BODIES)} in UN on {year + 5}-06-01",
        f"capability({a}) > capability({b}) in {year}",
        f"agreement({a}, {b}) < peers({a}) in {year}",
        f"agreement({a}, {b}) > agreement({a}, {c}) from {year - 5} to {year}",
        f"agreement({a}, {b}) > 0.5 in {year}",
        f"trade({a}, {b}) rises from {year - 10} to {year}",
        f"{b} leads trade({a}, {{{b}, {c}}}) in {year}",
        f"trade({a}, {b}) falls around {year - 5} and not {a} in {rng.choice(BODIES)} on {year + 5}-06-01",
    )
    return rng.choice(forms)


def main() -> None:
    """Print the figures."""
    rng = random.Random(1)
    texts = [written(rng) for _ in range(COUNT)]
    parse(texts[0])
    start = time.perf_counter()
    asked = [parse(text) for text in texts]
    parsing = (time.perf_counter() - start) / COUNT
    panel = Panel.shipped()
    evaluate_all(asked[:200], panel, memberships())
    start = time.perf_counter()
    results = evaluate_all(asked, panel, memberships())
    testing = time.perf_counter() - start
    counted = {word: sum(r.result == word for r in results) for word in ("holds", "fails", "undecided")}
    print(f"parsing: {parsing * 1e6:.0f} microseconds each")
    print(f"testing {COUNT:,}, {len(set(asked)):,} of them different: {testing:.2f} s; {counted}")
    once = command("check", "agreement(TUR, USA) < peers(TUR) since 2003", "--why")
    print(f"one check with --why, cold start: {once:.2f} s")


if __name__ == "__main__":
    main()
