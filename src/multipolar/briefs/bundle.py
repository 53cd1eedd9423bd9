"""A brief with all that it takes to make it again: inputs by their hash, the rows it rests on, commands, versions."""

from __future__ import annotations

import hashlib
import io
import platform
import zipfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version

import msgspec

from multipolar.briefs.brief import Brief, CheckRow, EvidenceRow, SourceRow
from multipolar.briefs.data import dumps
from multipolar.briefs.figures import numbers, sheet
from multipolar.briefs.html import html
from multipolar.briefs.outlines import DEFAULT_VIEW

SCHEMA = "multipolar bundle 1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day on which a ZIP archive says that its files were made, so that the same brief gives the same bundle."""
_DEPENDENCIES = ("ahocorasick-rs", "jinja2", "lark", "lxml", "msgspec", "numpy", "polars", "trafilatura")
_EVIDENCE = ("claim", "proposition", "kind", "what", "actors", "when", "value", "low", "high", "n", "unit", "source")
_MEMBERSHIPS = ("state", "organisation", "role", "day")


class Article(msgspec.Struct, frozen=True):
    """What is known of the text beside its letters: its hash as stored, and what its container said."""

    sha256: str
    title: str
    publisher: str
    published: str
    notices: tuple[str, ...]
    byline: str = ""
    """where the options ask for it"""
    review: str = ""
    """name of the side file whose corrections were used, "" for none"""


class Options(msgspec.Struct, frozen=True):
    """How the brief was asked for."""

    published: date | None
    as_known: date | None
    byline: bool
    with_text: bool
    borders: str = DEFAULT_VIEW
    """the view of borders that the map shows"""


class Manifest(msgspec.Struct, frozen=True):
    """What a bundle holds and what it was made with. files: SHA-256 by name."""

    schema: str
    tool: str
    reader: str
    facts: str
    data: str
    """digests of the record and of the series, as in the brief"""
    python: str
    dependencies: dict[str, str]
    commands: tuple[str, ...]
    article: Article
    options: Options
    datasets: tuple[SourceRow, ...]
    files: dict[str, str]


def pack(brief: Brief, article: Article, options: Options, text: str, review: bytes) -> bytes:
    """The bundle as a ZIP archive, the same for the same brief.

    text: the stored text, which goes in where the options ask for it. review: the side file used, or nothing.
    """
    files: dict[str, bytes] = {"brief.json": dumps(brief).encode(), "brief.html": html(brief).encode()}
    files["data/evidence.csv"] = sheet([_EVIDENCE, *_evidence(brief)]).encode()
    files["data/memberships.csv"] = sheet([_MEMBERSHIPS, *_memberships(brief)]).encode()
    files |= {f"data/{name}.csv": sheet(rows).encode() for name, rows in numbers(brief)}
    if options.with_text:
        files["article.txt"] = text.encode()
    if review:
        files["article.review.json"] = review
    files["README.txt"] = _readme(options).encode()
    manifest = Manifest(
        SCHEMA,
        brief.manifest.tool,
        brief.manifest.reader,
        brief.manifest.facts,
        brief.manifest.data,
        platform.python_version(),
        versions(),
        tuple(_commands(options)),
        article,
        options,
        brief.sources,
        {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    )
    files["manifest.json"] = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the system that it was made on would show
            archive.writestr(entry, data)
    return out.getvalue()


def versions() -> dict[str, str]:
    """The versions of the libraries that a brief comes out of, here and now."""
    return {name: found for name in _DEPENDENCIES if (found := _version(name))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _commands(options: Options) -> Iterator[str]:
    said = ["multipolar brief ARTICLE"]
    said += [f"--published {options.published}"] if options.published else []
    said += [f"--as-known {options.as_known}"] if options.as_known else []
    said += ["--byline"] if options.byline else []
    said += ["--with-text"] if options.with_text else []
    said += [f"--borders {options.borders}"] if options.borders != DEFAULT_VIEW else []
    yield f"{' '.join(said)} -o brief.json"
    yield "multipolar replicate BUNDLE" + ("" if options.with_text else " ARTICLE")


def _readme(options: Options) -> str:
    text = "article.txt is the text as it was read.\n" if options.with_text else (
        "The text is not here: the brief quotes it, and manifest.json has its SHA-256.\n"
    )  # fmt: skip
    return (
        "A brief by multipolar with what it takes to make it again.\n\n"
        "brief.html and brief.json are the brief. data/ holds the rows of the record that it rests on; the licences\n"
        f"of their datasets stand in manifest.json. {text}"
        "manifest.json has versions, options, commands and the SHA-256 of every file.\n\n"
        "`multipolar replicate` makes the brief again and says whether it is the same.\n"
    )


def _evidence(brief: Brief) -> Iterator[tuple[object, ...]]:
    checks: list[tuple[str, CheckRow]] = [(str(c.number), check) for c in brief.claims for check in c.checks]
    checks += [("", row.check) for row in brief.roles if row.check is not None]
    for claim, check in checks:
        for row in check.evidence:
            yield (claim, check.proposition, *_row(row))
    for omitted in brief.first.omitted:
        for row in omitted.evidence:
            yield ("", f"not in the text: {omitted.kind}", *_row(row))


def _memberships(brief: Brief) -> Iterator[tuple[object, ...]]:
    """Who was in what on the day of the text, as the matrix of the brief shows it."""
    if brief.overlap is None:
        return
    shared = brief.overlap
    for state, roles in zip(shared.states, shared.roles, strict=True):
        for organisation, role in zip(shared.organisations, roles, strict=True):
            yield state, organisation, role, shared.day


def _row(row: EvidenceRow) -> tuple[object, ...]:
    return (
        row.kind,
        row.what,
        " ".join(row.actors),
        row.when,
        row.value,
        row.low,
        row.high,
        row.n,
        row.text,
        row.source,
    )
