"""The brief as PDF: text that can be selected, links that lead somewhere, and nothing that a text could run."""

from __future__ import annotations

import io
import re
from itertools import cycle
from typing import Any

import pytest

from multipolar.briefs import pdf as module
from multipolar.briefs.brief import Brief
from multipolar.briefs.pdf import pdf, png
from multipolar.briefs.safe import line
from multipolar.errors import InputError
from tests.briefs.fixture import BRIEF, CLAIMS, EMPTY, HOSTILE, WITH_TEXT, poison

pytest.importorskip("typst", reason="typst is not installed (the pdf extra)")
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed (the pdf extra)")


def read(brief: Brief) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf(brief)))


def words(reader: Any) -> str:
    """All letters of all pages, without the white space that setting puts between them."""
    return re.sub(r"\s+|-\n", "", "".join(page.extract_text() for page in reader.pages))


def test_its_text_can_be_selected() -> None:
    said = words(read(BRIEF))
    assert words_of(BRIEF.document.title) in said
    for claim in CLAIMS:
        assert words_of(claim.quote.text)[:60] in said
    assert words_of("By which roll calls is it so?") in said


def words_of(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_its_links_lead_to_claims_and_sources() -> None:
    reader = read(BRIEF)
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    addresses = {note["/A"]["/URI"] for note in notes if "/A" in note and "/URI" in note["/A"]}
    assert {source.url for source in BRIEF.sources if source.url} <= addresses
    inside = [note for note in notes if "/Dest" in note or note.get("/A", {}).get("/S") == "/GoTo"]
    assert len(inside) >= len(CLAIMS)
    assert [str(mark.title) for mark in reader.outline if not isinstance(mark, list)] == [BRIEF.document.title]


def test_the_same_brief_gives_the_same_file() -> None:
    assert pdf(WITH_TEXT) == pdf(WITH_TEXT)


def test_an_empty_brief_is_a_page() -> None:
    assert len(read(EMPTY).pages) >= 1


@pytest.mark.parametrize("shift", range(0, len(HOSTILE), 4))
def test_hostile_text_is_printed_and_not_run(shift: int) -> None:
    supply = cycle(HOSTILE[shift:] + HOSTILE[:shift])
    reader = read(poison(WITH_TEXT, lambda _: next(supply)))
    assert "/JavaScript" not in str(reader.trailer["/Root"])
    for page in reader.pages:
        for note in page.get("/Annots", []):
            target = note.get_object().get("/A", {}).get("/URI", "https://")
            assert str(target).startswith("https://")


@pytest.mark.parametrize(
    "markup", ["#panic()", "*bold* _it_", "$ x^2 $", '#read("/etc/passwd")', "= heading", "@label <label>"]
)
def test_markup_of_typst_is_printed_literally(markup: str) -> None:
    assert words_of(markup) in words(read(poison(BRIEF, lambda _: markup)))


def test_a_drawing_becomes_a_picture() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5"/></svg>'
    assert png(svg).startswith(b"\x89PNG\r\n")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match=r"PDF needs the package typst.*pip install 'multipolar\[pdf\]'"):
        module.pdf(BRIEF)


def test_titles_are_one_line() -> None:
    brief = poison(BRIEF, lambda text: text.replace(" ", "\n"))
    assert read(brief).metadata.title == line(BRIEF.document.title)
