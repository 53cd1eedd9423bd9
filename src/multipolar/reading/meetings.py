"""Meetings: when, where, of which organisation, chaired by whom, under which theme, and who took part as what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.anaphora import leading
from multipolar.reading.convening import ADMITS, AT, NOUN, organisation_of
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
from multipolar.reading.lexicon import table
from multipolar.reading.participants import (
    Attendee,
    attendance,
    capacity_of,
    chair_in,
    co_chairs,
    host_in,
    level_of,
    list_before,
    list_behind,
    whole,
    worded,
)
from multipolar.reading.parts import dateline_end
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch, sentences
from multipolar.reading.topics import topics_in
from multipolar.reading.venues import city_at_head, dateline_place, day_of, place_of
from multipolar.reading.words import Patterns

OPENING, MIN_CAME = 3, 3
"""Sentences with which a report sets its meeting, and those who came without which nothing is one."""
TOGETHER = ("signed together", "decided together")
"""The rules of rows that tell of a meeting only by what several did in one place on one day."""
BY_NOUN = "noun"
"""The rule of the rows that hold a noun for meetings; all others are verbs with parties on their sides."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of lexicon/meetings.csv: the kind of meeting, who stands on either side of the words, what must follow."""

    kind: str
    left: str
    right: str
    needs: re.Pattern[str] | None
    rule: str


@cache
def _cues() -> tuple[tuple[Cue, ...], Patterns]:
    rows = table("meetings")
    cues = tuple(
        Cue(r["kind"], r["left"], r["right"], worded(r["needs"], re.I) if r["needs"] else None, r["rule"]) for r in rows
    )
    return cues, Patterns({"cue": [whole(r["pattern"]) for r in rows]})


