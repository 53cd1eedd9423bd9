"""Memberships and roles that a text states of single actors: by the frames of lexicon/memberships.csv around a body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from multipolar.actors.record import memberships, registry
from multipolar.reading.anaphora import leading
from multipolar.reading.convening import organisation_of
from multipolar.reading.dating import dating_in, is_relative
from multipolar.reading.document import PLACES, Dating, Document, Mention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_unreal
from multipolar.reading.lexicon import table
from multipolar.reading.participants import attendance, list_behind
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch, clauses, first_verb, has_verb, sentences
from multipolar.reading.times import relative_span
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
_NEGATED = re.compile(r"\b(?:not|never|no longer|nor|neither)\b|n't\b|\byet to\b", re.I)
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
_PAST = re.compile(
    r"(?:was|were|wasn't|weren't|had been|had|held|with|enjoyed|kept|retained|belonged|took|sat|participated|stayed|remained|counted|ranked|continued|served|did)\b",
    re.I,
)
_ADMITTED = re.compile(
    r"\b(?P<verb>(?:admit(?:ted)?|took in|accept(?:ed)?|welcomed?|received?|grant(?:ed)?|gave|award(?:ed)?)\s+(?:the\s+)?)"
)
_AS_MEMBER = re.compile(
    r"\s+(?:as\s+(?:an?|the|its|their)\s+(?:\w+\s+)?|(?:the\s+)?status\s+of\s+(?:an?\s+)?|(?=\w+\s+status))(?:full\s+)?(?:member|observer|candidate|associate|partner)"
)
_ALSO = re.compile(
    r"\band\s+(?:an?\s+|the\s+)?(?:full\s+|participating\s+|associate\s+)?(?:members?|observers?|candidates?|participating|partners?)(?:\s+[Ss]tates?)?\s+(?:of|in)\b"
)
_BARE = re.compile(
    r"\b(?:has been|have been|had been|is|are|was|were|became|become|becomes|remains?|remained)\s+(?:(?:not(?: yet)?|never|no longer|also)\s+)?(?:an? |the )?(?:full |founding |associate )?(?:members?|observers?|candidates?)(?: states?)?\b(?!\s+(?:of|in|at|for|to)\b)",
    re.I,
)
_BY = re.compile(r"\s+(?:by|from|in|at|of|with)\s+(?:the\s+)?")
_RANKED = re.compile(
    r"\b(?:(?:was|were|has been|have been|being)\s+(?:\w+ly\s+|not\s+|also\s+|both\s+)?(?:admitted|accepted|welcomed|taken in|received|recogni[sz]ed|granted|given|awarded|accorded)\s+(?:as\s+)?(?:an?\s+|the\s+)?"
    r"(?:(?:rank|status)\s+of\s+(?:an?\s+)?)?(?:new\s+|full\s+)?(?:dialogue\s+)?(?:observers?|partners?|candidates?)(?:\s+(?:status|rank|states?))?"
    r"|(?P<again>(?:has|have)\s+(?:had|held|enjoyed)\s+(?:that|the same|this)\s+(?:rank|status|standing)))\b",
    re.I,
)
_SECOND_VERB = re.compile(
    r"\b(?:and|but)\s+(?:(?:then|later|also|finally|eventually|has|have|had|in\s+(?:[A-Z]\w+\s+)?\d{4}|soon|\w+ly|two|a|years?|months?)\s+)*$"
)
_NO_SUBJECT = re.compile(r"(?:'s|’s|s'|s’)|\s+(?:officials?|troops|forces|companies|banks?|exports?)\b")
_SUBORDINATE = re.compile(r"\b(?:that|who|whom|whose|after|when|while|because|if|where|although|though)\b|;")
_ASIDE = re.compile(
    r",\s+(?:which\s+(?:was|were)\s+|who\s+(?:was|were)\s+)?(?:(?:itself|themselves|both|only|first)\s+)?(?:admitted|taken in|let in|which\s+joined|a (?:full )?member since)\b(?!\s+(?:to|of|into|that))[^,;.]{0,40}(?=[,.;])"
)
_APPROVED = re.compile(
    r"\b(?:(?:the\s+)?(?:full\s+)?(?:accession|admission|entry|membership) of (?P<who>[^.;]{3,80}?)(?: (?:to|into|in) (?P<to>[^.;]{3,80}?))? (?:was|were|has been|have been) (?:\w+ )?(?:approved|accepted|agreed|confirmed|ratified|completed|formali[sz]ed|endorsed)\b"
    r"|(?:approved|accepted|endorsed|formali[sz]ed|confirmed) (?:the\s+)?(?:full\s+)?(?:accession|admission|entry|membership) of (?P<who2>[^.;,]{3,60})"
    r"|(?:approved|accepted|endorsed|formali[sz]ed|confirmed) (?P<who3>[^.;,]{3,60}?)(?:'s|’s|s'|s’) (?:full\s+)?(?:accession|admission|entry|membership)(?! (?:application|bid|request|talks)))"
)
_REGAINED = re.compile(
    r"\b(?:(?:did not|didn't) (?:get|regain|recover|receive|win|take) (?:back )?(?:its|their) (?:full )?(?:membership|seat|place)(?: rights)?(?: back| again)?(?= (?:until|till|before)\b)"
    r"|(?:got|regained|recovered|received|won|took) (?:back )?(?:its|their) (?:full )?membership(?: rights)?(?: back| again)?)",
    re.I,
)
_ADMITTED_FIRST = re.compile(
    r"(?:Admitted|Accepted|Taken in|Received|Readmitted)\s+(?:only\s+)?(?=(?:in|on)\s)[^,;:]{4,40},\s*(?:the\s+)?"
)
_QUANTIFIED = re.compile(
    r"\b(?:most|majority|all|some|several|many|none|half|each|every|few|no|not a single|not one)\b(?:\s+of(?:\s+the)?|\s+the)?\s+(?:(?!of\b)[\w'’-]+\s+){0,4}$",
    re.I,
)
_FUTURE = re.compile(
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
_LIST_GAP = re.compile(r"[\s,;&]*(?:(?:and|or|nor|as well as|also|the|both|then)\s+)*")
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
_FOLLOWS = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:$|[,;:.!)\]–—\"”-]|(?:on|at|as|since|by|until|till|from|between|only|together|along|alongside|again|back|too|either|ahead|later|earlier|already|voluntarily|outright|altogether|last|this|yesterday|today|tonight|here|within|(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|during|throughout|before|after|despite|under|over|amid|following|because|when|while|where|which|who|and|but|or|nor|though|although|almost|nearly|some|more|less|barely|just|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|\d+) \w+|\w+ly)\b|in (?:(?:early|mid|late)[ -])?(?:\d{4}|(?:the|its|late|early)? ?(?:very )?(?:spring|summer|autumn|fall|winter|course|beginning|end|middle|year|first|second|same|following|wake|past|last|(?-i:January|February|March|April|May|June|July|August|September|October|November|December)))|for (?:good|ever|the)|without (?:delay|further)|with (?:effect|immediate))",
    re.I,
)
_IN = re.compile(
    r"(?<!member )(?<!status )(?<!observer )(?<!partner )(?<!part )(?<!candidate )(?<!members )(?<!observers )\bin\s+(?:the\s+)?$",
    re.I,
)
_NOT_FOLLOWS = re.compile(r"\s+(?:and|or)\s+(?:\w+\s+){0,2}(?:forces|troops|allies|leaders|talks|meeting)\b", re.I)
_BREAK = re.compile(
    r"[,;:–—]|\sand\s(?!(?:the\s+)?(?:\d|early|mid|late|spring|summer|autumn|winter|beginning|end|[JFMASOND][a-z]+\s+(?:of\s+)?\d))|\s(?:but|while|when|because|although|though|which|who|that|where|whose|whereas)\s"
)


_UNKNOWN_BODY = re.compile(
    r"\b(?:(?:members?|observers?|candidates?|partners?)(?:\s+states?)?\s+(?:of|at|in\s+the)"
    r"|(?-i:Organi[sz]ation|Union|Council|League|Alliance|Community|Pact|Association|Court|Fund|Bank|Forum))\b",
    re.I,
)
_LATER = re.compile(
    r"(?:\A|(?<=[,;])\s+|\b(?=(?:and|but|yet|though|only)\b))(?:(?:and|but|yet|though|then|later|again|once|finally|soon|it|they|never|not|did|has|have|had|since|also|eventually|only\s+to|\w+ly|\w+\s+years\s+later|in\s+\d{4})\s+)*"
    r"(?P<verb>left|leave|quit|c[ao]me\s+back|withdr[ae]wn?|pulled\s+out|dropped\s+out|rejoin(?:ed)?|re-joined|re-entered|returned|(?:(?:was|were|been|being)\s+)?(?:re-?admitted|reinstated|suspended|expelled))\b"
    r"(?:\s+(?:again|(?:from\s+|to\s+)?(?:it|the\s+(?:bloc|alliance|organi[sz]ation|group|grouping|union|league|club|body|pact|association))))?"
    r"(?=\s*(?:[.,;:)]|$)|\s+(?:in|on|at|by|since|within|again|and|but|then|once|only|after|before|until|when|as|because|during|\d+|\w+\s+(?:years?|months?)\s+later|later|last|this|\w+ly)\b)",
    re.I,
)
"""A later verb of what was joined, with no organisation of its own: ", was suspended in 1979", "and left it in 2010"."""
_COORDINATED = re.compile(
    r"(?:,?\s+(?:in|on|since|from|until)\s+[\w ]{3,24}?)?,?\s+(?:and|but|then|before)(?:\s+(?:then|later|also|finally|does|do|did|has|have|had|in\s+\d{4}|\w+ly))*,?\s+",
    re.I,
)
"""What may stand between an organisation and a second verb of the same subject: "joined X in 1993 and left Y"."""
_LATER_KIND = (
    (re.compile(r"(?:\w+\s+)?suspended", re.I), ("entry", "suspended")),
    (re.compile(r"(?:\w+\s+)?expelled", re.I), ("entry", "none")),
    (re.compile(r"left|leave|quit|withdr|pulled|dropped", re.I), ("exit", "full")),
    (re.compile(r""), ("entry", "full")),
)


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


def find_roles(document: Document, rows: list[Mention]) -> tuple[RoleStatement, ...]:
    """Stated roles of single states, those denied or ended included; a wished or quantified one states none."""
    text = document.text
    found: list[RoleStatement] = []
    for part in document.parts:
        if part.kind in ("boilerplate", "title"):
            continue
        subject: tuple[str, ...] = ()
        body = ""  # the organisation named last, which "became a member" then means
        counted: Counter[str] = Counter()
        meeting: str | None = None  # whose meeting is told of, "" where it is that of a body not on record
        for sentence in sentences(text, part.start, part.end):
            inside = within(rows, sentence.start, sentence.end)
            if not sentence.of(text).endswith("?"):
                before = Before(subject, body, leading(counted), candidates(counted), document.published)
                found += _in_sentence(text, sentence, inside, before)
                if part.kind == "news":
                    meeting = _meeting_body(text, sentence, inside, meeting)
                    main = leading(counted) if meeting is None else meeting
                    found += _as_capacities(text, sentence, inside, main)
            subject = subject_before(text, inside, sentence.start, first_verb(text, sentence)) or subject
            named = [r.actor for r in inside if r.actor in registry().organisations]
            counted.update(named)
            body = named[-1] if named else body
    settled = document.published is not None  # else "last year" is no year
    return tuple(dict.fromkeys(r for r in found if settled or r.dated is None or r.dated.back is None))


_CAPACITY_ROLES = {"observer": "observer", "partner": "partner", "member": "full"}


@cache
def _with_candidates() -> dict[str, int]:
    """The organisations that have had candidates, with how many."""
    known = memberships()
    counted = {key: sum(m.role == "candidate" for m in known.by_body.get(key, ())) for key in registry().organisations}
    return {key: count for key, count in counted.items() if count}


def candidates(counted: Counter[str]) -> str:
    """The organisation that has had most candidates of those that a text has named so far, or ""."""
    named = [key for key in counted if key in _with_candidates()]
    return max(named, key=lambda key: _with_candidates()[key], default="")


_BODY_NAME = re.compile(
    r"\b(?:of|the)\s+(?:[A-Z][\w-]+\s+){1,4}(?:Organi[sz]ation|Union|Council|League|Alliance|Community|Pact|Forum|Initiative)\b"
)


def _meeting_body(text: str, sentence: Stretch, rows: list[Mention], before: str | None) -> str | None:
    """The organisation whose meeting is told of from a sentence on; "" where a body not on record is named."""
    body = organisation_of(text, sentence, rows)
    if body:
        return body
    named = _BODY_NAME.search(text, sentence.start, sentence.end)
    known = named and any(r.quote.start < named.end() and r.quote.end > named.start() for r in rows)
    return "" if named and not known and before is None else before


def _as_capacities(text: str, sentence: Stretch, rows: list[Mention], main: str) -> list[RoleStatement]:
    """The roles that the capacities tell of in which states came to a meeting ("observer X", "as dialogue partners")."""
    came = [one for one in attendance(text, sentence, rows) if one.capacity in _CAPACITY_ROLES]
    body = (organisation_of(text, sentence, rows) or main) if came else ""
    quote = Quote(sentence.start, sentence.end, sentence.of(text))
    return [
        RoleStatement(one.actor, body, _role_of(one.capacity, body), "stated", quote)
        for one in came
        if body and one.actor in registry().states
    ]


def _role_of(capacity: str, body: str) -> str:
    """The role that a capacity tells of; organisations without partners have associates."""
    roles = {m.role for m in memberships().by_body.get(body, ())}
    return (
        "associate"
        if capacity == "partner" and "associate" in roles - {"partner"} and "partner" not in roles
        else _CAPACITY_ROLES[capacity]
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before a sentence: the last subject, the organisation named last, the day of publication."""

    subject: tuple[str, ...]
    body: str
    main: str
    candidate: str
    published: date | None


