"""R21: change around a year, the five years before it against the five years after it."""

from __future__ import annotations

from datetime import date
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from multipolar.propositions.english import english
from multipolar.propositions.parse import parse
from multipolar.propositions.result import Result
from tests.propositions.fakes import NAN, Row, ask, line, spell

WIGGLE = [0.004, -0.002, 0.001, -0.004, 0.001]
LOW = [0.3 + part for part in WIGGLE]
HIGH = [0.5 + part for part in WIGGLE]
ODD = 9.0  # the year itself, which must not count


def around(before: list[float], after: list[float], width: float = NAN, measure: str = "trade") -> list[Row]:
    """Values up to 2002, an odd one in 2003, and values from 2004."""
    return line(measure, "KAZ", "USA", 2003 - len(before), [*before, ODD, *after], width=width)


def asked(predicate: str, rows: list[Row], measure: str = "trade") -> Result:
    return ask(f"{measure}(KAZ, USA) {predicate} around 2003", rows)


@pytest.mark.parametrize(
    ("before", "after", "rises", "falls", "holds"),
    [
        (LOW, HIGH, "holds", "fails", "fails"),
        (HIGH, LOW, "fails", "holds", "fails"),
        (LOW, LOW[::-1], "fails", "fails", "holds"),
        ([0.1, 0.5, 0.2, 0.6, 0.1], [0.3, 0.7, 0.2, 0.6, 0.2], "undecided", "undecided", "undecided"),
        ([0.3] * 5, [0.3] * 5, "fails", "fails", "holds"),
        ([0.3] * 5, [0.31] * 5, "holds", "fails", "holds"),
        ([0.0] * 5, [0.1] * 5, "holds", "fails", "fails"),
    ],
)
def test_rises_falls_holds_r21_r9(before: list[float], after: list[float], rises: str, falls: str, holds: str) -> None:
    rows = around(before, after)
    found = {direction: asked(direction, rows) for direction in ("rises", "falls", "holds")}
    assert [found[direction].result for direction in found] == [rises, falls, holds]
    assert all("R21" in result.rules for result in found.values())
    assert "R9" in found["holds"].rules


def test_a_result_has_effect_evidence_and_both_spans_r21() -> None:
    result = asked("rises", around(LOW, HIGH))
    assert result.effect == pytest.approx(0.2)
    assert result.unit == "share, 0 to 1"
    assert result.probability is None
    assert [row.time for row in result.evidence] == [str(year) for year in range(1998, 2009) if year != 2003]
    assert result.coverage.text == "5 of 5 years from 1998 to 2002 and 5 of 5 years from 2004 to 2008"
    assert (result.coverage.first, result.coverage.last) == ("1998", "2008")
    assert "had a mean of 0.3 from 1998 to 2002 and of 0.5 from 2004 to 2008: difference +0.2, 95 %" in result.reason


def test_years_further_off_count_no_more_than_the_year_itself_r21() -> None:
    near, far = around(LOW, HIGH), around([5.0, *LOW], [*HIGH, -5.0])
    assert asked("rises", near) == asked("rises", far)


def test_a_change_long_ago_is_not_stale_r21_r14() -> None:
    rows = [row for row in around(LOW, HIGH) if row.year < 2007]
    result = asked("rises", rows)
    assert result.result == "holds"
    assert "R14" not in result.rules
    assert "5 of 5 years from 1998 to 2002 and 3 of 5 years from 2004 to 2008" in result.coverage.text


@pytest.mark.parametrize(
    ("years", "lacking"),
    [
        ((1998, 2002, 2004, 2005, 2006), "has 2 of the 3 values needed before 2003 (in 1998 and 2002)"),
        ((2000, 2001, 2002, 2003, 2004, 2005), "has 2 of the 3 values needed after 2003 (from 2004 to 2005)"),
        (
            (2002, 2003, 2004),
            "has 1 of the 3 values needed before 2003 (in 2002) and 1 of the 3 values needed after 2003 (in 2004)",
        ),
    ],
)
@pytest.mark.parametrize("predicate", ["rises", "falls by 10%", "holds"])
def test_a_side_with_fewer_than_three_values_is_undecided_r21(
    years: tuple[int, ...], lacking: str, predicate: str
) -> None:
    result = asked(predicate, [row for row in around(LOW, HIGH) if row.year in years])
    assert result.result == "undecided"
    assert lacking in result.reason
    assert result.rules == ("R21",)
    assert len(result.evidence) == len([year for year in years if year != 2003])


