"""Roles in the frames of lexicon/memberships.csv around the name of an organisation ("joined X in 1999 as a partner")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.dating import dating_in, is_relative
from multipolar.reading.document import Dating, Mention, RoleStatement
from multipolar.reading.lexicon import table
from multipolar.reading.role_clauses import BREAK, ELSEWHERE, FUTURE, Clause
from multipolar.reading.sentences import has_verb
from multipolar.reading.words import Patterns

LEFT = 160
"""How many characters before an organisation its role phrase may begin."""
WORDS = {
    "be": r"(?:(?:has|have|had) <adv>been|is|are|was|were|isn't|aren't|wasn't|weren't|(?:has |have )?remain(?:s|ed)?|(?:has |have )?continue[sd]? (?:to be|as)|(?:has |have )?stay(?:s|ed)?|serves? as|has served as)",
    "have": r"(?:(?:has |have |had )?<adv>(?:held|holds?|had|has|have|enjoys?|enjoyed|retains?|retained|keeps?|kept)|with)",
    "own": r"(?:'s|’s|s'|s’) ",
    "as": r"[^,;.]{0,40}?\s(?:only |merely |just |now |still )?as <a><kind><noun>",
    "noun": r"(?:members?|observers?|candidates?|partners?|associates?)(?: states?| countr(?:y|ies)| members?| nations?)?",
    "adv": r"(?:(?:also|not|never|now|still|already|only|long|since|then|both|all|once|again|therefore|thus|merely|itself|themselves|neither|formally|finally|\w+ly|no longer|not yet|yet|by (?:then|now)|at last|so far|at the same time|to this day|in (?:\w+ )?\d{4}|since (?:\w+ )?\d{4}|for (?:\w+ ){1,2}(?:years|decades)),? ){0,4}",
    "a": r"(?:no more than |nothing but |little more than |nothing more than )?(?:an? |the |its |their )?",
    "kind": r"(?:(?!(?:former|potential|prospective|future|aspiring|would-be|possible|likely|erstwhile|sometime)\b)[\w-]+ )?(?:(?:full|founding|original|permanent|non-permanent|associate|dialogue|mere|candidate|observer|official|formal|fully fledged|full-fledged|fully-fledged|eleventh|tenth) )*",
}
"""What <...> in the frames stands for."""
_ROLE = (
    (re.compile(r"\bobservers?\b", re.I), "observer"),
    (re.compile(r"\bassociate", re.I), "associate"),
    (re.compile(r"\bcandidate", re.I), "candidate"),
    (re.compile(r"\b(?:dialogue )?partner(?:s|ship)?\b", re.I), "partner"),
    (re.compile(r"\bsuspended\b", re.I), "suspended"),
)
NEGATED = re.compile(r"\b(?:not|never|no longer|nor|neither)\b|n't\b|\byet to\b", re.I)
_SINGLED = re.compile(
    r"\b(?:only|sole|one|first|last|just|merely|mere|main|true|real|easy|loyal|reliable|\w{3,}est)\b", re.I
)
_ONLY = re.compile(r"\b(?:the|its) (?:only|sole|one|lone|single|first|last)\b", re.I)
CLAIMS_MORE = re.compile(
    r"\b(?:founding|founder|original|inaugural|charter|permanent(?!\s+observer)|non-permanent|elected|temporary|rotating|alternate|first|(?<!at )last|latest|"
    r"[\w-]{2,}est|honorary|virtual|nominal|provisional|partial|non-voting|unofficial|de facto|quasi|lapsed|past|previous|one-time|onetime)\b"
    r"(?=(?:\s+[\w-]+){0,3}?\s*(?:members?|observers?|candidates?|partners?|associates?)\b|\s*(?:the\s+)?$)",
    re.I,
)
"""Adjectives with which more, or other, is claimed than a membership ("a founding member", "the newest member")."""
_BUT_NOT = re.compile(
    r",?\s+(?:but|though|and|yet)\s+(?:is\s+|are\s+)?not\s+(?:yet\s+)?(?:(?:an?\s+)?members?\s+)?(?:(?:of|in|to)\s+)?(?:the\s+)?$",
    re.I,
)
_AND_THEN = re.compile(r",?\s+and\s+(?:then\s+)?(?:(?:of|to|in)\s+)?(?:the\s+)?$", re.I)
_PRESENT = re.compile(r"(?:is|are|isn't|aren't|remains?|belongs?|holds?|enjoys|sits?|stays?|continues?)\b", re.I)
PAST = re.compile(
    r"(?:was|were|wasn't|weren't|had been|had|held|with|enjoyed|kept|retained|belonged|took|sat|participated|stayed|remained|counted|ranked|continued|served|did)\b",
    re.I,
)
_ALSO = re.compile(
    r"\band\s+(?:an?\s+|the\s+)?(?:full\s+|participating\s+|associate\s+)?(?:members?|observers?|candidates?|participating|partners?)(?:\s+[Ss]tates?)?\s+(?:of|in)\b"
)
_FOLLOWS = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:$|[,;:.!)\]–—\"”-]|(?:on|at|as|since|by|until|till|from|between|only|together|along|alongside|again|back|too|either|ahead|later|earlier|already|voluntarily|outright|altogether|last|this|yesterday|today|tonight|here|within|(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|during|throughout|before|after|despite|under|over|amid|following|because|when|while|where|which|who|and|but|or|nor|though|although|almost|nearly|some|more|less|barely|just|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\d+) \w+|\w+ly)\b|in (?:(?:early|mid|late)[ -])?(?:\d{4}|(?:the|its|late|early)? ?(?:very )?(?:spring|summer|autumn|fall|winter|course|beginning|end|middle|year|first|second|same|following|wake|past|last|(?-i:January|February|March|April|May|June|July|August|September|October|November|December)))|for (?:good|ever|the)|without (?:delay|further)|with (?:effect|immediate))",
    re.I,
)
_IN = re.compile(
    r"(?<!member )(?<!status )(?<!observer )(?<!partner )(?<!part )(?<!candidate )(?<!members )(?<!observers )\bin\s+(?:the\s+)?$",
    re.I,
)
_NOT_FOLLOWS = re.compile(r"\s+(?:and|or)\s+(?:\w+\s+){0,2}(?:forces|troops|allies|leaders|talks|meeting)\b", re.I)
_COORDINATED = re.compile(
    r"(?:,?\s+(?:in|on|since|from|until)\s+[\w ]{3,24}?)?,?\s+(?:and|but|then|before)(?:\s+(?:then|later|also|finally|does|do|did|has|have|had|in\s+\d{4}|\w+ly))*,?\s+",
    re.I,
)
"""What may stand between an organisation and a second verb of the same subject: "joined X in 1993 and left Y"."""
_KEY = re.compile(
    r"\b(?:member|observer|candidate|partner|associate|part|status|join|acced|access|enter|entry|admi|accept|take|took|receiv|welcom|brought|induct|let|bec[ao]me|com(?:e|ing)|came|left|leave|quit|withdr|pull|exit|drop|seced|cease|stop|belong|in|inside|out|away|expel|eject|exclu|oust|bar|ban|shut|thrown|kick|remov|suspen|signator|rejoin|readmit|walked|cast|represent|sit|sat)",
    re.I,
)
"""What the words of every frame hold, for a quick look before they are tried."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table: what stands before and behind the body, and what it tells of the subject.

    place: "" where the subject stands before the phrase, "front" where a phrase that opens the clause has it behind.
    """

    place: str
    timing: str
    role: str
    before: re.Pattern[str]
    behind: re.Pattern[str] | None


@cache
def frames() -> tuple[Frame, ...]:
    """The frames of lexicon/memberships.csv."""
    found: list[Frame] = []
    for row in table("memberships"):
        start = "" if row["place"] == "front" else r"(?:\b|(?=\W))"
        before = re.compile(rf"{start}{_spelled(row['before'])}\s*(?:the\s+)?\Z", re.I)
        behind = re.compile(rf"\s*{_spelled(row['behind'].strip())}\b", re.I) if row["behind"].strip() else None
        found.append(Frame(row["place"], row["timing"], row["role"], before, behind))
    return tuple(sorted(found, key=lambda frame: frame.place != "front"))


@cache
def _begun() -> Patterns:
    """What stands before the body in every frame, looked for together."""
    return Patterns({"frame": [frame.before for frame in frames()]})


def _spelled(pattern: str) -> str:
    """A pattern with the words of WORDS in place of <...>."""
    for _ in range(4):
        pattern = re.sub(r"<(\w+)>", lambda m: WORDS[m.group(1)], pattern)
    return pattern.replace(" ", r"\s+")


def role_named(words: str) -> str:
    """The role that wording names; a full member where it names none. Of "from A to B" it is the second."""
    words = re.sub(r"(?i)\bfrom\s.*\sto\s", "", words)
    return next((role for pattern, role in _ROLE if pattern.search(words)), "full")


_OF_MANY = re.compile(r"\s*(?:as\s+)?(?:most|many|some|several|few|all|half|other|fellow|the)\b", re.I)


@dataclass(frozen=True, slots=True)
class Told:
    """Of whom a clause has told a role last, and where the organisation of that ends."""

    actors: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A frame where it was found: from where to where, in which words."""

    start: int
    end: int
    words: str
    frame: Frame


