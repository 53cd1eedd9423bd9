"""How long a brief takes: whole processes from a cold start, and the reader alone."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from multipolar import articles
from multipolar.reading.intake import from_bytes
from multipolar.reading.read import read

RUNS = 7


def process(*arguments: str) -> float:
    """Median seconds of a whole `python -m multipolar` process."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "multipolar", *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def reading(characters: int) -> float:
    """Median seconds to read an article repeated to that many characters, once the tables are loaded."""
    entry = articles.catalogue()[0]
    text = from_bytes(articles.data(entry), entry.name, ".txt").text
    long = (text + "\n\n") * max(1, characters // len(text))
    read(text)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        read(long)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    print(f"multipolar --help         {process('--help'):.3f} s")
    print(f"multipolar demo           {process('demo'):.3f} s")
    print(f"multipolar demo --json    {process('demo', '--json'):.3f} s")
    print(f"read 2,700 characters     {reading(2_700):.4f} s")
    print(f"read 100,000 characters   {reading(100_000):.4f} s")
