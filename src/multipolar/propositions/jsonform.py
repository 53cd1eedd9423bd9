"""Propositions and results as JSON, with a schema."""

from __future__ import annotations

from typing import Any

import msgspec

from multipolar.errors import InputError
from multipolar.propositions.parse import parse
from multipolar.propositions.render import render
from multipolar.propositions.result import Result
from multipolar.propositions.terms import Proposition


def to_json(proposition: Proposition) -> dict[str, Any]:
    """A proposition as plain JSON values; `type` tells what each object is."""
    form: dict[str, Any] = msgspec.to_builtins(proposition)
    return form


def from_json(form: object) -> Proposition:
    """A proposition from its JSON values, held to the same rules as a text; InputError where it breaks them."""
    try:
        proposition: Proposition = msgspec.convert(form, Proposition)
    except (msgspec.ValidationError, RecursionError) as error:
        raise InputError(f"this JSON is no proposition ({str(error)[:200]})", mend="See the schema") from None
    return parse(render(proposition))


def result_to_json(result: Result) -> dict[str, Any]:
    """A tested proposition as plain JSON values: its two texts first, the nested parts included."""
    form: dict[str, Any] = msgspec.to_builtins(result)
    return {"proposition": form.pop("proposition"), "english": form.pop("english"), **form}


def schema() -> dict[str, Any]:
    """JSON Schema of what `to_json` gives and `from_json` takes."""
    return msgspec.json.schema(Proposition)


def result_schema() -> dict[str, Any]:
    """JSON Schema of what `result_to_json` gives."""
    return msgspec.json.schema(Result)
