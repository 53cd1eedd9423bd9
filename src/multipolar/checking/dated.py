"""Memberships that a claim asserts as propositions of its dates: since, until, joined in, left by, never."""

from __future__ import annotations

import re
from datetime import date, timedelta

from multipolar.actors.memberships import Membership
from multipolar.actors.record import memberships, registry
from multipolar.reading.document import Assertion, Dating


def membership(assertion: Assertion, state: str, body: str, day: date) -> str | None:
    """A role of one state on the day asked about, or as the claim dates it: since, in, joined in, left in a year."""
    base = f"{state} in {body}{as_role(assertion.domain)}"
    if assertion.domain == "none":
        return _shut_out(assertion, state, body, day)
    dated = assertion.dated
    if dated is None:
        return _undated(assertion, state, body, base, day)
    first, last = _days(dated, day)
    if first > day:
        return None
    if dated.kind == "in" and _is_long(dated):
        return _within_years(assertion, state, body, base, (first, min(last, day)))
    return _at_date(assertion, dated, (state, body, base), day)


def _at_date(assertion: Assertion, dated: Dating, asked: tuple[str, str, str], day: date) -> str | None:
    """A role (its state, body and words) as the claim dates it, to a year or more finely."""
    state, body, base = asked
    first, last = _days(dated, day)
    eve = _not_before(assertion, state, body, base, first) if dated.exact else ""
    late = _begun(assertion, state, body, first, min(last, day))
    if assertion.negated:
        return _not_dated(dated, base, first, late, day)
    if dated.kind == "before":
        return f"{base} on {first - timedelta(days=1)}" if assertion.timing != "exit" else None
    if dated.kind == "by":
        return f"not ({base} on {late})" if assertion.timing == "exit" else f"{base} on {late}"
    if assertion.timing == "exit":
        out = min(last + timedelta(days=1), day)  # some records count the last day of membership in, some out
        return f"{base} on {first - timedelta(days=1)} and not ({base} on {out})"
    if dated.kind == "from":
        return _from_to(dated, base, late, day)
    if assertion.timing != "entry" and dated.kind != "since":
        return f"{base} in {first.year}" if _is_year(dated) else f"{base} on {late}"
    begun = late.year if _is_long(dated) else first.year  # "since the 1980s" is so of what began in 1989
    when = f"since {begun if _is_year(dated) else late}" if dated.kind == "since" else f"on {late}"
    return f"{eve} and {base} {when}" if eve else f"{base} {when}"


def _not_before(assertion: Assertion, state: str, body: str, base: str, first: date) -> str:
    """That a role was not held before it began; of a suspended member, that it was suspended. "" where nothing can be
    asked."""
    eve = first - timedelta(days=1)
    if not _asked_before(state, body, first):
        return ""
    held = memberships().role(state, body, eve)
    if held is not None and held.role == "suspended" and assertion.domain in ("", "full"):
        return f"{state} in {body} as suspended on {eve}"
    return f"not ({base} on {eve})"


def _from_to(dated: Dating, base: str, late: date, day: date) -> str | None:
    """A role held from one date to another: all years, or the days next to the bounds where these are finer."""
    assert dated.finish is not None
    if _is_year(dated):
        return f"{base} from {late.year} to {min(dated.finish[0], day).year}"
    over = min(dated.finish[0] - timedelta(days=1), day)
    return f"{base} on {late} and {base} on {over}" if over > late else None


