"""`multipolar check`: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from click.testing import CliRunner

from multipolar.commands.check import command
from multipolar.errors import InputError, OutputError
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


def test_why_is_a_paragraph_with_footnotes_and_a_table_of_other_choices() -> None:
    text = run("agreement(TUR, USA) < peers(TUR) from 2003 to 2018", "--why")
    paragraph, notes, table = text.split("\n\n")
    assert "On the record this does not hold" in paragraph
    assert "11 of 11 other choices give the same answer." in paragraph
    assert notes.startswith("[1] Voeten")
    assert table.splitlines()[0].split() == ["choice", "instead", "result", "effect", "probability"]
    form = json.loads(run("agreement(TUR, USA) < peers(TUR) from 2003 to 2018", "--why", "--json"))
    assert form["multiverse"]["same"] == len(form["multiverse"]["variants"]) == 11


def test_as_known_then_and_now_stand_side_by_side() -> None:
    text = run("capability(RUS) falls from 2010 to 2020", "--as-known", "2020-07-01")
    assert text.startswith("undecided: ")
    assert "As known now: it holds: " in text
    form = json.loads(run("capability(RUS) falls from 2010 to 2020", "--as-known", "2020-07-01", "--json"))
    assert (form["result"], form["as_known_now"]["result"]) == ("undecided", "holds")


def test_a_chart_evidence_and_the_whole_can_be_written(tmp_path: Path) -> None:
    question = "trade(KAZ, CHN) rises from 1995 to 2014"
    chart, rows, whole = (tmp_path / f"c.{end}" for end in ("svg", "csv", "json"))
    for file in (chart, rows, whole):
        run(question, "-o", str(file))
    texts = "".join(ElementTree.parse(chart).getroot().itertext())
    assert "The share of China in the trade of Kazakhstan rose" in texts
    assert "source: cow-trade" in texts
    assert rows.read_text("utf-8").splitlines()[0] == "kind,what,actors,time,value,low,high,n,unit,source"
    assert len(rows.read_text("utf-8").splitlines()) == 21
    assert json.loads(whole.read_text("utf-8"))["result"] == "holds"
    with pytest.raises(InputError, match="no series to draw"):
        run("RUS in NATO on 2010-01-01", "-o", str(tmp_path / "no.svg"))


def test_peers_are_a_line_of_their_own_in_the_chart(tmp_path: Path) -> None:
    run("agreement(TUR, USA) < peers(TUR) from 2003 to 2018", "-o", str(tmp_path / "c.svg"))
    assert "median of peers" in (tmp_path / "c.svg").read_text("utf-8")


@pytest.mark.parametrize("name", ["c.pdf", ".svg", "c"])
def test_a_wrong_ending_is_told_all_right_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot tell a format.*\.svg, \.csv, \.parquet, \.json"):
        run("RUS in NATO on 2010-01-01", "-o", str(tmp_path / name))


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="this is a folder"):
        run("RUS in NATO on 2010-01-01", "-o", str(tmp_path))


def test_a_chart_of_nothing_covered_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing is covered that could be drawn: .*begins in 1816"):
        run("capability(RUS) > 0.1 in 1700", "-o", str(tmp_path / "c.svg"))
    assert not list(tmp_path.iterdir())
