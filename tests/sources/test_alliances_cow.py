from __future__ import annotations

from multipolar.sources import alliances_cow
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_known_alliances() -> None:
    frame = alliances_cow.read(FOLDER)
    assert row(frame, ccode1=2, ccode2=740, year=2012)["defence"] == 1
    pact = row(frame, ccode1=255, ccode2=365, year=1940)  # of Molotov and Ribbentrop
    assert (pact["defence"], pact["neutrality"], pact["nonaggression"]) == (0, 1, 1)
    assert frame.filter(ccode1=2, ccode2=365, year=2012).is_empty()


def test_the_kinds_have_no_direction_and_end_in_2012() -> None:
    frame = alliances_cow.read(FOLDER)
    assert one_row_each(frame, "ccode1", "ccode2", "year")
    assert frame["year"].max() == alliances_cow.DATASET.covers[1] == 2012
    turned = frame.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(frame.columns)
    order = ["ccode1", "ccode2", "year"]
    assert frame.sort(order).equals(turned.sort(order))
