from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.document import PART_KINDS
from multipolar.reading.parts import lay_out, settle_register

BODY = "The leaders of the five states met in Baku and signed a declaration on trade."
VIEW = "This shows that the influence of the neighbour is falling, and it will fall further."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in lay_out(text).parts]


@pytest.mark.parametrize(
    ("news", "comment"),
    [
        ("News:", "Comment:"),
        ("News", "Comment"),
        ("NEWS", "COMMENT"),
        ("The News", "Our Comment"),
        ("What happened", "Why it matters"),
        ("## The facts", "## Analysis"),
        ("**Report**", "**Opinion**"),
        ("— Event —", "— Commentary —"),
        ("  Summary:  ", "  Assessment:  "),
        ("In brief", "Our view"),
        ("Key facts", "What this means"),
        ("News / Events", "Comment / Analysis"),
    ],
)
def test_headings_of_many_wordings_divide_a_text(news: str, comment: str) -> None:
    text = f"A Summit in Baku\n\n{news}\n\n{BODY}\n\n{comment}\n\n{VIEW}\n"
    assert kinds(text) == [("title", "A Summit in Baku"), ("news", BODY), ("comment", VIEW)]


def test_a_heading_may_stand_before_its_text_on_the_same_line() -> None:
    text = f"A Summit in Baku\nNews: {BODY}\nComment: {VIEW}"
    assert kinds(text) == [("title", "A Summit in Baku"), ("news", BODY), ("comment", VIEW)]


def test_a_short_text_on_the_line_of_its_heading_is_not_lost() -> None:
    text = "A Summit in Baku\nNews: Leaders met in Baku.\nComment: It will fail."
    assert kinds(text)[1:] == [("news", "Leaders met in Baku."), ("comment", "It will fail.")]


def test_a_sentence_that_begins_like_a_heading_is_none() -> None:
    text = f"A Summit in Baku\n\nNews of the summit spread fast, and analysis followed.\n\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["title", "plain"]


def test_parts_may_alternate() -> None:
    text = f"News\n{BODY}\nComment\n{VIEW}\nNews\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == ["news", "comment", "news"]


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("By Jane Roe", "Jane Roe", None),
        ("By Jane Roe, The Steppe Courier", "Jane Roe", "The Steppe Courier"),
        ("Written for the Steppe Courier by Jane Roe", "Jane Roe", "the Steppe Courier"),
        ("Prepared for the Steppe Courier", None, "the Steppe Courier"),
        ("Publisher: Steppe Courier", None, "Steppe Courier"),
        ("Source: Steppe Courier", None, "Steppe Courier"),
    ],
)
def test_who_wrote_and_who_published(line: str, byline: str | None, publisher: str | None) -> None:
    text = f"A Summit in Baku\n\nNews:\n\n{BODY}\n\nComment:\n\n{VIEW}\n\n{line}\n"
    layout = lay_out(text)
    assert (layout.byline and layout.byline.text) == byline
    assert (layout.publisher and layout.publisher.text) == publisher
    for quote in (layout.byline, layout.publisher):
        assert quote is None or text[quote.start : quote.end] == quote.text
    assert ("boilerplate", line) in kinds(text)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published on 15 November 2022", "15 November 2022"),
        ("Date: 2022-11-15", "2022-11-15"),
        ("Posted: November 15, 2022", "November 15, 2022"),
        ("The Steppe Courier, 15 November 2022", "15 November 2022"),
    ],
)
def test_the_day_of_publication(line: str, date: str) -> None:
    text = f"A Summit in Baku\n{line}\n\n{BODY}\n"
    layout = lay_out(text)
    assert layout.dated is not None
    assert layout.dated.text == date
    assert text[layout.dated.start : layout.dated.end] == date


def test_an_imprint_names_its_publisher() -> None:
    layout = lay_out(f"A Summit in Baku\nThe Steppe Courier, 15 November 2022\n\n{BODY}\n")
    assert layout.publisher is not None
    assert layout.publisher.text == "The Steppe Courier"


def test_a_date_line_makes_a_text_news_and_names_agency_and_day() -> None:
    text = f"Leaders Meet\n\nBAKU, 15 October 2019 (Steppe Wire) – {BODY}"
    layout = lay_out(text)
    assert [p.kind for p in layout.parts] == ["title", "news"]
    assert layout.publisher is not None
    assert layout.publisher.text == "Steppe Wire"
    assert layout.dated is not None
    assert layout.dated.text == "15 October 2019"


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/news/1",
        "www.example.org",
        "Subscribe to our newsletter",
        "Home | World | Business | Sport",
        "News | Opinion | Sport",
        "© 2022 Steppe Courier. All rights reserved.",
        "Read more: Summit in Tashkent",
        "Follow us on social media",
        "Visit the official website of the council",
    ],
)
def test_the_furniture_of_a_site_is_no_part_of_the_article(line: str) -> None:
    text = f"A Summit in Baku\n\n{BODY}\n\n{line}\n\n{VIEW}"
    assert ("boilerplate", line) in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{BODY} The president said the next summit will be held in Ankara. He announced it on Monday.", "news"),
        (f"{VIEW} In my view we must ask why. Clearly it is no coincidence.", "comment"),
        ("The five states of the region have many things in common.", "comment"),
    ],
)
def test_running_text_is_read_as_what_its_wording_speaks_for_and_as_comment_in_doubt(text: str, kind: str) -> None:
    layout = lay_out(text)
    assert [p.kind for p in settle_register(text, layout.parts)] == [kind]


