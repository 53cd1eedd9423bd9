"""From an examined reading to the brief as data: nothing is decided here, only put in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache

from multipolar import __version__
from multipolar.actors.publishers import publisher
from multipolar.actors.record import current, registry
from multipolar.actors.registry import Group, Organisation, State
from multipolar.briefs.before import before
from multipolar.briefs.brief import (
    SCHEMA,
    ActorRow,
    AssertionRow,
    Brief,
    CheckRow,
    ClaimRow,
    DocumentRow,
    EvidenceRow,
    ManifestRow,
    MeetingRow,
    OfficeRow,
    OmissionRow,
    ParticipantRow,
    PlaceRow,
    PriorityRow,
    PublisherRow,
    QuoteRow,
    RoleRow,
    SourceRow,
    TopicRow,
    VariantRow,
)
from multipolar.briefs.cards import figure, paragraph, reference
from multipolar.briefs.leads import first_page
from multipolar.briefs.outlines import DEFAULT_VIEW
from multipolar.briefs.series import series_of
from multipolar.briefs.ties import overlap, ties
from multipolar.briefs.whereabouts import whereabouts
from multipolar.checking.deciders import elsewhere, label
from multipolar.checking.examine import CheckedClaim, CheckedRole, Examined
from multipolar.checking.omissions import omissions
from multipolar.checking.questions import first_questions
from multipolar.checking.verdict import Check
from multipolar.facts import FOLDER
from multipolar.facts import rows as fact_rows
from multipolar.measures.panel import Panel
from multipolar.propositions.english import english
from multipolar.propositions.render import render
from multipolar.propositions.result import Evidence
from multipolar.reading.document import Assertion, Document, Meeting, OfficeMention, Participant, Quote, Reading
from multipolar.reading.read import READER
from multipolar.reading.topics import topic_labels


def compose(examined: Examined, *, byline: bool = False, with_text: bool = False, borders: str = DEFAULT_VIEW) -> Brief:
    """The brief of an examined reading. The author's name and the whole text enter only when asked for.

    borders: the view of borders that the map shows, a key of `outlines.VIEWS`.
    """
    reading = examined.reading
    panel = Panel.current() if examined.as_known is None else Panel.current().as_known(examined.as_known)
    day, as_known = examined.as_of.day, examined.as_known
    title = reading.document.title.text if reading.document.title else ""
    cite = reference(panel.manifest["datasets"])
    claims = tuple(_claim(checked, panel, cite, title) for checked in examined.claims)
    roles = tuple(_role(checked) for checked in examined.roles)
    meetings = tuple(_meeting(meeting) for meeting in reading.meetings)
    priorities = tuple(
        PriorityRow(_quote(p.quote), tuple(TopicRow(topic, topic_labels()[topic], _quote(q)) for topic, q in p.topics))
        for p in reading.priorities
    )
    left_out = omissions(reading, panel, day, as_known)
    omitted = tuple(OmissionRow(o.kind, o.text, o.actors, o.named, tuple(map(_evidence, o.evidence))) for o in left_out)
    tied = ties(reading, left_out, panel, day, as_known)
    shared = overlap(reading, day, as_known)
    cited = [row.source for o in omitted for row in o.evidence] + [row.source for row in tied]
    cited += shared.sources if shared else ()
    went = {c.claim.number: before(c.claim, reading, panel) for c in examined.claims if c.claim.mode == "forecast"}
    document = _document(reading.document, byline, with_text)
    cited += [document.on_publisher.source] if document.on_publisher else []
    mapped = whereabouts(reading, day, as_known, borders)
    cited += [mapped.source, *(area.source for area in mapped.disputed)] if mapped else []
    return Brief(
        manifest=_manifest(examined),
        document=document,
        meetings=meetings,
        roles=roles,
        priorities=priorities,
        actors=_actors(reading),
        offices=tuple(
            OfficeRow(o.person, o.title or o.office, o.actor, o.basis, _quote(o.quote)) for o in reading.offices
        ),
        claims=claims,
        irregularities=reading.irregularities,
        series=series_of(examined),
        sources=_sources(claims, roles, cited),
        first=first_page(meetings, roles, priorities, claims, omitted, first_questions(examined), went),
        ties=tied,
        overlap=shared,
        map=mapped,
    )


def _quote(quote: Quote) -> QuoteRow:
    return QuoteRow(quote.start, quote.end, quote.text)


def _document(document: Document, byline: bool, with_text: bool) -> DocumentRow:
    return DocumentRow(
        title=document.title.text if document.title else "",
        publisher=document.publisher.text if document.publisher else "",
        published=document.published.isoformat() if document.published else "",
        published_basis=document.published_basis,
        byline=document.byline.text if byline and document.byline else "",
        sha256=document.sha256,
        characters=len(document.text),
        notices=document.notices,
        parts=tuple((part.kind, part.start, part.end) for part in document.parts),
        text=document.text if with_text else "",
        on_publisher=_publisher(document.publisher.text) if document.publisher else None,
    )


def _publisher(name: str) -> PublisherRow | None:
    found = publisher(name)
    if found is None:
        return None
    seat = registry().label(found.state) if found.state else ""
    return PublisherRow(found.name, found.kind, seat, found.operator, found.note, found.source, found.checked_on)


def _meeting(meeting: Meeting) -> MeetingRow:
    when = meeting.date
    settled = str(when.day) if when is not None and when.day is not None else ""
    return MeetingRow(
        kind=meeting.kind,
        date=settled or (str(when.written) if when is not None else ""),
        date_basis=when.basis if when is not None else "",
        place=meeting.place.text if meeting.place else "",
        place_state=meeting.place_state,
        organisation=meeting.organisation,
        organisation_name=registry().label(meeting.organisation) if meeting.organisation else "",
        chair=_chair(meeting.chair) if meeting.chair else "",
        chair_actor=meeting.chair.actor if meeting.chair else "",
        theme=_quote(meeting.theme) if meeting.theme else None,
        participants=tuple(_participant(p) for p in meeting.participants),
        quote=_quote(meeting.quote),
    )


def _chair(chair: OfficeMention) -> str:
    """Who presided, in the text's words; the state or organisation where it names no person and no office."""
    return chair.words or registry().label(chair.actor)


