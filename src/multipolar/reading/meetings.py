"""Meetings: when, where, of which organisation, chaired by whom, under which theme, and who took part as what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.anaphora import leading
from multipolar.reading.convening import ADMITS, NOUN, organisation_of
from multipolar.reading.document import (
    PLACES,
    DateMention,
    Document,
    Meeting,
    Mention,
    OfficeMention,
    Outcome,
    Part,
    Participant,
    Quote,
    RoleStatement,
    within,
)
from multipolar.reading.issuers import town_of_issue
from multipolar.reading.meeting_events import BY_NOUN, Event, Events
from multipolar.reading.participants import (
    Attendee,
    attendance,
    chair_in,
    co_chairs,
    host_in,
    worded,
)
from multipolar.reading.parts import dateline_end
from multipolar.reading.sentences import Stretch, sentences
from multipolar.reading.topics import topics_in
from multipolar.reading.venues import city_at_head, dateline_place, day_of, place_of
from multipolar.reading.words import Patterns

OPENING, MIN_CAME = 3, 3
"""Sentences with which a report sets its meeting, and those who came without which nothing is one."""
_SPORT = worded(
    r"\b(?:semi-?finals?|quarter-?finals?|cup final|goal(?:keeper|less)|qualif(?:ier|ying)|midfielder|striker|tournament|stadium|friendly match|group stage|kick-?off|wicket|innings|test match|fixtures?|championships?|playoffs?|(?:football|rugby|cricket|hockey|basketball|soccer)|league title|squad|unbeaten|scored|referee|\d-\d (?:win|victory|defeat|loss))\b",
    re.I,
)
_OF_STATES = worded(
    r"\b(?:presidents|prime ministers|heads of (?:states?|government)|(?:foreign|defen[cs]e|trade|finance|interior|energy|economy) ministers|leaders of|chiefs of staff|peace talks|ambassadors)\b",
    re.I,
)
_SIDELINES = worded(r"\b(?:sidelines?|margins?|separate(?:ly)?|bilateral(?:ly)?|tête-à-tête|private(?:ly)?)\b", re.I)
_OTHER = worded(r"\b(?:next|previous|last|earlier|another|following|future|upcoming|second|third|later|new)\b", re.I)
_AGO = worded(
    r"\b(?:ago|last (?:year|month|spring|summer|autumn|winter)|in the past|earlier (?:this|that) (?:year|month)|often|regularly|decades?|for years|historically|once)\b",
    re.I,
)
_THEME = worded(
    r"\b(?:topic|theme[sd]?|motto|slogan|title|heading|banner|titled|entitled|theme of|dubbed|headlined)\b[^\"“”'‘\n.]{0,60}(?P<q>[\"“][^\"“”\n]{3,250}[\"”]|[‘'][^‘’'\n]{3,250}[’'](?!\w))",
    re.I,
)
_ARRIVED = worded(
    r"\b(?:came|flew|travell?ed|went|arrived|gathered|landed|descended|converged|assembled|returned) (?:\w+ )?(?:to|in|into|on|upon) $"
)
_HERE = worded(r"\bhere\b", re.I)
_NOUN_ANY = worded(r"\b(?:summit|session|meeting|conference|gathering|talks)\b", re.I)
_DEFINITE = worded(
    rf"\b(?:(?:the|their|its|this year['’]s) (?:next |annual |coming |following |ministerial |closing |opening |\w+day['’]s )?(?:ministers|leaders|presidents|heads of (?:states?|government)|{NOUN})\b(?! (?:of|on|between|with|for|about))"
    r"|(?-i:Leaders|Ministers|Heads of (?:State|Government))\b(?! (?:of|from)))",
    re.I,
)


def _theme(text: str, stretch: Stretch) -> Quote | None:
    match = _THEME.search(text, stretch.start, stretch.end)
    if match is None:
        return None
    start, end = match.start("q") + 1, match.end("q") - 1
    while end > start and text[end - 1] in ".,;":
        end -= 1
    return Quote(start, end, text[start:end])


def _is_plain_host(text: str, sentence: Stretch) -> bool:
    return (
        re.search(r"\b(?:the\shost|as\shost|was\shost|hosts?\s(?:country|nation))\b", sentence.of(text), re.I)
        is not None
    )


def _undivided(text: str, sentence: Stretch, events: Sequence[Event]) -> bool:
    """Whether several cues of a sentence tell of one and the same meeting."""
    if len({e.cue.kind == "call" for e in events}) > 1:
        return False
    gap = text[events[0].at.end : events[-1].at.start]
    return re.search(r"\band\b|;|\bbefore\b|,\swhere\b|\bthen\b|\bwhose\b|\bto\b", gap) is None


def _together(parties: Sequence[Attendee], attended: Sequence[Attendee]) -> list[Attendee]:
    found: dict[str, Attendee] = {}
    for one in (*attended, *parties):
        old = found.get(one.actor)
        if old is None or (one.capacity and not old.capacity) or (one.level and not old.level and not old.capacity):
            found[one.actor] = one
    return list(found.values())


_OUTCOME = (
    ("signed", r"signed|initialled|inked"),
    ("adopted", r"adopted|approved|endorsed|passed"),
    ("agreed", r"agreed|decided|settled on|pledged|undertook"),
    ("discussed", r"discussed|reviewed|considered|exchanged views on|examined|addressed issues"),
    ("stressed", r"stressed|emphasi[sz]ed|underlined|underscored|highlighted|reaffirmed"),
    ("prioritised", r"prioriti[sz]ed|priorit(?:y|ies)"),
)


@cache
def _outcome_cues() -> Patterns:
    return Patterns({"outcome": [worded(rf"\b(?:{words})\b", re.I) for _, words in _OUTCOME]})


def _outcomes(text: str, sentence: Stretch) -> tuple[Outcome, ...]:
    quote = Quote(sentence.start, sentence.end, sentence.of(text))
    return tuple(
        Outcome(_OUTCOME[index][0], quote, Quote(m.start(), m.end(), m.group()))
        for index, m in _outcome_cues().matches("outcome", text, sentence.start, sentence.end)
    )


def _merged(known: Meeting, seen: Meeting) -> Meeting:
    by_actor = {p.actor: p for p in known.participants}
    for one in seen.participants:
        old = by_actor.get(one.actor)
        if old is None or (one.capacity and not old.capacity):
            by_actor[one.actor] = replace(one, represented_by=one.represented_by or old.represented_by) if old else one
    return replace(
        known,
        kind=known.kind if known.kind != "meeting" else seen.kind,
        date=known.date or seen.date,
        place=known.place or seen.place,
        place_state=known.place_state or seen.place_state,
        organisation=known.organisation or seen.organisation,
        chair=known.chair or seen.chair,
        theme=known.theme or seen.theme,
        host=known.host or seen.host,
        participants=tuple(by_actor.values()),
        topics=tuple({key: (key, quote) for key, quote in (*seen.topics, *known.topics)}.values()),
        outcomes=tuple(dict.fromkeys((*known.outcomes, *seen.outcomes))),
        told=tuple(dict.fromkeys((*known.told, *seen.told))),
        format=known.format if len(by_actor) < 3 else "",
    )


class _Reader(Events):
    """Reads the meetings of one part, sentence by sentence."""

    def read(self) -> list[Meeting]:
        """The meetings of the part."""
        for sentence in self._sentences():
            if not self.text[sentence.start : sentence.end].endswith("?"):
                self._sentence(sentence)
            self.subject = self._subject_of(sentence) or self.subject
            self.arrival = next(
                (
                    r
                    for r in within(self.rows, sentence.start, sentence.end)
                    if r.kind in PLACES
                    and _ARRIVED.search(self.text, max(sentence.start, r.quote.start - 40), r.quote.start)
                ),
                None,
            )
        if not self.meetings and self.part.kind == "news":
            self._told_between_lines()
        if len(self.meetings) == 1 and self.part.kind == "news":
            self.meetings[0] = self._set_by_opening(self.meetings[0])
        return self.meetings

    def _set_by_opening(self, meeting: Meeting) -> Meeting:
        """The one meeting of a report on the day and in the town of its first sentence, where no other gives them."""
        first = self._sentences()[0]
        at = Stretch(first.start, first.start)
        date = meeting.date or day_of(self.text, first, self.dates, at)
        if meeting.place is not None or meeting.kind == "call":
            return replace(meeting, date=date)
        place, state = place_of(self.text, first, self.rows, at)
        return replace(meeting, date=date, place=place, place_state=state)

    def _told_between_lines(self) -> None:
        """A meeting that no sentence words as one, though its opening names the body and a day or town, and the rest
        who came, who presided or who was host."""
        text = self.text
        told = list(sentences(text, self.part.start, self.part.end))
        opening = told[:OPENING]
        noun = next((m for s in told if (m := _NOUN_ANY.search(text, s.start, s.end))), None)
        came = [attendance(text, s, self.rows) for s in told]
        body = next((b for s in opening if (b := organisation_of(text, s, self.rows) or self._named_body(s))), "")
        if not body or (noun is None and sum(map(len, came)) < MIN_CAME):
            return
        at = Stretch(opening[0].start, opening[0].start)
        days = (day_of(text, s, self.dates, at) for s in opening)
        towns = [place_of(text, s, self.rows, Stretch(s.start, s.start)) for s in opening]
        place, state = next(((q, s) for q, s in towns if q is not None), (None, ""))
        if place is None:
            place, state = dateline_place(self.document, self.part, self.rows)
        kind = "summit" if noun is not None and "summit" in noun.group().lower() else "meeting"
        meeting = replace(
            self._meeting(kind, opening[0], "told between the lines"),
            date=next((d for d in days if d is not None), None),
            place=place,
            place_state=state,
            organisation=body,
        )
        self.meetings, self.current = [self._with_admitted(meeting, opening[0])], 0
        for sentence, attended in zip(told, came, strict=True):
            self._add(sentence, attended)
            self.subject = self._subject_of(sentence) or self.subject
        found = self.meetings[0]
        if (found.date is None and found.place is None) or not (found.participants or found.chair):
            self.meetings, self.current = [], None

    def _named_body(self, sentence: Stretch) -> str:
        """The one organisation that a sentence names."""
        here = within(self.rows, sentence.start, sentence.end)
        bodies = {r.actor for r in here if r.actor in registry().organisations}
        return bodies.pop() if len(bodies) == 1 else ""

    def _sentences(self) -> list[Stretch]:
        """The sentences of the part behind its dateline."""
        return sentences(self.text, dateline_end(self.text, self.part.start), self.part.end)

    def _subject_of(self, sentence: Stretch) -> Mention | None:
        known = registry()
        for row in within(self.rows, sentence.start, sentence.end):
            if row.kind not in (*PLACES, "description") and (
                row.actor in known.states or row.actor in known.organisations
            ):
                return row
        return None

    def _sentence(self, sentence: Stretch) -> None:
        if _SPORT.search(self.text, sentence.start, sentence.end):
            return
        events = self._events(sentence)
        attended = attendance(self.text, sentence, self.rows)
        told = False
        for index, event in enumerate(events):
            begin = sentence.start if index == 0 else events[index - 1].at.end
            end = events[index + 1].at.start if index + 1 < len(events) else sentence.end
            is_one = len(events) == 1 or _undivided(self.text, sentence, events)
            stretch = sentence if is_one else Stretch(begin, end)
            told |= self._tell(sentence, stretch, event, attended if index == 0 else [])
        if self.current is not None and not told:
            self._add(sentence, attended)

    def _add(self, sentence: Stretch, attended: list[Attendee]) -> None:
        """What a sentence without words for a meeting adds to the one told of last."""
        index = self._last_assembly() if attended else self.current
        if index is None:
            return
        known = self.meetings[index]
        chair, host = self._chair(sentence), host_in(self.text, sentence, self.rows)
        theme = _theme(self.text, sentence)
        if not (attended or chair or theme or (host and _is_plain_host(self.text, sentence))):
            return
        seen = self._meeting(known.kind, sentence, "told of further")
        seen = replace(
            seen,
            chair=chair,
            host=host.actor if host else "",
            theme=theme,
            participants=tuple(
                self._participant(a, sentence)
                for a in attended
                if a.actor != known.organisation or a.row.kind == "office"
            ),
        )
        self.meetings[index] = _merged(known, seen)

    def _last_assembly(self) -> int | None:
        for index in range(len(self.meetings) - 1, -1, -1):
            if self.meetings[index].format != "bilateral" or index == 0:
                return index
        return self.current

    def _chair(self, sentence: Stretch) -> OfficeMention | None:
        row = chair_in(self.text, sentence, self.rows, self.subject)
        if row is None:
            return None
        low, high = max(sentence.start, row.quote.start - 60), min(sentence.end, row.quote.end + 80)
        inside = [o for o in self.offices if low <= o.quote.start and o.quote.end <= high and o.actor == row.actor]
        if inside:
            return min(inside, key=lambda o: abs(o.quote.start - row.quote.start))
        return OfficeMention(row.quote, "", "", "", row.actor, "text")

    def _meeting(self, kind: str, sentence: Stretch, rule: str) -> Meeting:
        quote = Quote(sentence.start, sentence.end, sentence.of(self.text))
        return Meeting(
            kind=kind, quote=quote, date=None, place=None, place_state="", organisation="", chair=None, theme=None, participants=(),
            topics=topics_in(self.text, sentence.start, sentence.end), outcomes=_outcomes(self.text, sentence), told=(quote,), rule=rule,
        )  # fmt: skip

    def _participant(self, one: Attendee, sentence: Stretch) -> Participant:
        row, capacity = one.row, one.capacity or self._role_said(one.actor, sentence)
        office = next(
            (
                o
                for o in self.offices
                if o.actor == row.actor and sentence.start <= o.quote.start and o.quote.end <= sentence.end
            ),
            None,
        )
        who = office.words if office else one.level
        return Participant(
            row.actor, who, capacity, "stated" if capacity else "", office.quote if office else row.quote, one.level
        )

    def _role_said(self, actor: str, sentence: Stretch) -> str:
        """The role that the same sentence states of an actor, as its capacity."""
        for role in self.roles:
            if (
                role.actor == actor
                and not role.negated
                and sentence.start <= role.quote.start < sentence.end
                and role.timing == ""
            ):
                return "member" if role.role == "full" else role.role
        return ""

    def _tell(self, sentence: Stretch, stretch: Stretch, event: Event, attended: list[Attendee]) -> bool:
        text = self.text
        place, state = event.place or place_of(text, stretch, self.rows, event.at)
        day = day_of(text, stretch, self.dates, event.at)
        if place is None and self.arrival is not None and day is not None and event.cue.kind != "call":
            place, state = self.arrival.quote, self.arrival.actor
        if place is None and _HERE.search(text, stretch.start, stretch.end):
            place, state = dateline_place(self.document, self.part, self.rows)
        host = host_in(text, sentence, self.rows)
        together = self._attendees(co_chairs(text, sentence, self.rows), sentence)
        kind = event.cue.kind
        if event.cue.rule == "met":
            kind = (
                "summit"
                if re.search(
                    r"\b(?:presidents|heads\sof\s(?:state|government)|leaders|prime\sministers)\b",
                    sentence.of(text),
                    re.I,
                )
                and len(event.parties) != 2
                else ("talks" if len(event.parties) == 2 else "meeting")
            )
        seen = replace(
            self._meeting(kind, sentence, event.cue.rule),
            date=day,
            place=place,
            place_state=state,
            organisation=organisation_of(text, stretch, self.rows),
            chair=self._chair(sentence),
            theme=_theme(text, sentence),
            host=event.host or (host.actor if host else ""),
            participants=tuple(
                self._participant(a, sentence) for a in _together(event.parties, (*attended, *together))
            ),
            format="by phone"
            if kind == "call"
            else ("bilateral" if len({p.actor for p in event.parties}) == 2 and not attended else ""),
        )
        if len(event.parties) == 2 and _SIDELINES.search(text, sentence.start, sentence.end) and not attended:
            seen = replace(seen, organisation="")
        own = {a.actor for a in (*event.parties, *attended) if a.row.kind == "office"}
        kept = tuple(p for p in seen.participants if p.actor != seen.organisation or p.actor in own)
        seen = replace(seen, participants=kept)
        seen = self._with_admitted(seen, sentence)
        index = self._same(seen, sentence, event)
        bare = not seen.organisation and not seen.participants and seen.kind in ("summit", "meeting", "conference")
        if index is None and bare and seen.format == "":
            seen = replace(seen, organisation=self._body_meant(sentence))
            index = self._same(seen, sentence, event)
        if index is not None:
            self.meetings[index] = _merged(self.meetings[index], seen)
            self.current = index
            return True
        if event.opens and self._counts(seen, event, sentence):
            self.meetings.append(seen)
            self.current = len(self.meetings) - 1
            return True
        return False

    def _with_admitted(self, seen: Meeting, sentence: Stretch) -> Meeting:
        """Who is admitted to the organisation at its meeting took part in it."""
        if not seen.organisation or not ADMITS.search(self.text, sentence.start, sentence.end):
            return seen
        known = {p.actor for p in seen.participants}
        new = [
            Participant(r.actor, "", "", "", r.quote)
            for r in self.roles
            if r.organisation == seen.organisation and r.timing == "entry" and r.role == "full" and r.actor not in known
            and sentence.start <= r.quote.start and r.quote.end <= sentence.end
        ]  # fmt: skip
        return replace(seen, participants=(*seen.participants, *new)) if new else seen

    def _body_meant(self, sentence: Stretch) -> str:
        if not _DEFINITE.search(self.text, sentence.start, sentence.end):
            return ""
        if any(
            r.actor in registry().organisations
            for r in within(self.rows, sentence.start, sentence.end)
            if r.kind != "description"
        ):
            return ""
        return self._spoken_of(sentence.start)

    def _spoken_of(self, end: int) -> str:
        """The organisation that the part has spoken of most before a place."""
        organisations = registry().organisations
        here = within(self.rows, self.part.start, end)
        return leading(Counter(r.actor for r in here if r.actor in organisations))

    def _counts(self, seen: Meeting, event: Event, sentence: Stretch) -> bool:
        """Whether what was seen is a meeting that the text reports as held, or as fixed for a day."""
        published = self.document.published
        day = seen.date.day if seen.date and seen.date.day and seen.date.day.precision == "day" else None
        vague = seen.date is not None and seen.date.day is not None and day is None
        coming = event.ahead or (day is not None and published is not None and day.first > published)
        if self.part.kind == "comment" and (
            day is None or not (seen.place or seen.organisation or seen.chair or len(seen.participants) > 1)
        ):
            return False
        if coming:
            return day is not None and bool(seen.place or seen.organisation or seen.participants)
        if vague or (day is None and _AGO.search(sentence.of(self.text))):
            return False
        if event.cue.rule == BY_NOUN:
            dated = seen.date is not None
            led = bool(seen.organisation and (seen.chair or len(seen.participants) > 1))
            return (dated or seen.place is not None or led) and (
                self._names_somebody(seen) or _OF_STATES.search(sentence.of(self.text)) is not None
            )
        if not self._names_somebody(seen) and _OF_STATES.search(sentence.of(self.text)) is None:
            return False
        return bool(seen.date or seen.place or seen.organisation or len(seen.participants) > 1)

    def _names_somebody(self, seen: Meeting) -> bool:
        return bool(seen.organisation or seen.participants or seen.host or seen.chair)

    def _same(self, seen: Meeting, sentence: Stretch, event: Event) -> int | None:
        """The meeting already told of that a sentence goes on about, or None."""
        if self.current is None:
            return None
        order: list[int] = [self.current, *range(len(self.meetings) - 1, -1, -1)]
        for index in dict.fromkeys(order):
            if self._goes_on(self.meetings[index], seen, sentence, event):
                return index
        return None

    def _goes_on(self, known: Meeting, seen: Meeting, sentence: Stretch, event: Event) -> bool:
        words = sentence.of(self.text)
        if (
            known.date
            and seen.date
            and str(known.date.day or known.date.written) != str(seen.date.day or seen.date.written)
        ):
            return False
        if known.place and seen.place and known.place.text.lower() != seen.place.text.lower():
            return False
        if known.organisation and seen.organisation and known.organisation != seen.organisation:
            return False
        if (known.kind == "call") != (seen.kind == "call") and event.cue.rule != BY_NOUN:
            return False
        if (
            _OTHER.search(words)
            and (seen.date or seen.place)
            and not (known.date and seen.date)
            and not (known.place and seen.place)
        ):
            return False
        ours, theirs = {p.actor for p in known.participants}, {p.actor for p in seen.participants}
        if event.cue.rule == BY_NOUN and not (event.parties and len(theirs) == 2):
            return not (event.ahead and seen.date is not None and known.date is None)
        if _SIDELINES.search(words) and known.format != "bilateral":
            return False
        if len(theirs) == 2 and seen.format == "bilateral":
            return ours == theirs or (len(ours) < 2 and ours <= theirs) or (not ours and not known.organisation)
        return not ours or ours >= theirs or theirs >= ours or not theirs


def find_meetings(
    document: Document,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    dates: tuple[DateMention, ...],
    roles: tuple[RoleStatement, ...],
) -> tuple[Meeting, ...]:
    """The meetings that news parts report, and those that comment sets on a day and in a place."""
    found: list[Meeting] = []
    for part in document.parts:
        if part.kind in ("news", "comment"):
            read = _Reader(document, part, rows, offices, dates, roles).read()
            found += [_finished(document, part, m, index == 0, rows, roles) for index, m in enumerate(read)]
    return tuple(found)


def _finished(
    document: Document,
    part: Part,
    meeting: Meeting,
    is_first: bool,
    rows: list[Mention],
    roles: tuple[RoleStatement, ...],
) -> Meeting:
    """With what follows from the whole: the place of the dateline, the chair and host among those who came, the format."""
    day = meeting.date.day.first if meeting.date and meeting.date.day and meeting.date.day.precision == "day" else None
    coming = day is not None and document.published is not None and day > document.published
    if meeting.place is None and is_first and part.kind == "news" and meeting.kind != "call" and not coming:
        city = city_at_head(part, rows)
        place, state = (city.quote, city.actor) if city is not None else town_of_issue(document, part)
        meeting = replace(meeting, place=place, place_state=state)
    if coming and [p.actor for p in meeting.participants] == [meeting.host]:
        meeting = replace(meeting, participants=())
    if not coming:
        meeting = _with_chair_and_host(meeting)
    return _implied_members(_with_roles(meeting, part, roles), roles)


def _with_roles(meeting: Meeting, part: Part, roles: tuple[RoleStatement, ...]) -> Meeting:
    """Who the same report says to be an observer or partner of the organisation came as such."""
    said = {
        r.actor: r.role
        for r in roles
        if r.organisation == meeting.organisation and r.role in ("observer", "partner") and not r.negated
        and r.timing in ("", "entry") and part.start <= r.quote.start < part.end
    }  # fmt: skip
    people = tuple(
        replace(p, capacity=said[p.actor], capacity_basis="stated") if not p.capacity and p.actor in said else p
        for p in meeting.participants
    )
    return replace(meeting, participants=people) if said else meeting


def _with_chair_and_host(meeting: Meeting) -> Meeting:
    """The chair took part, and so did the host of a meeting of several: their states are added where no sentence lists them."""
    known = {p.actor for p in meeting.participants}
    added: list[Participant] = []
    chair = meeting.chair
    if chair is not None and chair.actor in registry().states and chair.actor not in known:
        added.append(Participant(chair.actor, chair.words, "", "", chair.quote))
        known.add(chair.actor)
    if meeting.host and meeting.host not in known and meeting.organisation and meeting.date is not None:
        added.append(Participant(meeting.host, "", "", "", meeting.quote))
    return replace(meeting, participants=(*added, *meeting.participants)) if added else meeting


_ADDED = re.compile(
    r"[^.;]{0,60}?\b(?:joined|was invited|were invited|also (?:attended|came|spoke)|looked on|dropped in|sent (?:a message|greetings))\b",
    re.I,
)


def _is_added(meeting: Meeting, participant: Participant) -> bool:
    """Whether a participant is told to have come in addition ("X joined the session"), which implies no membership."""
    told = next((q for q in meeting.told if q.start <= participant.quote.start < q.end), None)
    return told is not None and _ADDED.match(told.text, participant.quote.end - told.start) is not None


def _implied_members(meeting: Meeting, roles: tuple[RoleStatement, ...]) -> Meeting:
    """At a meeting of an organisation where some came expressly as observers or guests, the others came as members: implied."""
    if not meeting.organisation or not any(
        p.capacity in ("observer", "guest", "partner") for p in meeting.participants
    ):
        return meeting
    denied = {role.actor for role in roles if role.negated and role.organisation == meeting.organisation}
    states = registry().states
    return replace(
        meeting,
        participants=tuple(
            replace(p, capacity="member", capacity_basis="implied")
            if not p.capacity and p.actor not in denied and p.actor in states and not _is_added(meeting, p)
            else p
            for p in meeting.participants
        ),
    )
