from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from multipolar.errors import OutputError
from multipolar.files import write, write_all


def test_a_text_is_written_whole(tmp_path: Path) -> None:
    write("häft\n", tmp_path / "brief.md")
    write("日本\n", str(tmp_path / "brief.md"))
    assert (tmp_path / "brief.md").read_bytes() == "日本\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["brief.md"]


def test_a_new_file_has_the_rights_that_the_umask_leaves_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write("x", tmp_path / "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o604)
    write("y", tmp_path / "new")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write("x", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "x"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write("x", os.devnull)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_missing_folder_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write("x", tmp_path / "no" / "brief.md")
    assert str(caught.value) == (
        f"{tmp_path}/no/brief.md: the folder does not exist. Create it, or name a folder that exists"
    )
    with pytest.raises(OutputError) as caught:
        write("x", tmp_path)
    assert str(caught.value) == f"{tmp_path}: this is a folder. Name a file in it"
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="part of the path is a file"):
        write("x", tmp_path / "file" / "brief.md")
    with pytest.raises(OutputError, match="the name is too long"):
        write("x", tmp_path / ("n" * 300))
    with pytest.raises(OutputError, match="cannot be written"):
        write("x", f"{tmp_path}/a\x00b")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_half_a_surrogate_pair_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="half of a surrogate pair"):
        write("\ud800", tmp_path / "brief.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_and_a_folder_that_may_not_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o444)
    with pytest.raises(OutputError, match="no permission to write here"):
        write("x", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "old"
    tmp_path.chmod(0o555)
    with pytest.raises(OutputError, match="no permission to write here"):
        write("x", tmp_path / "new")
    tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "the disk is full. Free some space, or name a file on another disk"),
        (errno.EACCES, "no permission to write here. Name a file in a folder of your own"),
        (errno.EROFS, "the disk is read-only. Name a file on a disk that can be written"),
        (errno.EIO, f"cannot be written ({os.strerror(errno.EIO)}). Name another file"),
    ],
)
def test_a_failure_in_the_middle_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    path = tmp_path / "brief.md"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        write("new", path)
    assert str(caught.value) == f"{path}: {said}"
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["brief.md"]


def test_an_interrupt_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "brief.md"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write("new", path)
    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["brief.md"]


def test_files_that_belong_together_are_written_together(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    write_all({"a": b"1", "b": b"2"}, folder)
    write_all({"a": b"3"}, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a": b"3", "b": b"2"}


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_of_files_that_belong_together_none_is_new_where_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    old = {"a": b"1", "b": b"2"}
    write_all(old, tmp_path / "old")
    calls = iter(range(10))

    def fail(_: int) -> None:
        if next(calls) % 2:
            raise error

    monkeypatch.setattr(os, "fsync", fail)
    wanted = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    for folder in ("old", "new"):
        with pytest.raises(wanted):
            write_all({"a": b"3", "b": b"4"}, tmp_path / folder)
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()} == old
    assert not (tmp_path / "new").exists()


def test_of_files_that_belong_together_none_is_new_where_one_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match="this is a folder"):
        write_all({"a": b"3", "b": b"4"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
