"""The command line at its edges: streams that close, files in the way, bytes that are no text."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "Comment:\n\nPoland is a member of NATO, and Türkiye relies on Russia – “some say”.\n".encode()
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def run(*arguments: str | Path, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "multipolar", *map(str, arguments)],
        input=given,
        capture_output=True,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on standard error of a command that failed with nothing on standard output."""
    assert done.returncode not in (0, 1)
    assert done.stdout == b""
    said = done.stderr.decode()
    assert said.startswith("multipolar: ")
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("module", ["polars", "numpy", "lark", "jinja2", "msgspec", "trafilatura", "ahocorasick_rs"])
def test_help_works_where_a_heavy_library_is_missing(module: str) -> None:
    code = (
        f"import sys; sys.modules['{module}'] = None; sys.argv = ['multipolar', '--help']; import multipolar.__main__"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["brief", "--help"], ["demo", "-h"]])
def test_help_and_version_succeed(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"multipolar" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("picture.png", PNG, "is binary, not text"),
        ("windows.txt", "The “Turkic Council”".encode("cp1252"), "iconv -f WINDOWS-1252"),
        ("novel.txt", b"The war went on. " * 300_000, "larger than 4 MB"),
        ("soup.html", b"<html><body>" + b"<div>" * 50_000, "beyond any article"),
        ("page.html", b"<html><body>" + b"<p>a" * 300_000, "beyond any article"),
    ],
)
def test_what_is_no_article_is_refused_and_no_brief_begun(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    said = one_line(run("brief", tmp_path / name, "-o", tmp_path / "brief.html"))
    assert words in said
    assert name in said
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_text_in_another_language_is_an_honest_nothing() -> None:
    turkish = "Zirve cuma günü Semerkant'ta yapıldı ve liderler bölgedeki güvenlik konularını görüştü. " * 8
    done = run("brief", "-", given=turkish.encode())
    assert done.returncode == 0
    assert b"English" in done.stdout


@pytest.mark.parametrize("name", ["\x1b[31mred.txt", "new\nline.txt"])
def test_a_hostile_file_name_cannot_write_to_the_terminal(name: str) -> None:
    said = one_line(run("brief", name))
    assert "\x1b" not in said
    assert "no such file" in said


def test_an_output_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.html").mkdir()
    done = run("brief", "-", "-o", tmp_path / "brief.html", given=ARTICLE)
    assert done.returncode == 5
    assert "this is a folder" in one_line(done)
    assert [path.name for path in tmp_path.rglob("*")] == ["brief.html"]


def test_an_output_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    done = run("brief", "-", "-o", tmp_path / "file" / "brief.md", given=ARTICLE)
    assert done.returncode == 5
    assert "not a folder" in one_line(done)
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failed_run_leaves_the_last_brief_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("the last brief")
    assert run("brief", "-", "-o", target, given=PNG).returncode == 2
    assert run("brief", "-", "-o", target, "--published", "2022-02-30", given=ARTICLE).returncode == 2
    assert target.read_text() == "the last brief"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("suffix", ["", ".docx", ".html.exe"])
def test_an_unknown_ending_is_refused_before_the_article_is_read(tmp_path: Path, suffix: str) -> None:
    said = one_line(run("brief", tmp_path / "missing.txt", "-o", tmp_path / f"brief{suffix}"))
    assert "is no format of a brief" in said
    assert ".html" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "multipolar", "demo", "--json"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 5
    assert done.stderr == b"multipolar: standard output: cannot be written (No space left on device)\n"


def test_a_closed_pipe_is_quiet() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "multipolar", "demo", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) in (1, 141)  # as it is seen when writing or when flushing


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-m", "multipolar", "brief", "-", "-o", tmp_path / "b.html"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"News: ")
        process.stdin.flush()
        _wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == b""
        assert process.wait(timeout=30) == 130
    assert list(tmp_path.iterdir()) == []


def _wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a read of its standard input, as far as the system tells."""
    import time

    state = Path(f"/proc/{pid}/syscall")
    for _ in range(100):
        time.sleep(0.05)
        try:
            if state.read_text().startswith("0 0x0 "):
                return
        except OSError:
            time.sleep(2)
            return


def test_a_closed_standard_input_is_one_line() -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m multipolar brief - <&-"], capture_output=True, check=False, timeout=60
    )
    assert "standard input: is closed" in one_line(done)


def test_a_closed_standard_output_is_no_matter_for_a_file(tmp_path: Path) -> None:
    command = f"{sys.executable} -m multipolar demo -o {tmp_path / 'b.md'} >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False, timeout=60)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "b.md").stat().st_size > 1000


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_a_terminal_of_any_encoding_shows_what_it_can(encoding: str) -> None:
    done = run("brief", "-", "--published", "2020-01-01", given=ARTICLE, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Poland is a member of NATO" in done.stdout


def test_a_file_is_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    target = tmp_path / "b.md"
    assert run("brief", "-", "-o", target, given=ARTICLE, PYTHONIOENCODING="ascii", LC_ALL="C").returncode == 0
    assert "Türkiye" in target.read_text(encoding="utf-8")


def test_json_is_one_document_with_its_manifest() -> None:
    done = run("demo", "--json", PYTHONIOENCODING="utf-8")
    brief = json.loads(done.stdout, parse_constant=pytest.fail)
    assert brief["manifest"]["tool"]
    assert brief["manifest"]["reader"]
    assert done.stdout.endswith(b"}\n")


def test_the_same_article_gives_the_same_brief(tmp_path: Path) -> None:
    for name, seed in (("a.json", "1"), ("b.json", "2")):
        assert run("demo", "-o", tmp_path / name, PYTHONHASHSEED=seed).returncode == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
