"""Words that a PDF breaks at a line's end; refusals with and without pypdf."""

from __future__ import annotations

import contextlib
import sys
import time
import zlib

import pytest

from multipolar.errors import InputError
from multipolar.reading.intake import from_bytes
from multipolar.reading.pdf import joined, rejoined, text_of, without_running_lines


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the mem-\nbers met", "the members met"),
        ("the mem\u00ad\nbers met", "the members met"),
        ("the China-\nled bank", "the China-led bank"),
        ("Austria-\nHungary fell", "Austria-Hungary fell"),
        ("a cease-fire; the cease-\nfire held", "a cease-fire; the cease-fire held"),
        ("in 1990-\n1991", "in 1990-\n1991"),
        ("the co-\noperation", "the cooperation"),
        ("co-operation and co-\noperation", "co-operation and co-operation"),
        ("cooperation and co-\noperation", "cooperation and cooperation"),
        ("of self-\ndetermination", "of self-determination"),
        ("a pause -\nand then", "a pause -\nand then"),
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


def paged(contents: list[bytes], filtered: bytes = b"") -> bytes:
    """A PDF with a page for each stream of operations, by hand."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number)
        )
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filtered, content))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def lines(*words: str) -> bytes:
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in words)
    return f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()


def test_text_of_a_pdf() -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    assert text_of(paged([lines("Poland is a member of NATO.")]), "a.pdf") == "Poland is a member of NATO."
    assert (
        from_bytes(paged([lines("Poland is a member of NATO.")]), "a.pdf", ".pdf").text == "Poland is a member of NATO."
    )


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", paged([lines("")])])
def test_a_broken_or_empty_pdf_is_refused(data: bytes) -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    with pytest.raises(InputError, match=r"a\.pdf"):
        text_of(data, "a.pdf")


def test_pages_run_on_without_their_headers_and_numbers() -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    pages = [
        lines("The Steppe Courier, 4 May", "The leaders met in Baku and spoke of co-", "operation.", "Page 1"),
        lines("The Steppe Courier, 4 May", "Hungary is an observer, as was", "2019", "said by the", "Page 2"),
        lines("The Steppe Courier, 4 May", "host. They will meet again.", "Page 3"),
    ]
    assert from_bytes(paged(pages), "a.pdf", "").text == (
        "The leaders met in Baku and spoke of cooperation.\n\n"
        "Hungary is an observer, as was\n2019\nsaid by the\nhost. They will meet again."
    )


def test_what_two_pages_begin_with_is_no_header() -> None:
    assert without_running_lines(["News\nOne.", "News\nTwo."]) == ["News\nOne.", "News\nTwo."]
    assert without_running_lines(["", " \n", "3"]) == ["", "", ""]
    assert joined([]) == ""
    assert joined(["One.", "", "Two."]) == "One.\n\nTwo."


@pytest.mark.parametrize(
    "operations",
    [
        b"(a) Tj " * 550_000,
        b"q " * 1_900_000,
        b"[" * 1_000_000,
        b"(" * 1_000_000,
        b"BT /F1 12 Tf " + b"(a) Tj T* " * 160_000,
    ],
    ids=["words", "states", "arrays", "strings", "text"],
)
def test_a_hostile_page_costs_bounded_time(operations: bytes) -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    begun = time.perf_counter()
    with contextlib.suppress(InputError):
        text_of(paged([operations]), "a.pdf")
    assert time.perf_counter() - begun < 30


def test_a_packed_bomb_is_refused() -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    begun = time.perf_counter()
    with pytest.raises(InputError, match=r"a\.pdf: is a PDF"):
        text_of(paged([zlib.compress(b"(a) Tj " * 10_000_000)], b"/Filter/FlateDecode"), "a.pdf")
    assert time.perf_counter() - begun < 30


def test_a_slow_pdf_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    monkeypatch.setattr("multipolar.reading.pdf.MAX_SECONDS", -1)
    with pytest.raises(InputError, match="seconds to read"):
        text_of(paged([lines("Words.")]), "a.pdf")


def test_a_pdf_that_only_its_owner_locked_is_read() -> None:
    pypdf = pytest.importorskip("pypdf", reason="reading PDF needs the extra `pdf`")
    import io

    writer, file = pypdf.PdfWriter(io.BytesIO(paged([lines("Leaders met.")]))), io.BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(file)
    assert text_of(file.getvalue(), "a.pdf") == "Leaders met."
