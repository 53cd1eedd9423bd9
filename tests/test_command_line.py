"""The command line as a user meets it: whole processes, exit codes, one line for what goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "Comment:\n\nPoland is a member of NATO and its allies vote in the United Nations.\n"


def run(*arguments: str, text: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "multipolar", *arguments],
        input=text,
        capture_output=True,
        env=os.environ | environment,
        check=False,
        encoding="utf-8",
        errors="replace",
    )


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv=['multipolar','--help']\n"
        "from multipolar.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'polars','numpy','lark','jinja2','msgspec','trafilatura','ahocorasick_rs'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in ("brief", "demo", "check", "data"))


def test_the_demo_prints_a_brief_and_lists_its_articles() -> None:
    assert "The Turkic Council in Baku" in run("demo").stdout
    assert "op-ed-2025-partners" in run("demo", "--list").stdout


@pytest.mark.parametrize("ending", ["html", "md", "json", "txt"])
def test_a_brief_is_written_whole_in_each_form(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"brief.{ending}"
    done = run("brief", "-", "--published", "2020-01-01", "-o", str(target), text=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert "record agrees" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_json_goes_to_standard_output() -> None:
    brief = json.loads(run("brief", "-", "--published", "2020-01-01", "--json", text=ARTICLE).stdout)
    assert brief["manifest"]["schema"] == "multipolar brief 2"
    assert [claim["verdict"] for claim in brief["claims"]] == ["record agrees"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "no-such-file.txt"], "no such file"),
        (["brief", "src/multipolar/briefs/templates"], "holds no documents"),
        (["brief", "-"], "is empty"),
        (["brief", "-", "-o", "brief.docx"], ".docx is no format of a brief"),
        (["brief", "-", "--published", "11 November"], "is not a date"),
        (["brief", "-", "--published", "0044-03-15"], "is not a date"),
        (["demo", "no-such-article"], "no bundled article"),
        (["check", "FOO in BAR on 2020-01-01"], "no organisation or group has the key"),
    ],
)
def test_what_goes_wrong_is_said_in_words_without_a_traceback(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    done = run("brief", "-", "-o", str(tmp_path / "missing" / "brief.html"), text=ARTICLE)
    assert done.returncode == 5
    assert "the folder does not exist" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_reader_that_goes_away_is_no_error_to_see() -> None:
    command = f"{sys.executable} -m multipolar demo | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith("The Turkic Council")


def test_a_terminal_of_another_encoding_and_without_colour() -> None:
    done = run("demo", PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_hostile_text_is_inert_in_the_page(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> NATO\n\nComment:\n\nPoland is a member of NATO </script><img src=x onerror=y>.\n"
    target = tmp_path / "b.html"
    assert run("brief", "-", "-o", str(target), text=text).returncode == 0
    page = target.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page


def test_a_file_of_facts_with_problems_ends_with_exit_code_two(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("actor,organisation,role,start,source\nHUNG,CSTO,full,2020,x\n", encoding="utf-8")
    done = run("facts", "check", str(bad))
    assert done.returncode == 2
    assert "line 2, actor: no actor has the key 'HUNG'" in done.stdout
