"""Names on a map: none hides another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.labels import Labels

NAMES = st.text("abcdefgh ", min_size=1, max_size=24).filter(lambda name: name.strip())
PLACES = st.tuples(st.floats(20, 680), st.floats(20, 380))


@given(st.lists(st.tuples(NAMES, PLACES, st.floats(0, 200), st.booleans(), st.booleans()), max_size=25))
def test_no_name_hides_another_unless_there_is_no_room_at_all(
    rows: list[tuple[str, tuple[float, float], float, bool, bool]],
) -> None:
    labels = Labels(700, 400)
    for name, place, room, beside, dot in rows:
        labels.place(name, place, room, (7, 7) if beside else None, dot=dot)
    assert len(labels._labels) == len(rows)
    boxes = [
        box
        for label, box in zip(labels._labels, labels._taken, strict=True)
        if not label.lines[0].isdigit()  # a number stands at its place whatever is there
    ]
    for (left, top, right, bottom), (lo, t, r, b) in combinations(boxes, 2):
        assert left >= r or right <= lo or top >= b or bottom <= t
    assert all(left >= 0 and top >= 0 and right <= 700 and bottom <= 400 for left, top, right, bottom in boxes)


def test_a_name_too_long_for_its_state_is_set_on_two_lines_and_then_as_a_number() -> None:
    labels = Labels(700, 400)
    labels.place("Bosnia and Herzegovina", (100, 100), 40, None, dot=False)
    labels.place("Bosnia and Herzegovina", (300, 100), 10, None, dot=False)
    assert labels._labels[0].lines == ("Bosnia and", "Herzegovina")
    assert labels._labels[1].lines == ("1",)
    assert labels.told() == "1 Bosnia and Herzegovina"