def _participant(participant: Participant) -> ParticipantRow:
    return ParticipantRow(
        actor=participant.actor,
        name=registry().label(participant.actor),
        represented_by=participant.represented_by,
        capacity=participant.capacity,
        capacity_basis=participant.capacity_basis,
        quote=_quote(participant.quote),
    )


def _role(checked: CheckedRole) -> RoleRow:
    statement = checked.statement
    return RoleRow(
        actor=statement.actor,
        name=registry().label(statement.actor),
        organisation=statement.organisation,
        role=statement.role,
        basis=statement.basis,
        quote=_quote(statement.quote),
        check=_check(checked.check) if checked.check else None,
    )


def _actors(reading: Reading) -> tuple[ActorRow, ...]:
    """Actors by how often the text names them, a person in office counting for what they represent."""
    first: dict[str, Quote] = {}
    count: dict[str, int] = {}
    for mention in reading.mentions:
        count[mention.actor] = count.get(mention.actor, 0) + 1
        first.setdefault(mention.actor, mention.quote)
    known = registry()
    kinds = {State: "state", Organisation: "organisation", Group: "group"}
    ordered = sorted(count, key=lambda actor: (-count[actor], first[actor].start))
    return tuple(
        ActorRow(key, known.label(key), kinds[type(known.actor(key))], count[key], _quote(first[key]), _note(key))
        for key in ordered
    )


def _note(key: str) -> str:
    """What a reader must know of an actor before using its name: disputed status, contested extent."""
    actor = registry().actor(key)
    if isinstance(actor, State):
        return actor.note if actor.status == "disputed" else ""
    return actor.contested if isinstance(actor, Group) else ""


def _claim(checked: CheckedClaim, panel: Panel, cite: Callable[[str], str], title: str) -> ClaimRow:
    claim, verdict = checked.claim, checked.verdict
    checks = tuple(_check(check) for check in checked.checks)
    text, footnotes = paragraph(checked, cite, title)
    return ClaimRow(
        number=claim.number,
        quote=_quote(claim.quote),
        part=claim.part,
        mode=claim.mode,
        speaker=claim.speaker,
        hedge=claim.hedge.text if claim.hedge else "",
        condition=claim.condition.text if claim.condition else "",
        cause=claim.cause.text if claim.cause else "",
        assertions=tuple(
            AssertionRow(
                relation=a.relation,
                label=_relation(a),
                subjects=a.subjects,
                objects=a.objects,
                cue=_quote(a.cue),
                quantifier=a.quantifier,
                domain="" if a.relation == "membership" else a.domain,
                negated=a.negated,
                qualifiers=tuple(q.text for q in a.qualifiers),
            )
            for a in claim.assertions
        ),
        verdict=verdict.word,
        reason=verdict.reason,
        untouched=verdict.untouched,
        would_decide=verdict.would_decide,
        checks=checks,
        horizon=claim.horizon.text if claim.horizon else "",
        grounds=claim.grounds.text if claim.grounds else "",
        strength=claim.strength,
        figure=figure(checked, checks, panel),
        elsewhere=tuple(PlaceRow(*place) for place in elsewhere(claim)) if verdict.would_decide else (),
        paragraph=text,
        footnotes=footnotes,
    )


