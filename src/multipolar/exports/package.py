"""The whole record as a Frictionless data package: every table as CSV and Parquet, with `datapackage.json`."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import polars as pl

from multipolar import __version__
from multipolar.actors.record import Record
from multipolar.exports.panels import dyad_years, state_years
from multipolar.exports.tables import json_text
from multipolar.facts.schema import TABLES, Column, Table
from multipolar.facts.vocabulary import NO_ROLE
from multipolar.files import write

LICENCE = {"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0", "title": "Apache License 2.0"}
PANELS = {
    "membership_state_years": "Ties of states to organisations on 31 December of each year",
    "membership_dyad_years": "Organisations that two states share on 31 December of each year",
}


def export(record: Record, folder: Path, last: int) -> tuple[Path, ...]:
    """Write the record into a folder, panels up to the year `last`; returns the files written, the manifest last.

    Each file is written whole or not at all; `datapackage.json`, which names the others with their hashes, comes
    last, so that a folder with a fitting manifest is complete.
    """
    frames = {name: (_title(name), table(record, name)) for name in TABLES}
    frames["membership_state_years"] = (PANELS["membership_state_years"], state_years(record, last))
    frames["membership_dyad_years"] = (PANELS["membership_dyad_years"], dyad_years(record, last))
    written: list[Path] = []
    resources: list[dict[str, Any]] = []
    for name, (title, frame) in frames.items():
        for kind, content in (("csv", frame.write_csv().encode()), ("parquet", _parquet(frame))):
            path = folder / f"{name}.{kind}"
            write(content, path)
            written.append(path)
            resources.append(_resource(name, title, kind, content, frame))
    manifest = {
        "profile": "data-package",
        "name": "multipolar-record",
        "title": "multipolar: states, organisations, memberships, names and offices",
        "version": __version__,
        "licenses": [LICENCE],
        "layers": ["shipped", *(file.name for file in record.user)],
        "resources": resources,
    }
    write(json_text(manifest) + "\n", folder / "datapackage.json")
    return (*written, folder / "datapackage.json")


def table(record: Record, name: str) -> pl.DataFrame:
    """A table of the record as text, all parts of memberships and names together; `layer` tells the user's own rows."""
    parts = {
        "memberships": [f"memberships/{key}" for key in record.registry.organisations],
        "names": ["names/states", "names/organisations", "names/groups"],
        "others": ["names/others"],
    }.get(name, [name])
    columns = [column.name for column in TABLES[name].columns] + ["layer"]
    rows = [
        {c: row.get(c) or ("shipped" if c == "layer" else None) for c in columns}
        for p in parts
        for row in record.rows(p)
        if row.get("role") != NO_ROLE
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String))


def _title(name: str) -> str:
    return TABLES[name].title


def _resource(name: str, title: str, kind: str, content: bytes, frame: pl.DataFrame) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": f"{name.replace('_', '-')}-{kind}",
        "title": title,
        "path": f"{name}.{kind}",
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if kind == "csv":
        about |= {"profile": "tabular-data-resource", "encoding": "utf-8", "schema": _schema(name, frame)}
    return about


def _schema(name: str, frame: pl.DataFrame) -> dict[str, Any]:
    if name in TABLES:
        layer = {
            "name": "layer",
            "type": "string",
            "description": "shipped, or the user's file that the row comes from",
        }
        return {"fields": [*map(_field, TABLES[name].columns), layer], "primaryKey": list(_primary(TABLES[name]))}
    kinds = {column: "string" if dtype == pl.String else "integer" for column, dtype in frame.schema.items()}
    return {"fields": [{"name": column, "type": kind} for column, kind in kinds.items()]}


def _primary(table: Table) -> tuple[str, ...]:
    """The columns that tell rows apart, where none of them may be empty: Frictionless wants primary keys filled."""
    return table.unique if all(table.column(name).required for name in table.unique) else ()


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.kind in ("date", "day"):
        constraints["pattern"] = r"\d{4}(-\d{2}(-\d{2})?)?"
    return {"name": column.name, "type": "string", "description": column.meaning} | (
        {"constraints": constraints} if constraints else {}
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()
