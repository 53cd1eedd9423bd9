"""What a clause asserts between actors: relations found by cue words, with the actors in their slots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.cues import cue, cues
from multipolar.reading.document import PLACES, Assertion, Mention, Quote, within
from multipolar.reading.doubt import is_tangled, is_unreal
from multipolar.reading.lexicon import patterns, table
from multipolar.reading.sentences import Stretch
from multipolar.reading.spans import share_of, years_of

MAX_CLAUSE = 1500
"""Relations are looked for in clauses up to this length; longer ones are no clauses."""

_JOIN = re.compile(
    r"(?=[^\w]*(?:[,;&]|\b(?:and|or|plus|with|of)\b))[\s,;&]*(?:(?:and|or|as well as|also|the|both|like|of|with|plus|even|then|(?:and|or) (?:then )?(?:in|to|with|from|on))\s+)*[\s\"“”]*"
)
_PREPOSITION = re.compile(
    r"\b(?:in|of|from|with|at|to|by|for|on|against|between|under|into|over|upon|near|via|through|towards?|outside|inside|within|than|as|like|after|before|since|without|despite|alongside)\s+(?:(?:the|a|an|its|their|his|her|all|some|most|former|other|smaller|neighbouring|neighboring)\s+){0,2}$",
    re.I,
)
_OF = re.compile(
    r"(?:\bof|\b(?:regimes?|governments?|countries|states|leaders|capitals|dictators|elites|members|rulers|republics|nations|powers)\s+(?:of|in))"
    r"\s+(?:(?:the|all|such|these|its|bodies|organi[sz]ations|as)\s+){0,4}$",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|n't|neither|nor|hardly|scarcely|without|freed|rid|shaken off|shook off|overcome|overcame|escaped|broken free|broke free|fail(?:s|ed)? to|cannot|can't|refus(?:es|ed) to|rarely|seldom|far from)\b(?:\W+\w+){0,4}\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of the relations table: the cue and where its subject and object stand; "?" marks an optional object."""

    name: str
    domain: str
    subject: str
    object: str
    optional: bool


@cache
def relations() -> tuple[Relation, ...]:
    """The relations of lexicon/relations.csv, most specific first."""
    return tuple(
        Relation(
            name=row["relation"],
            domain=row["domain"],
            subject=row["subject"],
            object=row["object"].removesuffix("?"),
            optional=row["object"].endswith("?") or is_told(row["relation"]),
        )
        for row in table("relations")
    )


def quantifier(text: str, rows: list[Mention], start: int, end: int) -> str:
    """The quantifier of a group between two offsets: most, all, some, none or "" ("several years" counts no states)."""
    for word in ("most", "all", "some", "none"):
        for found in cues(f"quantifier {word}", text, start, end):
            near = text[found.end : found.end + 60]
            group = next((r for r in rows if r.quote.start >= found.end), None)
            reach = text[found.end : group.quote.start] if group is not None and is_group(group.actor) else None
            if re.match(r"\s+of\s+(?:them|these|those|which|whom|its|their)\b", near):
                return word
            if reach is not None and re.fullmatch(r"\s+(?:of\s+)?(?:[\w'’-]+\s+){0,3}", reach):
                return word
    return ""


def coordinated(text: str, rows: list[Mention], first: int) -> tuple[Mention, ...]:
    """The mentions that form one list with the mention at index `first` ("Turkey, Hungary and Azerbaijan")."""
    found = [rows[first]]
    for row in rows[first + 1 :]:
        gap = text[found[-1].quote.end : row.quote.start]
        if row.quote.start != found[-1].quote.start and not _JOIN.fullmatch(gap):
            break
        if re.match(r",\s+with\b", gap):
            break  # "China, with Russia far behind": no list
        if " of " in f" {gap} " and "," not in gap and " and " not in gap:
            break
        if len(found) == 1 and re.match(r",\s+and\b", gap):
            break  # ", and" after a single name opens a clause
        found.append(row)
    return tuple(found)


