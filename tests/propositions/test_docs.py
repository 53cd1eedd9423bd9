"""The documentation says what the code does: its examples parse, its grammar has every word, its rules are pinned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from multipolar.propositions.parse import parse

ROOT = Path(__file__).parents[2]
LANGUAGE = (ROOT / "docs" / "propositions.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules-of-evidence.md").read_text(encoding="utf-8")
GRAMMAR = (ROOT / "src" / "multipolar" / "propositions" / "grammar.lark").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```text\n(.*?)```", LANGUAGE, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_parses(text: str) -> None:
    parse(text)


def test_the_ebnf_has_every_word_of_the_grammar() -> None:
    ebnf = "".join(re.findall(r"```ebnf\n(.*?)```", LANGUAGE, re.DOTALL))
    said = set(re.findall(r'"([^"]+)"', ebnf))
    alternatives = re.findall(r"/\(([a-z|]+)\)\(\?!", GRAMMAR)
    written = set(re.findall(r'"([^"]+)"', GRAMMAR)) | {word for group in alternatives for word in group.split("|")}
    assert len(written) > 30
    assert written <= said


def test_every_rule_is_cited_by_a_test_and_none_is_cited_that_is_not_there() -> None:
    numbered = re.findall(r"^\*\*(R\d+)\. ", RULES, re.MULTILINE)
    assert sorted(numbered, key=lambda rule: int(rule[1:])) == [f"R{number}" for number in range(1, 22)]
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    cited = {f"R{number}" for name in re.findall(r"def (test_\w+)", tests) for number in re.findall(r"_r(\d+)", name)}
    assert cited == set(numbered)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/multipolar/propositions").glob("*.py"))
    assert set(re.findall(r'"(R\d+)"', source)) <= set(numbered)


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", LANGUAGE, re.DOTALL)
    exec(compile(code, "docs/propositions.md", "exec"), {})
    assert capsys.readouterr().out == "holds ('TUR',)\n"
