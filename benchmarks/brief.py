"""How long a brief takes: whole processes from a cold start, each more of a folder, and the reader alone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

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


def each_more(folder: Path) -> float:
    """Seconds that each article more of a folder takes, as pages with an overview: all bundled ones against one."""
    entries = articles.catalogue()
    times = []
    for size in (1, len(entries)):
        source = folder / f"of-{size}"
        source.mkdir()
        for entry in entries[:size]:
            (source / f"{entry.name}.txt").write_bytes(articles.data(entry))
        times.append(command("brief", str(source), "-o", str(folder / f"out-{size}")))
    return (times[1] - times[0]) / (len(entries) - 1)


if __name__ == "__main__":
    print(f"multipolar --help         {command('--help'):.3f} s")
    print(f"multipolar demo           {command('demo'):.3f} s")
    print(f"multipolar demo --json    {command('demo', '--json'):.3f} s")
    with TemporaryDirectory() as name:
        place = Path(name)
        for ending in ("html", "pdf", "md"):
            print(f"multipolar demo .{ending:8} {command('demo', '-o', str(place / f'b.{ending}')):.3f} s")
        print(f"each more of a folder     {each_more(place):.3f} s")
    print(f"read 2,700 characters     {reading(2_700):.4f} s")
    print(f"read 100,000 characters   {reading(100_000):.4f} s")
