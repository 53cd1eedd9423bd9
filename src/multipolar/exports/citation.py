"""How to cite multipolar, a source of its record or a dataset behind its measures: BibTeX and CSL-JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from multipolar import __version__, facts
from multipolar.actors.registry import nearest
from multipolar.errors import InputError
from multipolar.sources.catalogue import DATASETS

RELEASED = "2026-11-23"
"""Day of this version, as CITATION.cff has it."""

TITLE = "multipolar: holding commentary on world affairs against the record"


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: `kind` is software, dataset, treaty or document."""

    key: str
    kind: str
    title: str
    publisher: str
    url: str
    year: str
    note: str


def works() -> dict[str, Work]:
    """Everything that can be cited, by key: multipolar itself, datasets of the measures, sources of the facts."""
    found = {
        "multipolar": Work(
            "multipolar", "software", TITLE, "The multipolar contributors", "", RELEASED[:4], f"Version {__version__}"
        )
    }
    for key, dataset in DATASETS.items():
        note = f"Version {dataset.version}. {dataset.citation}"
        year = _year(dataset.citation)
        found[key] = Work(key, "dataset", dataset.title, dataset.publisher, dataset.url, year, note)
    for row in facts.rows("sources"):
        kind = "treaty" if row["basis"] == "treaty" else "document"
        year = _year(row["title"]) if kind == "treaty" else _dated(row["title"])
        found[row["key"]] = Work(row["key"], kind, row["title"], row["publisher"], row["url"], year, row["note"])
    return found


def find(keys: tuple[str, ...]) -> list[Work]:
    """The works of these keys; InputError with the nearest keys for one that is none."""
    known = works()
    for key in keys:
        if key not in known:
            raise InputError(f"nothing to cite has the key {key[:60]!r}", mend=nearest(key, known))
    return [known[key] for key in keys]


def bibtex(found: list[Work]) -> str:
    """The works as BibTeX entries of the type misc, special characters escaped."""
    entries = []
    for work in found:
        fields = {
            "title": f"{{{_latex(work.title)}}}",
            "author": f"{{{_latex(work.publisher)}}}",
            "year": work.year,
            "howpublished": f"\\url{{{work.url}}}" if work.url else "",
            "note": _latex(work.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{work.key},", *lines, "}"]))
    return "\n\n".join(entries)


def csl(found: list[Work]) -> list[dict[str, Any]]:
    """The works as CSL-JSON items."""
    types = {"software": "software", "dataset": "dataset", "treaty": "treaty", "document": "document"}
    items: list[dict[str, Any]] = []
    for work in found:
        item: dict[str, Any] = {
            "id": work.key,
            "type": types[work.kind],
            "title": work.title,
            "author": [{"literal": work.publisher}],
            "publisher": work.publisher,
        }
        if work.url:
            item["URL"] = work.url
        if work.year:
            item["issued"] = {"date-parts": [[int(work.year)]]}
        if work.kind == "software":
            item["version"] = __version__
        elif work.note:
            item["note"] = work.note
        items.append(item)
    return items


def _year(text: str) -> str:
    """The first year that stands in a citation or a title, or nothing."""
    found = re.search(r"\b(1[6-9]\d\d|20\d\d)\b", text)
    return found.group() if found else ""


def _dated(title: str) -> str:
    """The year of the ISO date that a title ends in, or nothing."""
    found = re.search(r"\b(\d{4})-\d{2}(?:-\d{2})?\W*$", title)
    return found.group(1) if found else ""


def _latex(text: str) -> str:
    return re.sub(r"([#$%&_{}])", r"\\\1", text)
