"""How long a brief takes: whole processes from a cold start, and the reader alone."""

from __future__ import annotations

from timing import command, median

from multipolar import articles
from multipolar.reading.intake import from_bytes
from multipolar.reading.read import read


def reading(characters: int) -> float:
    """Median seconds to read an article repeated to that many characters, once the tables are loaded."""
    entry = articles.catalogue()[0]
    text = from_bytes(articles.data(entry), entry.name, ".txt").text
    long = (text + "\n\n") * max(1, characters // len(text))
    read(text)
    return median(lambda: read(long))


if __name__ == "__main__":
    print(f"multipolar --help         {command('--help'):.3f} s")
    print(f"multipolar demo           {command('demo'):.3f} s")
    print(f"multipolar demo --json    {command('demo', '--json'):.3f} s")
    print(f"read 2,700 characters     {reading(2_700):.4f} s")
    print(f"read 100,000 characters   {reading(100_000):.4f} s")
