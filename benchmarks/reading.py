"""How fast the reader reads: `python benchmarks/reading.py [SPACY_PIPELINE]`.

Documents of about 3,000 characters are made of the annotated ones, each read anew; one process, one core. A spaCy
pipeline, if one is named and installed, only finds entities in the same texts: a ratio within one run.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from pathlib import Path

from timing import median

from multipolar.reading.read import read

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "development"
LENGTH = 3_000


def documents() -> list[str]:
    """Texts of about 3,000 characters, each of several annotated documents one after the other."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")) if "nothing" not in path.stem]
    made: list[str] = []
    for first in range(len(texts)):
        joined = ""
        for text in texts[first:] + texts[:first]:
            if len(joined) < LENGTH:
                joined += text + "\n\n"
        made.append(joined[:LENGTH])
    return made


def reading(texts: list[str]) -> float:
    """Documents a second."""
    for text in texts:
        read(text, published=date(2022, 11, 15))
    return len(texts) / median(lambda: [read(text, published=date(2022, 11, 15)) for text in texts])


def pipeline(name: str, texts: list[str]) -> float:
    """Documents a second of a spaCy pipeline."""
    import spacy

    nlp = spacy.load(name)
    return len(texts) / median(lambda: [nlp(text) for text in texts], runs=3)


if __name__ == "__main__":
    texts = documents()
    rate = reading(texts)
    print(f"read                      {rate:.0f} documents of {LENGTH:,} characters a second")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(20):
        for text in texts:
            read(f"{text}\n\nNote {number}.")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory after {20 * len(texts)} more   {before / 1024:.0f} MB before, {after / 1024:.0f} MB after")
    for what, text in (
        ("a million-word sentence", "Russia leads NATO and " * 45_000),
        ("a million letters, one word", "a" * 1_000_000),
    ):
        begun = time.perf_counter()
        read(text)
        print(f"{what:25} {time.perf_counter() - begun:.1f} s")
    for name in sys.argv[1:]:
        print(f"{name:25} {rate / pipeline(name, texts):.1f} times as long, for entities alone")
