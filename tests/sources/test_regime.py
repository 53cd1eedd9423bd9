from __future__ import annotations

from multipolar.sources import regime
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_three_scores_agree_on_who_is_a_democracy() -> None:
    frame = regime.read(FOLDER)
    assert frame.columns == ["ccode", "year", "polyarchy", "polity2", "uds"]
    assert one_row_each(frame, "ccode", "year")
    sweden, north_korea = (row(frame, ccode=code, year=2018) for code in (380, 731))
    for score, middle in (("polyarchy", 0.5), ("polity2", 0), ("uds", 0)):
        assert sweden[score] > middle > north_korea[score]
    assert frame.drop_nulls("uds")["year"].max() == regime.UDS.covers[1]