def test_three_values_with_gaps_are_enough_and_named_r21() -> None:
    rows = [row for row in around(LOW, HIGH) if row.year in (1998, 2000, 2002, 2004, 2005, 2008)]
    result = asked("rises", rows)
    assert result.result == "holds"
    assert "in 1998, 2000 and 2002 and of 0.501 in 2004, 2005 and 2008" in result.reason
    assert result.coverage.text.startswith("3 of 5 years")


def test_a_side_without_values_is_not_covered_r21_r1() -> None:
    rows = around(LOW, HIGH)
    after = asked("rises", [row for row in rows if row.year <= 2003])
    assert after.result == "undecided"
    assert after.rules == ("R1", "R21")
    assert "The years after, 2004 to 2008, are not covered; " in after.reason
    assert "the series ends in 2003, before these years" in after.reason
    assert after.coverage.text == "covered from 1998 to 2003, not from 2004 to 2008"
    before = asked("rises", [row for row in rows if row.year > 2003])
    assert "The years before, 1998 to 2002, are not covered; " in before.reason
    assert "the series begins in 2004, after these years" in before.reason
    nothing = asked("rises", [])
    assert "is not covered by the record in any year" in nothing.reason
    assert nothing.rules == ("R1",)


def test_years_that_lie_ahead_are_left_out_and_said_r21() -> None:
    rows = line("trade", "KAZ", "USA", 1998, [*LOW, ODD, *HIGH])
    result = ask("trade(KAZ, USA) rises around 2003", rows, as_known=date(2006, 12, 31))
    assert result.result == "holds"
    assert "from 2004 to 2006" in result.reason
    assert "the years after reach past the knowledge date, 2006-12-31" in result.reason
    early = ask("trade(KAZ, USA) rises around 2003", rows, as_known=date(2005, 6, 30))
    assert early.result == "undecided"
    assert "has 2 of the 3 values needed after 2003" in early.reason
    assert "reach past the knowledge date" in early.reason
    assert "reach past" not in asked("rises", rows).reason


def test_a_year_that_lies_ahead_is_not_answered_r21_r3() -> None:
    rows = around(LOW, HIGH)
    ahead = ask("trade(KAZ, USA) rises around 2003", rows, as_known=date(2002, 12, 31))
    assert ahead.result == "undecided"
    assert "reaches past the knowledge date" in ahead.reason
    assert "R3" in ahead.rules
    begun = ask("trade(KAZ, USA) rises around 2003", rows, as_known=date(2003, 1, 1))
    assert "The years after, 2004 to 2008, are not covered" in begun.reason


def test_the_stated_error_can_drown_a_change_r21_r7() -> None:
    def tested(predicate: str, width: float) -> Result:
        return asked(predicate, around(LOW, HIGH, width, "agreement"), "agreement")

    sure, unsure = tested("rises", 0.02), tested("rises", 0.5)
    assert sure.result == "holds"
    assert sure.probability == pytest.approx(1.0, abs=1e-3)
    assert "R7" in sure.rules
    assert "probability given the stated error 1.00" in sure.reason
    assert unsure.result == tested("falls", 0.5).result == "undecided"
    assert unsure.probability is not None
    assert 0.5 < unsure.probability < 0.95
    assert unsure.probability + (tested("falls", 0.5).probability or 0.0) == pytest.approx(1)
    assert tested("falls", 0.02).result == "fails"
    assert tested("holds", 0.02).probability is None


def test_without_an_error_in_every_year_there_is_no_probability_r21_r7() -> None:
    rows = around(LOW, HIGH, 0.5, "agreement")
    rows[2] = line("agreement", "KAZ", "USA", rows[2].year, [rows[2].value])[0]
    result = asked("rises", rows, "agreement")
    assert (result.result, result.probability) == ("holds", None)


