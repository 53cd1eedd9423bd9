"""Words that a PDF breaks at a line's end; refusals with and without pypdf."""

from __future__ import annotations

import sys

import pytest

from multipolar.errors import InputError
from multipolar.reading.intake import from_bytes
from multipolar.reading.pdf import rejoined, text_of


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the mem-\nbers met", "the members met"),
        ("the mem\u00ad\nbers met", "the members met"),
        ("the China-\nled bank", "the China-led bank"),
        ("Austria-\nHungary fell", "Austria-Hungary fell"),
        ("a cease-fire; the cease-\nfire held", "a cease-fire; the cease-fire held"),
        ("in 1990-\n1991", "in 1990-\n1991"),
    ],
)
def test_words_broken_at_a_line_end(broken: str, whole: str) -> None:
    assert rejoined(broken) == whole


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(InputError, match=r"pip install 'multipolar\[pdf\]'"):
        text_of(b"%PDF-1.4", "a.pdf")


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n" + b"<<" * 50_000])
def test_what_only_ends_like_a_pdf_is_refused(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    with pytest.raises(InputError, match=r"a\.pdf: is a PDF that cannot be read"):
        from_bytes(data, "a.pdf", ".pdf")
    assert capfd.readouterr() == ("", "")


def test_a_password_is_named() -> None:
    pypdf = pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    import io

    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    with pytest.raises(InputError, match="is an encrypted PDF"):
        text_of(file.getvalue(), "a.pdf")


def test_a_book_is_refused() -> None:
    pypdf = pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    import io

    writer, file = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(201):
        writer.add_blank_page(72, 72)
    writer.write(file)
    with pytest.raises(InputError, match=r"a\.pdf: has 201 pages"):
        text_of(file.getvalue(), "a.pdf")
