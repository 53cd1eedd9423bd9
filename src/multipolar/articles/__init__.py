"""Articles that come with multipolar: written for it, of publishers that do not exist, about things that happened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from multipolar.errors import InputError
from multipolar.tables import read_table

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One bundled article: its name without ending, title, ISO day of publication, kind and what it is about."""

    name: str
    title: str
    published: str
    kind: str
    about: str


def catalogue() -> tuple[Entry, ...]:
    """All bundled articles."""
    return tuple(
        Entry(row["file"].removesuffix(".txt"), row["title"], row["published"], row["kind"], row["about"])
        for row in read_table(FOLDER, "catalogue")
    )


def find(name: str) -> Entry:
    """The article of that name; InputError naming those there are."""
    entries = catalogue()
    for entry in entries:
        if entry.name == name.removesuffix(".txt"):
            return entry
    raise InputError(
        f"no bundled article is called {name[:60]!r}", mend=f"There are {', '.join(e.name for e in entries)}"
    )


def data(entry: Entry) -> bytes:
    """The bytes of an article, as a file would give them."""
    return (FOLDER / f"{entry.name}.txt").read_bytes()