def test_an_error_that_all_values_share_counts_for_nothing_r21_r7() -> None:
    assert asked("rises", around(LOW, HIGH, 0.5)).probability is None


@pytest.mark.parametrize(
    ("predicate", "before", "after", "result"),
    [
        ("falls by 40%", HIGH, LOW, "holds"),
        ("falls by 41%", HIGH, LOW, "fails"),
        ("rises by 40%", HIGH, LOW, "fails"),
        ("rises by 60%", LOW, HIGH, "holds"),
        ("rises by 10%", [0.3] * 5, [0.33] * 5, "holds"),
        ("rises by 10%", [-0.5] * 5, [-0.4] * 5, "holds"),
        ("falls by 10%", [0.1, 0.5, 0.2, 0.6, 0.1], [0.1, 0.3, 0.5, 0.2, 0.1], "undecided"),
        ("falls by 30%", [0.1, 0.5, 0.2, 0.6, 0.1], [0.1, 0.5, 0.2, 0.6, 0.05], "undecided"),
        ("falls by 300%", [0.1, 0.5, 0.2, 0.6, 0.1], [0.1, 0.3, 0.5, 0.2, 0.1], "fails"),
    ],
)
def test_a_change_by_a_share_of_the_mean_before_r21(
    predicate: str, before: list[float], after: list[float], result: str
) -> None:
    found = asked(predicate, around(before, after))
    assert found.result == result
    start = float(np.mean(before))
    assert found.effect == pytest.approx((float(np.mean(after)) - start) / abs(start))
    assert found.unit == "share of the mean before"
    assert found.rules == ("R21",)


def test_a_change_from_a_mean_of_zero_is_not_known_r21() -> None:
    result = asked("rises by 10%", around([0.0] * 5, HIGH))
    assert result.result == "undecided"
    assert "from a mean of zero no relative change is known" in result.reason
    assert len(result.evidence) == 10


def test_a_change_by_a_share_carries_scatter_and_stated_error_r21_r7() -> None:
    def tested(predicate: str, before: list[float], after: list[float]) -> Result:
        return asked(predicate, around(before, after, 0.02, "agreement"), "agreement")

    assert tested("falls by 20%", HIGH, LOW).result == "holds"
    exact = tested("falls by 40%", HIGH, LOW)
    assert (exact.result, exact.probability) == ("undecided", pytest.approx(0.5))
    assert "R7" in exact.rules
    assert tested("falls by 60%", HIGH, LOW).result == "fails"
    below = tested("rises by 20%", [-v for v in HIGH], [-v for v in LOW])
    assert below.result == "holds"
    assert below.probability == tested("falls by 20%", HIGH, LOW).probability


def test_a_group_is_taken_as_of_the_year_r21_r15() -> None:
    rows = [*around(LOW, HIGH), *line("trade", "UZB", "USA", 1998, [*LOW, ODD, *LOW])]
    spells = [spell("KAZ", "OTS", "2000"), spell("UZB", "OTS", "2004-01-01")]
    result = ask("all OTS: trade(each, USA) rises around 2003", rows, spells)
    assert result.result == "holds"
    assert result.members is not None
    assert (result.members.holds, result.members.taken) == (("KAZ",), "as of 2003-12-31")
    ahead = ask("all OTS: trade(each, USA) rises around 2003", rows, spells, as_known=date(2002, 1, 1))
    assert "R3" in ahead.rules


def test_one_plain_sentence_says_it_r21() -> None:
    assert english(parse("agreement(TUR, USA) falls around 2003")) == (
        "The voting agreement of Türkiye with the United States fell around 2003."
    )
    assert english(parse("trade(KAZ, RUS) falls by 10% around 2014")).endswith("fell by at least 10 % around 2014.")
    assert english(parse("capability(RUS) holds around 2008")).endswith("stayed about the same around 2008.")