_HELD = worded(
    r"\b(?:held|holds?|holding|convened?|convenes|convening|opened|opens|opening|hosted|hosts?|hosting|took place|takes? place|taking place|taken place|ended|ends|closed|concluded|concludes|"
    r"gathered|began|begins|begun|started|starts|kicked off|got under ?way|chaired|presided|attended|adopted|agreed|signed|issued|approved|decided|failed|brought together|broke up|wound up|wrapped up|"
    r"drew to a close|came to an end|met|finished|arrived|received|discussed|took part|participated|flew|travelled|traveled|addressed|endorsed|admitted|told|said|called|broke down|produced|yielded|lasted|resumed|scheduled|due)\b",
    re.I,
)
_ALLUDED = worded(
    rf"\b(?:since|ahead of|before|until|like|unlike|recall\w*|remember\w*|promised at|previous|earlier|last year['’]s|past|any|no|every|each|such|"
    rf"possible|proposed|future|planned|next|upcoming|forthcoming|a new|another|further|prospective|calls? for|called for|preparations? for|agenda of|boycott|idea of) (?:[\w'’-]+ ){{0,4}}?{NOUN}\b",
    re.I,
)
_NOT_HELD = worded(
    r"\b(?:not|never|no|without|refus\w+ to|declin\w+ to|fail\w* to|unable to|cancell?ed|postponed|called off|instead of|rather than|before|until|if|unless|whether|could|should|may(?! \d)|might|must|can|cannot|"
    r"wants? to|wanted to|hop\w+ to|ready to|willing to|offer\w* to|invit\w+ (?:[\w'’]+ ){0,6}?to|urg\w+|propos\w+|asked to|call\w* on|would like|sought to|to avoid|rumou?rs?|vetoe[sd]|every|often|regularly|usually|always|has yet to|have yet to|n't|n’t|used to|in order to|allowed to|try to|tried to)\b[^,;.:]{0,45}$",
    re.I,
)
_CALLED_OFF = worded(
    r"\b(?:(?:was|were|been|be) (?:\w+ )?(?:cancell?ed|postponed|called off|put off|scrapped|shelved)|fell through|never took place|did not take place|was to have|were to have)\b",
    re.I,
)
_AHEAD = worded(
    r"\b(?:will|shall|would|(?:is|are|was|were) (?:to|due to|set to|scheduled to|expected to|planned to|slated to|going to)|agreed to|plans? to|intends? to|to|due|scheduled|planned|upcoming|forthcoming|next)\b[^,;.]{0,40}$",
    re.I,
)
_AHEAD_BEHIND = worded(
    r"\b(?:will|is to|are to|is due|are due|is (?:set|scheduled|expected|planned)|are (?:set|scheduled|expected|planned)|opens|begins|starts|convenes|to be held|next)\b",
    re.I,
)
_SPORT = worded(
    r"\b(?:semi-?finals?|quarter-?finals?|cup final|goal(?:keeper|less)|qualif(?:ier|ying)|midfielder|striker|tournament|stadium|friendly match|group stage|kick-?off|wicket|innings|test match|fixtures?|championships?|playoffs?|(?:football|rugby|cricket|hockey|basketball|soccer)|league title|squad|unbeaten|scored|referee|\d-\d (?:win|victory|defeat|loss))\b",
    re.I,
)
_MET_WITH = worded(
    r"\s+(?:with )?(?:(?:a|an|the|its|his|her|their|all|some|no|any|these|those|such|fierce|strong|little|much|only|most|half|part|many|of)\s+){0,4}(?:[\w-]+\s+){0,2}?(?:resistance|criticisms?|criteri\w+|demands?|targets?|obligations?|needs?|requirements?|approval|opposition|success|silence|protests?|conditions?|standards?|deadlines?|goals?|fate|death|challenges?|commitments?|costs?|halfway|scepticism|skepticism|outrage|refusal|failure|disbelief|applause|hostility|derision|enthusiasm|test|quota|bill|threat|expectations?|benchmarks?)\b",
    re.I,
)
_MET_HOW = worded(
    r"\s*(?:[.,;:()–—]|(?:in|on|at|for|to|here|today|yesterday|again|last|this|under|as|over|with|behind|during|and|face|before|late|early|briefly|privately|twice|three|via|by|from|within|near|outside|when|while|but|\w+day|\w+ly|Monday)\b)"
)
_COLLECTIVE = worded(
    r"\b(?:leaders|heads(?: of (?:state|states|government)(?: (?:and|or) (?:of )?government)?)?|presidents|premiers|ministers|officials|delegat\w+|representatives|envoys|negotiators|diplomats|ambassadors|chiefs|speakers|members|monarchs|the (?:two|three|four|five|six|seven|eight|nine|ten|twelve|bloc|group|grouping|alliance|council))\b",
    re.I,
)
_OF_STATES = worded(
    r"\b(?:presidents|prime ministers|heads of (?:states?|government)|(?:foreign|defen[cs]e|trade|finance|interior|energy|economy) ministers|leaders of|chiefs of staff|peace talks|ambassadors)\b",
    re.I,
)
_TWO = worded(r"(?:^|[\s,(])(?:the (?:two|pair)|both|they|the sides)\b[\w\s]{0,40}$", re.I)
_PRONOUN = worded(
    r"(?:^|[\s,(])(?:he|she|it|who|the (?:president|prime minister|minister|foreign minister|visitor|envoy|chancellor|premier|king|leader|delegation|secretary))(?:\s+(?:also|later|then|earlier|himself|herself|had|has|is|was|\w+ly|on \w+))*\s*$",
    re.I,
)
_SOMEBODY = worded(
    r"\b(?:the (?:[\w-]+ ){0,2}(?:minister|president|premier|chancellor|king|emir|secretary|delegation|envoy|ambassador|commissioner))(?: (?:also|then|later))? $",
    re.I,
)
"""An office-holder of whom neither text nor record says for whom; the other side is told all the same."""
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
_TIE = worded(r"(?:\s+[\w-]+){0,6}?\s+(?:between|among|of|with|bringing together)\s+(?:the\s+)?")
"""What stands between a noun for a meeting and those who met ("talks in Oslo between")."""


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


# events


