from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.briefs.brief import SCHEMA, Brief
from multipolar.briefs.data import dumps, loads, schema
from multipolar.errors import InputError
from tests.briefs.fixture import BRIEF, EMPTY, HOSTILE, WITH_TEXT, poison


def keeping_schema(brief: Brief) -> Brief:
    return msgspec.structs.replace(brief, manifest=msgspec.structs.replace(brief.manifest, schema=SCHEMA))


@pytest.mark.parametrize("brief", [BRIEF, WITH_TEXT, EMPTY], ids=["brief", "with text", "empty"])
def test_a_brief_comes_back_as_it_was(brief: Brief) -> None:
    assert loads(dumps(brief)) == brief


@settings(max_examples=50, deadline=None)
@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text_comes_back_and_nothing_unseen_stands_in_the_file(text: str) -> None:
    brief = keeping_schema(poison(BRIEF, lambda _: text))
    packed = dumps(brief)
    assert loads(packed) == brief
    assert not {letter for letter in packed if letter != "\n" and letter < " "}
    assert not set("\x1b\x7f\x9b\u200b\u202e\u2066\u2069\ufeff\U000e0041") & set(packed)


def test_half_a_surrogate_pair_is_refused_in_one_line() -> None:
    with pytest.raises(InputError) as caught:
        dumps(poison(BRIEF, lambda _: "\ud800"))
    assert str(caught.value) == ("a text holds half of a surrogate pair. Decode the document with errors='replace'")


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"manifest": NaN}', "[" * 100_000, b"\xff\xfe", "not json"])
def test_what_is_no_brief_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError, match="this is not a brief"):
        loads(text)


def test_a_brief_of_another_schema_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        loads(dumps(BRIEF).replace(SCHEMA, "multipolar brief 99"))
    assert str(caught.value) == f"brief of schema 'multipolar brief 99'. This version reads '{SCHEMA}'"


def test_a_value_that_is_missing_is_null_and_never_zero() -> None:
    values = json.loads(dumps(BRIEF))["series"][0]["values"][2]
    assert None in values
    assert 0 not in values


def test_the_schema_accepts_the_brief_and_refuses_another_thing() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the test extra is not installed")
    jsonschema.Draft202012Validator.check_schema(schema())
    reader = jsonschema.Draft202012Validator(schema())
    document = json.loads(dumps(BRIEF))
    assert reader.is_valid(document)
    document["claims"][0]["number"] = "one"
    assert not reader.is_valid(document)


def test_the_published_schema_is_this_one() -> None:
    """After a wanted change it is written anew like the golden files, with MULTIPOLAR_UPDATE_GOLDEN=1."""
    stored = Path(__file__).parents[2] / "docs" / "brief.schema.json"
    written = json.dumps(schema(), indent=1) + "\n"
    if os.environ.get("MULTIPOLAR_UPDATE_GOLDEN"):
        stored.write_text(written, encoding="utf-8")
    assert stored.read_text(encoding="utf-8") == written