def by_loop(before: list[float], after: list[float]) -> float:
    """Standard deviation of the difference of the means about 2003, one autocorrelation after the other."""
    years = np.array([*range(2003 - len(before), 2003), *range(2004, 2004 + len(after))], dtype=float)
    late, n = years > 2003, len(years)
    sides = np.column_stack([~late, late]).astype(float)
    weights = np.where(late, 1 / len(after), -1 / len(before))
    likelihood, variances = [], []
    for rho in np.linspace(0, 0.98, 50):
        omega = rho ** np.abs(np.subtract.outer(years, years))
        inverse = np.linalg.inv(omega)
        information = sides.T @ inverse @ sides
        off = inverse - inverse @ sides @ np.linalg.inv(information) @ sides.T @ inverse
        rest = float(np.array([*before, *after]) @ off @ np.array([*before, *after]))
        determinants = np.linalg.det(omega) * np.linalg.det(information)
        likelihood.append((1 - rho) / np.sqrt(determinants) * rest ** (-(n - 2) / 2))
        variances.append(rest / (n - 2) * weights @ omega @ weights)
    return float(np.sqrt(np.average(variances, weights=likelihood)))


@pytest.mark.parametrize(("b", "a"), [(5, 5), (3, 5), (3, 3), (4, 3)])
def test_the_scatter_agrees_with_a_loop_over_autocorrelations_r21(b: int, a: int) -> None:
    draw = np.random.default_rng(b * 10 + a)
    before, after = draw.normal(0.4, 0.1, b).tolist(), draw.normal(0.5, 0.1, a).tolist()
    result = asked("rises", around(before, after, 1e-9, "agreement"), "agreement")
    assert result.probability is not None
    spread = (np.mean(after) - np.mean(before)) / NormalDist().inv_cdf(result.probability)
    assert spread == pytest.approx(by_loop(before, after), rel=1e-6)


@pytest.mark.parametrize("each", [5, 3])
@pytest.mark.parametrize(("rho", "at_least"), [(0.0, 0.97), (0.5, 0.91), (0.7, 0.83)])
def test_the_interval_covers_no_change_under_autocorrelation_r21(each: int, rho: float, at_least: float) -> None:
    """Values about zero never hold within a tenth of their mean: undecided is an interval that takes in zero."""
    draw = np.random.default_rng(21)
    covered = 0
    for _ in range(300):
        errors = draw.normal(size=2 * each + 1)
        errors[0] /= np.sqrt(1 - rho**2)
        for step in range(1, len(errors)):
            errors[step] += rho * errors[step - 1]
        rows = line("trade", "KAZ", "USA", 2003 - each, errors)
        covered += asked("rises", rows).result == "undecided"
    assert covered >= at_least * 300


def test_a_clear_change_is_found_r21() -> None:
    """A change by four standard deviations of the yearly values is found in nine of ten series."""
    draw = np.random.default_rng(3)
    found = [asked("rises", around(*(draw.normal(level, 1, 5).tolist() for level in (0, 4)))) for _ in range(100)]
    assert sum(result.result == "holds" for result in found) >= 90
    assert not any(result.result == "fails" for result in found)


values = st.lists(st.integers(1, 1000).map(lambda n: n / 1000), min_size=3, max_size=5)


@given(values, values, st.sampled_from(["", " by 5%", " by 50%"]))
@example(LOW, HIGH, "")
@example(HIGH, LOW, "")
def test_swapping_before_and_after_turns_rises_into_falls_r21(
    before: list[float], after: list[float], share: str
) -> None:
    forth, back = around(before, after), around(after[::-1], before[::-1])
    risen, fallen = asked("rises", forth), asked("falls", back)
    assert risen.effect == pytest.approx(-(fallen.effect or 0.0), abs=1e-12)
    assert (risen.result == "holds") == (fallen.result == "holds")
    if {"R9"}.isdisjoint({*risen.rules, *fallen.rules}):  # what held is judged by the mean before
        assert risen.result == fallen.result
    if share and asked(f"rises{share}", forth).result == "holds":
        assert risen.result == "holds"
        assert asked("rises", back).result != "holds"


@given(values, values, st.floats(0.01, 100))
def test_the_unit_of_a_measure_is_no_matter_r21(before: list[float], after: list[float], scale: float) -> None:
    one = asked("rises by 20%", around(before, after))
    other = asked("rises by 20%", around([v * scale for v in before], [v * scale for v in after]))
    assert other.effect == pytest.approx(one.effect, abs=1e-9)
