"""How many sentences a second the event coder codes on one core, with how many names, and its memory.

    python benchmarks/events.py [MILLIONS]     # million sentences to run through for the memory, by default 0.2

Beside it in the same run, where it is installed with a model: spaCy's pipeline (`pip install spacy` and
`python -m spacy download en_core_web_sm`), which tags and parses and codes nothing yet.
"""

from __future__ import annotations

import resource
import sys
import time

from multipolar.actors.record import all_names
from multipolar.reading.plover.coder import code_sentence
from multipolar.reading.plover.lexicon import lexicon

SENTENCES = (
    "Kenya on Monday asked Somalia to hand over two suspects in the Garissa attack.",
    "Saudi jets bombed a market in Yemen's Hajjah province, killing at least 40 people, officials said on Tuesday.",
    "Ethiopia and Egypt agreed to share data on the dam after two days of talks in Addis Ababa.",
    "The exhibition brings together forty landscapes by painters who worked around the capital in the 1920s.",
    "Norway said Russia must release the crew of a trawler that was seized in the Barents Sea last week.",
    "Prices of bread have doubled since the harvest, and few expect them to fall before the spring.",
    "Two Turkish diplomats were expelled by Bulgaria on Friday in a row over the wiretapping of a minister's office.",
    "Students and workers marched through the centre of Lima to protest against a new law on pensions.",
)


def run(count: int) -> float:
    began = time.perf_counter()
    for number in range(count):
        text = SENTENCES[number % len(SENTENCES)]
        code_sentence(text, 0, len(text))
    return count / (time.perf_counter() - began)


def spacy_rate(count: int) -> float | None:
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return None
    began = time.perf_counter()
    for _ in pipeline.pipe(SENTENCES[number % len(SENTENCES)] for number in range(count)):
        pass
    return count / (time.perf_counter() - began)


def main(millions: float) -> None:
    run(len(SENTENCES))
    known = lexicon()
    names = len(all_names()) + len(known.groups)
    print(f"{names:,} names, {len(known.verbs):,} forms of verbs, {len(known.nouns):,} of nouns")
    rate = max(run(8_000) for _ in range(3))
    print(f"{rate:,.0f} sentences a second on one core")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    run(int(millions * 1_000_000))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown = (after - before) / 1024
    print(f"{millions:g} million sentences: {grown:.1f} MB more than before, {after / 1024:.0f} MB in all")
    peer = spacy_rate(4_000)
    print(
        "spaCy: not installed with en_core_web_sm"
        if peer is None
        else f"spaCy: {peer:,.0f} a second; ratio {rate / peer:.1f}"
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.2)