def _relation(assertion: Assertion) -> str:
    """The plain name of a relation; of a membership, with the role it speaks of."""
    if assertion.relation == "membership" and assertion.domain not in ("", "full"):
        return f"membership as {assertion.domain}"
    return label(assertion.relation)


def _check(check: Check) -> CheckRow:
    candidate, result = check.candidate, check.result
    return CheckRow(
        proposition=render(candidate.proposition),
        english=english(candidate.proposition),
        kind=candidate.kind,
        stands_for=candidate.stands_for,
        lost=candidate.lost,
        expects=candidate.expects,
        result=result.result,
        reason=result.reason[:1].upper() + result.reason[1:],
        probability=result.probability,
        effect=result.effect,
        unit=result.unit,
        coverage=result.coverage.text,
        evidence=tuple(_evidence(row) for row in result.evidence),
        because=candidate.because,
        bears_on="presupposition" if candidate.presupposed else "claim",
        firm=check.choices.summary().removesuffix(".") if check.choices and check.choices.variants else "",
        variants=tuple(
            VariantRow(v.choice, v.words, v.proposition, v.result.result)
            for v in (check.choices.variants if check.choices else ())
        ),
    )


def _evidence(row: Evidence) -> EvidenceRow:
    return EvidenceRow(
        what=row.what,
        actors=row.actors,
        when=row.time,
        value=row.value,
        low=row.low,
        high=row.high,
        n=row.n,
        text=row.unit,
        source=row.source,
        kind=row.kind,
    )


def _sources(claims: Iterable[ClaimRow], roles: Iterable[RoleRow], cited: Iterable[str]) -> tuple[SourceRow, ...]:
    """The origins of all evidence used and of what is cited beside it, datasets first."""
    checks = [c for claim in claims for c in claim.checks] + [r.check for r in roles if r.check is not None]
    used = {row.source for check in checks for row in check.evidence if row.source} | {key for key in cited if key}
    manifest = Panel.current().manifest
    datasets = manifest["datasets"]
    spans = {
        name: (min(m["first"] for m in manifest["measures"].values() if m["source"] == name),
               max(m["last"] for m in manifest["measures"].values() if m["source"] == name))
        for name in datasets
        if any(m["source"] == name for m in manifest["measures"].values())
    }  # fmt: skip
    found = [
        SourceRow(
            key=key,
            title=datasets[key]["title"],
            publisher=datasets[key]["publisher"],
            citation=datasets[key]["citation"],
            version=datasets[key]["version"],
            licence=datasets[key]["licence"],
            url=datasets[key]["url"],
            coverage=f"{spans[key][0]}–{spans[key][1]}" if key in spans else "",
        )
        for key in sorted(used & set(datasets))
    ]
    facts = {row["key"]: row for row in fact_rows("sources")}
    found += [
        SourceRow(
            key=key,
            title=facts[key]["title"],
            publisher=facts[key]["publisher"],
            citation="",
            version="",
            licence=facts[key]["licence"],
            url=facts[key]["url"],
            coverage="",
        )
        for key in sorted(used & set(facts))
    ]
    return tuple(found)


def _manifest(examined: Examined) -> ManifestRow:
    return ManifestRow(
        schema=SCHEMA,
        tool=f"multipolar {__version__}",
        reader=READER,
        facts="; ".join([f"authored tables, SHA-256 {facts_digest()[:16]}", *_own_facts()]),
        data=f"measures, checksum {Panel.current().manifest['checksum'][:16]}",
        as_known=examined.as_known.isoformat() if examined.as_known else "",
        as_of=examined.as_of.words,
    )


def _own_facts() -> list[str]:
    """The user's own facts in force, named and with their digests."""
    return [f"your facts, {file.name}, SHA-256 {file.digest[:16]}" for file in current().user]


@cache
def facts_digest() -> str:
    """One digest over all authored tables, so that two briefs can be told to rest on the same facts."""
    digest = hashlib.sha256()
    for table in sorted(FOLDER.glob("**/*.csv")):
        digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return digest.hexdigest()
