"""A clause in which roles are looked for: whom a phrase is about, when it was so, and what takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from multipolar.actors.record import registry
from multipolar.reading.dating import dating_in, is_relative
from multipolar.reading.document import PLACES, Dating, Mention, Quote, within
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch
from multipolar.reading.times import relative_span

_SECOND_VERB = re.compile(
    r"\b(?:and|but)\s+(?:(?:then|later|also|finally|eventually|has|have|had|in\s+(?:[A-Z]\w+\s+)?\d{4}|soon|\w+ly|two|a|years?|months?)\s+)*$"
)
_NO_SUBJECT = re.compile(r"(?:'s|’s|s'|s’)|\s+(?:officials?|troops|forces|companies|banks?|exports?)\b")
_SUBORDINATE = re.compile(r"\b(?:that|who|whom|whose|after|when|while|because|if|where|although|though)\b|;")
QUANTIFIED = re.compile(
    r"\b(?:most|majority|all|some|several|many|none|half|each|every|few|no|not a single|not one)\b(?:\s+of(?:\s+the)?|\s+the)?\s+(?:(?!of\b)[\w'’-]+\s+){0,4}$",
    re.I,
)
FUTURE = re.compile(
    r"\b(?:will|would|wants?|wanted|hopes?|hoped|wish(?:es|ed)?|(?-i:may)|cannot|could|might|should|must|if|unless|whether|invited|apply|applied|seeks?|sought|bid|plans?|planned|intends?|threaten(?:s|ed)?|likely|ought|about to|going to|due to|expected|as though)\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|provided|assuming|in case|as long as|should|had)\b[^,;.]{0,120}$|\b(?:question|prospect|idea|hope|dream|possibility|debate|talk|rumou?rs?|claims?|accession) (?:of|that|about|on|over|whether)\b[^,;.]{0,80}$",
    re.I,
)
_RELATIVE_CLAUSE = re.compile(
    r"\b(?:in|with|from|to|by|at|under|on|through|for|of|when|where|since|after|before|that|which)\s+(?:which\s+|whom\s+|the (?:year|day|time)\s+)?(?:it|they|he|she)\s+(?:\w+\s+)?$",
    re.I,
)
_PRONOUN_BEFORE = re.compile(r"\b(?:it|they|he|she|which|who)(?:\s+(?:also|has|have|then|both|\w+ly))*\s*$", re.I)
LIST_GAP = re.compile(r"[\s,;&]*(?:(?:and|or|nor|as well as|also|the|both|then)\s+)*")
_SET_APART = re.compile(
    r"\b(?:unlike|like|than|from|with|without|against|despite|outside|inside|via|through|in|at|to|by|for|on|over)\s+(?:the\s+)?$",
    re.I,
)
_EXCEPTED = re.compile(
    r"\b(?:except|excepting|excluding|besides|bar|barring|save|minus|exceptions?\s+of|(?:except|save)\s+for|apart\s+from|aside\s+from|other\s+than|not\s+counting|not|instead\s+of)\s+(?:the\s+)?$"
    # "all X states but Y", "nobody but Y"; yet not the "but" behind a verb, with which another clause begins
    r"|\b(?:all|every|each|most|many|any|none|no|nobody|no\s+one|anyone|anybody|everyone|everybody|states|countries|nations|members|republics|governments)\b"
    r"(?:\s+(?!(?:is|are|was|were|has|have|had|do|does|did|belongs?|not)\b|\w+ed\b)[\w'’-]+){0,7},?\s+but\s+(?:the\s+)?$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?!Today|Yesterday|Tomorrow|Modern)(?-i:[A-Z])[\w.-]*(?:'s|’s|s'|s’)\s+$"
    r"|\b(?-i:(?:Vice|Deputy|Prime|Foreign)[ -])?(?-i:Ambassador|President|Minister|Chancellor|Premier|Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|General|Gen|Colonel|Col|Captain|Capt|Major|Maj|Lieutenant|Lt|Sergeant|Sgt|Corporal|Private|Admiral|Commander|Commodore|Marshal|Senator|Sen|Representative|Rep|Congressman|Congresswoman|Governor|Gov|Secretary|Commissioner|Mayor|Judge|Justice|Sheriff|Officer|Inspector|Detective|Sir|Lady|Lord|Dame|Madam|King|Queen|Prince|Princess|Duke|Duchess|Baron|Baroness|Saint|St|Pope|Cardinal|Archbishop|Bishop|Father|Sister|Brother|Reverend|Rev|Rabbi|Imam|Sheikh|Coach|Speaker|Envoy|Consul|Delegate)\.?\s+$",
)
"""What stands before a name that is not that state's: "America's Georgia", "Ambassador Germany"."""
_GOVERNMENT_OF = re.compile(
    r"\b(?:governments?|authorities|leadership|rulers|administration|regime|cabinet|republic|kingdom|state|island|nation|country|sultanate|emirate)\s+(?:in|of)\s+(?:the\s+)?$",
    re.I,
)
_ADJOINING = re.compile(
    r"[\s)]*(?:(?:'s|’s|s'|s’)\s+(?:governments?|authorities|leadership)\s+)?(?:,\s*(?=which|who))?(?:(?:which|who|also|now|both|still|already|never|not|did|does|do|has|have|had|is|are|was|formally|finally|recently|then|itself|countries|states|nations|all|each|\w+ly|in \d{4}|since \d{4})\s+)*"
)
BREAK = re.compile(
    r"[,;:–—]|\sand\s(?!(?:the\s+)?(?:\d|early|mid|late|spring|summer|autumn|winter|beginning|end|[JFMASOND][a-z]+\s+(?:of\s+)?\d))|\s(?:but|while|when|because|although|though|which|who|that|where|whose|whereas)\s"
)
ELSEWHERE = Dating("elsewhere")
"""The date of what another event dates, or of several bodies or subjects that each have their own."""


