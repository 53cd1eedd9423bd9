"""Generations of the world: folders of tidy Parquet tables with a manifest, never changed once they are there.

A world folder holds `generations/`, one folder a generation named by its content, and the file CURRENT with the name
of the one in force. A new one is made beside the others and put in force by replacing that file, so readers are
never blocked and a build that fails changes nothing. The generation that ships lies in `facts/world`.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl

from multipolar import facts, files
from multipolar.errors import DataError, OutputError
from multipolar.measures.table import Table

FORMAT = 2
MANIFEST = "manifest.json"
CURRENT = "CURRENT"
GENERATIONS = "generations"

VARIABLE = "MULTIPOLAR_WORLD"
"""Environment variable that names the folder of the user's world."""

_SHIPPED_MEND = "Install multipolar again"
_ABANDONED = 86_400
_NAME = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, eq=False)
class Generation:
    """One generation: its folder, its manifest, and the tables read so far."""

    folder: Path
    manifest: Mapping[str, Any]
    mend: str = _SHIPPED_MEND
    _read: dict[str, Table] = field(default_factory=dict, repr=False)

    @staticmethod
    def open(folder: Path, mend: str = _SHIPPED_MEND) -> Generation:
        """The generation in a folder; DataError where its manifest cannot be read. Tables are read when asked for."""
        place = folder / MANIFEST
        try:
            manifest = json.loads(place.read_bytes())
            sound = manifest["format"] == FORMAT and {"states", "tables", "datasets", "measures"} <= manifest.keys()
        except OSError as error:
            raise DataError(f"the manifest cannot be read ({error.strerror})", place=str(place), mend=mend) from error
        except (ValueError, TypeError, KeyError, RecursionError):
            sound = False
        if not sound:
            raise DataError(f"this is no manifest of format {FORMAT}", place=str(place), mend=mend)
        return Generation(folder, manifest, mend)

    @property
    def name(self) -> str:
        """What tells it from others: the beginning of its checksum."""
        return str(self.manifest["checksum"])[:16]

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Keys of the states that its tables may name, sorted."""
        return tuple(self.manifest["states"])

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(self.manifest["tables"])

    def covers(self, dataset: str) -> tuple[int, int]:
        """First and last year that a dataset covers."""
        first, last = self.manifest["datasets"][dataset]["covers"]
        return first, last

    def frame(self, name: str) -> pl.DataFrame:
        """A table as a frame, once its file is shown to be the one that the manifest names; else DataError."""
        told = self.manifest["tables"][name]
        place = self.folder / told["file"]
        try:
            content = place.read_bytes()
        except OSError as error:
            raise DataError(f"the table cannot be read ({error.strerror})", place=str(place), mend=self.mend) from error
        found = hashlib.sha256(content).hexdigest()
        if found != told["sha256"]:
            raise DataError(
                f"its SHA-256 is {found} where the manifest has {told['sha256']}", place=str(place), mend=self.mend
            )
        return pl.read_parquet(io.BytesIO(content))

    def table(self, name: str) -> Table:
        """A table as sorted arrays, read once."""
        if name not in self._read:
            self._read[name] = Table.of(self.frame(name), symmetric=self.manifest["tables"][name]["symmetric"])
        return self._read[name]

    def counted(self, choice: str, by: str) -> Table:
        """The counted votes of any choice of roll calls, by year or session, from the ballots."""
        from multipolar.measures import ballots

        return ballots.table(self, choice, by)


@cache
def shipped() -> Generation:
    """The generation that comes with the package."""
    return Generation.open(facts.path("world"))


def home() -> Path:
    """The folder of the user's world; it need not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share"
    return Path(base) / "multipolar" / "world"


def current(folder: Path | None = None) -> Generation:
    """The generation in force: that of the user's world, or the shipped one where none was built."""
    root = home() if folder is None else folder
    try:
        name = (root / CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        return shipped()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error})", place=str(root / CURRENT), mend=_mend(root)) from None
    if not _NAME.fullmatch(name):
        raise DataError("this names no generation", place=str(root / CURRENT), mend=_mend(root))
    return _opened(root / GENERATIONS / name, _mend(root))


