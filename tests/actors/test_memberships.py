"""The membership record against what is known of the organisations, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors.memberships import Membership, Memberships
from multipolar.actors.record import memberships, registry
from multipolar.dates import span
from multipolar.errors import InputError
from multipolar.facts.vocabulary import ROLES

BODIES = sorted({*registry().organisations, *registry().groups})
DAYS = st.dates(date(1945, 1, 1), date(2027, 1, 1))


def full(body: str, day: str) -> set[str]:
    return {m.actor for m in memberships().on(body, date.fromisoformat(day))}


def observers(body: str, day: str) -> set[str]:
    return {m.actor for m in memberships().on(body, date.fromisoformat(day), roles=("observer",))}


@pytest.mark.parametrize(
    ("body", "day", "count"),
    [
        ("NATO", "1949-08-24", 12),
        ("NATO", "1952-02-18", 14),
        ("NATO", "1955-05-06", 15),
        ("NATO", "1982-05-30", 16),
        ("NATO", "1999-03-11", 16),
        ("NATO", "1999-03-12", 19),
        ("NATO", "2004-03-29", 26),
        ("NATO", "2009-04-01", 28),
        ("NATO", "2017-06-05", 29),
        ("NATO", "2020-03-27", 30),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-07", 32),
        ("EU", "1986-01-01", 12),
        ("EU", "1995-01-01", 15),
        ("EU", "2004-04-30", 15),
        ("EU", "2004-05-01", 25),
        ("EU", "2007-01-01", 27),
        ("EU", "2013-07-01", 28),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("UN", "1945-12-31", 51),
        ("UN", "1955-12-31", 76),
        ("UN", "1960-12-31", 99),
        ("UN", "1970-12-31", 127),
        ("UN", "1980-12-31", 154),
        ("UN", "1990-12-31", 159),
        ("UN", "2011-12-31", 193),
        ("SCO", "2001-06-15", 6),
        ("SCO", "2017-06-08", 6),
        ("SCO", "2017-06-09", 8),
        ("SCO", "2023-07-04", 9),
        ("SCO", "2024-07-04", 10),
        ("COE", "1949-08-03", 10),
        ("COE", "2022-02-24", 47),
        ("COE", "2022-03-16", 46),
        ("ASEAN", "1967-08-08", 5),
        ("ASEAN", "1999-04-30", 10),
        ("ASEAN", "2025-10-25", 10),
        ("ASEAN", "2025-10-26", 11),
        ("ECOWAS", "1975-12-31", 15),
        ("ECOWAS", "2025-01-29", 11),  # 12 with Guinea, then suspended
        ("OPEC", "1960-09-14", 5),
        ("OPEC", "2018-12-31", 15),
        ("OPEC", "2019-01-01", 14),
        ("OPEC", "2020-01-01", 13),
        ("OPEC", "2024-01-01", 12),
        ("GCC", "1981-05-25", 6),
        ("LAS", "1945-12-31", 7),
        ("WTO", "1995-01-01", 74),  # 76 with Hong Kong and Macao, which are no states
        ("OECD", "1962-03-29", 20),
        ("OECD", "2021-05-25", 38),
        ("AU", "2011-07-28", 53),
        ("SAARC", "2007-04-03", 8),
        ("EUROZONE", "1999-01-01", 11),
        ("EUROZONE", "2023-01-01", 20),
        ("SCHENGEN", "2025-01-01", 29),
        ("V4", "1993-01-01", 4),
        ("COMMONWEALTH", "1949-12-31", 8),
        ("OAS", "2023-11-19", 33),  # without Cuba, suspended, and Nicaragua
        ("IAEA", "1957-09-30", 52),
        ("ICC", "2002-07-01", 66),
        ("G7", "1975-11-17", 6),
        ("G7", "2013-01-01", 8),
        ("G7", "2015-01-01", 7),
        ("G20", "2023-09-10", 21),
        ("BRICS", "2010-01-01", 4),
        ("BRICS", "2023-12-31", 5),
        ("BRICS", "2024-01-02", 9),
        ("BRICS", "2025-02-01", 10),
        ("CICA", "2002-06-04", 16),
        ("CICA", "2022-12-31", 28),
        ("WARSAWPACT", "1955-05-14", 8),
        ("WARSAWPACT", "1970-01-01", 7),
        ("GUAM", "2000-01-01", 5),
        ("GUAM", "2010-01-01", 4),
        ("MERCOSUR", "2013-01-01", 4),  # Venezuela in, Paraguay suspended
        ("TURKSOY", "2022-11-11", 6),
        ("ECO", "1992-12-31", 10),
        ("OSCE", "2012-12-31", 57),
        ("OIC", "2022-11-11", 56),  # 57 with Syria, then suspended
    ],
)
def test_so_many_members_on_that_day(body: str, day: str, count: int) -> None:
    assert len(full(body, day)) == count


def test_georgia_left_the_cis_on_18_august_2009() -> None:
    assert "GEO" in full("CIS", "2009-08-17")
    assert "GEO" not in full("CIS", "2009-08-18")


def test_kyrgyzstan_joined_the_eaeu_on_12_august_2015() -> None:
    assert full("EAEU", "2015-08-11") == {"ARM", "BLR", "KAZ", "RUS"}
    assert full("EAEU", "2015-08-12") == {"ARM", "BLR", "KAZ", "KGZ", "RUS"}


def test_russia_left_the_council_of_europe_on_16_march_2022() -> None:
    held = memberships().role("RUS", "COE", date(2022, 3, 15))
    assert held is not None
    assert held.role == "suspended"
    assert memberships().role("RUS", "COE", date(2022, 3, 16)) is None


def test_the_sahel_states_left_ecowas_on_29_january_2025() -> None:
    for actor in ("MLI", "NER", "BFA"):
        assert memberships().role(actor, "ECOWAS", date(2025, 1, 28)) is not None
        assert memberships().role(actor, "ECOWAS", date(2025, 1, 29)) is None


@pytest.mark.parametrize(("actor", "day"), [("QAT", "2019-01-01"), ("ECU", "2020-01-01"), ("AGO", "2024-01-01")])
def test_qatar_ecuador_and_angola_left_opec(actor: str, day: str) -> None:
    left = date.fromisoformat(day)
    assert memberships().role(actor, "OPEC", left - timedelta(days=1)) is not None
    assert memberships().role(actor, "OPEC", left) is None


def test_argentina_is_in_no_row_of_the_brics() -> None:
    assert memberships().between("ARG", "BRICS") == ()


@pytest.mark.parametrize(
    ("day", "member"),
    [("1998-01-01", True), ("1999-04-02", False), ("2005-01-01", False), ("2007-01-01", True), ("2013-01-01", False)],
)
def test_uzbekistan_in_and_out_of_the_csto(day: str, member: bool) -> None:
    assert ("UZB" in full("CSTO", day)) is member


def test_a_suspended_member_is_said_to_be_suspended() -> None:
    held = memberships().role("UZB", "CSTO", date(2012, 9, 1))
    assert held is not None
    assert held.role == "suspended"
    assert "UZB" not in full("CSTO", "2012-09-01")


def test_the_turkic_states_at_samarkand() -> None:
    assert full("OTS", "2022-11-11") == {"AZE", "KAZ", "KGZ", "TUR", "UZB"}
    assert observers("OTS", "2022-11-11") == {"HUN", "TKM", "XNC"}
    assert observers("OTS", "2022-11-10") == {"HUN", "TKM"}
    assert "UZB" not in full("OTS", "2019-10-14")


def test_the_seat_of_china_changed_hands_in_1971() -> None:
    assert {"TWN", "CHN"} & full("UN", "1971-10-24") == {"TWN"}
    assert {"TWN", "CHN"} & full("UN", "1971-10-25") == {"CHN"}


def test_germany_held_two_seats_until_it_was_one() -> None:
    assert {"DEU", "DDR"} <= full("UN", "1990-10-02")
    assert {"DEU", "DDR"} & full("UN", "1990-10-03") == {"DEU"}


def test_a_date_known_to_the_month_leaves_the_month_unsettled() -> None:
    day = date(1992, 10, 15)
    assert "AZE" in {m.actor for m in memberships().unsettled("CIS", day)}
    assert "AZE" not in {m.actor for m in memberships().on("CIS", day)}
    assert "AZE" in full("CIS", "1992-09-30")
    assert "AZE" not in full("CIS", "1992-11-01")


def test_a_later_entry_is_not_known_before() -> None:
    """As known in 2000, the Union of 2010 had fifteen members."""
    then = memberships().on("EU", date(2010, 1, 1), as_known=date(2000, 1, 1))
    assert len(then) == 15
    assert len(memberships().on("EU", date(2010, 1, 1))) == 27


def test_a_later_exit_is_not_known_before() -> None:
    after = date(2021, 1, 1)
    assert "GBR" in {m.actor for m in memberships().on("EU", after, as_known=date(2015, 1, 1))}
    assert "GBR" not in {m.actor for m in memberships().on("EU", after)}
    before = memberships().role("GBR", "EU", date(2010, 1, 1), as_known=date(2015, 1, 1))
    assert before is not None
    assert before.span.end is None


def test_a_correction_leaves_the_old_answer_to_the_old_question() -> None:
    def row(start: str, known_from: str, known_to: str) -> Membership:
        known = span(known_from, known_to)
        return Membership("HUN", "OTS", "full", span(start, ""), known.start, known.end, "press", "s", "2026-01-01", "")

    record = Memberships(
        registry(), [row("2018-09-03", "2018-09-03", "2020-05-01"), row("2018-10-01", "2020-05-01", "")]
    )
    day = date(2018, 9, 15)
    assert record.on("OTS", day, as_known=date(2019, 1, 1))
    assert not record.on("OTS", day, as_known=date(2020, 5, 1))
    assert not record.on("OTS", day)
    both_known = [m for m in record.by_body["OTS"] if m.known(date(2020, 5, 1))]
    assert len(both_known) == 1


@pytest.mark.parametrize("body", BODIES)
@settings(max_examples=25)
@given(day=DAYS, known=DAYS, later=st.integers(0, 4000))
def test_an_answer_as_known_rests_on_nothing_later(body: str, day: date, known: date, later: int) -> None:
    found = memberships().on(body, day, roles=ROLES, as_known=known)
    assert all(m.known_from is None or m.known_from.last <= known for m in found)
    assert all(m.span.end is None or m.span.end.last <= known for m in found)
    past = memberships().on(body, min(day, known), roles=ROLES, as_known=known)
    again = memberships().on(body, min(day, known), roles=ROLES, as_known=known + timedelta(days=later))
    assert {(m.actor, m.role) for m in past} <= {(m.actor, m.role) for m in again} | {
        (m.actor, m.role) for m in memberships().unsettled(body, min(day, known), roles=ROLES)
    }


def test_a_correction_and_a_note_that_came_later_are_not_shown() -> None:
    known = span("2018-09-03", "2020-05-01")
    row = Membership(
        "HUN", "OTS", "full", span("2018-09-03", ""), known.start, known.end, "press", "s", "2026-01-01", "left in 2026"
    )
    then = row.as_known(date(2019, 1, 1))
    assert (then.known_to, then.note, then.checked_on) == (None, "", "")
    assert row.as_known(date(2026, 2, 1)).note == "left in 2026"
    assert row.as_known(None) is row


def test_asking_for_an_unknown_actor_is_refused() -> None:
    for ask in (memberships().between, lambda actor, body: memberships().unsettled_of(actor, date(2020, 1, 1))):
        with pytest.raises(InputError, match="Did you mean"):
            ask("KAZZ", "OTS")


@pytest.mark.parametrize("body", BODIES)
@settings(max_examples=25)
@given(day=DAYS)
def test_the_role_of_an_actor_is_the_list_it_stands_in(body: str, day: date) -> None:
    listed = memberships().on(body, day, roles=ROLES)
    assert [m.actor for m in listed] == sorted({m.actor for m in listed})
    for m in listed:
        assert memberships().role(m.actor, body, day) == m
        assert m in memberships().between(m.actor, body)
        assert m in memberships().on(body, day, roles=(m.role,))
    with pytest.raises(InputError, match="no actor has the key"):
        memberships().role("no such actor", body, day)


@given(day=DAYS)
def test_the_common_members_of_two_organisations_are_a_group(day: date) -> None:
    both = {m.actor for m in memberships().on("EU", day)} & {m.actor for m in memberships().on("NATO", day)}
    assert {m.actor for m in memberships().on("eu-members-of-nato", day)} == both


def test_23_members_of_the_eu_are_in_nato_since_sweden_joined() -> None:
    assert len(full("eu-members-of-nato", "2023-04-03")) == 21
    assert len(full("eu-members-of-nato", "2023-04-04")) == 22
    assert len(full("eu-members-of-nato", "2024-03-07")) == 23


@pytest.mark.parametrize("ask", ["on", "unsettled"])
def test_an_unknown_body_is_refused_with_the_nearest(ask: str) -> None:
    with pytest.raises(InputError, match=r"Did you mean .*NATO"):
        getattr(memberships(), ask)("NATOO", date(2020, 1, 1))
