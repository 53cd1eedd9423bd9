from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.names import Name, NameMatcher
from multipolar.actors.record import all_names, matcher, shipped
from multipolar.dates import span


def found(text: str) -> list[tuple[str, set[str]]]:
    return [(text[h.start : h.end], {n.actor for n in h.names}) for h in matcher().find(text)]


def actors(text: str) -> list[str]:
    return [actor for _, names in found(text) for actor in sorted(names)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Guinea-Bissau and Guinea", ["GNB", "GIN"]),
        ("Equatorial Guinea, Papua New Guinea", ["GNQ", "PNG"]),
        ("Niger and Nigeria", ["NER", "NGA"]),
        ("Nigerien and Nigerian officers", ["NER", "NGA"]),
        ("South Sudan left Sudan", ["SSD", "SDN"]),
        ("the Dominican Republic and Dominica", ["DOM", "DMA"]),
        ("the Democratic Republic of the Congo", ["COD"]),
        ("North Korea, South Korea", ["PRK", "KOR"]),
        ("the United States of America", ["USA"]),
        ("the Commonwealth of Independent States", ["CIS"]),
        ("the Shanghai Cooperation Organisation", ["SCO"]),
        ("the Shanghai Cooperation Organization", ["SCO"]),
    ],
)
def test_the_longest_name_wins(text: str, keys: list[str]) -> None:
    assert actors(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Romania joined",  # holds Oman and Mali's letters in no whole word
        "Somaliland",
        "the Chinatown of Soho",
        "Frenchness's maliciousness",
        "Indianapolis and Turkeyish fare",
        "NATOised UNO_US",
        "xUSAx",
        "USA2",
    ],
)
def test_no_hit_lies_inside_a_word(text: str) -> None:
    words = [words for words, _ in found(text)]
    assert all(f" {word} " in f" {text} " for word in words)
    assert not {"Oman", "Mali", "China", "India", "Turkey", "NATO", "US", "USA", "Somali"} & set(words)


@pytest.mark.parametrize("mark", ["'s", "’s", "'", ",", ".", ")", "-led", "/", " –", "…", "\n"])
def test_a_name_ends_where_its_word_ends(mark: str) -> None:
    assert found(f"Russia{mark} x")[0] == ("Russia", {"RUS"})


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("RUSSIA AND KAZAKHSTAN SIGN PACT", ["RUS", "KAZ"]),
        ("TURKEY VOTES", ["TUR"]),
        ("UNITED KINGDOM LEAVES EUROPEAN UNION", ["GBR", "EU"]),
    ],
)
def test_headlines_in_capitals_are_read(text: str, keys: list[str]) -> None:
    assert actors(text) == keys


@pytest.mark.parametrize("text", ["Côte d'Ivoire", "Côte d’Ivoire", "CÔTE D’IVOIRE"])
def test_an_apostrophe_may_be_curled(text: str) -> None:
    assert actors(f"In {text} today") == ["CIV"]


def test_the_bird_is_no_state() -> None:
    assert actors("Turkey exports turkey, and roast turkey is eaten in china cups") == ["TUR"]
    assert actors("the polish on his shoes, a swede, the german shepherd") == []


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad", "Turkey", "Niger", "US"])
def test_a_name_that_means_other_things_says_so(name: str) -> None:
    assert all(n.caution for n in matcher().named(name))
    assert matcher().named(name)


@pytest.mark.parametrize(("name", "keys"), [("Korea", {"KOR", "PRK", "XKO"}), ("Congo", {"COD", "COG"})])
def test_a_name_of_two_states_brings_both(name: str, keys: set[str]) -> None:
    assert found(f"In {name} today") == [(name, keys)]


def test_names_outlive_what_they_name_but_do_not_precede_it() -> None:
    turkish = next(n for n in matcher().named("Organization of Turkic States"))
    assert turkish.span.start is not None
    before, after = date(2015, 1, 1), date(2024, 1, 1)
    assert not turkish.used_on(before)
    assert turkish.used_on(after)
    assert turkish.used_on(None)
    (soviet,) = {n for n in matcher().named("Soviet Union") if n.actor == "RUS"}
    assert soviet.used_on(after)


