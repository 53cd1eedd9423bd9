"""R8 to R10: trends, what holds, and changes by a share."""

from __future__ import annotations

import pytest

from tests.propositions.fakes import NAN, ask, line

WIGGLE = [0.002, -0.001, -0.002, 0.001, 0.0, 0.002, -0.002, -0.001, 0.001, 0.0, 0.001, -0.001]
UP = [0.1 + 0.01 * step + wiggle for step, wiggle in enumerate(WIGGLE)]
FLAT = [0.3 + wiggle for wiggle in WIGGLE]
SCATTER = [0.3 + 60 * wiggle for wiggle in WIGGLE]


@pytest.mark.parametrize(
    ("values", "rises", "falls", "holds"),
    [
        (UP, "holds", "fails", "fails"),
        (UP[::-1], "fails", "holds", "fails"),
        (FLAT, "fails", "fails", "holds"),
        (SCATTER, "undecided", "undecided", "undecided"),
    ],
)
def test_rises_falls_holds_r8_r9(values: list[float], rises: str, falls: str, holds: str) -> None:
    rows = line("trade", "KAZ", "CHN", 2000, values)
    for direction, result in (("rises", rises), ("falls", falls), ("holds", holds)):
        assert ask(f"trade(KAZ, CHN) {direction} from 2000 to 2011", rows).result == result


def test_the_effect_is_the_fitted_change_in_the_unit_of_the_measure_r8() -> None:
    result = ask("trade(KAZ, CHN) rises from 2000 to 2011", line("trade", "KAZ", "CHN", 2000, UP))
    assert result.effect == pytest.approx(0.11, abs=0.005)
    assert result.unit == "share, 0 to 1"
    assert result.probability is None
    assert "95 % interval" in result.reason


def test_seven_observations_are_no_trend_r8() -> None:
    result = ask("trade(KAZ, CHN) rises from 2000 to 2006", line("trade", "KAZ", "CHN", 2000, UP[:7]))
    assert result.result == "undecided"
    assert "A trend needs 8 yearly values" in result.reason
    assert ask("trade(KAZ, CHN) rises from 2000 to 2007", line("trade", "KAZ", "CHN", 2000, UP[:8])).result == "holds"


def test_the_stated_error_can_drown_a_trend_r7() -> None:
    def tested(width: float) -> tuple[str, float | None]:
        result = ask(
            "agreement(KAZ, USA) rises from 2000 to 2011", line("agreement", "KAZ", "USA", 2000, UP, width=width)
        )
        return result.result, result.probability

    sure, unsure = tested(0.01), tested(0.4)
    assert sure[0] == "holds"
    assert sure[1] is not None
    assert unsure[1] is not None
    assert sure[1] > 0.999
    assert 0.5 < unsure[1] < 0.95
    assert unsure[0] == "undecided"
    assert tested(NAN)[1] is None


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("capability(RUS) falls by 20% from 2019 to 2022", "holds"),
        ("capability(RUS) falls by 30% from 2019 to 2022", "fails"),
        ("capability(RUS) rises by 20% from 2019 to 2022", "fails"),
        ("capability(RUS) falls by 20% from 2018 to 2022", "undecided"),
        ("capability(RUS) falls by 20% since 2019", "holds"),
    ],
)
def test_a_change_by_a_share_r10(text: str, result: str) -> None:
    found = ask(text, line("capability", "RUS", None, 2019, [0.04, 0.05, 0.02, 0.03]))
    assert found.result == result
    if result != "undecided":
        assert found.effect == pytest.approx(-0.25)
        assert found.unit == "share of the first value"


def test_a_change_by_a_share_carries_the_error_of_both_ends_r7_r10() -> None:
    rows = line("agreement", "KAZ", "USA", 2010, [0.4, 0.3, 0.2], width=0.02)
    sure = ask("agreement(KAZ, USA) falls by 20% from 2010 to 2012", rows)
    assert sure.result == "holds"
    assert sure.effect == pytest.approx(-0.5)
    assert ask("agreement(KAZ, USA) falls by 50% from 2010 to 2012", rows).result == "undecided"
    assert ask("agreement(KAZ, USA) falls by 50% from 2010 to 2012", rows).probability == pytest.approx(0.5)


def test_a_change_from_zero_is_not_known_r10() -> None:
    result = ask("trade(KAZ, CHN) rises by 10% from 2000 to 2002", line("trade", "KAZ", "CHN", 2000, [0, 0.1, 0.2]))
    assert result.result == "undecided"
    assert "a first value of zero" in result.reason


def test_a_series_that_ends_before_the_span_says_so_r14() -> None:
    result = ask("capability(RUS) falls since 2020", line("capability", "RUS", None, 2000, UP))
    assert result.result == "undecided"
    assert "the series ends in 2011" in result.reason
    assert [row.time for row in result.evidence] == ["2007", "2008", "2009", "2010", "2011"]