def _in_sentence(text: str, sentence: Stretch, rows: list[Mention], before_it: Before) -> list[RoleStatement]:
    if is_unreal(text, sentence):
        return []
    organisations = registry().organisations
    statements: list[RoleStatement] = []
    before: list[RoleStatement] = []  # what the clause before states
    for clause in clauses(text, sentence):
        here = _Clause(text, sentence, clause, tuple(rows), before_it.subject, before_it.published)
        bodies = [r for r in within(rows, clause.start, clause.end) if r.actor in organisations]
        found: list[RoleStatement] = []
        spoken = clause.start  # where the body ends of which the clause has last told
        for index, body in enumerate(bodies):
            told = [s.actor for s in found if s.organisation == found[-1].organisation]
            said = here.framed(body, bodies[index + 1 :], _Told(tuple(dict.fromkeys(told)), spoken))
            found += said
            spoken = body.quote.end if said else spoken
        found += here.bare(before_it.body, before_it.candidate)
        found += here.aside(before_it.body)
        found += here.ranked(before_it.main or before_it.body, [*statements, *found])
        found += here.regained(next((r.actor for r in rows if r.actor in organisations), before_it.body))
        found += here.admitted_first()
        found += here.approved()
        found += here.by_verb()
        found += here.by_noun()
        found += here.counted_among()
        found += here.with_members()
        found += here.suspended_by(before_it.body)
        found = here.with_later(found, before)
        statements += found
        before = found
    return statements