@dataclass(frozen=True, slots=True)
class _Event:
    """What one cue of a sentence tells: of whom, who received, and whether it opens a meeting of its own."""

    cue: Cue
    at: Stretch
    parties: tuple[Attendee, ...]
    host: str
    ahead: bool
    opens: bool
    place: tuple[Quote, str] | None = None


class _Reader:
    """Reads the meetings of one part, sentence by sentence."""

    def __init__(
        self,
        document: Document,
        part: Part,
        rows: Sequence[Mention],
        offices: Sequence[OfficeMention],
        dates: Sequence[DateMention],
        roles: Sequence[RoleStatement],
    ) -> None:
        self.document, self.part, self.text = document, part, document.text
        self.rows, self.offices, self.dates, self.roles = rows, offices, dates, roles
        self.meetings: list[Meeting] = []
        self.current: int | None = None
        self.subject: Mention | None = None
        self.arrival: Mention | None = None
        """The town in which the sentence before lets somebody arrive."""

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

    def _events(self, sentence: Stretch) -> list[_Event]:
        """What the cues of a sentence tell, in text order; a noun counts where no verb has told of a meeting."""
        cues, patterns = _cues()
        matches = sorted(
            patterns.matches("cue", self.text, sentence.start, sentence.end),
            key=lambda m: (cues[m[0]].rule == BY_NOUN, m[0]),
        )
        found: list[_Event] = []
        taken: list[tuple[int, int]] = []
        for index, match in matches:
            cue = cues[index]
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if cue.rule == BY_NOUN:
                if self._is_name(match):
                    continue
                near = any(e.cue.rule == BY_NOUN or abs(e.at.start - match.start()) < 60 for e in found)
                if near and not self._own_day(sentence, found[-1].at, match):
                    continue
                event = self._of_noun(sentence, cue, match)
            else:
                event = self._of_verb(sentence, cue, match)
            if event is not None:
                found.append(event)
                taken.append((match.start(), match.end()))
        return sorted(found, key=lambda e: e.at.start)

    def _is_name(self, match: re.Match[str]) -> bool:
        """Whether a noun is the name of a body, or part of one ("the Forum")."""
        word = match.group().lower()
        inside = any(
            r.quote.start <= match.start() and match.end() <= r.quote.end and r.kind != "organ" and word != "summit"
            for r in self._around(match)
        )
        lead = self.text[max(0, match.start() - 12) : match.start()]
        return inside or (match.group()[0].isupper() and re.search(r"\b(?:the|The|of|its)\s+$", lead) is not None)

    def _around(self, match: re.Match[str]) -> list[Mention]:
        return within(self.rows, match.start() - 80, match.end() + 40)

    def _own_day(self, sentence: Stretch, before: Stretch, match: re.Match[str]) -> bool:
        """Whether a second noun of a sentence has a day of its own behind it."""
        first = [d for d in self.dates if sentence.start <= d.quote.start < match.start()]
        second = [d for d in self.dates if match.end() <= d.quote.start < min(sentence.end, match.end() + 60)]
        return bool(first and second) and match.start() > before.end

    def _actors_before(self, sentence: Stretch, at: int, floor: int) -> list[Mention]:
        listed = list_before(self.text, self.rows, floor, at)
        if listed:
            return listed
        lead = self.text[floor:at]
        if _TWO.search(lead) or _PRONOUN.search(lead):
            return []
        names = subject_before(self.text, list(within(self.rows, floor, at)), floor, at)
        return [r for r in within(self.rows, floor, at) if r.actor in names and r.kind not in PLACES][: len(names)]

    def _of_verb(self, sentence: Stretch, cue: Cue, match: re.Match[str]) -> _Event | None:
        text, start, end = self.text, match.start(), match.end()
        lead = text[max(sentence.start, start - 110) : start]
        if _NOT_HELD.search(lead) or _CALLED_OFF.search(text, sentence.start, sentence.end):
            return None
        word = match.group().lower()
        if cue.rule == "met" and (
            _MET_WITH.match(text, end - 5 if word.endswith(" with") else end) or _is_noun(text, match)
        ):
            return None
        if (
            re.match(r"(?:host|visit)s?\b", word)
            and re.search(r"\b(?:the|a|an|this|its|his|her|their|official|state|first|to|of|'s|’s)\s+$", lead)
            and not _AHEAD.search(lead)
        ):
            return None
        floor = max(sentence.start, text.rfind(";", sentence.start, start) + 1)
        right = list_behind(text, self.rows, end, sentence.end) if cue.right else []
        left = self._actors_before(sentence, start, floor)
        left = (
            left or self._referred(sentence, text[floor:start], start) or self._after_comma(sentence, start, end, right)
        )
        if cue.needs and not cue.needs.search(text, end, sentence.end):
            levels = {level_of(text, r, sentence.start, end) for r in left}
            if cue.rule != "arrived in" or not levels & {"head of state or government", "minister"}:
                return None
        place: tuple[Quote, str] | None = None
        if cue.right == "host":
            city = next(
                (
                    r
                    for r in within(self.rows, end, sentence.end)
                    if r.quote.start - end < 30 and r.kind in (*PLACES, "capital")
                ),
                None,
            )
            if (
                city is not None
                and not right
                and re.fullmatch(r"\s*(?:the\s+)?(?:[\w-]+\s){0,3}", text[end : city.quote.start])
            ):
                right, place = [city], (city.quote, city.actor)
        return self._judged(sentence, cue, match, left, right, place)

    def _judged(
        self,
        sentence: Stretch,
        cue: Cue,
        match: re.Match[str],
        left: list[Mention],
        right: list[Mention],
        place: tuple[Quote, str] | None,
    ) -> _Event | None:
        """The event of a verb with its parties, or None where they are none that meet."""
        text, at = self.text, Stretch(match.start(), match.end())
        ahead = _AHEAD.search(text, max(sentence.start, at.start - 60), at.start) is not None
        bodies = registry().organisations
        collective = _COLLECTIVE.search(text, max(sentence.start, at.start - 160), at.start) is not None
        actors = {r.actor for r in left} | {r.actor for r in right}
        only_body = bool(left) and not right and all(r.actor in bodies for r in left)
        if cue.rule in TOGETHER and not self._signed_together(sentence, left):
            return None
        if cue.kind == "visit":
            return self._visit(sentence, cue, at, left, right, place, ahead)
        if cue.right and not right and not (cue.rule == "met" and (len(actors) > 1 or collective or only_body)):
            return None
        if not cue.right and len(actors) < 2 and not collective and not only_body:
            return None
        if (
            right
            and not left
            and not collective
            and not _SOMEBODY.search(text, max(sentence.start, at.start - 60), at.start)
        ):
            return None
        if (
            cue.rule == "met"
            and not right
            and text[at.start : at.end].lower().split()[0] in ("meet", "meets")
            and not _MET_HOW.match(text, at.end)
        ):
            return None
        parties = () if only_body else (*self._attendees(left, sentence), *self._attendees(right, sentence))
        if not right and len({p.actor for p in parties}) < 2 and collective:
            parties = tuple(p for p in parties if p.actor not in bodies)
            if len(parties) == 1 and not _is_list(text, sentence, at):
                parties = ()
        return _Event(cue, at, parties, "", ahead, True)

    def _signed_together(self, sentence: Stretch, left: list[Mention]) -> bool:
        """Whether several office-holders signed in a town on a day, for which they met."""
        text, levels = self.text, [level_of(self.text, r, sentence.start, sentence.end) for r in left]
        at = Stretch(sentence.start, sentence.start)
        placed = place_of(text, sentence, self.rows, at)[0] or dateline_end(text, self.part.start) > self.part.start
        dated = day_of(text, sentence, self.dates, at) is not None
        return len({r.actor for r in left}) > 1 and all(levels) and bool(placed) and dated

    def _visit(
        self,
        sentence: Stretch,
        cue: Cue,
        at: Stretch,
        left: list[Mention],
        right: list[Mention],
        place: tuple[Quote, str] | None,
        ahead: bool,
    ) -> _Event | None:
        guest, host = (left, right) if cue.left == "guest" else (right, left)
        guest = [r for r in guest if r.actor in registry().states or r.actor in registry().organisations]
        if not guest or not host or guest[0].actor == host[0].actor:
            return None
        if not any(r.kind == "office" or level_of(self.text, r, sentence.start, sentence.end) for r in guest):
            return None
        received = cue.rule in ("received", "hosted", "was received by", "had talks in")
        receives = place is None and (received or any(self._is_person(r, sentence) for r in host))
        parties = [replace(one, capacity="") for one in self._attendees(guest, sentence)]
        if receives:
            parties += [replace(one, capacity="") for one in self._attendees(host, sentence)]
        named = received or cue.rule in ("paid a visit to", "on a visit to", "visited")
        return _Event(cue, at, tuple(parties), host[0].actor if named and not ahead else "", ahead, True, place)

    def _is_person(self, row: Mention, sentence: Stretch) -> bool:
        return row.kind == "office" or bool(
            level_of(self.text, row, max(sentence.start, row.quote.start - 30), row.quote.end + 40)
        )

    def _attendees(self, rows: Iterable[Mention], sentence: Stretch) -> list[Attendee]:
        listed = list(rows)
        found: dict[str, Attendee] = {}
        for index, row in enumerate(listed):
            level = level_of(self.text, row, sentence.start, sentence.end)
            capacity = capacity_of(self.text, listed, index, sentence.start, sentence.end)
            if row.actor not in found or (level and not found[row.actor].level):
                found[row.actor] = Attendee(row, level, capacity)
        return list(found.values())

    def _referred(self, sentence: Stretch, lead: str, at: int) -> list[Mention]:
        """Whom "the two", "they" or "he" means: the parties of the meeting told of last, or the subject before."""
        if _PRONOUN.search(lead):
            people = [
                r
                for r in within(self.rows, sentence.start, at)
                if r.kind not in PLACES and self._is_person(r, sentence)
            ]
            here = next(
                (
                    r
                    for r in people
                    if not re.search(
                        r"\b(?:his|her|their|with|by|to)\s+$", self.text[max(0, r.quote.start - 6) : r.quote.start]
                    )
                ),
                None,
            )
            return [r for r in (here or self.subject,) if r is not None]
        if _TWO.search(lead) and self.current is not None:
            known = self.meetings[self.current].participants
            quotes = {p.quote.start: p.actor for p in known} if len(known) == 2 else {}
            return [r for r in self.rows if r.quote.start in quotes and r.actor == quotes[r.quote.start]]
        return []

    def _after_comma(self, sentence: Stretch, start: int, end: int, right: list[Mention]) -> list[Mention]:
        """The subject behind a phrase that opens the sentence: "After meeting X in Y, Z said", "In a call with X, Z ..." """
        if not right:
            comma = self.text.find(",", end, min(sentence.end, end + 40))
            opens = re.fullmatch(r"(?:\w+\s+){0,2}", self.text[sentence.start : start]) is not None
            return list_behind(self.text, self.rows, comma + 1, sentence.end) if opens and comma >= 0 else []
        if start - sentence.start > 40 or not re.fullmatch(
            r"(?:[A-Z]\w+\s+)?(?:\w+\s+){0,4}", self.text[sentence.start : start]
        ):
            return []
        comma = self.text.find(",", right[-1].quote.end, sentence.end)
        while comma >= 0:
            row = next(
                (r for r in within(self.rows, comma, sentence.end) if r.actor not in {x.actor for x in right}), None
            )
            if row is None:
                return []
            if re.fullmatch(
                r",\s+(?:the\s+)?(?:(?:[A-Z]\w+|president|prime\sminister|foreign\sminister)\s+){0,4}",
                self.text[comma : row.quote.start],
            ):
                return [row] if row.kind not in PLACES else []
            comma = self.text.find(",", comma + 1, sentence.end)
        return []

    def _of_noun(self, sentence: Stretch, cue: Cue, match: re.Match[str]) -> _Event | None:
        text, start, end = self.text, match.start(), match.end()
        near = text[max(sentence.start, start - 70) : end]
        lead = text[max(sentence.start, start - 110) : start]
        at = Stretch(start, end)
        unreal = _NOT_HELD.search(lead)
        if _CALLED_OFF.search(text, sentence.start, sentence.end) or (
            unreal and not unreal.group().lower().startswith("invit")
        ):
            return None
        ahead = _AHEAD.search(lead) is not None or _AHEAD_BEHIND.match(text, end + 1, sentence.end) is not None
        alluded = _ALLUDED.search(near) is not None
        held = (
            _HELD.search(text, sentence.start, sentence.end) is not None
            or AT.search(text, sentence.start, sentence.end) is not None
        )
        parties: list[Mention] = []
        tie = _TIE.match(text, end, min(sentence.end, end + 60))
        if tie:
            parties = [
                r
                for r in list_behind(text, self.rows, tie.end(), sentence.end, 100)
                if r.actor not in registry().organisations or "between" in tie.group() or "with" in tie.group()
            ]
            if len({p.actor for p in parties}) < 2 and not re.search(r"\bwith\b", tie.group()):
                parties = []
        opens = (held or self.part.kind == "news") and not (alluded and not ahead)
        if cue.kind == "visit":
            return None
        return _Event(cue, at, tuple(self._attendees(parties, sentence)), "", ahead, opens)

    # from events to meetings

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

    def _tell(self, sentence: Stretch, stretch: Stretch, event: _Event, attended: list[Attendee]) -> bool:
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

    def _counts(self, seen: Meeting, event: _Event, sentence: Stretch) -> bool:
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

    def _same(self, seen: Meeting, sentence: Stretch, event: _Event) -> int | None:
        """The meeting already told of that a sentence goes on about, or None."""
        if self.current is None:
            return None
        order: list[int] = [self.current, *range(len(self.meetings) - 1, -1, -1)]
        for index in dict.fromkeys(order):
            if self._goes_on(self.meetings[index], seen, sentence, event):
                return index
        return None

    def _goes_on(self, known: Meeting, seen: Meeting, sentence: Stretch, event: _Event) -> bool:
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