def test_dated_names_in_a_matcher_of_ones_own() -> None:
    names = [
        Name("Astana", "KAZ", "capital", span("1998-05-06", "2019-03-23"), ""),
        Name("Nur-Sultan", "KAZ", "capital", span("2019-03-23", "2022-09-17"), ""),
    ]
    hits = NameMatcher(names).find("Astana, Nur-Sultan, ASTANA")
    assert [h.names[0].text for h in hits] == ["Astana", "Nur-Sultan"]  # capitals' names are not read in capitals
    assert [h.names[0].used_on(date(2000, 1, 1)) for h in hits] == [True, False]


def test_a_string_that_is_no_name_is_named_by_nobody() -> None:
    assert matcher().named("Ruritania") == ()
    assert matcher().named("") == ()
    assert matcher().find("") == []


@given(st.lists(st.sampled_from([n.text for n in all_names()]), max_size=6), st.text(max_size=5))
def test_hits_are_in_order_apart_and_stand_in_the_text(names: list[str], between: str) -> None:
    text = f" {between} ".join(names)
    hits = matcher().find(text)
    covered = 0
    for hit in hits:
        assert covered <= hit.start < hit.end <= len(text)
        covered = hit.end
        words = text[hit.start : hit.end].replace("’", "'")
        assert all(words in (name.text, name.text.upper()) for name in hit.names)


@given(st.sampled_from(all_names()))
def test_every_name_is_found_where_it_stands_alone(name: Name) -> None:
    (hit,) = matcher().find(f"({name.text})")
    assert (hit.start, hit.end) == (1, 1 + len(name.text))
    assert name in hit.names


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The Western European Union met the European Union.", ["EU"]),
        ("A paper of the European Council on Foreign Relations says", []),
        ("the European Commission against Racism and Intolerance", ["COE"]),
        ("students at a Model United Nations in Vienna", ["AUT"]),
        ("ministers of the ASEAN Regional Forum", []),
    ],
)
def test_a_longer_name_of_somebody_else_is_no_actor(text: str, keys: list[str]) -> None:
    assert [hit.names[0].actor for hit in matcher().find(text)] == keys


@pytest.mark.parametrize(
    ("key", "on", "name"),
    [
        ("RUS", "1980-01-01", "Soviet Union"),
        ("RUS", "1900-01-01", "Russia"),
        ("RUS", "2020-01-01", "Russia"),
        ("MKD", "2010-01-01", "Macedonia"),
        ("SWZ", "1980-01-01", "Swaziland"),
        ("BFA", "1980-01-01", "Upper Volta"),
        ("COD", "1980-01-01", "Zaire"),
        ("DEU", "1980-01-01", "West Germany"),
        ("ZWE", "1970-01-01", "Rhodesia"),
        ("YUG", "1980-01-01", "Yugoslavia"),
        ("SCG", "1995-01-01", "Serbia and Montenegro"),
        ("TWN", "1960-01-01", "Taiwan"),
        ("CHN", "1960-01-01", "China"),
        ("PSE", "2000-01-01", "Palestine"),
        ("OTS", "2015-01-01", "Turkic Council"),
        ("OTS", "2021-11-12", "Organization of Turkic States"),
        ("EU", "1980-01-01", "European Community"),
        ("OSCE", "1980-01-01", "Conference on Security and Co-operation in Europe"),
        ("G7", "2005-01-01", "Group of Eight"),
        ("G7", "2020-01-01", "Group of Seven"),
        ("west", "1980-01-01", "West"),
    ],
)
def test_an_actor_goes_by_the_name_of_the_day(key: str, on: str, name: str) -> None:
    assert shipped().called.common(key, date.fromisoformat(on)) == name


def test_with_no_day_an_actor_goes_by_the_name_of_today() -> None:
    record = shipped()
    for key in (*record.registry.states, *record.registry.organisations, *record.registry.groups):
        assert record.called.common(key, None) == record.registry.label(key)


@pytest.mark.parametrize(
    ("key", "on", "name"),
    [
        ("RUS", "1980-01-01", "Union of Soviet Socialist Republics"),
        ("RUS", "2000-01-01", "Russian Federation"),
        ("MKD", "2010-01-01", ""),
        ("MKD", "2020-01-01", "Republic of North Macedonia"),
    ],
)
def test_the_official_name_is_that_of_the_day(key: str, on: str, name: str) -> None:
    assert shipped().called.official(key, date.fromisoformat(on)) == name