@dataclass(frozen=True, slots=True)
class _Clause:
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

    def framed(self, body: Mention, others: list[Mention], told: _Told) -> list[RoleStatement]:
        """The roles that a frame around a body gives to the subject before it, or behind a phrase that opens."""
        if _is_organ(self.text, body):
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
            words = match.group() + (behind.group() if behind else "") + _as_role(self.text, body)
            if CLAIMS_MORE.search(words) or self._joins_as_more(end):
                return []
            said = _Said(match.start(), end, words, frame)
            return self._front(said, body) if frame.place else self._stated(said, body, others, told)
        return []

    def _joins_as_more(self, end: int) -> bool:
        """Whether what stands behind the body makes more of it: "joined X in 1994 as a founding member"."""
        rest = _BREAK.search(self.text, end, self.clause.end)
        behind = self.text[end : rest.start() if rest else self.clause.end]
        role = re.search(r"\bas\s+(?:an?|the|its|one\s+of)\b", behind)
        return role is not None and CLAIMS_MORE.search(behind, role.end()) is not None

    def _stated(self, said: _Said, body: Mention, others: list[Mention], told: _Told) -> list[RoleStatement]:
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
        denied = (_NEGATED.search(said.words) is not None) != neither
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
        if other is None or len(lead) > 60 or _is_organ(self.text, other):
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
        if is_relative(self.text, said.end, comma) or _FUTURE.search(self.text, self.clause.start, said.end):
            return []
        if has_verb(self.text[said.end : comma]) or _OF_MANY.match(said.words):
            return []
        dated = dating_in(self.text, said.end, comma)
        role = said.frame.role or role_named(said.words)
        negated = _NEGATED.search(said.words) is not None
        timing = "" if said.frame.timing == "state" else said.frame.timing
        return [RoleStatement(subject.actor, body.actor, role, "stated", self.quote, timing, dated, negated)]

    def admitted_first(self) -> list[RoleStatement]:
        """ "Admitted in April 2020, X is the third country in Y": the one organisation of the clause is meant."""
        match = _ADMITTED_FIRST.match(self.text, self.clause.start)
        here = within(self.rows, self.clause.start, self.clause.end)
        bodies = {r.actor for r in here if r.actor in registry().organisations}
        subject = next((r for r in here if match and r.quote.start == match.end()), None)
        if match is None or len(bodies) != 1 or subject is None or subject.actor not in registry().states:
            return []
        dated = dating_in(self.text, match.start(), match.end())
        return [RoleStatement(subject.actor, bodies.pop(), "full", "stated", self.quote, "entry", dated)]

    def ranked(self, main: str, told: list[RoleStatement]) -> list[RoleStatement]:
        """ "were admitted as observers", "has had that rank since": of the organisation that the text is about."""
        found: list[RoleStatement] = []
        for match in _RANKED.finditer(self.text, self.clause.start, self.clause.end):
            again = match.group("again") is not None
            role = told[-1].role if again and told else role_named(match.group())
            body = told[-1].organisation if again and told else main
            behind = within(self.rows, match.end(), min(self.clause.end, match.end() + 30))
            giver = next(
                (
                    r
                    for r in behind
                    if r.actor in registry().organisations and _BY.fullmatch(self.text[match.end() : r.quote.start])
                ),
                None,
            )
            if giver is not None:
                body = giver.actor
            elif any(
                r.actor in registry().organisations
                for r in behind
                if not re.search(r"[,;]", self.text[match.end() : r.quote.start])
            ):
                continue
            if (
                not body
                or role == "full"
                or self._is_excluded(match.start(), match.end())
                or _NEGATED.search(match.group())
            ):
                continue
            lead = self.text[self.clause.start : match.start()].rstrip(" ,\n")
            actors, start = self._subjects(self.clause.start + len(lead), body)
            dated = None if again else self._dated(start, match.start(), match.end(), "entry", fronted=False)
            dated = None if dated is ELSEWHERE else dated
            timing = "" if again else "entry"
            found += [RoleStatement(a, body, role, "stated", self.quote, timing, dated) for a in actors]
        return found

    def aside(self, known_body: str) -> list[RoleStatement]:
        """ "Vietnam, admitted two years ago, ...": of the organisation named last."""
        found: list[RoleStatement] = []
        for row in within(self.rows, self.clause.start, self.clause.end):
            match = _ASIDE.match(self.text, row.quote.end, self.clause.end) if row.actor in registry().states else None
            body = self._meant(match.start(), known_body) if match else ""
            if (
                match is None
                or not body
                or within(self.rows, match.start(), match.end())
                or is_of_another(self.text, row.quote.start)
            ):
                continue
            dated = dating_in(self.text, match.start(), match.end())
            span = self._span(match.start(), match.end()) if dated is None else None
            dated = Dating("in", span) if span else dated
            if dated is not None and dated.kind in ("in", "since"):
                found.append(RoleStatement(row.actor, body, "full", "stated", self.quote, "entry", dated))
        return found

    def approved(self) -> list[RoleStatement]:
        """ "The accession of X to Y was approved", "Y approved the accession of X": an entry."""
        found: list[RoleStatement] = []
        here = within(self.rows, self.clause.start, self.clause.end)
        bodies = [r for r in here if r.actor in registry().organisations and not _is_organ(self.text, r)]
        for match in _APPROVED.finditer(self.text, self.clause.start, self.clause.end):
            if self._is_excluded(match.start(), match.end()) or _NEGATED.search(
                self.text, self.clause.start, match.end()
            ):
                continue
            who = next(name for name in ("who", "who2", "who3") if match.group(name))
            listed = [
                r
                for r in within(here, match.start(who), match.end(who))
                if r.actor in registry().states and r.kind not in PLACES
            ]
            body = next(
                (r for r in bodies if match.group("to") and r.quote.start >= match.start("to")),
                bodies[0] if len(bodies) == 1 else None,
            )
            if body is None or not listed:
                continue
            dated = self._dated(match.start(), match.start(), match.end(), "entry")
            if dated is not ELSEWHERE:
                found += [
                    RoleStatement(r.actor, body.actor, "full", "stated", self.quote, "entry", dated) for r in listed
                ]
        return found

    def _meant(self, position: int, known_body: str) -> str:
        """The organisation that "a member" at a position means: the one named last before, or "" where that is open."""
        named = [r for r in self.rows if r.actor in registry().organisations]
        before = [r for r in named if r.quote.end <= position]
        behind = {r.actor for r in named if self.clause.start <= position <= r.quote.start < self.clause.end}
        if not before and _UNKNOWN_BODY.search(self.text, self.sentence.start, position):
            return ""  # an organisation that is not on record is nearer
        if not before:
            return known_body if behind <= {known_body} else ""
        if len(before) > 1 and joined_bodies(self.text, before[-2], before[-1:]):
            return ""  # of "NATO and the EU" either may be meant
        return before[-1].actor

    def bare(self, known_body: str, candidate_body: str) -> list[RoleStatement]:
        """ "became a member", where the text has named the organisation before."""
        found: list[RoleStatement] = []
        for match in _BARE.finditer(self.text, self.clause.start, self.clause.end):
            body = self._meant(
                match.start(), (candidate_body if "candidate" in match.group().lower() else "") or known_body
            )
            nearer = [r for r in self.rows if r.quote.start >= match.start() and r.actor in registry().organisations]
            if (
                not body
                or self._is_excluded(match.start(), match.end())
                or CLAIMS_MORE.search(match.group())
                or (nearer and nearer[0].quote.start < match.end())
            ):
                continue
            actors, start = self._subjects(match.start(), body)
            entry = re.search(r"\bbec[ao]mes?\b", match.group(), re.I) is not None
            dated = self._dated(start, match.start(), match.end(), "entry" if entry else "")
            negated = _NEGATED.search(match.group()) is not None
            timing = "entry" if entry else "past" if _PAST.match(match.group()) else ""
            if dated is ELSEWHERE or (negated and dated is None and timing):
                continue
            timing = "" if negated and entry else timing
            role = role_named(match.group())
            quote = self._bracketed(match.start()) or self.quote
            found += [RoleStatement(a, body, role, "stated", quote, timing, dated, negated) for a in actors]
        return found

    def with_later(self, found: list[RoleStatement], before: list[RoleStatement]) -> list[RoleStatement]:
        """What a clause states with its later verbs ("joined X in 2006 and left it in 2010"), each a role of its own.

        Nothing where one of them stays unread: what the clause says is then more than what was found.
        """
        base = found or before
        named = [
            r for r in within(self.rows, self.clause.start, self.clause.end) if r.actor in registry().organisations
        ]
        start = named[-1].quote.end if named else self.clause.start
        verbs = [] if not base or (named and not found) else list(_LATER.finditer(self.text, start, self.clause.end))
        if not found:  # a clause of its own begins with the verb: "..., but left it in 2010"
            verbs = verbs if verbs and verbs[0].start() == self.clause.start else []
        if not verbs:
            return found
        actors = list(dict.fromkeys(s.actor for s in base))
        others = [r for r in within(self.rows, start, verbs[-1].start()) if r.actor in registry().states]
        if others or len({s.organisation for s in base}) > 1:
            return []
        later: list[RoleStatement] = []
        for verb in verbs:
            rest = _BREAK.search(self.text, verb.end(), self.clause.end)
            rest_end = rest.start() if rest else self.clause.end
            dated = dating_in(self.text, verb.end(), rest_end)
            if dated is None and (span := self._span(verb.end(), rest_end)):
                dated = Dating("in", span)
            words = verb.group("verb")
            if dated is None or dated.kind != "in" or _NEGATED.search(verb.group()) or _FUTURE.search(verb.group()):
                return []
            timing, role = next((kind for pattern, kind in _LATER_KIND if pattern.match(words)))
            later += [
                RoleStatement(actor, base[0].organisation, role, "stated", self.quote, timing, dated)
                for actor in actors
            ]
        # "a member since 1973, left in 2020": what was so before the later verb is not so now
        return [s for s in found if s.timing] + later

    def regained(self, body: str) -> list[RoleStatement]:
        """ "did not get its membership back until 2023": an entry, of the organisation named in the sentence."""
        match = _REGAINED.search(self.text, self.clause.start, self.clause.end)
        if match is None or not body or self._is_excluded(match.start(), match.end()):
            return []
        actors, start = self._subjects(match.start(), body)
        dated = self._dated(start, match.start(), match.end(), "entry")
        if dated is None or dated.kind not in ("until", "in", "since"):
            return []
        dated = Dating("in", dated.begin)
        return [RoleStatement(a, body, "full", "stated", self.quote, "entry", dated) for a in actors]

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
            joined = _LIST_GAP if found else _ADJOINING
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
            if not _LIST_GAP.fullmatch(self.text[row.quote.end : edge]):
                break
            edge = row.quote.start
        return _EXCEPTED.search(self.text[max(self.sentence.start, edge - 80) : edge]) is not None

    def _dated(self, subject: int, start: int, end: int, timing: str, fronted: bool = True) -> Dating | None:
        """When a role phrase says it was so: behind it up to the next break, before its subject, or between the two.

        ELSEWHERE where another event dates it, or where several dates are shared out.
        """
        rest = _BREAK.search(self.text, end, self.clause.end)
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
        return bool(_FUTURE.search(near) or _QUANTIFIED.search(lead[-60:]) or _CONDITION.search(lead[-160:]))

    def _bracketed(self, position: int) -> Quote | None:
        """What stands in the brackets around a position, or None outside any."""
        start = self.text.rfind("(", self.clause.start, position) + 1
        end = self.text.find(")", position, self.clause.end)
        if start and end > 0 and ")" not in self.text[start:position]:
            return Quote(start, end, self.text[start:end])
        return None

    def by_verb(self) -> list[RoleStatement]:
        """Roles that a body gives: "NATO admitted X as a member"."""
        known = registry()
        here = within(self.rows, self.clause.start, self.clause.end)
        found: list[RoleStatement] = []
        for match in _ADMITTED.finditer(self.text, self.clause.start, self.clause.end):
            admitted = next((r for r in here if r.quote.start == match.end("verb") and r.actor in known.states), None)
            joined = next((r for r in self.rows if r.actor in known.organisations), None)
            subject = next(
                (r for r in here if r.actor in known.organisations and 0 <= match.start() - r.quote.end < 12), None
            )
            if (
                admitted
                and subject
                and match.group().startswith(("admitted", "took in"))
                and not self._is_excluded(match.start(), match.end())
            ):
                found += self._admitted_by(subject, admitted, here, match)
                continue
            behind = _AS_MEMBER.match(self.text, admitted.quote.end) if admitted else None
            if admitted and joined and behind and not CLAIMS_MORE.search(behind.group()):
                dated = self._dated(match.start(), match.start(), behind.end(), "entry")
                role = role_named(behind.group())
                if dated is not ELSEWHERE:
                    found.append(
                        RoleStatement(admitted.actor, joined.actor, role, "stated", self.quote, "entry", dated)
                    )
        return found

    def _admitted_by(
        self, body: Mention, first: Mention, here: list[Mention], match: re.Match[str]
    ) -> list[RoleStatement]:
        """ "The SCO admitted X and Y (as observers)": an entry of the whole list."""
        listed = [first]
        for row in here:
            if row.quote.start > listed[-1].quote.start and row.actor in registry().states:
                if not _LIST_GAP.fullmatch(self.text[listed[-1].quote.end : row.quote.start]):
                    break
                listed.append(row)
        if re.match(r"'s|’s", self.text[listed[-1].quote.end :]) or _NEGATED.search(
            self.text[body.quote.end : match.start()]
        ):
            return []
        role = role_named(_as_role(self.text, listed[-1]))
        dated = self._dated(match.start(), match.start(), listed[-1].quote.end, "entry")
        if dated is ELSEWHERE:
            return []
        return [RoleStatement(r.actor, body.actor, role, "stated", self.quote, "entry", dated) for r in listed]

    def by_noun(self) -> list[RoleStatement]:
        """Roles in noun phrases: "NATO member Turkey", "observers Hungary and Turkmenistan"."""
        states, text = registry().states, self.text
        found: list[RoleStatement] = []
        for body in within(self.rows, self.clause.start, self.clause.end):
            if body.actor not in registry().organisations:
                continue
            noun = _NOUN_BEHIND.match(text, body.quote.end, self.clause.end)
            if noun is None or body.kind == "organ":
                continue
            before = text[max(body.quote.start - 25, 0) : body.quote.start]
            if noun.group("n").startswith("all") and not registry().organisations[body.actor].collective_defence:
                continue
            if CLAIMS_MORE.search(noun.group("n")) or CLAIMS_MORE.search(before):
                continue
            edge = noun.end()
            for row in self.rows:
                if row.quote.start < noun.end() or row.actor not in states:
                    continue
                possessive = text[row.quote.end :][:2] in ("'s", "’s")
                if possessive or not re.fullmatch(r"[\s,]*(?:(?:and|or)\s+)?", text[edge : row.quote.start]):
                    break
                found.append(RoleStatement(row.actor, body.actor, role_named(noun.group("n")), "stated", self.quote))
                edge = row.quote.end
        return found

    def counted_among(self) -> list[RoleStatement]:
        """Roles in what a body counts: "NATO, which counts X, Y and Z among its partners"."""
        found: list[RoleStatement] = []
        for match in _COUNTS.finditer(self.text, self.clause.start, self.clause.end):
            body = self._body_before(match.start())
            if body and not CLAIMS_MORE.search(match["role"]):
                listed = within(self.rows, match.start("who"), match.end("who"))
                found += self._of(listed, body, role_named(match["role"]))
        return found

    def with_members(self) -> list[RoleStatement]:
        """Roles behind a body's relative pronoun: "GUAM, whose members X and Y", "the union, of which X is a member";
        and those of founders: "the alliance founded by X and Y"."""
        found: list[RoleStatement] = []
        for pattern in (_WHOSE_MEMBERS, _OF_WHICH, _FOUNDED_BY):
            for match in pattern.finditer(self.text, self.clause.start, self.clause.end):
                body = self._body_before(match.start())
                listed = list_behind(self.text, self.rows, match.end(), self.clause.end) if body else []
                if body and not _QUANTIFIED.search(self.text[match.end() : listed[0].quote.start] if listed else ""):
                    role = role_named(match["role"] if "role" in match.groupdict() else "")
                    if pattern is _OF_WHICH:
                        told = _ARE_MEMBERS.match(self.text, listed[-1].quote.end, self.clause.end) if listed else None
                        if told is None or CLAIMS_MORE.search(told.group()):
                            continue
                        role = role_named(told.group())
                    found += self._of(listed, body, role)
        return found

    def suspended_by(self, last: str) -> list[RoleStatement]:
        """Suspensions that others decide: "suspended X from Y", "Y suspended X"."""
        found: list[RoleStatement] = []
        for match in _SUSPENDED.finditer(self.text, self.clause.start, self.clause.end):
            whom = list_behind(self.text, self.rows, match.end(), self.clause.end, 20)
            if not whom or self._is_excluded(match.start(), match.end()):
                continue
            behind = within(self.rows, whom[-1].quote.end, self.clause.end)
            bodies = [r for r in behind if r.actor in registry().organisations]
            from_it = bodies and _FROM.fullmatch(self.text, whom[-1].quote.end, bodies[0].quote.start)
            before = [r.actor for r in within(self.rows, self.clause.start, match.start())]
            own = next((a for a in reversed(before) if a in registry().organisations), "")
            body = (
                bodies[0].actor if from_it else own or (last if _FROM_IT.match(self.text, whom[-1].quote.end) else "")
            )
            if body:
                found += self._of(whom, body, "suspended", "entry")
        return found

    def _body_before(self, position: int) -> str:
        """The organisation that ends right before a place."""
        for row in reversed(within(self.rows, self.sentence.start, position)):
            if row.actor in registry().organisations and _COMMA.fullmatch(self.text, row.quote.end, position):
                return row.actor
            if row.actor in registry().organisations:
                return ""
        return ""

    def _of(self, rows: Sequence[Mention], body: str, role: str, timing: str = "") -> list[RoleStatement]:
        states = registry().states
        actors = dict.fromkeys(r.actor for r in rows if r.actor in states and r.kind not in PLACES)
        return [RoleStatement(actor, body, role, "stated", self.quote, timing) for actor in actors]


