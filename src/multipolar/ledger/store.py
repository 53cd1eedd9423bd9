"""The file of the ledger: SQLite in WAL mode, in which every entry is whole or not there.

Writers wait for each other for a moment; readers never wait. A file of a later version is refused. Entries and first
resolutions are never changed; what later data would say is kept beside them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from multipolar.errors import DataError, InputError, OutputError
from multipolar.ledger.entries import Entry, Resolution, checked

VERSION = 1
Row = TypeVar("Row", Entry, Resolution)
PATIENCE = 30.0
"""Seconds that a writer waits for another."""

_TABLES = """
CREATE TABLE entry (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE resolution (entry TEXT NOT NULL REFERENCES entry(id), number INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (entry, number)) WITHOUT ROWID;
CREATE TABLE confirmed (entry TEXT PRIMARY KEY REFERENCES entry(id), day TEXT NOT NULL) WITHOUT ROWID;
"""


class Ledger:
    """An open ledger. Use `opened`."""

    def __init__(self, connection: sqlite3.Connection, place: Path) -> None:
        self._connection = connection
        self._place = place

    def add(self, entries: Iterable[Entry]) -> int:
        """Keep entries, all of them or none; how many were new. One that is there already is left as it is."""
        rows = [(entry.id, _packed(checked(entry))) for entry in entries]
        with self._writing():
            before = self._count()
            self._connection.executemany("INSERT OR IGNORE INTO entry VALUES (?, ?)", rows)
            return self._count() - before

    def entries(self) -> list[Entry]:
        """All entries, by the day they were made and their key."""
        rows = self._connection.execute("SELECT data FROM entry")
        found = [self._unpacked(data, Entry) for (data,) in rows]
        return sorted(found, key=lambda entry: (entry.made, entry.id))

    def entry(self, key: str) -> Entry:
        """The entry whose key begins so; InputError for none and for several."""
        rows = self._connection.execute(
            "SELECT data FROM entry WHERE substr(id, 1, length(?)) = ? LIMIT 2", (key, key)
        ).fetchall()
        if len(rows) != 1:
            what = "no entry has" if not rows else "several entries have"
            raise InputError(
                f"{what} a key that begins with {key[:20]!r}", mend="`multipolar ledger list` shows the keys"
            )
        return self._unpacked(rows[0][0], Entry)

    def resolve(self, found: Iterable[Resolution]) -> int:
        """Keep resolutions: the first of an entry is its outcome, a later one that says otherwise a revision.

        One that says the same as the last is not kept. How many were kept.
        """
        kept = 0
        with self._writing():
            for row in found:
                earlier = self._connection.execute(
                    "SELECT data FROM resolution WHERE entry = ? ORDER BY number", (row.entry,)
                ).fetchall()
                if earlier and self._unpacked(earlier[-1][0], Resolution).outcome == row.outcome:
                    continue
                self._connection.execute(
                    "INSERT INTO resolution VALUES (?, ?, ?)", (row.entry, len(earlier), _packed(row))
                )
                kept += 1
        return kept

    def resolutions(self) -> dict[str, list[Resolution]]:
        """The resolutions of each entry that has any, the first of them being its outcome."""
        found: dict[str, list[Resolution]] = {}
        for key, data in self._connection.execute("SELECT entry, data FROM resolution ORDER BY entry, number"):
            found.setdefault(key, []).append(self._unpacked(data, Resolution))
        return found

    def confirm(self, key: str, day: date) -> None:
        """Say that a person has looked at an entry and takes its probability for what was meant."""
        with self._writing():
            self._connection.execute("INSERT OR IGNORE INTO confirmed VALUES (?, ?)", (self.entry(key).id, str(day)))

    def confirmed(self) -> dict[str, str]:
        """The entries that a person confirmed, with the day."""
        return dict(self._connection.execute("SELECT entry, day FROM confirmed"))

    def _count(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM entry").fetchone()
        return int(count)

    def _unpacked(self, data: str, type_: type[Row]) -> Row:
        try:
            return msgspec.json.decode(data, type=type_)
        except msgspec.DecodeError as error:
            raise DataError(f"a row cannot be read ({error})", place=str(self._place), mend="Restore a copy") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise _refused(error, self._place) from error


def _packed(row: Entry | Resolution) -> str:
    return msgspec.json.encode(row, order="sorted").decode()


@contextmanager
def opened(place: Path) -> Iterator[Ledger]:
    """The ledger at a path, made where there is none.

    DataError: no ledger, damaged, or of a later version. OutputError: it cannot be written, or another process has it.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"cannot be opened ({error})", place=str(place), mend="Name another file") from error
    try:
        _prepare(connection, place)
        yield Ledger(connection, place)
    except sqlite3.OperationalError as error:
        raise _refused(error, place) from error
    except sqlite3.DatabaseError as error:
        raise DataError(f"is damaged or no ledger ({error})", place=str(place), mend="Restore a copy") from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, place: Path) -> None:
    """WAL mode, and the tables where the file is new; of two processes that begin at once one makes them."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise DataError(
            f"is of version {version}, this is for {VERSION}", place=str(place), mend="Use a newer multipolar with it"
        )
    if version == VERSION:
        connection.execute("PRAGMA foreign_keys = ON")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables:
            connection.execute("ROLLBACK")
            raise DataError("is a database, but no ledger", place=str(place), mend="Name another file")
        for statement in _TABLES.strip().split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = ON")


def _refused(error: sqlite3.OperationalError, place: Path) -> OutputError:
    if "locked" in str(error) or "busy" in str(error):
        return OutputError(
            f"another process has held it for {PATIENCE:.0f} seconds",
            place=str(place),
            mend="Try again when it is done",
        )
    return OutputError(f"cannot be read or written ({error})", place=str(place), mend="See to its folder and disk")
