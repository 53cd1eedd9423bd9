"""What no test reached is told, and where it is half of what is said there is no verdict on the whole."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.checking.examine import examine
from multipolar.checking.verdict import Verdict
from multipolar.reading.read import read


def verdict(sentence: str) -> Verdict:
    """The verdict on a sentence, behind one that makes the text one on world affairs."""
    text = f"Comment:\n\nAllies and rivals met at the United Nations. {sentence}"
    return examine(read(text, published=date(2024, 6, 1))).claims[-1].verdict


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Denmark joined the European Union in 1973 together with Norway.", "Norway"),
        ("Finland joined NATO in 2023 along with Sweden.", "Sweden"),
        ("Gabon joined the Commonwealth in 2022, as did Senegal.", "Senegal"),
        ("Somalia joined the East African Community in 2024, two years before the Congo.", "the Congo"),
        ("Ghana is a member of ECOWAS and Kenya is too.", "Kenya"),
        ("Mongolia is in the UN and so is Kosovo.", "Kosovo"),
        ("Paraguay, not Uruguay, is a member of Mercosur.", "Uruguay"),
        ("Egypt joined BRICS in 2024, Iran in 2023.", "Iran"),
        ("India became a full member of the SCO in 2017, and its rival Pakistan only later.", "Pakistan"),
    ],
)
def test_half_of_a_claim_is_not_the_whole(sentence: str, name: str) -> None:
    found = verdict(sentence)
    assert found.word == "not decidable here"
    assert f"what is said of {name}" in found.untouched
    assert found.reason.startswith("A part of it is on record (")
    assert found.reason.endswith(f"but what is said of {name} is not tested.")


def test_an_aside_on_record_is_not_the_main_clause() -> None:
    found = verdict("Afghanistan, admitted to SAARC in 2007, was still an observer there in 2006.")
    assert found.word == "not decidable here"
    assert "“was still an observer there in 2006”" in found.untouched


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Turkey, like Greece, is a member of NATO.", ["Greece"]),
        ("Finland joined NATO in 2023 after Russia invaded Ukraine.", ["Russia", "Ukraine"]),
    ],
)
def test_others_that_are_named_in_passing_are_told(sentence: str, names: list[str]) -> None:
    found = verdict(sentence)
    assert found.word == "record agrees"
    assert {f"what is said of {name}" for name in names} <= set(found.untouched)


@pytest.mark.parametrize(
    "sentence",
    [
        "Togo and Gabon joined the Commonwealth in 2022.",
        "Belgium is a member of NATO, as every child in Kenya and most in Peru can tell.",
        "Critics of Italy say Belgium is in NATO.",
        "Russia said that Belgium is a member of NATO.",
        "Belgium is a member of NATO, the foreign minister of Italy said.",
    ],
)
def test_tested_states_places_and_speakers_are_not_untouched(sentence: str) -> None:
    found = verdict(sentence)
    assert (found.word, found.untouched) == ("record agrees", ())