def is_of_another(text: str, position: int) -> bool:
    """Whether a name at a position is a person's or a place's of another ("Ambassador Germany", "America's Georgia")."""
    return _OF_ANOTHER.search(text[max(position - 40, 0) : position]) is not None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in which roles are looked for, with its sentence's mentions and the subject of the sentence before."""

    text: str
    sentence: Stretch
    clause: Stretch
    rows: tuple[Mention, ...]
    previous: tuple[str, ...]
    published: date | None = None

    @property
    def quote(self) -> Quote:
        """The clause as a quote."""
        return Quote(self.clause.start, self.clause.end, self.clause.of(self.text))

    def _subjects(self, position: int, body: str) -> tuple[list[str], int]:
        """The coordinated actors directly before a role phrase, without the organisation, and where they begin."""
        found, start = self._adjoining(position, body)
        edge = position
        for _ in range(2):
            # what commas set off between subject and verb is passed over: "X, though surrounded by Y, joined Z"
            lead = self.text[self.clause.start : edge].rstrip()
            if found or not lead.endswith(","):
                break
            opening = lead.rfind(",", max(0, len(lead) - 120), len(lead) - 1)
            if opening < 0:
                break
            edge = self.clause.start + opening
            found, start = self._adjoining(edge, body)
        if not found and _PRONOUN_BEFORE.search(self.text, self.clause.start, position):
            if _RELATIVE_CLAUSE.search(self.text[max(self.clause.start, position - 60) : position] + " "):
                return [], position  # "the states with which it entered X" tells of no entry of its own
            before = subject_before(self.text, list(self.rows), self.sentence.start, position) or self.previous
            found = [actor for actor in before if actor in registry().states]
        return found, start

    def _of_verb_before(self, position: int) -> tuple[list[str], int]:
        """The subject that a coordinated verb shares with the one that opens the clause: "X understood this and in
        2017 joined"."""
        second = _SECOND_VERB.search(self.text, self.clause.start, position)
        if second is None:
            return [], position
        here = within(self.rows, self.clause.start, position)
        if not here or here[0].quote.start - self.clause.start > 14 or here[0].actor not in registry().states:
            return [], position
        if here[0].kind in PLACES or _NO_SUBJECT.match(self.text, here[0].quote.end):
            return [], position
        if _SUBORDINATE.search(self.text, here[0].quote.end, position):
            return [], position
        states = registry().states
        found = subject_before(self.text, list(here), self.clause.start, position)
        return [actor for actor in found if actor in states], second.start()

    def _adjoining(self, position: int, body: str) -> tuple[list[str], int]:
        states = registry().states
        found: list[str] = []
        edge = position
        for row in reversed(within(self.rows, self.clause.start, position)):
            if row.kind in PLACES or (row.actor == body and not found):
                break
            gap = self.text[row.quote.end : edge]
            joined = LIST_GAP if found else _ADJOINING
            if row.quote.start != edge and not joined.fullmatch(gap):
                break
            if row.actor not in states:
                break
            edge = row.quote.start
            lead = self.text[max(self.clause.start, edge - 40) : edge]
            if _SET_APART.search(lead) and not _GOVERNMENT_OF.search(lead):
                return [], position  # "unlike X, Y is a member": whose list this is stays open
            if is_of_another(self.text, edge):
                return [], position
            if row.actor not in found:
                found.append(row.actor)
        return ([], position) if self._is_excepted(edge) else (found[::-1], edge)

    def _is_excepted(self, edge: int) -> bool:
        """Whether "all X states but" opens the list that goes on at an edge, though it be taken for a clause before."""
        for row in reversed(within(self.rows, self.sentence.start, edge)):
            if not LIST_GAP.fullmatch(self.text[row.quote.end : edge]):
                break
            edge = row.quote.start
        return _EXCEPTED.search(self.text[max(self.sentence.start, edge - 80) : edge]) is not None

    def _dated(self, subject: int, start: int, end: int, timing: str, fronted: bool = True) -> Dating | None:
        """When a role phrase says it was so: behind it up to the next break, before its subject, or between the two.

        ELSEWHERE where another event dates it, or where several dates are shared out.
        """
        rest = BREAK.search(self.text, end, self.clause.end)
        behind = rest.start() if rest else self.clause.end
        if re.search(r"\brespectively\b", self.clause.of(self.text)):
            return ELSEWHERE
        found = dating_in(self.text, end, behind) or dating_in(self.text, start, end)
        between = "," not in self.text[subject:start]  # a date that commas set off is another phrase's
        found = found or (dating_in(self.text, subject, start) if between else None)
        found = found or (self._fronted(subject) if fronted else None)
        if found is None and timing in ("entry", "exit"):
            near = ((end, behind), (self.clause.start, subject))
            span = self._span(end, behind)
            if span is not None:
                return Dating("in", span)
            return ELSEWHERE if any(is_relative(self.text, *at) for at in near) else None
        return ELSEWHERE if found is not None and found.kind == "after" else found

    def _span(self, start: int, end: int) -> tuple[date, date] | None:
        """What a stretch dates from the day of publication or from a date before it in the sentence."""
        dated = dating_in(self.text, self.sentence.start, start)
        anchor = dated.begin if dated is not None and dated.kind == "in" else None
        anchor = anchor or relative_span(self.text, self.sentence.start, start, self.published, None)
        return relative_span(self.text, start, end, self.published, anchor)

    def _fronted(self, subject: int) -> Dating | None:
        """The date of what opens the clause before its subject ("In 2004 X joined", "Since May 2010, X has been")."""
        lead = self.text[self.clause.start : subject]
        return dating_in(self.text, self.clause.start, subject) if len(lead) < 120 else None

    def _is_excluded(self, start: int, end: int) -> bool:
        near = self.text[max(self.clause.start, start - 30) : end]
        lead = self.text[self.clause.start : start]
        return bool(FUTURE.search(near) or QUANTIFIED.search(lead[-60:]) or _CONDITION.search(lead[-160:]))

    def _bracketed(self, position: int) -> Quote | None:
        """What stands in the brackets around a position, or None outside any."""
        start = self.text.rfind("(", self.clause.start, position) + 1
        end = self.text.find(")", position, self.clause.end)
        if start and end > 0 and ")" not in self.text[start:position]:
            return Quote(start, end, self.text[start:end])
        return None