def _mend(root: Path) -> str:
    return f"Build it again with `multipolar data build`, or remove {root / CURRENT} to use what ships"


@cache
def _opened(folder: Path, mend: str) -> Generation:
    return Generation.open(folder, mend)


def checksum(frame: pl.DataFrame) -> str:
    """SHA-256 of what a table says: names, values and gaps column by column, whatever file it is kept in.

    Columns are numbers, Enum or text.
    """
    digest = hashlib.sha256()
    for column in frame:
        digest.update(f"{column.name}:{column.dtype.base_type().__name__}\n".encode())
        digest.update(column.is_null().to_numpy().tobytes())
        if isinstance(column.dtype, pl.Enum):
            digest.update("\n".join(column.dtype.categories).encode())
        if column.dtype == pl.String:
            digest.update("\0".join(column.fill_null("").to_list()).encode())
            continue
        codes = column.to_physical().cast(pl.Int32) if isinstance(column.dtype, pl.Enum) else column
        values = codes.fill_null(0).to_numpy()
        digest.update(values.astype(values.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def write(tables: Mapping[str, pl.DataFrame], manifest: Mapping[str, Any], folder: Path) -> Generation:
    """Write the tables and their manifest as a new folder, whole or not at all; OutputError where that fails.

    A folder that is there already is replaced by the new one.
    """
    draft = folder.with_name(f".{folder.name[:40]}.{secrets.token_hex(4)}.part")
    files.make_folder(folder.parent)
    _sweep(folder.parent)
    try:
        draft.mkdir()
        told = {name: dict(entry) for name, entry in manifest["tables"].items()}
        for name, frame in tables.items():
            place = draft / told[name]["file"]
            frame.write_parquet(place, compression="zstd", compression_level=15, statistics=False)
            told[name]["sha256"] = hashlib.sha256(place.read_bytes()).hexdigest()
            _flush(place)
        text = json.dumps({**manifest, "tables": told}, ensure_ascii=False, indent=1, sort_keys=True)
        files.write(text + "\n", draft / MANIFEST)
        _put(draft, folder)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise OutputError(
            f"the world could not be written ({error})", place=str(folder), mend="What was there before is unchanged"
        ) from error
    finally:
        _remove(draft)
    return Generation.open(folder)


def _remove(draft: Path) -> None:
    """Remove what a failed or interrupted write left, though the user interrupts that too."""
    try:
        shutil.rmtree(draft, ignore_errors=True)
    except KeyboardInterrupt:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _sweep(parent: Path) -> None:
    """Remove drafts that a killed build left more than a day ago; younger ones may be another's that still writes."""
    for left in parent.glob(".*.*"):
        with contextlib.suppress(OSError):
            if left.suffix in (".part", ".old") and time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def _put(draft: Path, folder: Path) -> None:
    """Move a finished folder into place; one that is there steps aside first and comes back if the move fails."""
    if not folder.exists():
        draft.replace(folder)
        return
    aside = folder.with_name(f".{folder.name[:40]}.{secrets.token_hex(4)}.old")
    folder.replace(aside)
    try:
        draft.replace(folder)
    except OSError:
        aside.replace(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def publish(tables: Mapping[str, pl.DataFrame], manifest: Mapping[str, Any], root: Path) -> Generation:
    """Make a generation in a world folder and put it in force; one of the same content is not made again."""
    name = str(manifest["checksum"])[:16]
    folder = root / GENERATIONS / name
    if not _whole(folder):
        write(tables, manifest, folder)
    files.write(name + "\n", root / CURRENT)
    return current(root)


def _whole(folder: Path) -> bool:
    """Whether a generation is there with all its tables as its manifest names them."""
    try:
        found = Generation.open(folder)
        return all(
            hashlib.sha256((folder / told["file"]).read_bytes()).hexdigest() == told["sha256"]
            for told in found.manifest["tables"].values()
        )
    except (DataError, OSError, KeyError):
        return False