def _actors(rows: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.actor for row in rows))


def _preceded(text: str, row: Mention, pattern: re.Pattern[str], floor: int) -> bool:
    return pattern.search(text[max(floor, row.quote.start - 50) : row.quote.start]) is not None


def _list_head(text: str, rows: list[Mention], index: int) -> int:
    """The first mention of the list that a mention belongs to, so that all of a list share its preposition."""
    while index > 0:
        gap = text[rows[index - 1].quote.end : rows[index].quote.start]
        if rows[index - 1].quote.start == rows[index].quote.start or (
            _JOIN.fullmatch(gap) and " of " not in f" {gap} "
        ):
            index -= 1
        else:
            break
    return index


def subject_before(
    text: str, rows: list[Mention], start: int, position: int, inherited: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The actors of the noun phrase that governs a verb: the first outside a prepositional phrase, else those the
    clause inherits, else the last after "of" ("the influence of X has grown")."""
    before = [r for r in rows if start <= r.quote.start and r.quote.end <= position and r.kind not in PLACES]
    for index, row in enumerate(before):
        if _owns(text, row) and index + 1 < len(before) and before[index + 1].quote.start - row.quote.end < 30:
            continue  # "X's rival Y does": Y is who does
        if _list_head(text, before, index) == index and not _preceded(text, row, _PREPOSITION, start):
            return _actors(coordinated(text, before, index))
    if inherited:
        return inherited
    for index in range(len(before) - 1, -1, -1):
        head = _list_head(text, before, index)
        if _preceded(text, before[head], _OF, start):
            return _actors(coordinated(text, before, head))
    return ()


_SUBJECT_PRONOUN = re.compile(r"(?:^|[\s,(])(?:(?:it|they|he|she)\s|(?:its|their|his|her)\s+(?:\w+\s+)?$)", re.I)


def _governed_by_pronoun(text: str, rows: list[Mention], start: int, position: int) -> bool:
    """Whether the last thing before a cue that can be its subject is a pronoun."""
    before = [r.quote.end for r in rows if start <= r.quote.start and r.quote.end <= position]
    return _SUBJECT_PRONOUN.search(text[max(before, default=start) : position]) is not None


def _after(text: str, rows: list[Mention], position: int, end: int, prepositions: str) -> tuple[str, ...]:
    """The first list of actors behind a cue; with prepositions given, the first that one of them introduces."""
    behind = [
        r
        for r in rows
        if r.quote.start >= position and r.quote.end <= end and r.quote.start - position < 140 and r.kind not in PLACES
    ]
    for index, row in enumerate(behind):
        if not prepositions:
            reached = _PLAIN_REACH.fullmatch(text[position : row.quote.start]) and not _owns(text, row)
            return _actors(coordinated(text, behind, index)) if reached else ()
        lead = text[position : row.quote.start]
        if re.search(rf"\b(?:{prepositions})\s+(?:[\w'’-]+\s+){{0,4}}$", lead, re.I):
            return _actors(coordinated(text, behind, index))
    return ()


_PLAIN_REACH = re.compile(
    r"(?:\s+(?!and\b|or\b|near\b|against\b|from\b|with\b|into\b|while\b|to\b)[\w'’-]+){0,6}\s*[\"“]?"
)


def _owns(text: str, row: Mention) -> bool:
    """Whether a mention is a possessive ("X's ally")."""
    return text[row.quote.end : row.quote.end + 2] in ("'s", "’s")


def _slot(
    where: str,
    text: str,
    rows: list[Mention],
    clause: Stretch,
    match: re.Match[str],
    inherited: tuple[str, ...],
    antecedent: tuple[str, ...],
) -> tuple[str, ...]:
    """The actors of one slot of a relation, by the table's word for it."""
    first, _, second = where.partition(" or ")
    if second:
        return _slot(first, text, rows, clause, match, (), ()) or _slot(
            second, text, rows, clause, match, inherited, antecedent
        )
    place, _, prepositions = where.partition(":")
    if place in ("first", "rest"):
        both = subject_before(text, rows, clause.start, match.start())
        return () if len(both) < 2 else both[:1] if place == "first" else both[1:]
    if place == "from":
        return _after(text, rows, match.start(), clause.end, prepositions)
    if place == "before":
        if inherited and _governed_by_pronoun(text, rows, clause.start, match.start()):
            return inherited
        return subject_before(text, rows, clause.start, match.start(), inherited)
    if place == "beside":
        beside = [r for r in rows if r.quote.end <= match.start() and not text[r.quote.end : match.start()].strip()]
        return (beside[-1].actor,) if beside else ()
    if place == "after":
        return _after(text, rows, match.end(), clause.end, prepositions)
    if place == "inside":
        inside = [r for r in rows if match.start() <= r.quote.start and r.quote.end <= match.end()]
        return _actors(coordinated(text, inside, 0)) if inside else ()
    if place == "inside-after":
        return _described(text, rows, clause, match)
    return antecedent if place in ("inherited", "antecedent") else ()


def _described(text: str, rows: list[Mention], clause: Stretch, match: re.Match[str]) -> tuple[str, ...]:
    """Whom an adjective describes: "dictatorial regimes of X", "X's dictator", "X is authoritarian"."""
    near = [r for r in rows if r.quote.start >= match.start() and r.quote.start - match.end() < 40]
    gap = text[match.end() : near[0].quote.start] if near else "."
    if re.fullmatch(r"[\s\w]{0,24}?(?:\bof\b|\bin\b)?\s*(?:the\s+)?", gap):
        return _actors(coordinated(text, near, 0))
    adjoining = [
        r for r in rows if r.quote.end <= match.start() and _JOINED_TO.fullmatch(text[r.quote.end : match.start()])
    ]
    if adjoining:
        return (adjoining[-1].actor,)
    copula = _COPULA.search(text[clause.start : match.start()])
    return subject_before(text, rows, clause.start, match.start()) if copula else ()


_JOINED_TO = re.compile(r"(?:'s|’s)?\s+")
_COPULA = re.compile(r"\b(?:is|are|was|were|remains?|became|becomes?)\b", re.I)


def _domain(relation: Relation, text: str, clause: Stretch) -> str:
    if relation.name == "agreement" and _SUPERLATIVE.search(text, clause.start, clause.end):
        return "comparison"
    if relation.name.startswith("alignment"):
        return "trade" if _ECONOMIC.search(text, clause.start, clause.end) else relation.domain
    if relation.name == "dependence" and _MORE_THAN.search(text, clause.start, clause.end):
        return "comparison"  # "on A for protection more than on B": more is said than dependence
    if relation.domain or not relation.name.startswith(("dependence", "influence")):
        return relation.domain
    for domain, words in _DOMAINS:
        if words.search(text, clause.start, clause.end):
            return domain
    return ""


_SUPERLATIVE = re.compile(r"\bthan (?:any|all|every|most)\b|\b(?:as|so) \w+ as\b", re.I)
_ECONOMIC = re.compile(
    r"\b(?:economically|commercially|in (?:its |their )?(?:economic|trade|commercial) (?:terms|matters|ties|relations)|in (?:its |their )?(?:foreign )?(?:trade|commerce))\b",
    re.I,
)
_DOMAINS = (
    (
        "security",
        re.compile(r"\b(?:military|security|arms|weapons|troops|army|defen[cs]e|protection|umbrella)\b", re.I),
    ),
    ("trade", re.compile(r"\b(?:trade|exports?|imports?|markets?|econom\w+|remittances|commerce)\b", re.I)),
    ("energy", re.compile(r"\b(?:energy|gas|oil|electricity|pipelines?)\b", re.I)),
)


def find_assertions(
    text: str,
    clause: Stretch,
    rows: list[Mention],
    *,
    inherited: tuple[str, ...] = (),
    antecedent: tuple[str, ...] = (),
    skip: Quote | None = None,
) -> tuple[Assertion, ...]:
    """The relations a clause asserts, each once per subject and object.

    `inherited` is the subject of the clause before, used where this one names none; `antecedent` is
    what a relative or appositive clause is about; `skip` is a condition or cause, which is read for itself.
    """
    words = clause.of(text)
    if len(words) > MAX_CLAUSE or is_unreal(text, clause):
        return ()
    tangled = is_tangled(words)
    here = [r for r in within(rows, clause.start, clause.end) if not _inside(r.quote, skip)]
    fronted = _FRONTED.match(words)
    bearers = [r for r in here if not _is_attribute(text, r)]
    qualifiers = cues("qualifier", text, clause.start, clause.end) + cues("evaluative", text, clause.start, clause.end)
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Assertion] = {}
    taken: list[tuple[int, int]] = [(skip.start, skip.end)] if skip else []
    span = years_of(text, clause.start, clause.end)
    since, share = span[2] if span else _window(text, clause), share_of(text, clause.start, clause.end)
    possible = sorted(
        patterns().matches("relation", text, clause.start, clause.end), key=lambda m: (m[0], m[1].start())
    )
    for index, match in possible:
        relation = relations()[index]
        if tangled and not is_told(relation.name):
            continue  # what a measure would be asked for must be plain
        if any(a < match.end() and match.start() < b for a, b in taken) or _is_in_name(here, match):
            continue
        if _is_unsaid(relation.name, text, here, match, clause):
            continue
        usable = bearers if relation.name in _OF_POWERS else here
        slots = _slots(relation, text, clause, match, usable, here, inherited, antecedent)
        if slots is None:
            continue
        subjects, objects = slots
        taken.append(match.span())
        if fronted and match.start() >= clause.start + fronted.end():
            usable = [r for r in usable if r.quote.start >= clause.start + fronted.end()]
            subjects = _slot(relation.subject, text, usable, clause, match, inherited, antecedent) or subjects
        if not _fits(relation.name, objects, text, clause, match):
            continue
        name, than = _compared(relation.name, text, here, match, clause)
        name, years = _overtaking(name, text, clause, match, span)
        assertion = Assertion(
            relation=name,
            subjects=subjects,
            objects=objects,
            cue=Quote(match.start(), match.end(), match.group()),
            quantifier=quantifier(text, here, clause.start, match.start()),
            domain=_domain(relation, text, clause),
            negated=_is_negated(text, clause, match),
            qualifiers=qualifiers,
            since=since,
            years=years,
            share=share,
            than=than,
            presupposed=relation.domain == "regime" and not _predicative(text, clause, match),
        )
        found.setdefault((name, subjects, objects), assertion)
    return tuple(sorted(found.values(), key=lambda a: a.cue.start))


