"""What changed between two briefs of an article, and why: the text, the reader, the facts, the data or the day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from multipolar.briefs import words
from multipolar.briefs.blocks import Block, Heading, Items, Span, Table, Text
from multipolar.briefs.brief import Brief, CheckRow, ClaimRow, OverlapRow, RoleRow
from multipolar.briefs.pairing import pairs
from multipolar.briefs.safe import shorten

SCHEMA = "multipolar comparison 1"
QUOTE = 100
_OMITTED = {
    "power": "the power whose ties changed most",
    "room": "who else was in the room",
    "organisation": "the organisation",
}

_MADE_WITH = {
    "tool": "the tool",
    "reader": "the reader",
    "facts": "the facts",
    "data": "the data",
    "as_known": "the knowledge date",
    "as_of": "the day asked about",
}


class Made(msgspec.Struct, frozen=True):
    """Something that both briefs rest on and that is not the same."""

    what: str
    before: str
    after: str


class Change(msgspec.Struct, frozen=True):
    """One thing that differs. kind: claim, quote, verdict, mode, speaker, membership, meeting, source or omission."""

    kind: str
    what: str
    before: str
    after: str
    why: str


class Comparison(msgspec.Struct, frozen=True):
    """Two briefs held against each other. same: whether nothing but what they are made with may differ."""

    schema: str
    same: bool
    made: tuple[Made, ...]
    changes: tuple[Change, ...]


def compare(old: Brief, new: Brief) -> Comparison:
    """What the newer brief says otherwise than the older, each change with what of its ground changed."""
    made = tuple(_made(old, new))
    changes = (
        *_claims(old, new, made),
        *_roles(old, new, made),
        *_matrix(old, new, made),
        *_lists("meeting", _meetings(old), _meetings(new), _reading(made)),
        *_omissions(old, new, made),
        *_lists("source", _sources(old), _sources(new), _ground(made)),
    )
    return Comparison(SCHEMA, not changes, made, changes)


def _made(old: Brief, new: Brief) -> Iterator[Made]:
    if old.document.sha256 != new.document.sha256:
        yield Made("the text", old.document.sha256[:16], new.document.sha256[:16])
    if old.document.published != new.document.published:
        yield Made("the day of publication", old.document.published, new.document.published)
    before, after = (_corrections(brief) for brief in (old, new))
    if before != after:
        yield Made("corrections of a reader", before, after)
    for field, what in _MADE_WITH.items():
        first, second = (getattr(brief.manifest, field) for brief in (old, new))
        if first != second:
            yield Made(what, first, second)


def _corrections(brief: Brief) -> str:
    """What the brief says of the corrections it uses, "" for none: how many, and behind that each."""
    told = [place for place, text in enumerate(brief.irregularities) if "of a reader w" in text]
    return " ".join(brief.irregularities[told[0] :]) if told else ""


def _why(made: tuple[Made, ...], names: tuple[str, ...]) -> str:
    """Which of these grounds changed; that none did is said too."""
    found = [row.what for row in made if row.what in names]
    if not found:
        return "nothing that the briefs name"
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


_READ = ("the text", "the reader", "corrections of a reader", "the day of publication", "the facts")
_ASKED = ("the knowledge date", "the day asked about", "the tool")


def _reading(made: tuple[Made, ...]) -> str:
    return _why(made, _READ)


def _ground(made: tuple[Made, ...]) -> str:
    return _why(made, ("the text", "the facts", "the data", *_ASKED))


def _claims(old: Brief, new: Brief, made: tuple[Made, ...]) -> Iterator[Change]:
    for before, after in pairs(old, new):
        said = before or after
        assert said is not None
        what = f"“{shorten(said.quote.text, QUOTE)}”"
        if before is not None and after is not None:
            yield from _claim(what, before, after, made)
        else:
            yield Change(
                "claim", what, before.verdict if before else "", after.verdict if after else "", _reading(made)
            )


def _claim(what: str, old: ClaimRow, new: ClaimRow, made: tuple[Made, ...]) -> Iterator[Change]:
    if old.quote.text != new.quote.text:
        yield Change("quote", what, old.quote.text, new.quote.text, _reading(made))
    for field in ("mode", "speaker"):
        if getattr(old, field) != getattr(new, field):
            yield Change(field, what, getattr(old, field), getattr(new, field), _reading(made))
    if old.verdict != new.verdict or old.reason != new.reason:
        before, after = (f"{claim.verdict}: {claim.reason}" for claim in (old, new))
        yield Change("verdict", what, before, after, _of_checks(old.checks, new.checks, made))


def _of_checks(old: tuple[CheckRow, ...], new: tuple[CheckRow, ...], made: tuple[Made, ...]) -> str:
    """Why results differ: other propositions are the reader's; the same on other rows are the record's."""
    if [check.proposition for check in old] != [check.proposition for check in new]:
        return _why(made, (*_READ, *_ASKED))
    before, after = ({row for check in checks for row in check.evidence} for checks in (old, new))
    grounds = ["the facts" if row.value is None else "the data" for row in before ^ after]
    return _why(made, (*dict.fromkeys(grounds), *_ASKED))


def _roles(old: Brief, new: Brief, made: tuple[Made, ...]) -> Iterator[Change]:
    before, after = ({(r.actor, r.organisation, r.role): r for r in brief.roles} for brief in (old, new))
    known = words.names(old) | words.names(new)
    for key in [*before, *(k for k in after if k not in before)]:
        what = f"{known.get(key[0], key[0])}: {key[2]}, {known.get(key[1], key[1])}"
        first, second = _answer(before.get(key)), _answer(after.get(key))
        if first != second:
            read = key not in before or key not in after
            yield Change(
                "membership", what, first, second, _reading(made) if read else _why(made, ("the facts", *_ASKED))
            )


def _answer(row: RoleRow | None) -> str:
    if row is None:
        return ""
    return f"{row.check.result}: {row.check.reason}" if row.check else "not checked"


def _matrix(old: Brief, new: Brief, made: tuple[Made, ...]) -> Iterator[Change]:
    """Roles that the matrix of who is in what gives otherwise; what only one of the briefs asks is no change."""
    before, after = (dict(_cells(brief.overlap)) for brief in (old, new))
    known = words.names(old) | words.names(new)
    for state, organisation in before:
        first, second = before[state, organisation], after.get((state, organisation), "")
        if (state, organisation) in after and first != second:
            what = f"{known.get(state, state)} in {known.get(organisation, organisation)}, on the day"
            yield Change(
                "membership", what, first or "no role", second or "no role", _why(made, ("the facts", *_ASKED))
            )


def _cells(shared: OverlapRow | None) -> Iterator[tuple[tuple[str, str], str]]:
    if shared is None:
        return
    for state, roles in zip(shared.states, shared.roles, strict=True):
        for organisation, role in zip(shared.organisations, roles, strict=True):
            yield (state, organisation), role


def _meetings(brief: Brief) -> dict[str, str]:
    return {
        f"{meeting.kind} of {meeting.organisation_name or 'no organisation named'}": "; ".join(
            [meeting.date, meeting.place, meeting.chair, *(f"{p.actor} {p.capacity}" for p in meeting.participants)]
        )
        for meeting in brief.meetings
    }


def _omissions(old: Brief, new: Brief, made: tuple[Made, ...]) -> Iterator[Change]:
    """What the text leaves out, told otherwise: of each kind the first that is gone beside the first that came."""
    for kind, what in _OMITTED.items():
        before, after = ([o.text for o in brief.first.omitted if o.kind == kind] for brief in (old, new))
        gone, come = ([t for t in before if t not in after], [t for t in after if t not in before])
        for first, second in zip_longest(gone, come, fillvalue=""):
            yield Change("omission", what, first, second, _ground(made))


def _sources(brief: Brief) -> dict[str, str]:
    return {row.key: row.version or "used" for row in brief.sources}


def _lists(kind: str, old: dict[str, str], new: dict[str, str], why: str) -> Iterator[Change]:
    for key in [*old, *(k for k in new if k not in old)]:
        if old.get(key, "") != new.get(key, ""):
            yield Change(kind, shorten(key, 2 * QUOTE), old.get(key, ""), new.get(key, ""), why)


def blocks(found: Comparison) -> Iterator[Block]:
    """The comparison as a page."""
    count = len(found.changes)
    yield Heading(1, "What changed")
    yield Text((Span("Nothing that the brief says." if found.same else f"{words.plural(count, 'change')}.", "bold"),))
    if found.made:
        yield Heading(2, "Made with")
        yield Table(
            ("What", "Before", "Now"), tuple((m.what, m.before or "none", m.after or "none") for m in found.made)
        )
    if found.changes:
        yield Heading(2, "Changes")
        yield Items(
            tuple(
                (
                    Span(f"{change.kind}: {change.what}", "bold"),
                    Span(f" before: {change.before or 'not there'}; now: {change.after or 'not there'}"),
                    Span(f" (changed: {change.why})"),
                )
                for change in found.changes
            )
        )
