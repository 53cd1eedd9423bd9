"""`check --why`: what is said of then and of now, on the terminal and as JSON."""

from __future__ import annotations

import json

from click.testing import CliRunner

from multipolar.commands.check import command


def run(*arguments: str) -> str:
    found = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert found.exit_code == 0
    return found.output


def test_each_table_has_its_knowledge_date_and_json_says_the_same() -> None:
    asked = ("capability(CHN) > capability(USA) in 2012", "--why", "--as-known", "2013-06-01")
    text, form = run(*asked), json.loads(run(*asked, "--json"))
    then, now = form["multiverse"], form["as_known_now"]["multiverse"]
    assert f"As known now: {now['summary']} As known then: {then['summary']}" in text
    for told, answer, heading in (
        (then, form, "Other choices, as known on 2013-06-01:"),
        (now, form["as_known_now"], "Other choices, as known now:"),
    ):
        table = text.partition(f"{heading}\n")[2].partition("\n\n")[0].splitlines()[1:]
        assert [row.split()[0] for row in table] == [v["choice"] for v in told["variants"]]
        assert all(v["words"] in row and v["result"] in row for row, v in zip(table, told["variants"], strict=True))
        assert told["same"] == sum(v["result"] == answer["result"] for v in told["variants"]) > 0
        assert told["knowledge"] == answer["knowledge"]


def test_without_a_knowledge_date_there_is_one_table() -> None:
    assert "Other choices," not in run("capability(CHN) > capability(USA) in 2012", "--why")


def test_a_body_that_names_nobody_asked_about_is_cited() -> None:
    text = run("RUS in NATO on 2010-01-01", "--why")
    assert "in no role at any time[1][2]." in text
    assert "[1] North Atlantic Treaty Organization: " in text
    assert "(members of NATO, last checked " in text
