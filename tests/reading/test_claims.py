"""Claims: mode, voices, strength, times, causes and chains; and the same structure whoever is named or publishes."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.reading.document import Claim, Reading
from multipolar.reading.read import read

LEAD = "The Japanese emperor and the Egyptian government hold talks with NATO allies about a treaty."


def reading(text: str, part: str = "Comment") -> Reading:
    return read(f"{part}:\n\n{LEAD}\n\n{text}\n", published=date(2022, 11, 15))


def claims(text: str, part: str = "Comment") -> list[Claim]:
    found = reading(text, part)
    return [c for c in found.claims if c.quote.start > len(LEAD)]


def claim(text: str, part: str = "Comment") -> Claim:
    return claims(text, part)[0]


@pytest.mark.parametrize(
    ("text", "part", "mode"),
    [
        ("Turkey will join BRICS within two years.", "News", "forecast"),
        ("Turkey is to hold the next summit in Ankara.", "News", "forecast"),
        ("The Turkish foreign minister said that Ankara would open an embassy.", "News", "forecast"),
        ("Russia is unlikely to recover.", "Comment", "forecast"),
        ("NATO should admit Georgia.", "Comment", "wish or demand"),
        ("Germany ought therefore to pay more.", "Comment", "wish or demand"),
        ("Ukraine called on Germany to deliver tanks.", "News", "wish or demand"),
        ("The Kremlin said that Finland had joined NATO.", "News", "reported statement"),
        ("China condemned the sale.", "News", "reported statement"),
        ("Poland sent tanks to Ukraine.", "News", "reported fact"),
        ("Sweden signed the treaty in March 2024.", "Comment", "unsourced assertion"),
        ("Russia's weakness is obvious.", "Comment", "argued"),
        ("Nobody depends on Moscow more than Minsk because its market is small.", "Comment", "argued"),
    ],
)
def test_modes_and_the_rule_behind_them(text: str, part: str, mode: str) -> None:
    found = claim(text, part)
    assert found.mode == mode
    assert found.rule


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Lavrov said that Finland is a member of NATO.", ["RUS"]),
        ("Kyiv says that Moscow believes that Minsk is weak.", ["UKR", "RUS"]),
        ("Turkish officials say that Sweden is a member of NATO.", ["TUR"]),
        ("Sweden is in NATO, according to officials from Oslo.", ["NOR"]),
        ("Analysts say that Russia is weaker.", ["someone"]),
        ("It is widely believed that Russia is weaker.", ["many"]),
        ("Russia is weaker.", ["author"]),
        ("Russia, pollsters say, will recover.", ["someone"]),
        ("It is expected that Russia will recover.", ["author"]),
    ],
)
def test_voices_from_the_outermost_to_the_one_whose_claim_it_is(text: str, voices: list[str]) -> None:
    assert [v.actor if v.kind == "actor" else v.kind for v in claim(text).voices] == voices


def test_the_speaker_goes_on_in_the_next_sentence() -> None:
    first, second = claims("The Turkish president said that Sweden is a NATO member. He added that Finland is one too.")
    assert [v.actor for v in first.voices] == [v.actor for v in second.voices] == ["TUR"]


def test_what_one_is_said_to_urge_ends_where_another_acts() -> None:
    urged, done = claims("Washington urged ASEAN to wait, and the European Union signed the treaty.", "News")
    assert (urged.mode, done.mode) == ("wish or demand", "reported fact")


def test_strength_times_cause_and_grounds() -> None:
    found = claim("Russia will perhaps leave the Council of Europe by 2030 because of the war in Ukraine.")
    assert (found.strength, found.tense) == ("hedged", "future")
    assert found.horizon is not None
    assert found.horizon.text == "by 2030"
    assert found.cause is not None
    assert found.effect is not None
    assert found.effect.text.startswith("Russia will perhaps leave")
    assert claim("Clearly Russia depends on China.").strength == "stressed"
    resting = claim("Russia is weaker, given the fact that China buys its gas.")
    assert resting.grounds is not None or claims("Russia is weaker, given the fact that China buys its gas.")[1].grounds


def test_chains_are_kept_as_chains() -> None:
    found = reading("Tajikistan depends on Russia. Russia depends on China.")
    assert ("TJK", "RUS", "CHN") in {c.actors for c in found.chains}
    assert not reading("Tajikistan does not depend on Russia. Russia depends on China.").chains


def structure(found: Reading, names: dict[str, str]) -> list[object]:
    """What is read, with the actors' keys exchanged."""

    def key(actor: str) -> str:
        return names.get(actor, actor)

    return [
        (
            c.mode, c.strength, c.tense, [v.kind for v in c.voices], len(c.evaluative),
            [(a.relation, [key(s) for s in a.subjects], [key(o) for o in a.objects], a.negated) for a in c.assertions],
        )
        for c in found.claims
    ]  # fmt: skip


TEXT = (
    "{a} is losing its influence over {c}. The puppet regime in {c} depends on {a}, and {b} shamefully arms it. "
    "{b} said that {a} is weaker. {a} will join NATO if {b} leaves. Most neighbours of {c} fear {a} more than {b}."
)


@pytest.mark.parametrize(
    "swapped", [("Russia", "Turkey", "Poland"), ("China", "India", "Brazil"), ("Poland", "Russia", "Turkey")]
)
def test_exchanging_the_states_named_exchanges_nothing_else(swapped: tuple[str, str, str]) -> None:
    keys = {"Russia": "RUS", "Turkey": "TUR", "Poland": "POL", "China": "CHN", "India": "IND", "Brazil": "BRA"}
    first = ("Russia", "Turkey", "Poland")
    names = {keys[new]: keys[old] for new, old in zip(swapped, first, strict=True)}
    here = structure(reading(TEXT.format(**dict(zip("abc", first, strict=True)))), {})
    there = structure(reading(TEXT.format(**dict(zip("abc", swapped, strict=True)))), names)
    assert [row for row in here if row] == [row for row in there if row]


@pytest.mark.parametrize("publisher", ["the Central Office of the Party", "the Northern Star", "the Ministry of Truth"])
def test_who_publishes_changes_nothing_that_is_read(publisher: str) -> None:
    text = f"Comment:\n\n{TEXT.format(a='Russia', b='Turkey', c='Poland')}\n\n"
    assert structure(read(text), {}) == structure(read(f"{text}Written for {publisher} by A Name\n"), {})


@pytest.mark.parametrize(
    "word", ["puppet", "imperialist", "brutal", "heroic", "glorious", "treacherous", "shameful", "barbaric", "criminal"]
)
def test_praise_and_blame_of_every_camp_are_marked_alike(word: str) -> None:
    assert [q.text for q in claim(f"The {word} government of Turkey signed the treaty in 2019.").evaluative] == [word]


def test_a_relative_clause_is_of_an_actor_only_where_that_stands_before_it() -> None:
    lead = "Comment:\n\nAllies and rivals met at the United Nations. "
    text = "ECOWAS has lost much of its influence over the juntas of the north, which have turned to Russia for arms."
    (claim,) = [c for c in read(lead + text).claims if c.quote.text.startswith("which")]
    assert not any("ECOWAS" in a.subjects for a in claim.assertions)
    (claim,) = [c for c in read(f"{lead}Mali, which has turned to Russia, left.").claims if "which" in c.quote.text]
    assert any(a.subjects == ("MLI",) for a in claim.assertions)