_PRESENT_CHANGE = re.compile(
    r"\b(?:has|have)\b(?:\s+[\w-]+,?){0,4}?\s+(?:(?:re)?joined|acceded|entered|come|returned|become|left|quit|withdrawn"
    r"|pulled|exited|dropped|seceded|walked|bowed|ceased|stopped|given|renounced|relinquished|terminated|ended"
    r"|surrendered|cancelled|gained|obtained|acquired|secured|achieved|attained|assumed|won|received|taken|expired|lapsed"
    r"|run|begun|been\s+(?:\w+\s+){0,2}(?:(?:re-?)?admitted|accepted|taken|received|welcomed|brought|inducted|let|granted"
    r"|given|awarded|promoted|upgraded|raised|elevated|advanced|suspended|expelled|ejected|excluded|ousted|barred|banned"
    r"|shut|thrown|kicked|removed|cast|terminated))\b"
    r"|\b(?:joins?|accedes?|enters|leaves?|quits|becomes|receives|gains|ceases|exits|withdraws)\b",
    re.I,
)
"""Words for joining or leaving that speak of up to now, and so of how it stands on the day asked about."""
_NEVER = re.compile(
    r"\bnever\s+(?:[\w-]+\s+){0,4}?(?:members?|observers?|candidates?|associates?|partners?|part|belong\w*|join\w*"
    r"|acced\w+|enter\w*|bec[ao]me|admitted|accepted|taken|suspended|in|inside)\b",
    re.I,
)


def _undated(assertion: Assertion, state: str, body: str, base: str, day: date) -> str | None:
    """A role of which no time is given: how it stands on the day, but what is told as over is not refuted by that."""
    if assertion.negated:
        return _never(assertion, state, body, base, day)
    if assertion.timing == "exit":
        return _left(assertion, state, body, base, day)
    if assertion.timing == "entry":
        return _entered(assertion, state, body, base, day)
    return None if assertion.timing == "past" else f"{base} on {day}"


def _never(assertion: Assertion, state: str, body: str, base: str, day: date) -> str | None:
    """A role denied: of the day, or with "never" of all time, which the first spell on record goes against."""
    held = _day_held(state, body, assertion.domain, date.min, day)
    if held is None or not re.search(r"\bnever\b", assertion.cue.text, re.I):
        return f"not ({base} on {day})"
    return f"not ({base} on {held})" if _NEVER.search(assertion.cue.text) else None


def _entered(assertion: Assertion, state: str, body: str, base: str, day: date) -> str | None:
    """ "Joined" or "was suspended": so on the day or in an earlier spell. Only where the record knows the state in no
    role that may be meant does it speak against joining."""
    rows = _spells(state, body, day)
    now = f"{base} on {day}"
    if _PRESENT_CHANGE.search(assertion.cue.text) or any(
        row.role == _full(assertion.domain) and row.span.covers(day) for row in rows
    ):
        return now
    held = _day_held(state, body, assertion.domain, date.min, day)
    if held is not None:
        return f"{base} on {held}"
    never_in = _full(assertion.domain) == "full" and all(row.role == "candidate" for row in rows)
    return now if never_in else None


def _left(assertion: Assertion, state: str, body: str, base: str, day: date) -> str | None:
    """ "Left": out on the day and in before; of one that is in again, the days about the end of an earlier spell."""
    rows = _spells(state, body, day)
    role = _full(assertion.domain)
    held = [row for row in rows if row.role == role]
    if not held or (role == "full" and any(r.role == "suspended" and r.span.covers(day) is not False for r in rows)):
        return None  # a suspended member has not left, and who never was in has nothing to leave
    is_in = any(row.span.covers(day) is not False for row in held)
    if not is_in or _PRESENT_CHANGE.search(assertion.cue.text):
        return f"not ({base} on {day})"
    return _exit_between(state, body, role, base, date.min, day)


def _exit_between(state: str, body: str, role: str, base: str, first: date, last: date) -> str | None:
    """That a role was held up to the end of a spell that ended between two days, with no other role behind it."""
    rows = _spells(state, body, last)
    for row in rows:
        if row.role != role or row.span.end is None or not first <= row.span.end.first <= row.span.end.last <= last:
            continue
        inside, out = row.span.end.first - timedelta(days=1), row.span.end.last
        if row.span.covers(inside) and all(other.span.covers(out) is False for other in rows):
            return f"{base} on {inside} and not ({base} on {out})"
    return None


