"""A user's own facts: read from CSV, checked row by row, and laid over the shipped record without changing it.

A file holds rows of one table, which its header tells: memberships, organisations, names or offices. Rows of an
actor in an organisation are the whole account of that pair: they take the place of the shipped rows, from their
`known_from` on where one is given (so that an earlier `as known` keeps its answer), else altogether.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from multipolar import facts
from multipolar.actors.registry import nearest
from multipolar.dates import Span, parse, parse_day, span
from multipolar.errors import InputError
from multipolar.facts import Rows
from multipolar.facts.schema import USER_TABLES, Column, Table
from multipolar.facts.vocabulary import NO_ROLE

MAX_BYTES = 5_000_000
"""Larger than any record of facts that a person keeps by hand."""

PROBLEMS_LISTED = 500
"""Problems after which a check stops: whoever has more mends these first."""

PROBLEMS_NAMED = 5
"""Problems that the one-line error of a refused file names; `facts check` lists them all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell of a user's file: line as an editor counts it, column, and how to mend it."""

    line: int
    column: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.problem}" + (f". {self.mend}" if self.mend else "")


@dataclass(frozen=True, slots=True)
class UserFacts:
    """A checked file of a user's facts: its name, its SHA-256, the table it adds to and its rows, columns filled in."""

    name: str
    text: str
    table: str
    rows: tuple[dict[str, str], ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the file's text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @classmethod
    def read(cls, path: Path, others: Iterable[UserFacts] = ()) -> UserFacts:
        """Read and check a file; InputError that names the first problems where there are any.

        `others` are files in force beside it, whose organisations its rows may speak of.
        """
        return cls.parse(file_name(path), text_of(path), others)

    @classmethod
    def parse(cls, name: str, text: str, others: Iterable[UserFacts] = ()) -> UserFacts:
        """As `read`, of a text that is read already."""
        found, problems = check(name, text, others)
        if problems:
            more = f" and {len(problems) - PROBLEMS_NAMED} more" if len(problems) > PROBLEMS_NAMED else ""
            raise InputError(
                "; ".join(map(str, problems[:PROBLEMS_NAMED])) + more,
                place=name,
                mend=f"multipolar facts check {name} lists them all",
            )
        return found


def check(name: str, text: str, others: Iterable[UserFacts] = ()) -> tuple[UserFacts, tuple[Problem, ...]]:
    """The rows of a user's file and what is wrong with them, up to PROBLEMS_LISTED.

    InputError where the text as a whole cannot be used: no CSV, no known header, no rows.
    """
    table, rows, problems = _parsed(name, text)
    others = tuple(others)
    keys = _Keys.of(facts.rows, others, rows.values() if table.name == "organisations" else ())
    taken = {pair: file.name for file in others if file.table == "memberships" for pair in map(_pair, file.rows)}
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows.items():
        if len(problems) >= PROBLEMS_LISTED:
            break
        problems += _row_problems(table, row, number, keys)
        if table.name == "memberships" and _pair(row) in taken:
            told = f"{taken[_pair(row)]} already gives an account of {row['actor']} in {row['organisation']}"
            problems.append(Problem(number, "actor", told, "Keep all rows of the pair in one file"))
        same = tuple(row[column] for column in table.unique)
        if same in seen:
            again = f"says again what line {seen[same]} says"
            problems.append(Problem(number, table.unique[0], again, "Take one of them out"))
        seen.setdefault(same, number)
    if table.name == "memberships" and not problems:
        problems += _contradictions(rows)
    filled = tuple(row | {"layer": name} for row in rows.values())
    return UserFacts(name, text, table.name, filled), tuple(sorted(problems, key=lambda p: p.line))


def _parsed(name: str, text: str) -> tuple[Table, dict[int, dict[str, str]], list[Problem]]:
    """The table of a file, its rows by the line that they end on, and rows that do not fit the header."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    rows: dict[int, dict[str, str]] = {}
    try:
        header = _header(lines, name, text)
        table = _table(header, name)
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                what = f"has {len(cells)} cells where the header has {len(header)}"
                problems.append(Problem(lines.line_num, "row", what, "Put cells that hold a comma in double quotes"))
                continue
            written = {column.strip(): cell.strip() for column, cell in zip(header, cells, strict=True)}
            rows[lines.line_num] = {column.name: written.get(column.name, "") for column in table.columns}
    except csv.Error as error:
        raise InputError(
            f"is not CSV ({error})",
            place=f"{name} line {lines.line_num}",
            mend="Write it as comma-separated UTF-8",
        ) from None
    if not rows and not problems:
        raise InputError("holds no rows", place=name)
    return table, rows, problems


def _contradictions(rows: dict[int, dict[str, str]]) -> list[Problem]:
    """Rows of one pair that hold at the same time, and are known at the same time."""
    found: list[Problem] = []
    pairs: dict[tuple[str, str], list[tuple[int, Span, Span]]] = {}
    for number, row in rows.items():
        held, known = span(row["start"], row["end"]), span(row["known_from"], row["known_to"])
        for line, other, known_then in pairs.setdefault(_pair(row), []):
            if held.overlaps(other) and known.overlaps(known_then):
                what = f"holds at the same time as line {line}"
                found.append(
                    Problem(number, "start", what, "Close the earlier row on the day on which the later begins")
                )
                break
        pairs[_pair(row)].append((number, held, known))
    return found


def read_all(paths: Iterable[Path]) -> tuple[UserFacts, ...]:
    """Read and check files that are in force together, those that name new organisations before the others."""
    texts = [(file_name(path), text_of(path)) for path in paths]
    names = [name for name, _ in texts]
    for name in names:
        if names.count(name) > 1:
            raise InputError("two files of facts have this name", place=name, mend="Rename one of them")
    read: list[UserFacts] = []
    for name, text in sorted(texts, key=lambda file: (table_of(*file) != "organisations", file[0])):
        read.append(UserFacts.parse(name, text, read))
    return tuple(read)


def _header(lines: Iterator[list[str]], name: str, text: str) -> list[str]:
    """The first line of a file; InputError where the file is empty or divides its columns by something else."""
    if not text.strip():
        raise InputError("is empty", place=name, mend="Write a header and rows; multipolar facts columns lists them")
    header = next(lines, [])
    known = {column.name for table in USER_TABLES for column in table.columns}
    for mark, called in ((";", "a semicolon"), ("\t", "a tab")):
        if len(header) == 1 and len(known & {cell.strip(' "') for cell in header[0].split(mark)}) > 1:
            mend = "Save it as CSV with commas"
            raise InputError(f"its columns are divided by {called} ({mark!r})", place=f"{name} line 1", mend=mend)
    return header


def table_of(name: str, text: str) -> str:
    """The table that a user's file adds to; InputError where its header fits none."""
    try:
        header = _header(csv.reader(io.StringIO(text, newline="")), name, text)
    except csv.Error as error:
        raise InputError(f"is not CSV ({error})", place=name, mend="Write it as comma-separated UTF-8") from None
    return _table(header, name).name


def file_name(path: Path) -> str:
    """The name that a file of facts is shown by; InputError for one that a table or a terminal cannot show."""
    if not path.name.isprintable() or path.name[:1] in tuple("=+-@"):
        raise InputError(
            "a file of facts cannot have this name", place=ascii(path.name), mend="Rename it in letters and digits"
        )
    return path.name


def laid_over(shipped: Rows, user: Iterable[UserFacts]) -> Rows:
    """Rows of a table by its name, with those of a user's files; the shipped rows themselves are never changed."""
    added: dict[str, list[dict[str, str]]] = {}
    for file in user:
        for row in file.rows:
            added.setdefault(_place(file.table, row), []).append(row)

    def rows(name: str) -> list[dict[str, str]]:
        own = added.get(name, [])
        new_body = name.startswith("memberships/") and _is_new(name.removeprefix("memberships/"), added)
        written = [] if new_body else shipped(name)
        if not own:
            return written
        return (_corrected(written, own) if name.startswith("memberships/") else written) + own

    return rows


def _pair(row: dict[str, str]) -> tuple[str, str]:
    return row["actor"], row["organisation"]


def _is_new(body: str, added: dict[str, list[dict[str, str]]]) -> bool:
    return any(row["key"] == body for row in added.get("organisations", ()))


def _place(table: str, row: dict[str, str]) -> str:
    """The shipped table that a user's row stands beside: one a body for memberships, one a kind of actor for names."""
    if table == "memberships":
        return f"memberships/{row['organisation']}"
    return "names/states" if table == "names" else table


def _corrected(written: list[dict[str, str]], own: list[dict[str, str]]) -> list[dict[str, str]]:
    """The shipped rows without those of actors that the user gives an account of, or closed when it became known."""
    since: dict[str, list[str]] = {}
    for row in own:
        since.setdefault(row["actor"], []).append(row["known_from"])
    kept: list[dict[str, str]] = []
    for row in written:
        known = since.get(row["actor"])
        if known is None:
            kept.append(row)
        elif all(known):
            kept.append(row | {"known_to": row["known_to"] or min(known, key=lambda day: parse(day).last)})
    return kept


def text_of(path: Path) -> str:
    """The text of a user's file, read once; InputError where it is not there, too large or not UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", place=str(path), mend="Divide it")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(path)) from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not UTF-8 (byte {error.start})", place=str(path), mend="Save it as CSV with the encoding UTF-8"
        ) from None


def _table(header: list[str], place: str) -> Table:
    """The table whose columns a header has."""
    names = [name.strip() for name in header]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise InputError(f"the header names {', '.join(sorted(repeated))} twice", place=place)

    def missing(table: Table) -> list[str]:
        return [c.name for c in table.columns if c.required and c.name not in names]

    def unknown(table: Table) -> list[str]:
        return [name for name in names if name not in {c.name for c in table.columns}]

    for table in USER_TABLES:
        if not missing(table) and not unknown(table):
            return table
    closest = min(USER_TABLES, key=lambda table: len(missing(table)) + len(unknown(table)))
    wrong = [f"lacks {', '.join(missing(closest))}"] if missing(closest) else []
    wrong += [f"has the unknown {', '.join(repr(n[:40]) for n in unknown(closest))}"] if unknown(closest) else []
    raise InputError(
        f"the header fits no table of facts; for {closest.name} it {' and '.join(wrong)}",
        place=f"{place} line 1",
        mend=f"The columns of {closest.name} are {', '.join(c.name for c in closest.columns)}",
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys that a row may speak of."""

    states: frozenset[str]
    bodies: frozenset[str]
    shipped_bodies: frozenset[str]
    groups: frozenset[str]
    lives: dict[str, Span]

    @classmethod
    def of(cls, shipped: Rows, others: tuple[UserFacts, ...], own: Iterable[dict[str, str]]) -> _Keys:
        bodies = frozenset(row["key"] for row in shipped("organisations"))
        new = {row["key"] for row in _new_bodies(others)}
        return cls(
            frozenset(row["key"] for row in shipped("states")),
            bodies | new | {row["key"] for row in own},
            bodies | new,
            frozenset(row["group"] for row in shipped("group_definitions")),
            _lives(shipped) | {row["key"]: span(row["start"], row["end"]) for row in _new_bodies(others)},
        )


def _new_bodies(files: Iterable[UserFacts]) -> Iterator[dict[str, str]]:
    return (row for file in files if file.table == "organisations" for row in file.rows)


def _lives(shipped: Rows) -> dict[str, Span]:
    """From when to when each shipped state and organisation existed: for a state, from its first to its last spell."""
    spells: dict[str, list[Span]] = {}
    for row in shipped("spells"):
        spells.setdefault(row["key"], []).append(span(row["start"], row["end"]))
    lives = {key: Span(held[0].start, held[-1].end) for key, held in spells.items()}
    return lives | {row["key"]: span(row["start"], row["end"]) for row in shipped("organisations")}


def _row_problems(table: Table, row: dict[str, str], line: int, keys: _Keys) -> list[Problem]:
    found: list[Problem] = []
    for column in table.columns:
        cell = row[column.name]
        wrong = _cell_problem(table, column, cell, keys) if cell else None
        if not cell and column.required:
            wrong = ("is empty", f"Give it: {column.meaning}")
        if wrong:
            found.append(Problem(line, column.name, *wrong))
    dated = bool(row.get("start")) and bool(row.get("end"))
    sound = not any(p.column in ("start", "end") for p in found)
    if dated and sound and parse(row["end"]).last <= parse(row["start"]).first:
        what = f"{row['end']} is not after start {row['start']}"
        found.append(Problem(line, "end", what, "The end is the first day on which the fact no longer held"))
    return found or _senseless(table, row, line, keys)


def _senseless(table: Table, row: dict[str, str], line: int, keys: _Keys) -> list[Problem]:
    """What is wrong with a row whose cells are each sound."""
    found: list[Problem] = []
    if table.name == "memberships":
        if row["actor"] == row["organisation"]:
            found.append(Problem(line, "actor", f"{row['actor']} cannot belong to itself", "Name the member"))
        if row["role"] != NO_ROLE:
            found += _out_of_life(row, line, keys)
        known_from, known_to = row["known_from"], row["known_to"]
        if known_from and known_to and parse(known_to).last <= parse(known_from).last:
            what = f"{known_to} is not after known_from {known_from}"
            found.append(Problem(line, "known_to", what, "It is the day on which a correction took its place"))
    if table.name == "names" and row["name"].islower() and " " not in row["name"]:
        found.append(Problem(line, "name", f"{row['name'][:60]!r} is a common word", "Names begin with a capital"))
    return found


def _out_of_life(row: dict[str, str], line: int, keys: _Keys) -> list[Problem]:
    """Dates of a membership at which its actor did not exist at all, or its organisation not yet or no longer.

    A state can be a member before its independence, so it need only have existed for a part of the time.
    """
    held = span(row["start"], row["end"])
    actor, body = keys.lives.get(row["actor"]), keys.lives.get(row["organisation"])
    if actor and not actor.overlaps(held):
        return [Problem(line, "start", f"{row['actor']} existed {actor}, not then", "Give days in that time")]
    told = f"{row['organisation']} existed {body}"
    if body and body.start and held.start and held.start.last < body.start.first:
        return [Problem(line, "start", f"{told}, not on {held.start}", f"Begin it on {body.start} or later")]
    if body and body.end and (held.end is None or held.end.first > body.end.last):
        until = f"not until {held.end}" if held.end else "and the row has no end"
        return [Problem(line, "end", f"{told}, {until}", f"End it on {body.end} or earlier")]
    return []


def _cell_problem(table: Table, column: Column, cell: str, keys: _Keys) -> tuple[str, str] | None:
    """What is wrong with a cell and the mend, or None."""
    shown = repr(cell[:60])
    if any(not char.isprintable() for char in cell):
        return f"{shown} holds a character that cannot be printed", "Take it out"
    if cell[0] in "=+-@":
        return f"{shown} begins like a formula of a spreadsheet", f"Begin it with something else than {cell[0]!r}"
    if column.kind in ("date", "day"):
        return _date_problem(cell, parse_day if column.kind == "day" else parse)
    if column.kind == "choice":
        choices = column.choices + ((NO_ROLE,) if column.name == "role" else ())
        return None if cell in choices else (f"{shown} is none of its values", f"Write {', '.join(choices)}")
    if column.kind == "numbers":
        sound = all(part.strip().isascii() and part.strip().isdigit() for part in cell.split(";"))
        return None if sound else (f"{shown} is no number", "Write numbers divided by semicolons")
    if column.kind == "key":
        known = keys.states | keys.bodies | (keys.groups if table.name == "names" else frozenset())
        return None if cell in known else (f"no actor has the key {shown}", nearest(cell, known))
    if column.kind == "body":
        return None if cell in keys.bodies else (f"no organisation has the key {shown}", nearest(cell, keys.bodies))
    if column.kind == "new-key":
        return _new_key_problem(cell, keys)
    return None


def _date_problem(cell: str, read: Callable[[str], object]) -> tuple[str, str] | None:
    try:
        read(cell)
    except InputError as error:
        return error.thing, error.mend
    return None


def _new_key_problem(cell: str, keys: _Keys) -> tuple[str, str] | None:
    if cell in keys.shipped_bodies or cell in keys.states or cell in keys.groups:
        return f"{cell!r} is taken", "Choose a key that no actor has"
    if not (cell.isascii() and cell.isalnum() and cell == cell.upper() and 2 <= len(cell) <= 20):
        return f"{cell[:60]!r} is not a key", "Write two to twenty capitals and digits"
    return None
