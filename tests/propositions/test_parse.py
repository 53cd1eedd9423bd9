"""Reading propositions: what is refused, where, and with which help."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.errors import InputError
from multipolar.propositions.parse import parse
from multipolar.propositions.terms import Level, Measure, Number, Quantified, depth

REFUSED = [
    ("", "character 1: there is no proposition"),
    ("HUN in", "character 7: the proposition ends too early. Expected a name"),
    ("HUN on 2022", "character 5: `on` does not fit"),
    ("HUN in OTS on 11 November", "character 15: `11` does not fit. Expected a day (YYYY-MM-DD)"),
    ("hun in OTS on 2022-11-11", "character 1: no state has the key 'hun'. Did you mean HUN"),
    ("Hungary in OTS on 2022-11-11", "character 1: no state has the key 'Hungary'. Write HUN"),
    ("HUN in OTC on 2022-11-11", "character 8: no organisation or group has the key 'OTC'. Did you mean OTS"),
    ("HUN in OTS as watcher on 2022-11-11", "character 15: no role is called 'watcher'. Write full, associate"),
    ("KAZ in central-asia as observer in 2020", "character 8: central-asia is a named group and knows no role"),
    ("OTS in OTS on 2022-11-11", "character 1: OTS is asked whether it is in itself"),
    ("HUN in OTS", "`HUN in OTS` names no time. End it with `on YYYY-MM-DD`"),
    ("capability(RUS) falls", "`capability(RUS) falls` names no time. End it with `around YYYY`, `from YYYY to YYYY`"),
    ("HUN in OTS around 2018", "character 12: `around 2018` goes with rises, falls or holds, not with a membership"),
    ("most CIS in OTS around 2018", "not with a membership. Write `on YYYY-MM-DD`, `in YYYY` or `from YYYY to YYYY`"),
    (
        "capability(RUS) > 0.1 around 2008",
        "character 23: `around 2008` goes with rises, falls or holds, not with a level",
    ),
    (
        "RUS leads trade(KAZ, *) around 2008",
        "character 25: `around 2008` goes with rises, falls or holds, not with a rank",
    ),
    ("capability(RUS) falls around 2008-08-08", "character 30: `2008-08-08` does not fit. Expected a year (YYYY)"),
    ("capability(RUS) falls around 0044", "character 30: '0044' is not a date"),
    ("defence(KAZ, RUS) falls around 2000", "character 19: defence knows no degrees and so no trend"),
    ("capability(RUS) holds by 5% around 2008", "character 23: `holds by 5%` is no change"),
    ("HUN in OTS on 2022-02-30", "character 15: '2022-02-30' is not a date"),
    ("RUS in NATO in 0044", "character 16: '0044' is not a date"),
    ("trade(KAZ, CHN) rises from 2014 to 1995", "character 36: the span ends before it has begun: 2014 to 1995"),
    ("RUS in NATO from 2010 to 2012-05-05", "character 26: the span mixes a year and a day"),
    ("capabilty(RUS) rises since 2001", "character 1: no measure is called 'capabilty'. Did you mean capability"),
    ("trade(KAZ) rises since 1995", "character 1: trade takes 2, not 1. Write trade(state, power)"),
    ("capability(RUS, USA) > 1 in 2010", "character 1: capability takes 1, not 2. Write capability(state)"),
    ("trade_gdp(KAZ, CHN) rises since 1995", "character 1: trade_gdp is not supported. trade over GDP needs GDP in"),
    ("distance(KAZ) rises since 1995", "character 1: distance takes 2, not 1. Write distance(state, power)"),
    ("agreement(TUR, TUR) < 0.5 in 2012", "character 16: TUR is paired with itself. Name two different states"),
    ("RUS leads trade(RUS, *) in 2012", "character 1: RUS is paired with itself"),
    ("USA leads trade(TUR, {TUR, USA}) in 2012", "character 23: TUR is paired with itself"),
    ("capability(RUS) > capability(RUS) in 2010", "character 1: a measure is compared with itself"),
    ("democracy(UZB) < capability(UZB) in 2021", "differ in unit. Compare measures of one unit"),
    ("democracy(UZB) < peers(KAZ) in 2010", "character 1: peers(KAZ) are compared, but KAZ is not in democracy(...)"),
    ("trade(KAZ, CHN) < peers(CHN) in 2010", "character 1: trade cannot vary CHN. Compare the peers of KAZ"),
    ("capability(CIS) > 0.1 in 2010", "character 1: capability is asked of several states at once"),
    ("capability(RUS) rises in 2010", "character 17: one year shows no trend"),
    ("capability(RUS) holds by 5% since 2010", "character 23: `holds by 5%` is no change"),
    ("defence(KAZ, RUS) rises since 2000", "character 19: defence knows no degrees and so no trend"),
    ("trade(KAZ, RUS) > 0.1 on 2012-01-01", "character 1: trade is measured by the year, not by the day"),
    ("IND leads trade(KAZ, *) in 2012", "character 1: IND is not among `*`, USA RUS CHN TUR"),
    ("IND leads trade(KAZ, {USA, CHN}) in 2012", "character 1: IND is not among the contenders. Add IND to the set"),
    ("IND leads capability(IND) in 2012", "character 11: a rank needs one slot with contenders"),
    ("all {KAZ, KAZ} in CIS in 2000", "character 6: KAZ stands twice in one set"),
    ("at least 0 OTS in CIS in 2000", "character 10: at least 0 says nothing"),
    ("most KAZ in CIS in 2000", "character 6: KAZ is no group of states. Write a group, or a set like {KAZ}"),
    ("most OTS in OTS on 2022-11-11", "the members of OTS are asked whether they are in OTS"),
    ("most OTS: most CIS: capability(each) > 0 in 2000", "a quantifier stands inside another"),
    ("most CIS: RUS leads trade(KAZ, *) in 2010", "a part under the quantifier does not speak of `each`"),
    ("capability(each) > 0.1 in 2010", "uses `each` outside a quantifier"),
    ("capability(RUS) > 5000000000000000000 in 2010", "character 19: `5000000000000000000` does not fit"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_wrong_proposition_is_refused_with_place_and_mend(text: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        parse(text)
    assert message in error.value.line()


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "RUS in NATO in 2010" + ")" * 10_000,
        "not " * 10_000 + "RUS in NATO in 2010",
        " and ".join(["RUS in NATO in 2010"] * 10_000),
        "(" * 60 + "RUS in NATO in 2010" + ")" * 60,
        "not " * 60 + "RUS in NATO in 2010",
        "(" * 1_900,
        "not " * 490 + "RUS in NATO in 2010",
        "capability(RUS) > " + "9" * 5_000 + " in 2010",
        "a" * 2_000,
        "\x00\u202e\ud800 in OTS",
        "RUS in NATO in 2010" + " " * 1_981 + "(",
    ],
)
def test_hostile_text_is_refused_in_bounded_time(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(InputError) as error:
        parse(text)
    assert time.perf_counter() - began < 0.5
    assert error.value.line().isprintable()
    assert len(error.value.line()) < 600


def test_fifty_terms_may_be_nested() -> None:
    assert depth(parse("not " * 49 + "RUS in NATO in 2010")) == 50
    with pytest.raises(InputError, match="nested too deeply"):
        parse("not " * 50 + "RUS in NATO in 2010")


WORDS = re.findall(
    r"\S+",
    "HUN OTS in on as observer 2022-11-11 2022 most all at least 3 : ( ) { } , * trade( KAZ CHN rises falls by 20% "
    "from to since around leads < 0.5 peers( world and or not if then each any role except capability(RUS)",
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        parse(text)
    except InputError as error:
        assert error.line()


def test_terms_are_typed() -> None:
    assert parse("democracy(UZB) < 25% in 2021") == parse("democracy(UZB) < 0.25 in 2021")
    level = parse("capability(CHN) > 0.1 in 2022")
    assert isinstance(level, Level)
    assert (level.left, level.right) == (Measure("capability", ("CHN",)), Number(0.1))
    counted = parse("at least 3 CIS except {BLR, RUS} at 2010-01-01 in OTS since 2009")
    assert isinstance(counted, Quantified)
    assert counted.count == 3


def test_either_order_of_a_symmetric_pair_is_read() -> None:
    assert parse("agreement(USA, KAZ) < 0.5 in 2012") != parse("agreement(KAZ, USA) < 0.5 in 2012")


def test_a_conditional_needs_no_times() -> None:
    parse("if capability(RUS) falls by 50% then trade(KAZ, CHN) rises by 2027")
    with pytest.raises(InputError):
        parse("not (if RUS in NATO in 2010 then RUS in EU in 2010)")


def test_reading_imports_no_numbers() -> None:
    code = "import sys, multipolar.propositions.parse; print({'polars', 'numpy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
