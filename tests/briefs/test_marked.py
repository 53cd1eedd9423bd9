from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.brief import Brief, QuoteRow
from multipolar.briefs.marked import marked
from tests.briefs.fixture import BRIEF, CLAIMS, TEXT, WITH_TEXT


def with_spans(text: str, parts: list[tuple[str, int, int]], spans: list[tuple[int, int]]) -> Brief:
    document = msgspec.structs.replace(BRIEF.document, text=text, parts=tuple(parts))
    claims = tuple(
        msgspec.structs.replace(CLAIMS[0], number=number, quote=QuoteRow(start, end, text[start:end]))
        for number, (start, end) in enumerate(spans, 1)
    )
    return msgspec.structs.replace(BRIEF, document=document, claims=claims)


def test_no_text_no_pieces() -> None:
    assert marked(BRIEF) == ()


def test_the_fixture_comes_back_in_parts() -> None:
    parts = marked(WITH_TEXT)
    assert [part.kind for part in parts] == ["title", "news", "comment", "boilerplate"]
    opened = [number for part in parts for piece in part.pieces for number in piece.opens]
    assert opened == [claim.number for claim in CLAIMS]
    said = {n: "".join(p.text for part in parts for p in part.pieces if n in p.claims) for n in opened}
    assert said == {claim.number: claim.quote.text for claim in CLAIMS}


def test_claims_that_overlap_share_a_piece() -> None:
    (part,) = marked(with_spans("abcdef", [("plain", 0, 6)], [(0, 4), (2, 6)]))
    assert [(piece.text, piece.claims, piece.opens) for piece in part.pieces] == [
        ("ab", (1,), (1,)),
        ("cd", (1, 2), (2,)),
        ("ef", (2,), ()),
    ]


offset = st.integers(-3, 40)


@given(
    st.text(min_size=1, max_size=30),
    st.lists(st.tuples(st.sampled_from(["news", "comment"]), offset, offset), max_size=4),
    st.lists(st.tuples(offset, offset), max_size=4),
)
def test_nothing_but_blanks_between_parts_is_lost(
    text: str, parts: list[tuple[str, int, int]], spans: list[tuple[int, int]]
) -> None:
    shown = "".join(piece.text for part in marked(with_spans(text, parts, spans)) for piece in part.pieces)
    assert "".join(shown.split()) == "".join(text.split())
    assert set(shown) <= set(TEXT) | set(text)
