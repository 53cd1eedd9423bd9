"""A brief with all that it takes to make it again: inputs by their hash, the rows it rests on, commands, versions."""

from __future__ import annotations

import csv
import hashlib
import io
import platform
import zipfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath

import msgspec

from multipolar.briefs.brief import Brief, CheckRow, EvidenceRow, SourceRow
from multipolar.briefs.data import dumps, loads
from multipolar.briefs.figures import states, table
from multipolar.briefs.html import html
from multipolar.briefs.outlines import DEFAULT_VIEW
from multipolar.errors import InputError

SCHEMA = "multipolar bundle 1"
MOST = 40_000_000
"""Bytes of all files of a bundle, unpacked; more is refused."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day on which a ZIP archive says that its files were made, so that the same brief gives the same bundle."""
_DEPENDENCIES = ("ahocorasick-rs", "jinja2", "lark", "lxml", "msgspec", "numpy", "polars", "trafilatura")
_EVIDENCE = ("claim", "proposition", "kind", "what", "actors", "when", "value", "low", "high", "n", "unit", "source")


class Article(msgspec.Struct, frozen=True):
    """What is known of the text beside its letters: its hash as stored, and what its container said."""

    sha256: str
    title: str
    publisher: str
    published: str
    notices: tuple[str, ...]
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
    python: str
    dependencies: dict[str, str]
    commands: tuple[str, ...]
    article: Article
    options: Options
    datasets: tuple[SourceRow, ...]
    files: dict[str, str]


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was opened. text and review are empty where it does not hold them."""

    manifest: Manifest
    brief: Brief
    text: str
    review: bytes


def pack(brief: Brief, article: Article, options: Options, text: str, review: bytes) -> bytes:
    """The bundle as a ZIP archive, the same for the same brief.

    text: the stored text, which goes in where the options ask for it. review: the side file used, or nothing.
    """
    files: dict[str, bytes] = {"brief.json": dumps(brief).encode(), "brief.html": html(brief).encode()}
    files["data/evidence.csv"] = _csv(_EVIDENCE, _evidence(brief))
    for row in brief.ties:
        files[f"data/ties-{row.measure}.csv"] = table(row).encode()
    if brief.map is not None:
        files["data/map.csv"] = states(brief.map).encode()
    if options.with_text:
        files["article.txt"] = text.encode()
    if review:
        files["article.review.json"] = review
    files["README.txt"] = _readme(options).encode()
    manifest = Manifest(
        SCHEMA,
        brief.manifest.tool,
        platform.python_version(),
        {name: found for name in _DEPENDENCIES if (found := _version(name))},
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
            archive.writestr(entry, data)
    return out.getvalue()


def unpack(path: Path) -> Bundle:
    """A bundle read back; InputError for what is no bundle, was changed, or holds what no bundle does."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = dict(_files(archive, str(path)))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(
            f"is no bundle ({error})", place=str(path), mend="Give a file that `multipolar brief --bundle` wrote"
        ) from error
    for name in ("manifest.json", "brief.json"):
        if name not in files:
            raise InputError(f"holds no {name}", place=str(path), mend="Give a file that `--bundle` wrote")
    try:
        manifest = msgspec.json.decode(files["manifest.json"], type=Manifest)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(f"has a manifest that cannot be read ({error})", place=str(path)) from error
    if manifest.schema != SCHEMA:
        raise InputError(f"is of schema {manifest.schema!r}", place=str(path), mend=f"This version reads {SCHEMA!r}")
    for name, expected in manifest.files.items():
        found = hashlib.sha256(files.get(name, b"")).hexdigest()
        if found != expected:
            raise InputError(f"{name} was changed or lost: SHA-256 {found[:16]}, not {expected[:16]}", place=str(path))
    text = files.get("article.txt", b"").decode("utf-8", errors="replace")
    return Bundle(manifest, loads(files["brief.json"]), text, files.get("article.review.json", b""))


def _files(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[str, bytes]]:
    """The files, each within its folder and all within their cap; what a header says of a size is not believed."""
    left = MOST
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in entry.filename or entry.external_attr >> 28 == 0xA:
            raise InputError(f"holds {entry.filename[:60]!r}, which leads out of it", place=place)
        if entry.is_dir():
            continue
        with archive.open(entry) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise InputError(f"is larger than {MOST // 1_000_000} MB unpacked", place=place)
        yield entry.filename, data


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


def _csv(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue().encode()