def _is_list(text: str, sentence: Stretch, at: Stretch) -> bool:
    """Whether the subject of a verb names several states of which one only is on record."""
    return (
        re.search(
            r"\b(?:presidents|ministers|leaders|heads)\b[^.;]*\b(?:of|from)\b[^.;]*\band\b",
            text[sentence.start : at.start],
        )
        is not None
    )


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Whether "meeting" or "meets" is no verb here."""
    word = match.group().split()[0].lower()
    lead = text[max(0, match.start() - 30) : match.start()]
    if word == "meeting":
        verb = re.search(
            r"(?:\b(?:after|before|while|on|upon|is|are|was|were|been|be|by|said|when)\s+$)|(?:,\s+$)|(?:\b(?:ministers|leaders|presidents|heads|officials|delegates|envoys|nations|government|states)\s+$)",
            lead,
            re.I,
        )
        return verb is None or re.match(r"\s+(?:of|that|was|is|had|at\swhich)\b", text[match.end() :]) is not None
    return re.search(r"\b(?:the|a|an|this|track|swim)\s+$", lead) is not None


def _is_plain_host(text: str, sentence: Stretch) -> bool:
    return (
        re.search(r"\b(?:the\shost|as\shost|was\shost|hosts?\s(?:country|nation))\b", sentence.of(text), re.I)
        is not None
    )


def _undivided(text: str, sentence: Stretch, events: Sequence[_Event]) -> bool:
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
        if city is not None:
            meeting = replace(meeting, place=city.quote, place_state=city.actor)
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
