"""Who is said to say it: nobody whom the text only speaks of, and no private person by name."""

from __future__ import annotations

import pytest

from multipolar.reading.attribution import UNPLACED
from multipolar.reading.document import Claim
from multipolar.reading.read import read


def claims(sentence: str) -> tuple[Claim, ...]:
    """The claims of a sentence, behind one that makes the text one on world affairs."""
    lead = "Allies and rivals met at the United Nations."
    return read(f"Comment:\n\n{lead} {sentence}").claims[1:]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Mongolia became a member of the SCO, a blogger claimed.", UNPLACED),
        ("'Ghana left ECOWAS,' a shopkeeper in Accra said.", UNPLACED),
        ("'Ghana left ECOWAS,' Ama Mensah said.", UNPLACED),
        ("'Kazakhstan has left the CSTO,' the minister said, and then laughed.", UNPLACED),
        ("Togo has joined the Commonwealth, a Nigerian newspaper reported.", UNPLACED),
        ("A member of the Uruguayan parliament said that Uruguay is a member of Mercosur.", UNPLACED),
        ("The paper 'Die Welt' said Austria is a member of NATO.", UNPLACED),
        ("'Austria is a member of NATO,' Pravda, a Russian paper, reported.", UNPLACED),
        ("Austria is a member of NATO, Russia claimed.", "Russia"),
        ("Austria is a member of NATO, the Austrian foreign minister said on Monday.", "Austria"),
        ("Belgium is a member of NATO, says the Kremlin.", "Russia"),
        ("The government of Italy said that Belgium is a member of NATO.", "Italy"),
        ("After Finland joined NATO, Russia warned Sweden.", "Russia"),
        ("Foreign ministers, meeting in Samarkand, said that Iran is a member of the SCO.", "foreign ministers"),
    ],
)
def test_the_speaker_stands_beside_the_reporting_verb(sentence: str, speaker: str) -> None:
    assert [c.speaker for c in claims(sentence)] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Critics of Italy say Austria is in NATO.", "critics"),
        ("The paper Pravda wrote that Ukraine is a member of NATO.", UNPLACED),
        ("'Switzerland is in the EU,' joked the Swiss minister.", "Switzerland"),
    ],
)
def test_reported_words_are_not_the_authors(sentence: str, speaker: str) -> None:
    (claim,) = claims(sentence)
    assert (claim.speaker, claim.mode) == (speaker, "reported statement")


@pytest.mark.parametrize("sentence", ["Needless to say, Austria is in the EU.", "Austria has a say in the EU."])
def test_to_say_and_a_say_report_nothing(sentence: str) -> None:
    assert {c.speaker for c in claims(sentence)} == {"the author"}


@pytest.mark.parametrize(
    "sentence",
    [
        "'Switzerland is in the EU,' joked the Swiss minister.",
        "'Switzerland is in the EU,' she quipped.",
        "Joking, the minister said that Switzerland is in the EU.",
    ],
)
def test_a_joke_asserts_nothing(sentence: str) -> None:
    assert not [a for c in claims(sentence) for a in c.assertions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cuba, expelled from the OAS in 1962, says it will not return.",
        "Turkey, which joined NATO in 1952, said that Sweden is a member of NATO.",
        "Poland, a member of NATO since 1999, said that Sweden is a member of NATO.",
    ],
)
def test_what_is_told_of_a_speaker_in_passing_is_the_authors(sentence: str) -> None:
    told, aside = claims(sentence)
    subject = {a for assertion in aside.assertions for a in assertion.subjects}
    assert told.speaker not in ("the author", UNPLACED)
    assert aside.speaker == "the author"
    assert aside.quote.text in sentence
    assert len(subject) == 1
    assert not [a for a in told.assertions if subject & set(a.subjects)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Norway wants the sanctions eased.", "Norway"),
        ("Kenya pleaded with the African Union to wait.", "Kenya"),
        ("It was proposed by Papua New Guinea that the rules be relaxed.", "Papua New Guinea"),
        ("Oman has kept its channels to Iran open, and its foreign minister said that talks would follow.", "Oman"),
        ("Diplomats in Addis Ababa said that Sudan had left.", "diplomats"),
        ("Several delegations recalled that Serbia had waited long.", "delegations"),
    ],
)
def test_who_asks_or_is_asked_for_by_a_title_speaks(sentence: str, speaker: str) -> None:
    assert claims(sentence)[-1].speaker == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Rwanda, whatever it says, controls the province.",
        "Trade has doubled, which suggests that Chinese influence has grown.",
        "It would be wrong to conclude that Serbia has become a vassal.",
        "The members should demand a date for Georgia.",
    ],
)
def test_words_of_speaking_that_nobody_speaks_leave_the_author(sentence: str) -> None:
    assert {c.speaker for c in claims(sentence)} == {"the author"}


def test_he_is_whom_the_sentence_before_told_of_in_nobodys_words() -> None:
    found = claims(
        "Kenya's president said that talks had failed. Niger sees things differently. He said ECOWAS had changed."
    )
    assert [c.speaker for c in found] == ["Kenya", "the author", "Niger"]


def test_one_speaker_is_not_nested_in_himself() -> None:
    (claim,) = claims("The Kenyan minister expressed the hope that Uganda would sign.")
    assert [voice.actor for voice in claim.voices] == ["KEN"]