def _within_years(assertion: Assertion, state: str, body: str, base: str, years: tuple[date, date]) -> str | None:
    """A role begun, ended or held in a span of several years ("in the 1990s"), at whatever time within it."""
    first, last = years
    eve = first - timedelta(days=1)
    held = _day_held(state, body, assertion.domain, first, last)
    if assertion.negated:
        # held for a part of the span, it is neither plainly so nor plainly not
        whole = any(r.role == _full(assertion.domain) and _covers_all(r, *years) for r in _spells(state, body, last))
        return f"not ({base} on {last})" if held is None or whole else None
    if assertion.timing == "exit":
        exited = _exit_between(state, body, _full(assertion.domain), base, first, last)
        return exited or (f"{base} on {eve} and not ({base} on {last})" if held is None or held == first else None)
    now = f"{base} on {held or last}"
    if assertion.timing != "entry" or held != first:
        return now
    before = _not_before(assertion, state, body, base, first)
    return f"{before} and {now}" if before else now


def _covers_all(row: Membership, first: date, last: date) -> bool:
    return bool(row.span.covers(first) and row.span.covers(last))


def _spells(state: str, body: str, day: date) -> list[Membership]:
    """The spells of a state in a body, of whatever role, that may have begun by a day, as the record has them now."""
    rows = (row for row in memberships().between(state, body) if row.known(None))
    return [row for row in rows if row.span.start is None or row.span.start.first <= day]


def _day_held(state: str, body: str, role: str, first: date, last: date) -> date | None:
    """The first day between two on which the record surely has a role held, or None."""
    days: list[date] = []
    for row in _spells(state, body, last):
        if row.role != _full(role):
            continue
        start = row.span.start.last if row.span.start else date.min
        end = row.span.end.first - timedelta(days=1) if row.span.end else date.max
        if start == date.min and first == date.min:
            start = min(end, last)  # of an open start no day is known but the last
        day = max(start, first)
        if day <= min(end, last):
            days.append(day)
    return min(days, default=None)


def _full(role: str) -> str:
    return role or "full"


def _not_dated(dated: Dating, base: str, first: date, late: date, day: date) -> str:
    """That a role was not held at the time given; with "since", not from then on."""
    if dated.kind == "from" and dated.finish is not None:
        again = max(dated.finish[0] - timedelta(days=1), first)
        return f"not ({base} on {late}) and not ({base} on {min(again, day)})"
    if dated.kind == "since":
        return f"not ({base} on {late}) and not ({base} on {day})"
    return f"not ({base} in {first.year})" if _is_year(dated) and dated.kind == "in" else f"not ({base} on {late})"


def _shut_out(assertion: Assertion, state: str, body: str, day: date) -> str | None:
    """Shut out of an organisation: no member or suspended from the time given, and a member before."""
    if assertion.negated:
        return None
    first, last = _days(assertion.dated, day) if assertion.dated else (day, day)
    if first > day or (assertion.dated is not None and assertion.dated.kind not in ("in", "since", "by")):
        return None
    if assertion.dated is not None and _is_long(assertion.dated):
        return None  # who was a member on the eve of a decade need not be who was shut out in it
    if assertion.dated is None and not _may_be_out(assertion, state, body, day):
        return None
    late = min(last, day)
    out = f"(not ({state} in {body} on {late}) or {state} in {body} as suspended on {late})"
    eve = first - timedelta(days=1)
    inside = f"({state} in {body} on {eve} or {state} in {body} as suspended on {eve})"
    return f"{inside} and {out}" if assertion.dated else out


def _may_be_out(assertion: Assertion, state: str, body: str, day: date) -> bool:
    """Whether being shut out at no time given can be asked of the day: once a member, and not a member again since."""
    rows = [row for row in _spells(state, body, day) if row.role in ("full", "suspended")]
    again = any(row.role == "full" and row.span.covers(day) for row in rows) and len(rows) > 1
    return bool(rows) and (not again or _PRESENT_CHANGE.search(assertion.cue.text) is not None)


