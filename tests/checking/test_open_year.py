"""A text without any year is held against every day that it may mean."""

from __future__ import annotations

import pytest

from multipolar.checking.examine import SAME_EACH_DAY, examine
from multipolar.reading.read import read


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Kazakhstan is a member of the Organization of Turkic States.", "record agrees"),
        ("Norway is a member of the European Union.", "record disagrees"),
        ("Britain is a member of the European Union.", "not decidable here"),
        ("Britain joined the European Union.", "record agrees"),  # on every day since the Union has had that name
        ("Nigeria was suspended from the Commonwealth.", "not decidable here"),
    ],
)
def test_an_answer_must_be_the_same_on_every_day(claim: str, verdict: str) -> None:
    examined = examine(read(f"The foreign ministers of Canada and Chile met at the United Nations. {claim}"))
    found = next(checked for checked in examined.claims if checked.claim.quote.text == claim)
    assert found.verdict.word == verdict
    if verdict != "not decidable here":
        assert SAME_EACH_DAY in {check.result.reason for check in found.checks}