def _slots(
    relation: Relation,
    text: str,
    clause: Stretch,
    match: re.Match[str],
    usable: list[Mention],
    here: list[Mention],
    inherited: tuple[str, ...],
    antecedent: tuple[str, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Subjects and objects of a relation at its cue, or None where the clause does not say enough to assert it."""
    subjects = _slot(relation.subject, text, usable, clause, match, inherited, antecedent)
    objects = _slot(relation.object, text, here, clause, match, inherited, antecedent)
    if relation.subject == "before" and _is_passive(text, clause, match):
        by = _after(text, here, match.end(), clause.end, "by")
        subjects, objects = (by, subjects) if by else (subjects, objects)
    objects = tuple(o for o in objects if o not in subjects)
    told = is_told(relation.name)
    complete = objects or relation.object in ("none", "antecedent") or relation.optional
    return (subjects, objects) if (subjects or told) and complete else None


def _is_negated(text: str, clause: Stretch, match: re.Match[str]) -> bool:
    """Whether a negation stands before or inside a cue that is not itself one."""
    before = _NEGATION.search(text[clause.start : match.start()]) is not None
    inner = _INNER_NEGATION.search(match.group()) is not None
    own = match.group().lower().startswith(("not ", "no longer", "hardly", "never", "scarcely"))
    return (before or inner) and not own


_BE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$", re.I)
_BY = re.compile(r"\s+(?:[\w'’-]+\s+){0,6}?by\b", re.I)


def _is_passive(text: str, clause: Stretch, cue: re.Match[str]) -> bool:
    """Whether what stands before a verb undergoes what it tells ("X was accused by Y")."""
    before = _BE.search(text[max(clause.start, cue.start() - 24) : cue.start()])
    return before is not None and _BY.match(text, cue.end(), clause.end) is not None


_STATED = ("alliance", "capability", "democracy", "defence", "dependence ", "regime ", "trade order")
"""Relations that a modal verb before their cue leaves unsaid."""
_MODAL = re.compile(
    r"\b(?:would|could|might|(?-i:may)|should|must|ought to|needs? to|ha(?:s|ve) to|can)\s+(?:\w+\s+){0,2}$", re.I
)
_OVERTAKES = re.compile(r"(?:overt|surpass|eclips|outstrip|has overt|have overt)", re.I)
_BEFORE_YEAR = re.compile(r"\bbefore\s+(?:[\w'’-]+\s+){0,6}?(?P<year>(?:18|19|20)\d\d)\b", re.I)


def _is_unsaid(name: str, text: str, rows: list[Mention], cue: re.Match[str], clause: Stretch) -> bool:
    """Whether a modal verb leaves a relation open, or an order has nothing that it is set against."""
    if name.startswith(_STATED) and _MODAL.search(text[max(clause.start, cue.start() - 40) : cue.start()]):
        return True
    ordered = " order" in name and name.startswith(("trade", "dependence"))
    return ordered and not _compared(name, text, rows, cue, clause)[1]


def _overtaking(
    name: str, text: str, clause: Stretch, cue: re.Match[str], span: tuple[int | None, int | None, Quote] | None
) -> tuple[str, tuple[int | None, int | None] | None]:
    """Overtaking in a year is an order turned round in that year; before a year, the order of the year before it."""
    if name != "capability order" or not _OVERTAKES.match(cue.group()):
        return name, span[:2] if span else None
    before = _BEFORE_YEAR.search(text, clause.start, clause.end)
    if before is not None:
        return name, (int(before.group("year")) - 1,) * 2
    if span is not None and span[0] is not None and span[0] == span[1] and span[2].text.lower().startswith("in"):
        name = "capability overtaking"
    return name, span[:2] if span else None


_THAN = re.compile(
    r"\b(?:than|times)\s+(?:it\s+(?:does\s+|is\s+)?)?(?:(?:its|their|the|that)\s+)?(?:trade\s+)?(?P<with>(?:with|on|upon|like|alongside|as)\s+)?(?:(?:those|that|the\s+votes|the\s+ballots)\s+of\s+)?(?:the\s+)?",
    re.I,
)
_COMPARED = {
    "trade order": "trade order", "trade order reversed": "trade order reversed", "dependence order": "trade order",
    "dependence order reversed": "trade order reversed", "agreement": "agreement order",
}  # fmt: skip
"""What a relation becomes where something is set against its object; dependence is compared in trade."""


def _compared(name: str, text: str, rows: list[Mention], cue: re.Match[str], clause: Stretch) -> tuple[str, str]:
    """A relation that a comparison turns into an order ("votes with A more often than with B", "... than B does")."""
    if name not in _COMPARED:
        return name, ""
    match = _THAN.search(text, cue.end(), clause.end)
    if match is None:
        return name, _left_out(name, text, rows, cue, clause)
    other = next((r.actor for r in rows if 0 <= r.quote.start - match.end() < 12), "")
    if not other:
        return name, ""
    if name != "agreement" or match.group("with") or _BALLOTS.match(cue.group()):
        return _COMPARED[name], other
    return "agreement order of states", other


_BALLOTS = re.compile(r"(?:votes|ballots|voting)\b.*\b(?:coincid|agree|match|align|overlap|line|identical)", re.I)


def _left_out(name: str, text: str, rows: list[Mention], cue: re.Match[str], clause: Stretch) -> str:
    """Whom "... and already trades more with A" sets A against: the one object that the clause has named before."""
    lead = text[clause.start : cue.start()]
    if name != "trade order" or not re.search(r"\band\s+(?:(?:already|now|today|even)\s+)?$", lead, re.I):
        return ""
    named = {r.actor for r in rows if r.quote.end <= cue.start() and _preceded(text, r, _PREPOSITION, clause.start)}
    return named.pop() if len(named) == 1 else ""


_FRONTED = re.compile(
    r"(?:while|whereas|although|though|when|as|after|unlike|despite|should|if|with)\b[^,]{3,160},\s*", re.I
)
_INNER_NEGATION = re.compile(r"(?<!^)\b(?:not|never|no longer)\b|n't\b", re.I)
_NOT_A_POWER = re.compile(
    r"\b(?:governments?|talks|coalitions?|deals?|econom(?:y|ies)|bridges?|cabinets?|markets?|parties|party)\b[^,;.]{0,40}$",
    re.I,
)
_LESS = re.compile(r"\b(?:less|fewer|rarer|seldom|rarely|on a resolution|in a vote)\b", re.I)


def _fits(name: str, objects: tuple[str, ...], text: str, clause: Stretch, match: re.Match[str]) -> bool:
    """Whether a cue can mean its relation here: a leader leads a group, a power is no cabinet, "less" turns an order."""
    if name == "leadership":
        return any(is_group(actor) for actor in objects)
    if name == "alignment towards" and match.group().split()[0].lower() in ("and", "but", "then", "to", "into"):
        return _MOTION.search(text, clause.start, match.start()) is not None
    if name == "capability order" and _NOT_STRENGTH.search(text, match.end(), clause.end):
        return False
    if name == "alliance":
        return _SIGNED.search(text[max(clause.start, match.start() - 50) : match.start()]) is None
    if name.startswith("dependence "):
        return _NOT_TRADE.search(text, clause.start, clause.end) is None
    if name in ("weakening", "strengthening"):
        return _NOT_A_POWER.search(text[clause.start : match.start()]) is None
    if name in ("agreement", "trade order", "dependence"):
        return _LESS.search(text, clause.start, clause.end) is None
    return True


_SIGNED = re.compile(
    r"\b(?:(?:sign|negotiat|propos|discuss|reject|seek|sought|want|draft|offer|prepar)\w*|less (?:of )?an?)\b[^,;.]*$",
    re.I,
)
_MORE_THAN = re.compile(r"\bmore\b[^,;.]{0,60}\bthan\s+(?:it\s+)?(?:does\s+)?(?:on|upon)\b", re.I)
_MOTION = re.compile(
    r"\b(?:shift|mov|turn|drift|pivot|swung|swing|pass|slid|slip|cross|switch|migrat|gone|gravitat|step|edg)\w*\b[^;.]{0,60}\b(?:away from|from)\b",
    re.I,
)
_NOT_STRENGTH = re.compile(
    r"\b(?:trad(?:e|ing)|partner|exporter|importer|exports?|imports?|supplier|producer|investor|creditor|lender|population|populous|GDP|gross|economy|economic|income|output|league|table|ranking|medals?|tourists?|donor|emissions|emitter)\b",
    re.I,
)
_NOT_TRADE = re.compile(
    r"\b(?:military|security|arms|weapons|troops|army|defen[cs]e|energy|gas|oil|electricity|pipelines?|aid|loans?|water|food|grain|remittances|technology|foreign policy)\b",
    re.I,
)


def _is_in_name(rows: list[Mention], match: re.Match[str]) -> bool:
    """Whether a cue is a word of an actor's name ("the Democratic Republic of ..."), and so says nothing of it."""
    return any(row.quote.start <= match.start() and match.end() <= row.quote.end for row in rows)


def _inside(quote: Quote, outer: Quote | None) -> bool:
    return outer is not None and outer.start <= quote.start and quote.end <= outer.end


_OF_POWERS = frozenset(
    {
        "weakening",
        "strengthening",
        "capability order",
        "capability order reversed",
        "influence",
        "leadership",
        "acting for",
    }
)
_POWER_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:power|might|strength|weight|capabilit(?:y|ies)|influence|empire|state|regime|role|decline|weakness)\b",
    re.I,
)


