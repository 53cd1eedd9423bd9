"""Writing a result to a file: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from multipolar.errors import OutputError

_MENDS = {
    errno.ENOENT: ("the folder does not exist", "Create it, or name a folder that exists"),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "Name a folder that exists"),
    errno.EISDIR: ("this is a folder", "Name a file in it"),
    errno.EACCES: ("no permission to write here", "Name a file in a folder of your own"),
    errno.EPERM: ("no permission to write here", "Name a file in a folder of your own"),
    errno.EROFS: ("the disk is read-only", "Name a file on a disk that can be written"),
    errno.ENOSPC: ("the disk is full", "Free some space, or name a file on another disk"),
    errno.EDQUOT: ("your quota on this disk is used up", "Free some space, or name a file on another disk"),
    errno.ENAMETOOLONG: ("the name is too long", "Name a shorter one"),
}


def make_folder(path: Path) -> None:
    """Make a folder, its parents too, unless it is there; OutputError names the path and the mend."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _refused(error, path) from error


def write(content: str | bytes, path: str | Path) -> None:
    """Write bytes, or text as UTF-8, so that at `path` there is ever only the old file or the whole new one.

    Through a temporary file in the same folder, flushed to disk and then renamed; links are followed; devices and
    pipes are written straight. OutputError names the path and the mend; no temporary file is left.
    """
    try:
        data = content.encode() if isinstance(content, str) else content
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except UnicodeEncodeError as error:
        raise OutputError(
            "the text holds half of a surrogate pair", place=str(path), mend="Decode it with errors='replace'"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _refused(error, path) from error


def write_all(contents: Mapping[str, bytes], folder: Path) -> None:
    """Write files that belong together into a folder, made if it is not there: the old ones stay as they are until
    every new one is on the disk.

    OutputError names the folder and the mend; nothing temporary is left, nor a folder that was made for nothing.
    """
    made = not folder.exists()
    make_folder(folder)
    stage = folder / f".{secrets.token_hex(4)}.part"
    try:
        for name in contents:
            _check_replaceable(folder / name)
        stage.mkdir()
        for name, data in contents.items():
            _flushed(stage / name, data)
        for name in contents:
            (stage / name).replace(folder / name)
    except (OSError, ValueError) as error:
        raise _refused(error, folder) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if made:
            with contextlib.suppress(OSError):  # it stays where it holds files
                folder.rmdir()


def _check_replaceable(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "")


def _flushed(path: Path, data: bytes) -> None:
    """A new file with its content flushed to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refused(error: OSError | ValueError, path: str | Path) -> OutputError:
    code = error.errno if isinstance(error, OSError) else None
    default = (f"cannot be written ({getattr(error, 'strerror', None) or error})", "Name another file")
    thing, mend = _MENDS.get(code or 0, default)
    return OutputError(thing, place=str(path), mend=mend)


def _replace(target: Path, data: bytes) -> None:
    before = target.stat() if target.exists() else None
    if before and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        _flushed(temporary, data)
        if before:
            temporary.chmod(stat.S_IMODE(before.st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
