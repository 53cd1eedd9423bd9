"""Names that a spaCy pipeline finds and the record does not know; persons are never taken."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace

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


def finds(*names: tuple[str, str]) -> Callable[[str], Parsed]:
    return lambda text: Parsed([Entity(text.find(n), text.find(n) + len(n), label) for n, label in names if n in text])


def test_a_name_is_known_only_where_a_mention_covers_it() -> None:
    text = "Comment:\n\nThe United Nations' allies met in the Union of Poland and signed the treaty of NATO's summit."
    nlp = finds(("The United Nations'", "ORG"), ("NATO's", "ORG"), ("the Union of Poland", "ORG"))
    assert [quote.text for quote, _ in unknown_names(read(text), nlp)] == ["Union of Poland"]


def test_what_is_a_person_elsewhere_is_never_taken() -> None:
    text = "Comment:\n\nPoland and NATO signed a treaty with John Smith. Smith and Ruritania agreed to the summit."
    nlp = finds(("John Smith", "PERSON"), ("Smith and", "CARDINAL"), ("Smith", "ORG"), ("Ruritania", "GPE"))
    assert [quote.text for quote, _ in unknown_names(read(text), nlp)] == ["Ruritania"]


def test_a_pipeline_of_spacy_is_read_as_the_stand_in_is() -> None:
    spacy = pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    nlp = spacy.blank("en")
    names = {"Poland": "GPE", "Ruritania": "GPE", "the Nordland Compact": "ORG", "John Smith": "PERSON"}
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in names.items()])
    found = unknown_names(read(TEXT), nlp)
    assert {quote.text: label for quote, label in found} == {"Ruritania": "GPE", "Nordland Compact": "ORG"}
    assert all(TEXT[quote.start : quote.end] == quote.text for quote, _ in found)


def test_nothing_of_a_reading_changes() -> None:
    reading = read(TEXT)
    unknown_names(reading, pipeline)
    assert reading == read(TEXT)


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"multipolar\[spacy\]"):
        named_pipeline("en_core_web_sm")


class FakeSpacy(ModuleType):
    """Stands for spaCy with one package that loads and one that does not fit."""

    util = SimpleNamespace(is_package=lambda name: name in ("fits", "old"))

    @staticmethod
    def load(name: str, **_: object) -> str:
        if name == "old":
            raise ValueError("[E167] of another version")
        return name


@pytest.mark.parametrize("name", ["missing", "/tmp", "../fits", "", "fits\n"])
def test_only_installed_pipelines_are_loaded_by_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", FakeSpacy("spacy"))
    assert named_pipeline("fits") == "fits"
    with pytest.raises(InputError, match="is no installed pipeline"):
        named_pipeline(name)
    with pytest.raises(InputError, match="could not be loaded"):
        named_pipeline("old")


def test_spacy_itself_refuses_a_pipeline_that_is_not_installed() -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    with pytest.raises(InputError, match="is no installed pipeline"):
        named_pipeline("xx_no_such_pipeline")