def _settled(said: _Said, before: str, dated: Dating | None, denied: bool) -> tuple[str, Dating | None, bool] | None:
    """Timing, date and negation of a role phrase, or None where it says nothing of a day that can be asked about."""
    timing = said.frame.timing
    if dated is ELSEWHERE or (denied and _SINGLED.search(said.words)):
        return None
    if _ONLY.search(said.words) or _ONLY.search(before):
        return None  # "the only member of X that ...": more is said than a membership (see quantified)
    if timing == "outside":
        denied, timing = not denied, "state"
    if dated and dated.kind == "in" and _PRESENT.match(said.words):
        dated = None  # "since its withdrawal in 2009 it is no longer a member": what is so is so now
    if timing == "state":
        timing = "past" if PAST.match(said.words) else ""
        timing = "exit" if dated and dated.kind == "until" else timing
    if denied and timing in ("entry", "exit"):
        return _denied_change(said, timing, dated)
    if denied and timing and dated is None and not _is_perfect(said.words):
        return None  # "was not a member" says of no day in particular
    return timing, dated, denied


def _denied_change(said: _Said, timing: str, dated: Dating | None) -> tuple[str, Dating | None, bool] | None:
    """ "Did not join until 2004" tells of joining in 2004, "has not joined" of no membership, "did not join" of nothing."""
    if dated and dated.kind in ("until", "before"):
        return timing, Dating("in", dated.begin) if dated.kind == "until" else dated, False
    if timing == "exit" or (dated is None and not _is_perfect(said.words)):
        return None
    return "", dated, True


