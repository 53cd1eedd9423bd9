"""The documents for users say what the tool does: examples run, commands exist, links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import pytest

from multipolar.checking.compile import WINDOWS
from multipolar.cli import root
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.measures.votes import CHOICES

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
TUTORIAL = ROOT / "docs" / "tutorial.md"
DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md"))]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(path), re.DOTALL | re.MULTILINE)


def plain(text: str) -> str:
    """The words of a Markdown text, without emphasis and line breaks."""
    return re.sub(r"\s+", " ", text.replace("*", ""))


def commands(group: click.Group = root, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


LINES = [line for block in blocks(TUTORIAL, "sh") for line in block.splitlines() if line.startswith("multipolar ")]
ACTIONS = dict(commands())
OPTIONS = sorted({flag for command in ACTIONS.values() for p in command.params for flag in p.opts if flag[0] == "-"})


@pytest.mark.parametrize("document", [README, TUTORIAL], ids=lambda path: path.name)
def test_every_python_block_runs(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, object] = {}
    for number, code in enumerate(blocks(document, "python"), 1):
        exec(compile(code, f"{document.name}, Python block {number}", "exec"), namespace)


def test_what_python_comments_promise_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks(TUTORIAL, "python"))
    promised = re.findall(r"^print\(.*\)  # (.+)$", code, re.MULTILINE)
    exec(compile(code, TUTORIAL.name, "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(promised) >= 2
    assert [line for line in promised if line not in printed] == []


@pytest.mark.parametrize("line", LINES)
def test_every_command_line_of_the_tutorial_parses(line: str) -> None:
    words = list(takewhile(lambda word: word not in "|<>", shlex.split(line, comments=True)))[1:]
    name = next(name for name in ACTIONS if tuple(words[: len(name)]) == name)
    ACTIONS[name].make_context(" ".join(name), words[len(name) :])


def test_every_proposition_of_the_tutorial_is_tested_as_told(capsys: pytest.CaptureFixture[str]) -> None:
    asked = re.findall(r'^multipolar (check "[^"]+")$', "\n".join(LINES), re.MULTILINE)
    results = []
    for words in asked:
        root.main(shlex.split(words), standalone_mode=False)
        results.append(capsys.readouterr().out.split(":")[0])
    assert results[:3] == ["holds", "undecided", "holds"]
    assert set(results) <= {"holds", "undecided"}


def test_the_head_of_the_demo_is_quoted_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    root.main(["demo"], standalone_mode=False)
    head = plain(capsys.readouterr().out)
    (quoted,) = re.findall(r"^\d+ claims: .*$", text_of(TUTORIAL), re.MULTILINE)
    assert quoted in head


def test_every_command_and_option_is_in_the_documents() -> None:
    written = "\n".join(text_of(path) for path in DOCUMENTS)
    assert len(OPTIONS) > 8
    assert [name for name in ACTIONS if f"multipolar {' '.join(name)}" not in written] == []
    assert [flag for flag in OPTIONS if not re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", written)] == []


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_lead_to_files_and_headings(document: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", text_of(document), flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'(?:src|href)="([^"]+)"', prose)
    for link in links:
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = document.parent / file if file else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_data_sources_are_those_of_the_manifest() -> None:
    told = plain(text_of(ROOT / "docs" / "data-sources.md"))
    manifest = Panel.shipped().manifest
    for key, dataset in manifest["datasets"].items():
        wanted = [f"`{key}`", *(dataset[field] for field in ("title", "publisher", "version", "url", "citation"))]
        wanted += [dataset["licence"], *dataset["files"], *dataset["files"].values()]
        wanted += [
            f"{measure['first']}–{measure['last']}"
            for measure in manifest["measures"].values()
            if measure["source"] == key
        ]
        assert [words for words in wanted if words not in told] == [], key


def test_every_measure_and_choice_of_votes_is_described() -> None:
    told = plain(text_of(ROOT / "docs" / "measures.md"))
    assert [name for name in MEASURES if f"`{name}" not in told] == []
    assert [choice for choice in CHOICES if f"`{choice}`" not in told] == []


def test_the_concepts_name_the_years_of_vague_words() -> None:
    told = plain(text_of(ROOT / "docs" / "concepts.md"))
    for first, last in WINDOWS.values():
        assert f"y − {first} to y{f' − {last}' if last else ''}" in told
