"""Many documents: a folder of articles, or one, each loaded or refused for itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from multipolar.errors import InputError
from multipolar.reading.feeds import entries, is_feed
from multipolar.reading.fetching import is_address
from multipolar.reading.intake import Intake, fetch, from_bytes

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".pdf")


def load_all(source: str) -> Iterator[tuple[str, Intake | InputError]]:
    """Each document with its place: one article, standard input ("-"), or all of a folder in the order of their paths.

    A feed gives its entries ("feed.xml#3"). A document of a folder or an entry of a feed that cannot be read yields its
    error, and the rest goes on; a single document raises it. Hidden files and links that lead out of the folder are left
    out, and so is what has no ending of a document, such as side files. InputError for a folder without documents.
    """
    folder = Path(source)
    if source in ("", "-") or not _holds(folder):
        yield from _documents(source)
        return
    found = [path for path in sorted(folder.rglob("*")) if _is_document(path, folder)]
    if not found:
        raise InputError("holds no documents", place=source, mend=f"Put in files that end in {', '.join(ENDINGS)}")
    for path in found:
        try:
            yield from _documents(str(path))
        except InputError as error:
            yield str(path), error


def is_many(source: str) -> bool:
    """Whether a path is a folder or a feed, so that it holds more than one article."""
    path = Path(source)
    if source in ("", "-") or is_address(source):
        return False
    if _holds(path):
        return True
    if path.suffix.lower() not in (".xml", ".rss", ".atom"):
        return False
    return is_feed(fetch(source)[0])


def _holds(folder: Path) -> bool:
    """Whether a path is a folder; one that no system takes is none, and loading it says so."""
    try:
        return folder.is_dir()
    except OSError:
        return False


def _documents(source: str) -> list[tuple[str, Intake | InputError]]:
    """The articles of one file: its entries, if it is a feed."""
    data, place, suffix = fetch(source)
    if is_feed(data):
        return entries(data, place)
    return [(place if is_address(place) else source, from_bytes(data, place, suffix))]


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    if hidden or path.suffix.lower() not in ENDINGS:
        return False
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False
