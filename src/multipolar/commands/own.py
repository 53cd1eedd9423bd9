"""The folder where a user's own facts are kept, and what is in force when a command runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.actors.overlay import UserFacts

VARIABLE = "MULTIPOLAR_FACTS"
"""Environment variable that names another folder for the user's facts."""


def folder() -> Path:
    """Where the user's facts are kept; it need not exist."""
    return Path(os.environ.get(VARIABLE) or Path(click.get_app_dir("multipolar")) / "facts")


def kept() -> list[Path]:
    """The files of facts in the user's folder."""
    return sorted(path for path in folder().glob("*.csv") if path.is_file() and not path.name.startswith("."))


def lay_over(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Lay the user's kept facts and the files named for this call over the record, until the command ends."""
    paths = [*kept(), *files]
    if paths:
        from multipolar.actors.overlay import read_all
        from multipolar.actors.record import layered

        ctx.with_resource(layered(*read_all(paths)))


def add(path: Path) -> UserFacts:
    """Check a file beside those in force and keep a copy; InputError where it has problems or its name is taken."""
    from multipolar.actors.overlay import read_all
    from multipolar.files import make_folder, write

    target = folder() / path.name
    if path.suffix.lower() != ".csv":
        raise InputError("is not named .csv", place=str(path), mend="Facts are kept as CSV")
    if target.exists():
        raise InputError(
            "facts of this name are kept already", place=path.name, mend=f"multipolar facts withdraw {path.name}"
        )
    added = next(file for file in read_all([*kept(), path]) if file.name == path.name)
    make_folder(target.parent)
    write(path.read_bytes(), target)
    return added


def withdraw(name: str) -> Path:
    """Take a file out of the user's folder; InputError where there is none or other files rest on it."""
    from multipolar.actors.overlay import read_all
    from multipolar.actors.registry import nearest

    names = {path.name: path for path in kept()}
    path = names.get(name) or names.get(f"{name}.csv")
    if path is None:
        raise InputError(f"no facts named {name[:60]!r} are kept", mend=nearest(name, names) if names else "")
    try:
        read_all(kept())
    except InputError:
        path.unlink()  # the folder is broken as it stands: taking a file out must stay possible
        return path
    try:
        read_all(other for other in names.values() if other != path)
    except InputError as error:
        raise InputError(
            f"other facts rest on it: {error.line()}", place=path.name, mend="Withdraw those first"
        ) from None
    path.unlink()
    return path
