"""A bundle opened again: taken for what it is only once its files are those of its manifest."""

from __future__ import annotations

import hashlib
import platform
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from multipolar.briefs.brief import Brief
from multipolar.briefs.bundle import SCHEMA, Manifest, versions
from multipolar.briefs.data import loads
from multipolar.errors import InputError

MOST = 40_000_000
"""Bytes of all files of a bundle, unpacked; more is refused, and so is an archive that is larger as it lies there."""
MOST_FILES = 1000
_NAME = re.compile(r"[^/\\\x00-\x1f]{1,200}\.review\.json")


class Bundle(msgspec.Struct, frozen=True):
    """A bundle that was opened. text and review are empty where it does not hold them."""

    manifest: Manifest
    brief: Brief
    text: str
    review: bytes


def unpack(path: Path) -> Bundle:
    """A bundle read back; InputError for what is no bundle, was changed, or holds what no bundle does."""
    try:
        if path.stat().st_size > MOST:
            raise InputError(f"is larger than {MOST // 1_000_000} MB", place=str(path))
        with zipfile.ZipFile(path) as archive:
            files = dict(_files(archive, str(path)))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", place=str(path)) from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise InputError(
            f"is no bundle ({error})", place=str(path), mend="Give a file that `multipolar brief --bundle` wrote"
        ) from error
    return _checked(files, str(path))


def _checked(files: dict[str, bytes], place: str) -> Bundle:
    """The bundle, if its files are those that its manifest lists, unchanged."""
    for name in ("manifest.json", "brief.json"):
        if name not in files:
            raise InputError(f"holds no {name}", place=place, mend="Give a file that `--bundle` wrote")
    try:
        manifest = msgspec.json.decode(files["manifest.json"], type=Manifest)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(f"has a manifest that cannot be read ({error})", place=place) from error
    if manifest.schema != SCHEMA:
        raise InputError(f"is of schema {manifest.schema!r}", place=place, mend=f"This version reads {SCHEMA!r}")
    if set(manifest.files) != set(files) - {"manifest.json"}:
        raise InputError("holds other files than its manifest lists", place=place)
    if manifest.article.review and not _NAME.fullmatch(manifest.article.review):
        raise InputError("names a side file that is none", place=place)
    for name, expected in manifest.files.items():
        found = hashlib.sha256(files[name]).hexdigest()
        if found != expected:
            raise InputError(f"{name} was changed: SHA-256 {found[:16]}, not {expected[:16]}", place=place)
    text = files.get("article.txt", b"").decode("utf-8", errors="replace")
    return Bundle(manifest, loads(files["brief.json"]), text, files.get("article.review.json", b""))


def _files(archive: zipfile.ZipFile, place: str) -> Iterator[tuple[str, bytes]]:
    """The files, each within its folder and all within their cap; what a header says of a size is not believed."""
    left = MOST
    if len(archive.infolist()) > MOST_FILES or len(set(archive.namelist())) < len(archive.namelist()):
        raise InputError("holds too many files, or one name twice", place=place)
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in entry.filename or entry.external_attr >> 28 == 0xA:
            raise InputError(f"holds {entry.filename[:60]!r}, which leads out of it", place=place)
        if entry.is_dir():
            continue
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InputError(f"holds {entry.filename[:60]!r}, packed in another way than bundles are", place=place)
        with archive.open(entry) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise InputError(f"is larger than {MOST // 1_000_000} MB unpacked", place=place)
        yield entry.filename, data


def differences(held: Bundle, made: Brief) -> list[str]:
    """Where a brief made again is not that of the bundle, in lines: Python, libraries, and the parts that differ."""
    with_what = {"Python": (held.manifest.python, platform.python_version())}
    now = versions()
    with_what |= {
        name: (held.manifest.dependencies.get(name, "none"), now.get(name, "none"))
        for name in sorted({*held.manifest.dependencies, *now})
    }
    lines = [f"{name} was {before}, is {after}" for name, (before, after) in with_what.items() if before != after]
    parts = [name for name in Brief.__struct_fields__ if getattr(held.brief, name) != getattr(made, name)]
    return [*lines, f"Parts of brief.json that differ: {', '.join(parts)}"] if parts else lines