def _is_attribute(text: str, row: Mention) -> bool:
    """Whether an adjective stands before a thing that is not the state's power ("Russian industry", not "Russian power")."""
    return row.kind == "adjective" and not is_group(row.actor) and not _POWER_NOUN.match(text, row.quote.end)


def _predicative(text: str, clause: Stretch, match: re.Match[str]) -> bool:
    """Whether an adjective is what the clause says ("X is authoritarian") and not in passing ("authoritarian X")."""
    lead = text[max(clause.start, match.start() - 40) : match.start()]
    return (
        re.search(r"\b(?:is|are|was|were|remains?|became|becomes?|turned)\b(?:\s+\w+){0,4}\s*$", lead, re.I) is not None
    )


def _window(text: str, clause: Stretch) -> Quote | None:
    for kind in ("window traditional", "window years", "window trend", "window began"):
        found = cue(kind, text, clause.start, clause.end)
        if found:
            return found
    return None


def window_kind(words: str) -> str:
    """Which vague span words set: traditional, years, trend, began or ""."""
    return next(
        (
            kind
            for kind in ("traditional", "years", "trend", "began")
            if words and cue(f"window {kind}", words, 0, len(words))
        ),
        "",
    )


def last_actors(text: str, rows: list[Mention], start: int, end: int) -> tuple[str, ...]:
    """The last list of actors between two offsets: what "which" or "them" after it is about."""
    inside = [r for r in rows if start <= r.quote.start and r.quote.end <= end and r.kind not in (*PLACES, "office")]
    if not inside:
        return ()
    return _actors(coordinated(text, inside, _list_head(text, inside, len(inside) - 1)))


@cache
def _families() -> dict[str, dict[str, str]]:
    return {row["relation"]: row for row in table("families")}


def known_relations() -> tuple[str, ...]:
    """All relations that a claim can assert."""
    return tuple(_families())


def family(relation: str) -> str:
    """The family of a relation (lexicon/families.csv): "influence loss" is of influence, "alliance" of alignment."""
    return _families()[relation]["family"]


def is_told(relation: str) -> bool:
    """Whether a clause can tell of a relation without saying between whom; no measure stands for such a one."""
    return bool(_families()[relation]["told"])


def without_told_again(assertions: tuple[Assertion, ...]) -> tuple[Assertion, ...]:
    """Assertions without those that only tell again, and less exactly, of what another of the same family says."""
    exact = {family(a.relation) for a in assertions if not is_told(a.relation)}
    seen: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    kept: list[Assertion] = []
    for said in assertions:
        key = (family(said.relation), said.subjects, said.objects)
        if not is_told(said.relation) or (key[0] not in exact and key not in seen):
            kept.append(said)
            seen.add(key)
    return tuple(kept)


def is_group(actor: str) -> bool:
    """Whether an actor stands for several states."""
    known = registry()
    return actor in known.groups or actor in known.organisations