_ORGAN = re.compile(
    r"(?:'s|’s)|\s+(?:single|common|internal|military|peace|parliamentary|customs|joint|integrated)\b|\s+(?-i:[A-Z])\w+|"
    r"\s+(?:market|command|committee|council|assembly|commission|agency|mission|force|programme|program|fund|bank|court)\b",
    re.I,
)
_AS_ROLE = re.compile(
    r"\s+as\s+(?:an?|the|its)?\s*(?:\w+\s+){0,2}?(?:observer|associate|candidate|partner|member)s?\b", re.I
)


def is_organ(text: str, body: Mention) -> bool:
    """Whether a mention is of a part of an organisation ("NATO's military command", "the UN Security Council")."""
    return body.kind == "organ" or _ORGAN.match(text, body.quote.end) is not None


def as_role(text: str, body: Mention | None) -> str:
    """The role that stands behind the organisation ("joined the SCO as a dialogue partner")."""
    match = _AS_ROLE.match(text, body.quote.end) if body is not None else None
    return match.group() if match else ""


def _is_perfect(words: str) -> bool:
    """Whether a phrase speaks of up to now ("has not joined", "is no longer"), or of what is over by then."""
    return re.search(r"\b(?:has|have|no longer|yet to|never)\b", words, re.I) is not None