def test_a_text_with_headings_keeps_them() -> None:
    text = f"News:\n{VIEW}\nComment:\n{BODY}"
    parts = lay_out(text).parts
    assert settle_register(text, parts) == parts


def test_a_first_sentence_is_no_title() -> None:
    assert lay_out(f"{BODY} {VIEW}").title is None
    titled = lay_out(f"A Summit in Baku\n\n{BODY}")
    assert titled.title is not None
    assert titled.title.text == "A Summit in Baku"


LINES = st.sampled_from(
    ["News:", "Comment:", "By Jane Roe", BODY, VIEW, "", "   ", "BAKU – Leaders met.", "www.example.org", "Title",
     "Published for the Courier by X Y", "Date: 1 May 2001", "\u202eNews", "🙂", "a | b | c", "Analysis: it is so."]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(LINES, max_size=12).map("\n".join)))
def test_parts_are_in_order_apart_and_quotes_stand_in_the_text(text: str) -> None:
    layout = lay_out(text)
    at = 0
    for part in settle_register(text, layout.parts):
        assert part.kind in PART_KINDS
        assert part.kind != "plain"
        assert at <= part.start < part.end <= len(text)
        at = part.end
    for quote in (layout.title, layout.publisher, layout.byline, layout.dated):
        assert quote is None or text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    "text",
    ["A" * 500_000, "Written for " * 50_000, "A A " * 100_000, "By A\n" * 50_000, " (" * 200_000, "A, " * 100_000,
     "\n" * 500_000, "<!--" * 100_000, "The A of " * 50_000],
    ids=["letters", "signed", "capitals", "bylines", "brackets", "commas", "lines", "marks", "imprint"],
)  # fmt: skip
def test_no_text_costs_unbounded_time(text: str) -> None:
    begun = time.perf_counter()
    settle_register(text, lay_out(text).parts)
    assert time.perf_counter() - begun < 5


def test_a_second_text_behind_a_break_is_settled_by_its_own_wording() -> None:
    argued = f"We should never forget why. {VIEW}"
    text = f"A Summit in Baku\n\nBAKU, May 3 - {BODY}\n\n* * *\n\nThe back door\nJANE DOE\n\n{argued}"
    parts = settle_register(text, lay_out(text).parts)
    assert [p.kind for p in parts] == ["title", "news", "boilerplate", "comment"]


def test_a_headline_behind_the_heading_belongs_to_no_part() -> None:
    text = f"A Summit in Baku\n\nNews:\n\n{BODY}\n\nComment: Bigger is not stronger\nby Jane Doe\n\n{VIEW}"
    assert ("comment", VIEW) in kinds(text)
    assert not any("Bigger" in words for kind, words in kinds(text) if kind in ("news", "comment"))


@pytest.mark.parametrize("line", ["Policy note 14/2005", "Gulf Paper No. 7", "OPINION", "Guest column"])
def test_what_the_head_calls_an_argument_is_comment(line: str) -> None:
    told = f"{BODY} It was signed and attended by ministers."
    text = f"After the summit: what it does and does not change\n\n{line}\n\n{told}\n\nLimits\n\n{BODY}"
    assert {p.kind for p in settle_register(text, lay_out(text).parts)} == {"title", "boilerplate", "comment"}


def test_a_summary_reports_only_beside_a_comment() -> None:
    alone = f"A Summit in Baku\n\nSummary\n\n{VIEW}"
    assert [kind for kind, _ in kinds(alone)] == ["title", "plain"]


COLOUR = (
    "The motorcades turned the sea road into a river of flags. The two leaders sat three chairs apart on Friday "
    "and hardly exchanged a word, because nothing had been settled. Norway's minister arrived late, smiled and left "
    "early. A diplomat said the dinner was cold. The hosts signed a declaration, and everybody flew home."
)


def test_a_coloured_report_that_tells_in_the_past_is_news() -> None:
    text = f"Smiles for the cameras\n\n{COLOUR}"
    assert [p.kind for p in settle_register(text, lay_out(text).parts)] == ["title", "news"]


def test_an_author_who_tells_in_the_past_still_argues() -> None:
    text = f"Smiles for the cameras\n\n{COLOUR} I never believed a word, and we were fools to cheer."
    assert [p.kind for p in settle_register(text, lay_out(text).parts)] == ["title", "comment"]
