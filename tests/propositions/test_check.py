"""`multipolar check`: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from multipolar.commands.check import command
from multipolar.errors import InputError
from multipolar.propositions.jsonform import result_schema


def run(*arguments: str) -> str:
    outcome = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.output


def test_it_prints_result_sentence_reason_and_evidence() -> None:
    text = run("most OTS in CIS on 2022-11-11")
    assert text.startswith(
        "holds: most OTS in CIS on 2022-11-11\nMost of the full members of the Organization of Turkic"
    )
    assert "4 of 5 of the full members of the Organization of Turkic States (as of 2022-11-11)" in text
    assert "full in CIS  KAZ" in text
    assert "R16" in text


@pytest.mark.parametrize(
    "text", ["RUS in NATO on 2010-01-01", "capability(RUS) falls since 2023", "trade(KAZ, CHN) rises from 1995 to 2014"]
)
def test_whatever_the_result_the_command_succeeds(text: str) -> None:
    assert text in run(text)


def test_long_evidence_is_cut_on_the_terminal_and_whole_in_json() -> None:
    question = "agreement(TUR, USA) < peers(TUR) from 1990 to 2019"
    assert "more rows; --json has them all" in run(question)
    assert len(json.loads(run(question, "--json"))["evidence"]) == 60


def test_json_has_every_field_and_fits_its_schema() -> None:
    form = json.loads(run("RUS leads trade(KAZ, *) in 2012", "--json"))
    keys = {
        "proposition",
        "english",
        "result",
        "probability",
        "effect",
        "evidence",
        "coverage",
        "reason",
        "rules",
        "manifest",
    }
    assert keys <= form.keys()
    jsonschema.validate(form, result_schema())


def test_as_known_is_told() -> None:
    assert "pseudo-real-time" in run("trade(KAZ, CHN) rises from 1995 to 2014", "--as-known", "2012-06-01")


@pytest.mark.parametrize("arguments", [["RUS in NATO"], ["RUS in NATO in 2010", "--as-known", "2012"], ["(" * 10_000]])
def test_bad_input_is_an_input_error_which_the_shell_sees_as_two(arguments: list[str]) -> None:
    with pytest.raises(InputError) as error:
        run(*arguments)
    assert error.value.exit_code == 2
