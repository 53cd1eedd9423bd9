"""Names that a spaCy pipeline finds and the record does not know; persons are never taken."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from multipolar.errors import InputError
from multipolar.reading.pipelines import named_pipeline, unknown_names
from multipolar.reading.read import read

TEXT = (
    "Comment:\n\nPoland and NATO allies talked of the Nordland Compact and of Ruritania. John Smith agreed to a treaty."
)


@dataclass
class Entity:
    start_char: int
    end_char: int
    label_: str


@dataclass
class Parsed:
    ents: list[Entity]


def pipeline(text: str) -> Parsed:
    """Stands for a pipeline: it finds these names with these labels."""
    names = {"Poland": "GPE", "Ruritania": "GPE", "Nordland Compact": "ORG", "John Smith": "PERSON"}
    return Parsed([Entity(text.find(n), text.find(n) + len(n), label) for n, label in names.items() if n in text])


def test_unknown_names_are_told_apart_from_known_ones_and_from_people() -> None:
    found = unknown_names(read(TEXT), pipeline)
    assert {quote.text: label for quote, label in found} == {"Ruritania": "GPE", "Nordland Compact": "ORG"}
    assert all(TEXT[quote.start : quote.end] == quote.text for quote, _ in found)


def test_a_pipeline_that_is_not_installed_is_refused() -> None:
    with pytest.raises(InputError, match=r"needs spaCy|is no installed pipeline"):
        named_pipeline("xx_no_such_pipeline")