def _begun(assertion: Assertion, state: str, body: str, first: date, last: date) -> date:
    """The last day that a date can mean; of a suspension, which may soon be lifted, the recorded day that it began."""
    if assertion.domain != "suspended" or assertion.dated is None or assertion.dated.kind != "in":
        return last
    spells = [row.span.start for row in memberships().between(state, body) if row.role == "suspended"]
    days = [start.last for start in spells if start is not None and first <= start.first and start.last <= last]
    return min(days, default=last)


def _days(dated: Dating, day: date) -> tuple[date, date]:
    """The first and last day that a date can mean; of "last year", as seen from the day asked about."""
    if dated.begin is not None:
        return dated.begin
    year = day.year - (dated.back or 0)
    return date(year, 1, 1), date(year, 12, 31)


def _is_year(dated: Dating) -> bool:
    return dated.begin is None or (dated.begin[1] - dated.begin[0]).days > 300


def _is_long(dated: Dating) -> bool:
    """Whether a date is a span of several years ("the 1980s")."""
    return dated.begin is not None and dated.begin[0].year != dated.begin[1].year


def _asked_before(state: str, body: str, first: date) -> bool:
    """Whether the day before a beginning can be asked about: state and organisation were there."""
    eve = first - timedelta(days=1)
    start = registry().organisations[body].span.start if body in registry().organisations else None
    return registry().states[state].exists(eve) is True and (start is None or start.last <= eve)


def of_group(assertion: Assertion, body: str, day: date) -> str | None:
    """A role of so many of a group on the day asked about or on that given, but for those the claim excepts."""
    dated = assertion.dated
    first, last = _days(dated, day) if dated else (day, day)
    if first > day:
        return None
    when = min(last, day)
    year = dated is not None and dated.kind == "in" and _is_year(dated)
    if dated is not None and dated.kind == "in" and _is_long(dated):
        return None
    time = f"in {first.year}" if year else f"on {when}"
    group = assertion.subjects[0]
    members = {row.actor for row in memberships().on(group, when)}
    if len(assertion.subjects) > 1:
        members &= {row.actor for row in memberships().on(assertion.subjects[1], when)}
        members -= set(assertion.excepted)
        if not members or year:
            return None
        group = listed(tuple(members)) if len(members) > 1 else "{" + min(members) + "}"
    else:
        left_out = set(assertion.excepted) | ({body} & members)
        if strangers := sorted(set(assertion.excepted) - members):
            # "X is the only member of Y in Z" says that X is in Y; one that is excepted without being in it is a slip
            return f"{strangers[0]} in {group} {time}" if assertion.quantifier == "none" else None
        group += f" except {{{', '.join(sorted(left_out))}}}" if left_out else ""
    role = as_role(assertion.domain)
    said = f"not each in {body}{role} {time}" if assertion.timing == "outside" else f"each in {body}{role} {time}"
    quantifier = assertion.quantifier or "most"
    if quantifier.startswith("exactly"):
        number = int(quantifier.split()[1])
        text = f"at least {number} {group}: {said} and not (at least {number + 1} {group}: {said})"
    else:
        text = f"{'not ' if assertion.negated else ''}({quantifier} {group}: {said})"
    if quantifier in ("all", "none"):
        other = "not " if quantifier == "all" else ""
        text += "".join(f" and {other}({state} in {body}{role} {time})" for state in assertion.excepted)
    return text


def as_role(role: str) -> str:
    """A role as a proposition writes it, with the space before it; nothing for a full member."""
    return "" if role in ("", "full") else f" as {role}"


def listed(actors: tuple[str, ...]) -> str:
    """Actors as a proposition writes them: one alone, several as a set."""
    return actors[0] if len(actors) == 1 else "{" + ", ".join(sorted(set(actors))) + "}"
