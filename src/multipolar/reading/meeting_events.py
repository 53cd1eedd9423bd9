"""What the words for meetings in a sentence tell (lexicon/meetings.csv): of whom, who received, and whether one opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.convening import AT, NOUN
from multipolar.reading.document import (
    PLACES,
    DateMention,
    Document,
    Meeting,
    Mention,
    OfficeMention,
    Part,
    Quote,
    RoleStatement,
    within,
)
from multipolar.reading.lexicon import table
from multipolar.reading.participants import (
    Attendee,
    capacity_of,
    level_of,
    list_before,
    list_behind,
    whole,
    worded,
)
from multipolar.reading.parts import dateline_end
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch
from multipolar.reading.venues import day_of, place_of
from multipolar.reading.words import Patterns

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
_TIE = worded(r"(?:\s+[\w-]+){0,6}?\s+(?:between|among|of|with|bringing together)\s+(?:the\s+)?")
"""What stands between a noun for a meeting and those who met ("talks in Oslo between")."""


@dataclass(frozen=True, slots=True)
class Event:
    """What one cue of a sentence tells: of whom, who received, and whether it opens a meeting of its own."""

    cue: Cue
    at: Stretch
    parties: tuple[Attendee, ...]
    host: str
    ahead: bool
    opens: bool
    place: tuple[Quote, str] | None = None


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


class Events:
    """A part of a document in which meetings are looked for, with what has been told so far."""

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

    def _of_verb(self, sentence: Stretch, cue: Cue, match: re.Match[str]) -> Event | None:
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
    ) -> Event | None:
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
        return Event(cue, at, parties, "", ahead, True)

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
    ) -> Event | None:
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
        return Event(cue, at, tuple(parties), host[0].actor if named and not ahead else "", ahead, True, place)

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

    def _of_noun(self, sentence: Stretch, cue: Cue, match: re.Match[str]) -> Event | None:
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
        return Event(cue, at, tuple(self._attendees(parties, sentence)), "", ahead, opens)

    def _events(self, sentence: Stretch) -> list[Event]:
        """What the cues of a sentence tell, in text order; a noun counts where no verb has told of a meeting."""
        cues, patterns = _cues()
        matches = sorted(
            patterns.matches("cue", self.text, sentence.start, sentence.end),
            key=lambda m: (cues[m[0]].rule == BY_NOUN, m[0]),
        )
        found: list[Event] = []
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
