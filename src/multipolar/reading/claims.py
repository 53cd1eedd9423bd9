"""Claims: what the text asserts, by whom, in which mode, on which condition. Each clause asserts for itself."""

from __future__ import annotations

import re
from dataclasses import replace

from multipolar.actors.record import registry
from multipolar.reading.document import Assertion, Claim, Document, Mention, OfficeMention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_unreal
from multipolar.reading.lexicon import patterns
from multipolar.reading.quantified import quantified_memberships
from multipolar.reading.relations import cue, find_assertions, last_actors, subject_before
from multipolar.reading.sentences import Stretch, clauses, first_verb, sentences

_RELATIVE = re.compile(
    r"^(?:,\s*)?(?:(?:from|in|by|with|through|of|under|to|most of|many of|some of|all of)\s+)*(?:which|who|whose|whom|where)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"(?:^|\s)(?:it(?! (?:is|was|seems|appears|remains|follows|becomes)\b)|he|she|they|this|some of them|most of them|all of them)\b|^(?:\w+\s+)?(?:its|their)\b",
    re.I,
)
_POSSESSIVE = re.compile(r"\b(?:its|their)\b", re.I)
_NO_SUBJECT = re.compile(
    r"^(?:and|but|or)\s+(?:then\s+|also\s+|only\s+|not\s+|even\s+)*(?!the\b|a\b|an\b|it\b|they\b)[a-z]+", re.I
)
_COLLECTIVE = re.compile(
    r"\b(?P<who>(?:the\s+)?(?:heads? of (?:states?|government)|leaders|presidents|ministers|foreign ministers|participants|parties|sides|delegations|member states|members|officials?|diplomats?|spokes(?:man|woman|person)|analysts|observers|experts|critics|joint (?:statement|declaration|communiqu[eé])|statement|declaration|communiqu[eé]))\b",
    re.I,
)
UNPLACED = "somebody the text names"
"""The speaker of a statement whom neither text nor record places in a public office; no name is kept."""
MIN_WORDS = 3
MIN_MAIN = 12
"""Characters that must follow a cause for the clause to have a main statement besides."""


