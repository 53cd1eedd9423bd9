"""Every organisation in both records agrees with the Correlates of War by role and year, or says why not."""

from __future__ import annotations

import pytest

from tests.actors.igo import compared, listed
from tests.shared import shared


def test_every_difference_from_the_correlates_of_war_is_listed_with_a_reason() -> None:
    pytest.importorskip("polars")
    found = list(compared(shared("data/igo_organisations.parquet").parent))
    assert len(found) >= 30
    differences = {difference for one in found for difference in one.differences}
    reasons = listed()
    assert not sorted(differences - set(reasons)), "not listed"
    assert not sorted(set(reasons) - differences), "listed, but no longer so"
    assert all(len(reason) > 15 for reason in reasons.values())


def test_most_of_what_both_know_agrees() -> None:
    found = list(compared(shared("data/igo_organisations.parquet").parent))
    agreeing = sum(one.actor_years - one.differing for one in found)
    assert agreeing > 0.94 * sum(one.actor_years for one in found)
