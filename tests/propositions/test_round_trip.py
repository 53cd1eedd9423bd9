"""What is written can be read back: text, JSON, and the sentence that says it."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import assume, given, settings

from multipolar.errors import InputError
from multipolar.propositions.english import english
from multipolar.propositions.jsonform import from_json, schema, to_json
from multipolar.propositions.parse import MAX_CHARACTERS, parse
from multipolar.propositions.render import render
from multipolar.propositions.terms import Proposition
from tests.propositions.generated import propositions

SCHEMA = schema()


@settings(max_examples=300, deadline=None)
@given(propositions)
def test_parse_of_render_is_the_same_proposition(proposition: Proposition) -> None:
    text = render(proposition)
    assume(len(text) <= MAX_CHARACTERS)
    assert parse(text) == proposition
    assert render(parse(text)) == text


@settings(max_examples=100, deadline=None)
@given(propositions)
def test_json_brings_back_the_same_proposition_and_fits_its_schema(proposition: Proposition) -> None:
    assume(len(render(proposition)) <= MAX_CHARACTERS)
    form = json.loads(json.dumps(to_json(proposition), allow_nan=False))
    jsonschema.validate(form, SCHEMA)
    assert from_json(form) == proposition


@settings(max_examples=100, deadline=None)
@given(propositions)
def test_every_proposition_has_one_english_sentence(proposition: Proposition) -> None:
    sentence = english(proposition)
    assert sentence[0].isupper() or sentence[0].isdigit()
    assert sentence.endswith(".")
    assert "each" not in sentence.split()


@pytest.mark.parametrize(
    "form",
    [
        {"type": "level", "left": 3},
        [],
        {"type": "membership", "actor": "XQX", "body": "OTS", "role": "full", "when": {"type": "in", "year": 2020}},
        {"type": "membership", "actor": "HUN) or (", "body": "OTS", "role": "full", "when": None},
        {"type": "not", "part": {"type": "and", "parts": []}},
        {
            "type": "membership",
            "actor": "HUN",
            "body": "OTS",
            "role": "full",
            "when": {"type": "around", "year": 2018},
        },
        {
            "type": "trend",
            "measure": {"type": "measure", "name": "capability", "slots": ["RUS"]},
            "direction": "falls",
            "share": None,
            "when": {"type": "around", "year": 20030},
        },
    ],
)
def test_json_is_held_to_the_same_rules_as_text(form: object) -> None:
    with pytest.raises(InputError):
        from_json(form)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("democracy(UZB)<25% in 2021", "democracy(UZB) < 0.25 in 2021"),
        ("most   OTS: each in CIS on 2022-11-11", "most OTS in CIS on 2022-11-11"),
        ("HUN in OTS as full on 2022-11-11", "HUN in OTS on 2022-11-11"),
        ("USA leads agreement(TUR,{USA,CHN}) since 2003", "USA leads agreement(TUR, {CHN, USA}) since 2003"),
        ("((KAZ in CIS in 2000))", "KAZ in CIS in 2000"),
        ("trade(KAZ,RUS)falls by 10.0%  around 2014", "trade(KAZ, RUS) falls by 10% around 2014"),
        ("not (not (KAZ in CIS in 2000))", "not not KAZ in CIS in 2000"),
    ],
)
def test_one_proposition_has_one_text(text: str, canonical: str) -> None:
    assert render(parse(text)) == canonical
    assert parse(text) == parse(canonical)