_OF_MANY = re.compile(r"\s*(?:as\s+)?(?:most|many|some|several|few|all|half|other|fellow|the)\b", re.I)
_NAMED_ROLE = r"(?P<role>(?:full |associate |dialogue |fellow )?(?:members?|partners?|observers?|associates?)(?: states?| countries)?)"
_COMMA = re.compile(r"[,)]?\s*(?:an?\s[\w-]+(?:\s[\w-]+){0,3},?\s*)?")
_COUNTS = re.compile(
    rf"\b(?:which\s+)?(?:counts?|counted|numbers?|includes?|has)\s+(?P<who>[^.;:]{{3,160}}?)\s+(?:among|as)\s+(?:its|the)\s+{_NAMED_ROLE}\b"
)
_WHOSE_MEMBERS = re.compile(rf"\bwhose\s+(?:other\s+|\w+\s+)?{_NAMED_ROLE}\s+(?:are\s+|include\s+)?")
_OF_WHICH = re.compile(r"\b(?:of|in)\s+which\s+(?:both\s+)?")
_ARE_MEMBERS = re.compile(
    r"\s+(?:is|are)\s+(?:also\s+|both\s+|all\s+)?(?:an?\s+)?(?:full\s+|associate\s+|dialogue\s+)?(?:members?|observers?|partners?|candidates?)\b"
)
_FOUNDED_BY = re.compile(
    r"\b(?:founded|formed|set\s+up|created|established|launched)\s+(?:(?:in|on|last|this)\s+[\w ]{3,20}?\s)?by\s+"
)
_SUSPENDED = re.compile(r"\b(?:suspended|suspend|suspending)\s+(?:the\s+)?(?=[A-Z])")
_FROM = re.compile(r"\s+(?:\w+\s+)?from\s+(?:the\s+)?")
_FROM_IT = re.compile(r"\s+(?:as\s+well|too|until|on|for|from\s+(?:it|the\s+\w+))\b|\s*[.,;]")