def joined_bodies(text: str, body: Mention, others: list[Mention]) -> list[Mention]:
    """The organisations that form one list with a body ("joined NATO and the European Union in 2004")."""
    found: list[Mention] = []
    end = body.quote.end
    for other in others:
        if other.actor not in registry().organisations:
            break
        gap = text[end : other.quote.start]
        if not re.fullmatch(
            r"(?:,\s+|\s+)(?:(?:and|as well as|and also)\s+)?(?:of\s+|in\s+|to\s+)?(?:both\s+)?(?:the\s+)?", gap
        ):
            break
        if is_organ(text, other) or not re.search(r"[,]|\band\b|\bwell\b", gap):
            break
        found.append(other)
        end = other.quote.end
    if found and not re.search(r"\band\b|\bwell as\b", text[body.quote.end : end]):
        return []  # a list has an "and" somewhere
    return found


def _organisation_at(text: str, rows: tuple[Mention, ...], position: int) -> Mention | None:
    organisations = registry().organisations
    for row in rows:
        near = row.actor in organisations and 0 <= row.quote.start - position < 60
        if near and re.fullmatch(
            r"\s*(?:(?:of|in|at|to|with|within)\s+)?(?:the\s+)?", text[position : row.quote.start]
        ):
            return row
    return None


@dataclass(frozen=True, slots=True)
class Framed(Clause):
    """A clause with the roles that frames around a body give."""

    def framed(self, body: Mention, others: list[Mention], told: Told) -> list[RoleStatement]:
        """The roles that a frame around a body gives to the subject before it, or behind a phrase that opens."""
        if is_organ(self.text, body):
            return []
        low = max(self.clause.start, body.quote.start - LEFT)
        window = self.text[low : body.quote.start]
        if not _KEY.search(window) and not _KEY.match(self.text, body.quote.end + 1):
            return []
        begun: dict[int, re.Match[str]] = {}
        for index, found in _begun().matches("frame", self.text, low, body.quote.start):
            begun.setdefault(index, found)
        for index, frame in enumerate(frames()):
            if frame.place and low != self.clause.start:
                continue
            match = frame.before.match(self.text, low, body.quote.start) if frame.place else begun.get(index)
            if match is None:
                continue
            behind = frame.behind.match(self.text, body.quote.end, self.clause.end) if frame.behind else None
            if frame.behind and behind is None:
                continue
            end = behind.end() if behind else body.quote.end
            open_ended = not frame.behind and (frame.timing in ("entry", "exit") or _IN.search(window))
            if open_ended and (not _FOLLOWS.match(self.text, end) or _NOT_FOLLOWS.match(self.text, end)):
                continue
            words = match.group() + (behind.group() if behind else "") + as_role(self.text, body)
            if CLAIMS_MORE.search(words) or self._joins_as_more(end):
                return []
            said = _Said(match.start(), end, words, frame)
            return self._front(said, body) if frame.place else self._stated(said, body, others, told)
        return []

    def _joins_as_more(self, end: int) -> bool:
        """Whether what stands behind the body makes more of it: "joined X in 1994 as a founding member"."""
        rest = BREAK.search(self.text, end, self.clause.end)
        behind = self.text[end : rest.start() if rest else self.clause.end]
        role = re.search(r"\bas\s+(?:an?|the|its|one\s+of)\b", behind)
        return role is not None and CLAIMS_MORE.search(behind, role.end()) is not None

    def _stated(self, said: _Said, body: Mention, others: list[Mention], told: Told) -> list[RoleStatement]:
        if self._is_excluded(said.start, said.end):
            return []
        actors, subject_start = self._subjects(said.start, body.actor)
        second_verb = not actors and _COORDINATED.fullmatch(self.text[told.end : said.start]) is not None
        if second_verb and body.actor not in told.actors:
            actors, subject_start = list(told.actors), said.start
        if not actors:
            actors, subject_start = self._of_verb_before(said.start)
            second_verb = True
        if not actors:
            return []
        joint = joined_bodies(self.text, body, others)
        also = _ALSO.search(self.text, said.end, self.clause.end)
        second = _organisation_at(self.text, self.rows, also.end()) if also else None
        end = joint[-1].quote.end if joint else said.end
        dated = self._dated(subject_start, said.start, end, said.frame.timing, fronted=not second_verb)
        neither = re.search(r"\bneither\s+(?:the\s+)?$", self.text[self.clause.start : subject_start], re.I) is not None
        denied = (NEGATED.search(said.words) is not None) != neither
        before = self.text[max(said.start - 12, 0) : said.start]
        settled = None if denied and joint and said.frame.timing != "exit" else _settled(said, before, dated, denied)
        if settled is None:
            return []
        timing, dated, negated = settled
        role = said.frame.role or role_named(said.words)
        quote = self._bracketed(said.start) or self.quote
        found = [
            RoleStatement(actor, one.actor, role, "stated", quote, timing, dated, negated)
            for one in (body, *joint)
            for actor in actors
        ]
        if also and second:
            role = role_named(also.group())
            found += [RoleStatement(actor, second.actor, role, "stated", quote) for actor in actors]
        return found + self._further(end, others, found[0], actors)

    def _further(self, end: int, others: list[Mention], first: RoleStatement, actors: list[str]) -> list[RoleStatement]:
        """What the phrase says of one more body: "joined X in 1999 and Y in 2004", "is a member of X but not of Y"."""
        other = next((o for o in others if o.quote.start > end), None)
        lead = self.text[end : other.quote.start] if other is not None else ""
        if other is None or len(lead) > 60 or is_organ(self.text, other):
            return []
        if first.timing == "" and not first.negated and _BUT_NOT.fullmatch(lead):
            return [replace(first, actor=a, organisation=other.actor, dated=None, negated=True) for a in actors]
        then = _AND_THEN.search(lead)
        if first.timing in ("entry", "exit") and then and first.dated and _FOLLOWS.match(self.text, other.quote.end):
            dated = dating_in(self.text, other.quote.end, min(self.clause.end, other.quote.end + 40))
            if dated and dating_in(self.text, end, end + then.start()):
                return [replace(first, actor=a, organisation=other.actor, dated=dated) for a in actors]
        return []

    def _front(self, said: _Said, body: Mention) -> list[RoleStatement]:
        """ "A member of X since 2013, Y ...", "Having left X in 2009, Y ...": the subject stands behind the comma."""
        comma = self.text.find(",", said.end, min(self.clause.end, said.end + 60))
        subject = next((r for r in self.rows if comma >= 0 and r.quote.start > comma), None)
        if subject is None or subject.actor not in registry().states or subject.kind in ("adjective", "organ"):
            return []
        if not re.fullmatch(r",\s+(?:the\s+)?", self.text[comma : subject.quote.start], re.I):
            return []
        if re.match(r"'s|’s|,|\s+and\b", self.text[subject.quote.end :]):
            return []
        if is_relative(self.text, said.end, comma) or FUTURE.search(self.text, self.clause.start, said.end):
            return []
        if has_verb(self.text[said.end : comma]) or _OF_MANY.match(said.words):
            return []
        dated = dating_in(self.text, said.end, comma)
        role = said.frame.role or role_named(said.words)
        negated = NEGATED.search(said.words) is not None
        timing = "" if said.frame.timing == "state" else said.frame.timing
        return [RoleStatement(subject.actor, body.actor, role, "stated", self.quote, timing, dated, negated)]
