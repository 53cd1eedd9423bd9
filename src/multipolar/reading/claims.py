"""Claims: what the text asserts, by whom, in which mode, on which condition. Each clause asserts for itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from multipolar.actors.record import registry
from multipolar.reading.anaphora import leading
from multipolar.reading.attribution import Attribution, aside, attributions, what_is_said
from multipolar.reading.cues import cue
from multipolar.reading.document import (
    Assertion,
    Claim,
    Document,
    Mention,
    OfficeMention,
    Quote,
    RoleStatement,
    Voice,
    within,
)
from multipolar.reading.doubt import is_unreal
from multipolar.reading.lexicon import patterns
from multipolar.reading.modes import effect, evaluative, grounds, horizon, mode, strength, tense
from multipolar.reading.parts import dateline_end
from multipolar.reading.quantified import quantified_memberships
from multipolar.reading.relations import find_assertions, last_actors, subject_before, without_told_again
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
MIN_WORDS, MAX_APART = 3, 3
MIN_MAIN = 12
"""Characters that must follow a cause for the clause to have a main statement besides."""


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
    found: list[Claim] = []
    for part in document.parts:
        if part.kind not in ("news", "comment"):
            continue
        context = Context()
        for sentence in sentences(document.text, dateline_end(document.text, part.start), part.end):
            reader = _Sentence(document.text, sentence, part.kind, within(rows, sentence.start, sentence.end), offices)
            made, context = reader.claims(_stated_in(roles, sentence), context)
            found += made
    return tuple(replace(claim, number=number) for number, claim in enumerate(found, 1))


def _stated_in(roles: tuple[RoleStatement, ...], sentence: Stretch) -> list[RoleStatement]:
    """The roles stated in a sentence."""
    return [r for r in roles if sentence.start <= r.quote.start and r.quote.end <= sentence.end]


@dataclass(frozen=True, slots=True)
class Context:
    """What the text before a sentence leaves for it: the last subjects, the last speaker, the organisation named last."""

    subjects: tuple[str, ...] = ()
    spoken: Attribution | None = None
    organisation: str = ""
    silent: bool = False
    """Whether the last sentence was in nobody else's words."""
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence from which claims are taken, with its mentions and the offices of the document."""

    text: str
    sentence: Stretch
    part: str
    rows: list[Mention]
    offices: tuple[OfficeMention, ...]

    def claims(self, roles: list[RoleStatement], context: Context) -> tuple[list[Claim], Context]:
        """The claims of each clause, and what they leave for the next sentence."""
        text, sentence, rows = self.text, self.sentence, self.rows
        made: list[Claim] = []
        inherited: tuple[str, ...] = ()
        pieces = clauses(text, sentence, _carries)
        subject = context.subjects[0] if context.silent and len(context.subjects) == 1 else ""
        spoken = attributions(text, sentence, pieces, rows, self.offices, context.spoken, context.organisation, subject)
        passing = aside(text, sentence) if spoken else None
        unreal = is_unreal(text, sentence)
        for index, piece in enumerate(pieces):
            words = piece.of(text)
            if len(re.findall(r"\w+", words)) < MIN_WORDS or words.endswith("?"):
                continue
            condition, cause = (cue(kind, text, piece.start, piece.end) for kind in ("condition", "cause"))
            skip = condition or (cause if cause and cause.end < piece.end - MIN_MAIN else None)
            relative = _RELATIVE.match(words) is not None
            antecedent = last_actors(text, rows, sentence.start, piece.start) if index else ()
            if relative and not self._adjoins(piece):
                antecedent = ()  # "its influence over the juntas, which ...": the juntas are nobody on record
            pronoun = _PRONOUN.search(words) is not None
            carried = antecedent if relative else (inherited or (context.subjects if pronoun else ()))
            own = subject_before(text, rows, piece.start, first_verb(text, piece))
            may_inherit = relative or pronoun or _NO_SUBJECT.match(words)
            assertions: tuple[Assertion, ...] = ()
            if not unreal:
                assertions = find_assertions(
                    text,
                    what_is_said(text, piece),
                    rows,
                    inherited=carried if may_inherit else (),
                    antecedent=antecedent or (context.subjects if _POSSESSIVE.search(words) else ()),
                    skip=skip,
                ) + _memberships(text, piece, rows, antecedent, roles)
                assertions = without_told_again(assertions)
            background = tuple(a for a in assertions if passing and _is_background(a, passing, piece, rows))
            assertions = tuple(a for a in assertions if a not in background)
            said = self._said_in(piece, spoken)
            made.append(self._claim(piece, said, condition, cause, assertions))
            if passing and background:
                made.append(self._background(passing, background))
            if not relative:
                inherited = own or inherited
        left = inherited or (context.subjects if _PRONOUN.match(sentence.of(text)) else ())
        bodies = [r.actor for r in rows if r.actor in registry().organisations]
        counted = (*context.counted, *bodies)
        body = leading(Counter(counted)) or (bodies[-1] if bodies else context.organisation)
        return made, Context(left, spoken[0] if spoken else context.spoken, body, not spoken, counted)

    def _said_in(self, piece: Stretch, spoken: list[Attribution]) -> Attribution | None:
        """The innermost attribution whose words or verb a clause holds."""
        for said in reversed(spoken):
            overlap = min(said.end, piece.end) - max(said.start, piece.start)
            if overlap * 2 >= piece.end - piece.start or (piece.start <= said.verb.start < piece.end and overlap > 0):
                return said
        return None

    def _claim(
        self,
        piece: Stretch,
        said: Attribution | None,
        condition: Quote | None,
        cause: Quote | None,
        assertions: tuple[Assertion, ...],
    ) -> Claim:
        text = self.text
        own = "publisher" if self.part == "news" else "author"
        voices = said.chain if said else (Voice(own),)
        many = patterns().first("many", text, piece.start, piece.end)
        if many:
            voices = (Voice("many", words=Quote(many.start(), many.end(), many.group())),)
        named = "many" if many else said.display if said else f"the {own}"
        mode_, rule = mode(text, piece, self.part, voices, said.verb if said else None)
        if mode_ == "wish or demand" and said is None and not many:
            wishing = self._wishing(piece)
            voices, named = ((Voice("actor", wishing),), registry().label(wishing)) if wishing else (voices, named)
        return Claim(
            number=0,
            quote=Quote(piece.start, piece.end, piece.of(text)),
            part=self.part,
            mode=mode_,
            speaker=named,
            hedge=cue("hedge", text, piece.start, piece.end),
            condition=condition,
            cause=cause,
            assertions=assertions + _presupposed(text, condition, self.rows),
            voices=voices,
            strength=strength(text, piece),
            tense=tense(text, piece, mode_),
            horizon=horizon(text, piece, mode_),
            effect=effect(text, piece, cause),
            grounds=grounds(text, piece),
            evaluative=evaluative(text, piece),
            rule=rule,
        )

    def _adjoins(self, piece: Stretch) -> bool:
        """Whether the last actor before a relative clause stands right before it, but for a few words of its own."""
        before = [r.quote.end for r in self.rows if r.quote.end <= piece.start]
        gap = self.text[before[-1] : piece.start] if before else ""
        return bool(before) and len(gap.split()) <= MAX_APART

    def _wishing(self, piece: Stretch) -> str:
        """The one actor that a clause says to wish or to ask for something, whose wish it then is."""
        found = cue("demand", self.text, piece.start, piece.end)
        if found is None or _WISHES.match(found.text) is None:
            return ""
        subject = subject_before(self.text, self.rows, piece.start, found.start)
        return subject[0] if len(subject) == 1 else ""

    def _background(self, passing: Stretch, assertions: tuple[Assertion, ...]) -> Claim:
        """What an aside says of a speaker, as a claim of whoever writes."""
        quote = Quote(passing.start, passing.end, passing.of(self.text))
        within_it = tuple(
            a if passing.start <= a.cue.start and a.cue.end <= passing.end else replace(a, cue=quote)
            for a in assertions
        )
        return self._claim(passing, None, None, None, within_it)


_WISHES = re.compile(r"(?:want|wish|hope|ask|press|plead|lobb|demand|urg|call|appeal|propos|would like)", re.I)


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


def _presupposed(text: str, condition: Quote | None, rows: list[Mention]) -> tuple[Assertion, ...]:
    """What a condition takes for granted ("while the trend towards weakening X continues") is asserted with it."""
    if condition is None or not re.search(
        r"\b(?:continu\w+|persist\w*|remain\w*|last\w*|keep\w*)\b", condition.text, re.I
    ):
        return ()
    inside = find_assertions(text, Stretch(condition.start, condition.end), rows)
    return tuple(replace(assertion, presupposed=True) for assertion in inside)


def _memberships(
    text: str, piece: Stretch, rows: list[Mention], antecedent: tuple[str, ...], roles: list[RoleStatement]
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