ELSEWHERE = Dating("elsewhere")
"""The date of what another event dates, or of several bodies or subjects that each have their own."""


@dataclass(frozen=True, slots=True)
class _Told:
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
        timing = "past" if _PAST.match(said.words) else ""
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


_NOUN_BEHIND = re.compile(
    r"(?:'s|’s)?\s+(?P<n>(?:full |founding |associate |fellow )?(?:members?|observers?|candidates?|all(?:y|ies))(?: states?| countr(?:y|ies)| nations?)?)\s+(?:such as\s+|like\s+)?(?!states?\b|countr)"
)
_ORGAN = re.compile(
    r"(?:'s|’s)|\s+(?:single|common|internal|military|peace|parliamentary|customs|joint|integrated)\b|\s+(?-i:[A-Z])\w+|"
    r"\s+(?:market|command|committee|council|assembly|commission|agency|mission|force|programme|program|fund|bank|court)\b",
    re.I,
)
_AS_ROLE = re.compile(
    r"\s+as\s+(?:an?|the|its)?\s*(?:\w+\s+){0,2}?(?:observer|associate|candidate|partner|member)s?\b", re.I
)


def is_of_another(text: str, position: int) -> bool:
    """Whether a name at a position is a person's or a place's of another ("Ambassador Germany", "America's Georgia")."""
    return _OF_ANOTHER.search(text[max(position - 40, 0) : position]) is not None


def _is_organ(text: str, body: Mention) -> bool:
    """Whether a mention is of a part of an organisation ("NATO's military command", "the UN Security Council")."""
    return body.kind == "organ" or _ORGAN.match(text, body.quote.end) is not None


def _as_role(text: str, body: Mention | None) -> str:
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
        if _is_organ(text, other) or not re.search(r"[,]|\band\b|\bwell\b", gap):
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
