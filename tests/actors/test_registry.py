from __future__ import annotations

import pytest

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS, POWERS, Group, Organisation, State, nearest
from multipolar.errors import InputError


@pytest.mark.parametrize(("key", "kind"), [("UZB", State), ("OTS", Organisation), ("central-asia", Group)])
def test_an_actor_is_a_state_an_organisation_or_a_group(key: str, kind: type) -> None:
    assert isinstance(registry().actor(key), kind)
    assert registry().actor(key).key == key
    assert registry().label(key) == registry().actor(key).name


@pytest.mark.parametrize(
    ("wrong", "meant"), [("UZBB", "UZB"), ("uzb", "UZB"), ("NATOO", "NATO"), ("central asia", "central-asia")]
)
def test_an_unknown_key_names_the_nearest(wrong: str, meant: str) -> None:
    with pytest.raises(InputError, match="no actor has the key") as caught:
        registry().actor(wrong)
    assert "Did you mean" in caught.value.mend
    assert meant in caught.value.mend


@pytest.mark.parametrize("wrong", ["", "?" * 10_000, "\x1b[31m", "北京"])
def test_a_key_like_no_other_says_so_in_one_short_line(wrong: str) -> None:
    with pytest.raises(InputError) as caught:
        registry().actor(wrong)
    assert len(caught.value.line()) < 200
    assert caught.value.line().isprintable()


def test_nothing_is_found_by_guessing() -> None:
    assert registry().find("UZBB") is None
    assert registry().find("") is None
    assert nearest("zzzz", ["UZB"]) == "No known name is close to it"


def test_the_powers_are_states_and_the_default_ones_are_among_them() -> None:
    assert set(DEFAULT_POWERS) < set(POWERS) < set(registry().states)
    assert len(set(POWERS)) == len(POWERS) == 12


@pytest.mark.parametrize("key", ["XKX", "TWN", "PSE", "XNC"])
def test_disputed_status_is_said_with_its_source(key: str) -> None:
    state = registry().states[key]
    assert state.status != "UN member"
    assert state.note
    assert state.source


@pytest.mark.parametrize(("key", "article"), [("NATO", "Article 5"), ("CSTO", "Article 4"), ("OTS", "")])
def test_collective_defence_names_its_article(key: str, article: str) -> None:
    assert registry().organisations[key].collective_defence.endswith(article)
    assert bool(registry().organisations[key].collective_defence) is bool(article)


NAMED = [
    "OTS",
    "CIS",
    "CSTO",
    "EAEU",
    "SCO",
    "ECO",
    "TURKSOY",
    "NATO",
    "EU",
    "OIC",
    "OSCE",
    "UN",
    "COE",
    "BRICS",
    "GUAM",
    "CICA",
    "ASEAN",
    "AU",
    "ECOWAS",
    "SADC",
    "LAS",
    "GCC",
    "MERCOSUR",
    "CELAC",
    "OAS",
    "COMMONWEALTH",
    "OIF",
    "G7",
    "G20",
    "OECD",
    "OPEC",
    "WTO",
    "IAEA",
    "ICC",
    "AIIB",
    "ADB",
    "QUAD",
    "AUKUS",
    "V4",
    "WEIMAR",
    "C5PLUS1",
    "WARSAWPACT",
    "COMECON",
    "NONALIGNED",
    "SAARC",
    "BSEC",
    "NORDIC",
]


def test_the_organisations_of_interstate_news_ship() -> None:
    assert set(NAMED) <= set(registry().organisations)
    assert len(registry().organisations) >= 45