def _reporting(kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The first reporting expression of a kind between two offsets."""
    return patterns().first(kind, text, start, end)


def _reporting_verbs(text: str, start: int, end: int) -> list[re.Match[str]]:
    return [match for _, match in patterns().matches("verb", text, start, end)]


def _carries(piece: str) -> bool:
    """Whether a verbless piece asserts something on its own: it holds the cue of a zone or a role."""
    return (
        re.search(r"\b(?:zones?|spheres?|orbit|backyard|puppet|vassal|satellite|proxy|leader|ally)\b", piece, re.I)
        is not None
    )


def find_claims(
    document: Document, rows: list[Mention], offices: tuple[OfficeMention, ...], roles: tuple[RoleStatement, ...]
) -> tuple[Claim, ...]:
    """The claims of a document in text order, numbered from 1. Titles and boilerplate claim nothing."""
    text = document.text
    found: list[Claim] = []
    for part in document.parts:
        if part.kind not in ("news", "comment"):
            continue
        previous: tuple[str, ...] = ()
        for sentence in sentences(text, part.start, part.end):
            made, previous = _sentence_claims(text, sentence, part.kind, rows, offices, roles, len(found), previous)
            found += made
    return tuple(found)


def _sentence_claims(
    text: str,
    sentence: Stretch,
    part: str,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    roles: tuple[RoleStatement, ...],
    number: int,
    previous: tuple[str, ...],
) -> tuple[list[Claim], tuple[str, ...]]:
    made: list[Claim] = []
    inherited: tuple[str, ...] = ()
    inside = within(rows, sentence.start, sentence.end)
    attributed = _speaker(text, sentence, inside, offices)
    aside = _aside(text, sentence) if attributed else None
    unreal = is_unreal(sentence.of(text))
    pieces = clauses(text, sentence, _carries) if part == "comment" else [sentence]
    for index, piece in enumerate(pieces):
        words = piece.of(text)
        if len(re.findall(r"\w+", words)) < MIN_WORDS or words.endswith("?"):
            continue
        condition, cause = (cue(kind, text, piece.start, piece.end) for kind in ("condition", "cause"))
        skip = condition or (cause if cause and cause.end < piece.end - MIN_MAIN else None)
        antecedent = last_actors(text, inside, sentence.start, piece.start) if index else ()
        relative = _RELATIVE.match(words) is not None
        pronoun = _PRONOUN.search(words) is not None
        carried = antecedent if relative else (inherited or (previous if pronoun else ()))
        own = subject_before(text, inside, piece.start, first_verb(text, piece))
        may_inherit = relative or pronoun or _NO_SUBJECT.match(words)
        assertions = (
            ()
            if unreal
            else find_assertions(
                text,
                _what_is_said(text, piece),
                inside,
                inherited=carried if may_inherit else (),
                antecedent=antecedent or (previous if _POSSESSIVE.search(words) else ()),
                skip=skip,
            )
            + _memberships(text, piece, inside, antecedent, roles)
        )
        says_many = part == "comment" and _reporting("many", text, piece.start, piece.end) is not None
        speaker = "many" if says_many else attributed
        background = tuple(a for a in assertions if aside and _is_background(a, aside, piece, inside))
        assertions = tuple(a for a in assertions if a not in background)
        made.append(
            Claim(
                number=number + len(made) + 1,
                quote=Quote(piece.start, piece.end, words),
                part=part,
                mode=_mode(text, piece, part, speaker),
                speaker=speaker or ("the publisher" if part == "news" else "the author"),
                hedge=cue("hedge", text, piece.start, piece.end),
                condition=condition,
                cause=cause,
                assertions=assertions + _presupposed(text, condition, inside),
            )
        )
        if aside and background:
            made.append(_background(text, aside, part, number + len(made) + 1, background))
        if not relative:
            inherited = own or inherited
    return made, inherited or (previous if _PRONOUN.match(sentence.of(text)) else ())


def _is_background(assertion: Assertion, aside: Stretch, piece: Stretch, rows: list[Mention]) -> bool:
    """Whether an assertion is an aside's: by its cue, or, where that is the whole clause, by where its actors stand."""
    if assertion.cue.start > piece.start or assertion.cue.end < piece.end:
        return aside.start < assertion.cue.end <= aside.end
    behind = {r.actor for r in rows if r.quote.start >= aside.end}
    objects = {r.actor for r in rows if aside.start <= r.quote.start < aside.end}
    subjects = {r.actor for r in rows if r.quote.start < aside.start}
    return (
        subjects.issuperset(assertion.subjects)
        and objects.issuperset(assertion.objects)
        and not behind.issuperset(assertion.objects + assertion.subjects)
    )


def _background(text: str, aside: Stretch, part: str, number: int, assertions: tuple[Assertion, ...]) -> Claim:
    """What an aside says of a speaker, as a claim of whoever writes."""
    quote = Quote(aside.start, aside.end, aside.of(text))
    within_it = tuple(
        a if aside.start <= a.cue.start and a.cue.end <= aside.end else replace(a, cue=quote) for a in assertions
    )
    return Claim(
        number=number,
        quote=quote,
        part=part,
        mode=_mode(text, aside, part, ""),
        speaker="the publisher" if part == "news" else "the author",
        hedge=cue("hedge", text, aside.start, aside.end),
        condition=None,
        cause=None,
        assertions=within_it,
    )


_SAID_THAT = re.compile(
    r"\b(?:said|says?|wrote|writes|stated|states|announced|declared|declares|noted|notes|added|stressed|"
    r"emphasi[sz]ed|underlined|underscored|warned|reaffirmed|affirmed|reiterated|confirmed|claimed|claims|argued|argues|believes?|insisted|insists|"
    r"recalled|acknowledged|admitted|explained|reported|told\s+[^,;]{2,40}?)\s+(?:on\s+\w+\s+|again\s+|also\s+)?that\b",
    re.I,
)


def _what_is_said(text: str, piece: Stretch) -> Stretch:
    """The clause without whoever is said to say it: in "the Kremlin said that X ...", Russia is not what X does."""
    said = _SAID_THAT.search(text, piece.start, piece.end)
    return Stretch(said.end(), piece.end) if said else piece


_OPENS_STATEMENT = re.compile(r"[,:]?\s+[\"“‘']?(?:[A-Z]|it\b|they\b|he\b|she\b|the\b)")


def without_speaker(words: str) -> str:
    """A claim's words with whoever is said to say them blanked out; offsets stay."""
    said = _SAID_THAT.search(words)
    if said:
        return " " * said.end() + words[said.end() :]
    behind = attribution(words, 0, len(words))
    if behind:
        return f"{words[: behind[0]]}{' ' * (behind[1] - behind[0])}{words[behind[1] :]}"
    verb = _reporting("verb", words, 0, len(words))
    told = verb is not None and _OPENS_STATEMENT.match(words, verb.end())
    return " " * verb.end() + words[verb.end() :] if verb and told else words


def _presupposed(text: str, condition: Quote | None, rows: list[Mention]) -> tuple[Assertion, ...]:
    """What a condition takes for granted ("while the trend towards weakening X continues") is asserted with it."""
    if condition is None or not re.search(
        r"\b(?:continu\w+|persist\w*|remain\w*|last\w*|keep\w*)\b", condition.text, re.I
    ):
        return ()
    inside = find_assertions(text, Stretch(condition.start, condition.end), rows)
    return tuple(replace(assertion, presupposed=True) for assertion in inside)


def _memberships(
    text: str, piece: Stretch, rows: list[Mention], antecedent: tuple[str, ...], roles: tuple[RoleStatement, ...]
) -> tuple[Assertion, ...]:
    """Roles that the clause states of single states, then what it says of most, all or some of a group."""
    stated = tuple(
        Assertion(
            relation="membership",
            subjects=(role.actor,),
            objects=(role.organisation,),
            cue=role.quote,
            domain=role.role,
            negated=role.negated,
            timing=role.timing,
            dated=role.dated,
        )
        for role in roles
        if piece.start <= role.quote.start and role.quote.end <= piece.end
    )
    return stated + tuple(
        Assertion(
            relation="membership",
            subjects=found.groups,
            objects=(found.organisation,),
            cue=found.quote,
            quantifier=found.quantifier,
            domain=found.role,
            negated=found.negated,
            timing="outside" if found.inner else "",
            dated=found.dated,
            excepted=found.excepted,
        )
        for found in quantified_memberships(text, piece, rows, antecedent)
    )


def _mode(text: str, piece: Stretch, part: str, attributed: str) -> str:
    """The mode of a claim (see MODES): argued where it reasons, judges or weighs, else an unsourced assertion.

    A comment part never yields a reported fact.
    """
    forecast = cue("forecast", text, piece.start, piece.end) is not None
    if part == "news":
        if attributed:
            return "reported statement"
        return "forecast" if forecast else "reported fact"
    if forecast:
        return "forecast"
    if attributed and attributed != "many":
        return "reported statement"
    if any(cue(kind, text, piece.start, piece.end) for kind in ("argued", "mind", "qualifier", "evaluative")):
        return "argued"
    return "unsourced assertion"


def _speaker(text: str, sentence: Stretch, rows: list[Mention], offices: tuple[OfficeMention, ...]) -> str:
    """Who is said to say it: an office, an actor, a collective, or "" where the text speaks for itself."""
    verb = _reporting("verb", text, sentence.start, sentence.end)
    source = _reporting("source", text, sentence.start, sentence.end)
    if source:
        return _named(text, source.end(), min(sentence.end, source.end() + 120), rows, offices, first=True)
    behind = attribution(text, sentence.start, sentence.end)
    if behind is not None:
        start, end = behind
        return _named(text, start, end, rows, offices) or UNPLACED
    if verb is None:
        return ""
    fronted = _FRONTED.match(text, sentence.start, verb.start())
    return (
        _named(text, fronted.end() if fronted else sentence.start, verb.start(), rows, offices)
        or _named(text, verb.end(), min(sentence.end, verb.end() + 80), [], offices, first=True)
        or UNPLACED
    )


_FRONTED = re.compile(r"(?:After|When|While|As|Before|Since|Although|Though|If|Once|Because)\b[^,;]{3,160},\s+")
_LEAD_IN = re.compile(
    r"(?:(?P<quoted>[,.!?][\"”’']|[\"”’'],)|[\"”’',])\s+(?!(?:and|but|or|who|which|that|while|where)\b)(?=[^\s,])"
)
_STANDS_LAST = re.compile(
    r"\s*(?:[.,;!?)]|$|(?:on|in|at|to|during|after|last|this|later|earlier|yesterday|today|again|here)\b(?!\s+that\b))"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|cannot|may|do|does|did|left|quit|became|becomes?|remains?|joins?|"
    r"leaves|belongs?|holds?|[a-z]{2,}ed)\b"
)
_INVERTED = re.compile(r"\s+(?:the|an?|its|their|his|her|one|some|(?-i:[A-Z]))", re.I)
MAX_WHO = 90
"""Characters that whoever is named beside a reporting verb behind the words reported may take."""


def attribution(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the speaker is named behind what is said: between its comma or closing quotation mark and the verb
    ("..., a blogger claimed"), or behind the verb ("...,' joked the minister"); None where no such place is."""
    for verb in reversed(_reporting_verbs(text, start, end)):
        for lead in _LEAD_IN.finditer(text, max(start, verb.start() - MAX_WHO), verb.start() + 1):
            if not (lead["quoted"] or _is_told(text, start, lead.start())):
                continue
            if lead.end() == verb.start() and _INVERTED.match(text, verb.end()):
                return verb.end(), min(_until_stop(text, verb.end(), end), verb.end() + MAX_WHO)
            who = text[lead.end() : verb.start()]
            last = lead["quoted"] or _STANDS_LAST.match(text, verb.end(), end)
            if who.strip() and (lead["quoted"] or "," not in who) and not _FINITE.search(who) and last:
                return lead.end(), verb.start()
    return None


def _until_stop(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[,;.!?]").search(text, start, end)
    return stop.start() if stop else end


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the words up to a comma hold a statement: a subject alone ("Cuba, expelled in 1962, says") does not."""
    return _FINITE.search(text, start, _until_stop(text, start, end)) is not None


_ASIDE = re.compile(r"[^,;:\"“”]{2,80},\s+(?P<aside>[^;:\"“”]{6,200}?),\s+$")


def _aside(text: str, sentence: Stretch) -> Stretch | None:
    """The aside between a speaker and the reporting verb ("Cuba, expelled in 1962, says ..."): the author's words."""
    for verb in _reporting_verbs(text, sentence.start, sentence.end):
        found = _ASIDE.fullmatch(text, sentence.start, verb.start())
        if found and not _is_told(text, sentence.start, verb.start()):
            return Stretch(*found.span("aside"))
    return None


_OFFICIAL = re.compile(
    r"\b(?:presiden\w+|premier|prime|chancellor|king|queen|emir|monarch|minist\w+|governments?|administration|parliament|"
    r"senate|congress|cabinet|authorities|embassy|ambassadors?|diplomats?|envoys?|officials?|leaders?|leadership|heads?|"
    r"chairs?|chair(?:man|woman|manship)|secretar\w+|commission\w*|council|court|delegations?|representatives?|"
    r"spokes\w+|side|army|military|defen[cs]e|foreign|states?|countries|members(?! of the)|republics|nations|powers|"
    r"deputy|vice|central bank|chief|general|treaty|charter|declaration|statement|communiqu[eé]|doctrine|"
    r"constitution|law)\b",
    re.I,
)


def _speaks(text: str, rows: list[Mention], start: int, end: int, actor: str) -> bool:
    """Whether an actor itself, or an office of it, stands before a reporting verb: not a newspaper or a critic of it."""
    own = [r for r in rows if r.actor == actor and start <= r.quote.start and r.quote.end <= end]
    return any(_speaks_as(text, row, start, end) for row in own)


def _speaks_as(text: str, row: Mention, start: int, end: int) -> bool:
    before = re.split(r"[,;]", text[start : row.quote.start])[-1]
    after = re.split(r"[,;]|\s(?:and|in|on|at|of|for|from|with)\s", text[row.quote.end : end])[0]
    of_it = re.search(r"\b(?:of|in|from|for|at)\s+(?:the\s+)?(?:\w+\s+)?$", before, re.I)
    belongs = row.kind in ("adjective", "demonym") or after.startswith(("'s", "’s"))
    if of_it and not _OFFICIAL.search(before):
        return False
    return not belongs or _OFFICIAL.search(after) is not None or (row.kind != "adjective" and not after.strip(" '’s"))


def _named(
    text: str, start: int, end: int, rows: list[Mention], offices: tuple[OfficeMention, ...], first: bool = False
) -> str:
    """The speaker named between two offsets: the nearest to a verb behind it, or the first."""
    pick = 0 if first else -1
    people = [o for o in offices if start <= o.quote.start and o.quote.end <= end]
    if people:
        person = people[pick]
        office = person.title or person.office
        return f"{person.person}, {office}" if office else person.person
    collective = list(_COLLECTIVE.finditer(text, start, end))
    if collective:
        return re.sub(r"^the\s+", "", collective[pick].group("who"), flags=re.I).lower()
    subject = subject_before(text, rows, start, end)
    return registry().label(subject[0]) if subject and _speaks(text, rows, start, end, subject[0]) else ""
