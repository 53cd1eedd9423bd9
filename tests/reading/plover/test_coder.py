"""Who did what to whom: grammar, mood, lists, and texts in which nothing of the kind is told."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.reading import events
from multipolar.reading.plover.lexicon import FOLDER, QUAD, TYPES, lexicon, plural, verb_forms
from multipolar.reading.plover.rows import COLUMNS, EventRow
from multipolar.tables import read_table
from tests.reading.plover.scoring import NOTHING, PARTS, coded, f1, of_nothing, scores, sentences


def told(row: EventRow) -> tuple[str, list[str], list[str]]:
    source, target = (list(dict.fromkeys(actor.code for actor in side)) for side in (row.source, row.target))
    return row.event, source, target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # active, passive, by
        ("Kenya asked Somalia to hand over two suspects.", ("REQUEST", ["KEN"], ["SOM"])),
        ("Two Turkish diplomats were expelled by Bulgaria on Friday.", ("SANCTION", ["BGR"], ["TUR"])),
        ("Egyptian journalists were arrested by Sudanese police.", ("COERCE", ["SDN"], ["EGY"])),
        # forces, offices, capitals and cities for their state
        ("Saudi jets bombed a market in Yemen.", ("ASSAULT", ["SAU"], ["YEM"])),
        ("Paris pressed Beijing to open its markets.", ("REQUEST", ["FRA"], ["CHN"])),
        ("Karachi police arrested dozens of students.", ("COERCE", ["PAK"], ["PAK"])),
        # together
        ("Ethiopia and Egypt agreed to share data on the dam.", ("AGREE", ["ETH", "EGY"], [])),
        ("The Chinese and Japanese foreign ministers met in Bali.", ("CONSULT", ["CHN", "JPN"], [])),
        # mood: what is promised, threatened, demanded or refused is not done
        ("Sweden will recognise Palestine, its foreign minister said.", ("AGREE", ["SWE"], ["PSE"])),
        ("Israel will attack Lebanon, its defence minister said.", ("THREATEN", ["ISR"], ["LBN"])),
        ("Norway said Russia must release the fishermen.", ("REQUEST", ["NOR"], ["RUS"])),
        ("Serbia will never recognise Kosovo, Belgrade said.", ("REJECT", ["SRB"], ["XKX"])),
        ("Iran threatened to attack Israel.", ("THREATEN", ["IRN"], ["ISR"])),
        ("Hungary refused to receive the German chancellor.", ("REJECT", ["HUN"], ["DEU"])),
        # lists
        ("The United States imposed sanctions on Iran, Syria and Cuba.", ("SANCTION", ["USA"], ["IRN", "SYR", "CUB"])),
        # reported speech: the act, not the saying of it
        ("Moldova shut its border with Ukraine, Romanian radio said.", ("COERCE", ["MDA"], ["UKR"])),
        # light verbs
        ("Greece lodged a protest with Albania.", ("ACCUSE", ["GRC"], ["ALB"])),
    ],
)
def test_a_sentence_is_coded(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert expected in [told(row) for row in events(text)], [told(row) for row in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Argentina beat France on penalties in the final.",
        "Egypt did not attack Libya.",
        "Der Präsident von Frankreich besuchte gestern Polen.",
        "| Kenya | 12 | 14 |\n| Somalia | 9 | 8 |",
        "for attack in russia.attacks(): print(attack.ukraine)",
        "France, Germany, Italy and Spain.",
        "",
    ],
)
def test_where_nothing_is_done_no_event_is_told(text: str) -> None:
    assert events(text) == []


def test_a_row_says_when_where_and_by_which_words() -> None:
    (row,) = events("Saudi jets bombed Yemeni rebels in Amman on Tuesday.", date(2016, 3, 16))
    assert (row.date, row.date_basis, row.place, row.status) == (
        "2016-03-15",
        "relative to publication",
        "JOR",
        "happened",
    )
    assert row.quad == "material conflict"
    assert row.words == "bombed"
    assert row.rule == "ASSAULT: bomb"
    assert "military" in row.contexts
    assert [actor.text for actor in row.source] == ["Saudi jets"]
    assert set(row.flat()) == set(COLUMNS)


def test_an_old_event_is_history() -> None:
    (row,) = events("Iraq invaded Kuwait on 2 August 1990.", date(2016, 3, 16))
    assert (row.status, row.date) == ("historical", "1990-08-02")


def test_offsets_are_those_of_the_text() -> None:
    text = "Nothing here.\n\nKenya thanked Norway for its help. Iran denounced Israel."
    for row in events(text):
        assert text[row.start : row.end] == row.quote
        assert row.words in row.quote


WORDS = "Kenya attacked , by the Iran will not of to and met “ must arrested police in Somalia . said"
TEXTS = st.text(max_size=300) | st.lists(st.sampled_from(sorted(set(WORDS.split()))), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_survived_and_every_row_is_whole(text: str) -> None:
    for row in events(text):
        assert row.event in TYPES
        assert QUAD[row.event] == row.quad
        assert any(actor.code for actor in (*row.source, *row.target))
        assert 0 <= row.start < row.end <= len(text)


def test_a_sentence_of_a_million_words_takes_bounded_time() -> None:
    began = time.monotonic()
    events("Kenya attacked Somalia and " * 250_000)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("event", TYPES)
def test_every_family_of_verbs_is_understood(event: str) -> None:
    missed = []
    for row in read_table(FOLDER, event):
        verbs = [pattern for pattern in row["patterns"].split(";") if " " not in pattern]
        if row["kind"] == "n" or not verbs:
            continue
        pasts = [next(form for form, letters in verb_forms(verb).items() if "d" in letters) for verb in verbs]
        texts = [text for past in pasts for text in (f"Kenyan troops {past} Somali rebels.", f"Kenyan workers {past}.")]
        found = [told(row_)[0] for text in texts for row_ in events(text)]
        if event not in found:
            missed.append((row["mode"], verbs[:5], found[:5]))
    assert missed == []


def test_forms_of_verbs_and_nouns_are_english() -> None:
    assert verb_forms("withdraw") == {
        "withdraw": "b",
        "withdraws": "s",
        "withdrawing": "g",
        "withdrew": "d",
        "withdrawn": "n",
    }
    assert set(verb_forms("ban")) == {"ban", "bans", "banning", "banned"}
    assert set(verb_forms("accuse")) == {"accuse", "accuses", "accusing", "accused"}
    assert set(verb_forms("deny")) == {"deny", "denies", "denying", "denied"}
    assert set(verb_forms("visit")) == {"visit", "visits", "visiting", "visited"}
    assert [plural(noun) for noun in ("policeman", "embassy", "clash", "day")] == [
        "policemen",
        "embassies",
        "clashes",
        "days",
    ]


def test_the_lexicon_names_no_person_who_holds_no_office() -> None:
    assert not {"Osama bin Laden", "bin Laden", "Abdullah Ocalan"} & set(lexicon().groups)


def test_the_sets_are_whole_and_the_development_part_is_understood() -> None:
    assert {part: len(sentences(name)) for part, name in PARTS.items()} == {"development": 60, "held out": 60}
    assert {part: len(sentences(name)) for part, name in NOTHING.items()} == {"development": 120, "held out": 120}
    found = scores("development")
    assert f1(found["event"]) > 0.8
    assert f1(found["source"]) > 0.9
    assert of_nothing("development") <= 0.03
    assert coded({"text": "Kenya thanked Norway."})[0].event == "SUPPORT"
