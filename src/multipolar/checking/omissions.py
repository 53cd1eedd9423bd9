"""What the text leaves out, from the record: a power that it may not name, who else was in the room, whose body it is.

Nothing here says that a text ought to name it. Each omission is a fact of the record about the states and
organisations that the text itself speaks of, with its numbers and sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from multipolar.actors.memberships import Membership
from multipolar.actors.record import memberships, registry
from multipolar.actors.registry import DEFAULT_POWERS, POWERS, Organisation
from multipolar.facts.vocabulary import ROLES
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.propositions.result import Evidence
from multipolar.reading.document import PLACES, Meeting, Participant, Reading

SPAN, MEAN_OVER, MEAN_OF = 25, 5, 3
"""Years looked back over for how a tie changed, years averaged at either end, and how many must have a value."""
FEW_STATES = 2
"""States named below which the members of the groups and organisations named are asked about with them."""
MANY = 40
"""Full members from which on a body is near universal, so that sharing it says little."""
SHOWN, LISTED = 4, 8
"""Powers or bodies that one omission tells of, and actors that it lists; the rest are counted."""
RARELY = 0.15
"""Share of the members below which it says little that some belong to an alliance."""


_Tie = tuple[NDArray[np.int16], NDArray[np.float64]]
_Windows = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Omission:
    """Something on record that the text does not say.

    kind: "power", "room" or "organisation". named: whether the text names the actor that it is about. evidence: the
    numbers and memberships it rests on.
    """

    kind: str
    text: str
    actors: tuple[str, ...]
    named: bool
    evidence: tuple[Evidence, ...]


def omissions(reading: Reading, panel: Panel, day: date | None, as_known: date | None) -> tuple[Omission, ...]:
    """What the record adds to a text.

    panel: cut to what was known, where that is asked for. day: as of which memberships are asked for, and to whose
    year series are read; with None no membership is told, and series are read to their end.
    """
    states = subjects(reading, day, as_known)
    found = [*_powers(states, panel, set(_named(reading)), day.year if day else None)]
    if day is not None:
        found += _rooms(reading, day, as_known)
        body = organisation_of(reading)
        found += _body(body, reading, day, as_known) if body else ()
    return tuple(found)


def _named(reading: Reading) -> Counter[str]:
    """How often each actor is named for itself, and not as a place."""
    return Counter(m.actor for m in reading.mentions if m.kind not in PLACES)


def subjects(reading: Reading, day: date | None, as_known: date | None) -> tuple[str, ...]:
    """The states whose ties a text is about, those named most first: no power, unless only powers are named.

    Where it names fewer than FEW_STATES, the members of the groups and organisations it names stand with them.
    """
    known = registry()
    named = [key for key, _ in _named(reading).most_common()]
    states = [key for key in named if key in known.states]
    found = [key for key in states if key not in DEFAULT_POWERS]
    if len(found) < FEW_STATES and day is not None:
        for body in (key for key in named if key not in known.states):
            rows = memberships().on(body, day, as_known=as_known)
            if len(rows) < MANY:
                found += [row.actor for row in rows if row.actor in known.states and row.actor not in DEFAULT_POWERS]
    return tuple(dict.fromkeys(found or states))


def organisation_of(reading: Reading) -> str:
    """The organisation that a text is about: that of its first meeting, else the one named most; "" for none."""
    known = registry().organisations
    met = next((m.organisation for m in reading.meetings if m.organisation in known), "")
    return met or next((key for key, _ in _named(reading).most_common() if key in known), "")


@dataclass(frozen=True, slots=True)
class _Change:
    """How a tie with a power changed: medians over the states of the first and of the last years, and their rows."""

    power: str
    before: float
    after: float
    spans: tuple[str, str]
    rows: tuple[Evidence, ...]

    @property
    def size(self) -> float:
        return self.after - self.before


def _powers(states: tuple[str, ...], panel: Panel, named: set[str], year: int | None) -> Iterator[Omission]:
    """The power whose share in the trade of the states changed most, and the one from which their votes moved most."""
    for measure, told in (("trade", _trade_told), (_apart_by(panel), _votes_told)):
        last = panel.coverage(measure).last
        if last is None:
            continue
        last = min(last, year or last)
        ties = {
            power: {state: _tie(measure, state, power, panel) for state in states if state != power} for power in POWERS
        }
        windows = _windows((tie for of in ties.values() for tie in of.values()), last)
        changes = [c for power, of in ties.items() if (c := _change(measure, of, power, windows)) is not None]
        if not changes or windows[0][1] >= windows[1][0]:
            continue
        changes.sort(key=lambda c: -abs(c.size))
        top = changes[0]
        others = [c for c in changes[1:] if c.power in named][: SHOWN - 1]
        rows = tuple(row for change in (top, *others) for row in change.rows)
        yield Omission("power", told(top, others, top.power in named), (top.power,), top.power in named, rows)


def _change(measure: str, ties: dict[str, _Tie], power: str, windows: _Windows) -> _Change | None:
    """How the tie of the states with a power changed; None where no state has enough years in both windows."""
    rows: list[Evidence] = []
    pairs: list[tuple[float, float]] = []
    spans = tuple(f"{first}-{final}" for first, final in windows)
    for state, (years, values) in ties.items():
        means = [values[(years >= first) & (years <= final)] for first, final in windows]
        if min(len(found) for found in means) < MEAN_OF:
            continue
        before, after = (float(np.mean(found)) for found in means)
        pairs.append((before, after))
        what = f"mean {measure}({state}, {power})"
        dataset, unit = MEASURES[measure].dataset, MEASURES[measure].unit
        rows += [
            Evidence("measure", what, (state, power), span, value, unit=unit, source=dataset)
            for span, value in zip(spans, (before, after), strict=True)
        ]
    if not pairs:
        return None
    medians = np.median(np.array(pairs), axis=0)
    return _Change(power, float(medians[0]), float(medians[1]), (spans[0], spans[1]), tuple(rows))


def _windows(ties: Iterable[_Tie], last: int) -> _Windows:
    """The first and the last MEAN_OVER years: the first begin where most of the ties begin, at most SPAN years back."""
    begun = sorted(int(years[years > last - SPAN][0]) for years, _ in ties if (years > last - SPAN).any())
    start = begun[len(begun) // 2] if begun else last
    return (start, start + MEAN_OVER - 1), (last - MEAN_OVER + 1, last)


def _tie(measure: str, state: str, power: str, panel: Panel) -> _Tie:
    """Years and values of a tie: the share in trade, or how far apart two ideal points are."""
    series = panel.series(measure, state, power)
    return series.years, series.values


def _apart_by(panel: Panel) -> str:
    """The measure of votes that reaches furthest: the published ideal points where the world has them, else ours."""
    published = "position_distance_published"
    return published if published in panel.measures else "position_distance"


def _trade_told(top: _Change, others: list[_Change], named: bool) -> str:
    rest = "; ".join(f"{_label(c.power)}: {_percent(c.before)} to {_percent(c.after)}" for c in others)
    return (
        f"Of {len(POWERS)} powers, it is {_label(top.power)}{'' if named else ', which the text does not name,'} whose "
        f"share in the trade of the states named changed most: from a median of {_percent(top.before)} in "
        f"{top.spans[0]} to {_percent(top.after)} in {top.spans[1]} ({_counted(top)})."
        + (f" Powers that the text names, for comparison: {rest}." if rest else "")
    )


def _votes_told(top: _Change, others: list[_Change], named: bool) -> str:
    rest = "; ".join(f"{_label(c.power)}: {c.before:.1f} to {c.after:.1f}" for c in others)
    return (
        f"In votes of the UN General Assembly it is {_label(top.power)}"
        f"{'' if named else ', which the text does not name,'} whose distance from the states named changed most: "
        f"their ideal points lay a median of {top.before:.1f} apart in {top.spans[0]} and {top.after:.1f} in "
        f"{top.spans[1]} ({_counted(top)}); which of them moved, or the agenda, this does not say."
        + (f" For comparison: {rest}." if rest else "")
    )


def _counted(change: _Change) -> str:
    count = len(change.rows) // 2
    return "1 state" if count == 1 else f"{count} states"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _label(key: str) -> str:
    return registry().label(key)


def _rooms(reading: Reading, day: date, as_known: date | None) -> Iterator[Omission]:
    """Who took part and is not spoken of again, and whom the record has in the body that the text does not name."""
    of_bodies = [m for m in reading.meetings if m.organisation in registry().organisations and m.participants]
    for meeting in {m.organisation: m for m in reversed(of_bodies)}.values():
        present = {p.actor for p in meeting.participants}
        silent = _unspoken(meeting, reading)
        if silent:
            names = _listed([f"{_label(p.actor)}{f' ({p.capacity})' if p.capacity else ''}" for p in silent])
            yield Omission(
                "room",
                f"{names} took part in the meeting; the claims of the comment do not speak of "
                f"{'it' if len(silent) == 1 else 'them'}.",
                tuple(p.actor for p in silent),
                True,
                (),
            )
        rows = [r for r in _held(meeting.organisation, day, as_known) if r.actor not in present]
        if rows and len(rows) < MANY:
            told = _listed([f"{_label(r.actor)} ({r.role} since {r.span.start})" for r in rows])
            yield Omission(
                "room",
                f"On record in {_label(meeting.organisation)} on {day}, and not named among those present: {told}.",
                tuple(r.actor for r in rows),
                bool({r.actor for r in rows} & set(_named(reading))),
                _evidence(rows),
            )


def _unspoken(meeting: Meeting, reading: Reading) -> list[Participant]:
    """Participants that no claim outside the news mentions; none where the text has no comment."""
    comment = [c for c in reading.claims if c.part == "comment"]
    if not comment:
        return []
    spoken = {
        m.actor
        for claim in comment
        for m in reading.mentions
        if claim.quote.start <= m.quote.start and m.quote.end <= claim.quote.end
    }
    return [p for p in meeting.participants if p.actor not in spoken]


def _body(key: str, reading: Reading, day: date, as_known: date | None) -> Iterator[Omission]:
    """When an organisation was founded, who belongs to it as what, who came last, and what its members share."""
    told = registry().organisations[key]
    rows = _held(key, day, as_known)
    full = [r for r in rows if r.role == "full"]
    if not full or len(full) >= MANY:
        return
    others = [f"{sum(r.role == role for r in rows)} as {role}" for role in ROLES if role != "full"]
    others = [words for words in others if not words.startswith("0 ")]
    founded = f"It dates from {told.span.start}. " if told.span.start else ""
    yield Omission(
        "organisation",
        f"{told.name}: {founded}On {day} the record has {len(full)} full members"
        f"{f' and {_joined(others)}' if others else ''}.{_latest(rows)}",
        (key,),
        True,
        _evidence(rows),
    )
    yield from _shared(told, full, reading, day, as_known)


def _latest(rows: list[Membership]) -> str:
    """Who took its place last; nothing where all came at once."""
    begun = [str(row.span.start or "") for row in rows]
    if len(set(begun)) < 2:
        return ""
    row = rows[begun.index(max(begun))]
    return f" The latest to take its place: {_label(row.actor)} ({row.role} since {row.span.start})."


def _shared(
    told: Organisation, full: list[Membership], reading: Reading, day: date, as_known: date | None
) -> Iterator[Omission]:
    """The other bodies that the members share most, those of collective defence in any case."""
    known, members = registry().organisations, {r.actor for r in full}
    shared: dict[str, list[Membership]] = {}
    for actor in sorted(members):
        for row in memberships().of(actor, day, as_known=as_known):
            if row.role == "full" and row.organisation in known and row.organisation != told.key:
                shared.setdefault(row.organisation, []).append(row)
    small = {
        body: rows
        for body, rows in shared.items()
        if (known[body].collective_defence and len(rows) >= RARELY * len(members))
        or (2 * len(rows) >= len(members) and _size(body, day, as_known) < MANY)
    }
    if not small:
        return
    order = sorted(small, key=lambda body: (not known[body].collective_defence, -len(small[body]), body))
    named = set(_named(reading))
    bodies = order[:SHOWN]
    words = [f"{len(small[b])} of {_label(b)}{'' if b in named else ' (not named)'}" for b in bodies]
    yield Omission(
        "organisation",
        f"Of the {len(members)} full members of {told.name} on {day}, these many are also full members elsewhere: "
        f"{_joined(words)}.",
        tuple(bodies),
        all(body in named for body in bodies),
        _evidence(row for body in bodies for row in small[body]),
    )


def _size(body: str, day: date, as_known: date | None) -> int:
    return len(memberships().on(body, day, as_known=as_known))


def _held(body: str, day: date, as_known: date | None) -> list[Membership]:
    """The rows of a body on a day, full members first."""
    roles = tuple(role for role in ROLES if role != "suspended")
    rows = memberships().on(body, day, roles=roles, as_known=as_known)
    return sorted(rows, key=lambda r: (ROLES.index(r.role), r.actor))


def _evidence(rows: Iterable[Membership]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence("membership", f"{r.role} in {r.organisation}", (r.actor,), str(r.span), source=r.cited) for r in rows
    )


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _listed(words: list[str]) -> str:
    """The first LISTED of them, the rest counted."""
    return _joined(words if len(words) <= LISTED else [*words[:LISTED], f"{len(words) - LISTED} more"])
