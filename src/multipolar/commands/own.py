"""The folder where a user's own facts are kept, and what is in force when a command runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.errors import InputError, OutputError

if TYPE_CHECKING:
    from multipolar.actors.overlay import UserFacts

VARIABLE = "MULTIPOLAR_FACTS"
"""Environment variable that names another folder for the user's facts."""


def folder() -> Path:
    """Where the user's facts are kept; it need not exist."""
    return Path(os.environ.get(VARIABLE) or Path(click.get_app_dir("multipolar")) / "facts")


def kept() -> list[Path]:
    """The files of facts in the user's folder; InputError where the folder cannot be read."""
    try:
        return sorted(path for path in folder().iterdir() if _counts(path) and path.is_file())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(
            f"the folder of your facts cannot be read ({why})", place=str(folder()), mend=f"Mend it, or set {VARIABLE}"
        ) from None


def _counts(path: Path) -> bool:
    """Whether a name is that of a kept file: neither hidden nor a half-written one."""
    return path.suffix == ".csv" and not path.name.startswith(".")


def lay_over(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Lay the user's kept facts and the files named for this call over the record, until the command ends."""
    paths = [*kept(), *files]
    if paths:
        from multipolar.actors.overlay import read_all
        from multipolar.actors.record import layered

        ctx.with_resource(layered(*read_all(paths)))


def add(path: Path) -> UserFacts:
    """Check a file beside those in force and keep a copy; InputError where it has problems or its name is taken."""
    from multipolar.actors.overlay import UserFacts, file_name, read_all, text_of
    from multipolar.files import make_folder, write

    target = folder() / file_name(path)
    if not _counts(path):
        raise InputError("is not named like a file of facts", place=str(path), mend="Call it something.csv")
    if target.exists():
        mend = f"multipolar facts withdraw {path.name}"
        raise InputError("facts of this name are kept already", place=path.name, mend=mend)
    added = UserFacts.parse(path.name, text_of(path), read_all(kept()))
    make_folder(target.parent)
    write(added.text, target)
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
        return _removed(path)  # the folder is broken as it stands: taking a file out must stay possible
    try:
        read_all(other for other in names.values() if other != path)
    except InputError as error:
        raise InputError(
            f"other facts rest on it: {error.line()}", place=path.name, mend="Withdraw those first"
        ) from None
    return _removed(path)


def _removed(path: Path) -> Path:
    try:
        path.unlink()
    except OSError as error:
        raise OutputError(f"cannot be withdrawn ({error.strerror})", place=str(path)) from None
    return path
