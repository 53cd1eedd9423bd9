"""Memberships of so many of a group: "most members of X belong to Y", "none of the X states is a party to Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from multipolar.actors.record import registry
from multipolar.reading.dating import dating_in, is_relative
from multipolar.reading.document import Dating, Mention, Quote, within
from multipolar.reading.doubt import is_shifted, is_unreal
from multipolar.reading.role_clauses import is_of_another
from multipolar.reading.role_frames import CLAIMS_MORE, joined_bodies, role_named
from multipolar.reading.sentences import Stretch, has_verb
from multipolar.reading.spans import years_of

NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13,
}  # fmt: skip
_COUNT = rf"(?:{'|'.join(NUMBERS)}|\d{{1,3}})"
_HEAD = re.compile(
    rf"""\b(?P<vague>almost\s+|nearly\s+|virtually\s+|practically\s+|hardly\s+|about\s+|around\s+|up\s+to\s+|over\s+)?
    (?:(?P<allbut>all\s+(?:but|except|save|bar)(?:\s+for)?\s+(?P<left>one|{_COUNT}|an?\s+(?:few|handful|couple)|some|several))
     |(?P<notall>not\s+(?:all|every|each))
     |(?P<none>none|no|not\s+a\s+single(?:\s+one)?|not\s+one|neither)
     |(?P<all>every\s+single(?:\s+one)?|every(?:\s+one)?|each(?:\s+and\s+every)?|each\s+one|all|both)
     |(?P<minority>(?:less|fewer)\s+than\s+half|(?:only\s+)?a\s+minority)
     |(?P<most>most|(?:a|the)\s+(?:clear\s+|large\s+|great\s+|vast\s+|narrow\s+|slim\s+|bare\s+)?majority|more\s+than\s+half|the\s+greater\s+part)
     |(?P<several>several|a\s+number|a\s+handful)
     |(?P<some>some|a\s+few|at\s+least\s+one)
     |(?P<bound>at\s+least\s+|no\s+fewer\s+than\s+|more\s+than\s+)?(?P<n>{_COUNT}))
    (?P<rest>\s+(?:of\s+)?(?:the\s+|its\s+|today's\s+|current\s+|present\s+)?(?:(?:{_COUNT})\s+)?(?:(?:other|current|present|fellow|sovereign)\s+)?)""",
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = (
    r"(?:members?|member\s+(?:states?|countries|nations|governments)|states?|countries|country|governments?|capitals|parties|nations?|"
    r"economies|republics?|signatories|participants|ones)"
)
_BEFORE_GROUP = re.compile(
    rf"(?:{_NOUN}\s+(?:(?:that\s+(?:are|make\s+up|form)|represented|sitting|gathered|united|belonging|seated)\s+(?:in\s+|to\s+)?|of\s+|in\s+|to\s+|within\s+|from\s+)+(?:the\s+)?)?",
    re.I,
)
_ADVERBS = r"(?:\s*,[^,;.]{2,50},)?(?:\s+(?:also|now|already|still|meanwhile|today|currently|simultaneously|likewise|all|by\s+now|by\s+then|at\s+the\s+same\s+time|at\s+present|in\s+turn|too|\w+ly|themselves|itself)\b)*"
_NOT = r"(?:\s*(?:not|n't|never)\b)?(?:\s+yet\b)?"
_KIND = r"(?:\s+(?:an?|the|full|founding|fellow|equally|also|associate|mere))*"
_PREDICATE = re.compile(
    rf"""(?:['’]s?)?(?:\s+{_NOUN})?(?:\s+(?:alike|too))?{_ADVERBS}\s*,?
    (?:\s+(?P<past>are|is|were|was|has\s+been|have\s+been|had\s+been|remains?|stays?|stands?|sits?){_NOT}{_ADVERBS}
        (?:{_KIND}\s+(?:member|observer|candidate|partner|associate)s?(?:\s+(?:states?|countries))?{_ADVERBS}\s+(?:of|in|to|for|at)
          |{_KIND}\s+(?:state\s+)?part(?:y|ies){_ADVERBS}\s+to|\s+(?:in|inside|part\s+of|(?P<outside>outside))|{_KIND}(?P<inside>))
      |(?:\s+(?:do|does|did){_NOT})?{_ADVERBS}\s+belong(?:s|ed)?{_ADVERBS}\s+to
      |(?:\s+(?P<have>has|have|had){_NOT})?{_ADVERBS}\s+(?P<joined>joined|acceded\s+to|entered)
      |\s+(?:hold|holds|have|has|enjoys?){_ADVERBS}(?:\s+an?)?\s+(?:observer|candidate|associate|partner)\s+status\s+(?:in|at|of|with)
      |\s+(?:\w+\s+){{1,8}}?as\s+(?:full\s+|associate\s+)?(?:members?|observers?|partners?)\s+(?:of|in)
    )\s*(?:both\s+)?(?:the\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_MEMBER_NOUN = re.compile(
    r"\s*(?P<noun>members?|member\s+(?:states?|countries)|observers?|candidates?|states|countries)\b", re.I
)
_EXCEPT = re.compile(
    r"(?:,\s*|\s+|\s*\(\s*|\b)(?:except(?:\s+for)?|excepting|but(?!\s+also)|bar|barring|save(?:\s+for)?|apart\s+from|aside\s+from|other\s+than|with\s+the\s+(?:sole\s+|single\s+|lone\s+|only\s+)?exceptions?\s+of)\s+(?:for\s+)?(?:the\s+)?",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:would|will|(?-i:may)|might|could|should|shall|must|wants?|hopes?|plans?|if|unless|whether|used to|once|ever|until)\b|\bsince\s+(?!\d|the\b|early|mid|late|(?-i:[JFMASOND][a-z]+\s+(?:of\s+)?\d))",
    re.I,
)
_ASIDE = re.compile(r",\s*(?:as )?(?:it|one|we)\s+(?:should|must|may|might|would)\s+(?:be\s+)?\w+(?:\s+\w+)?,", re.I)
_LIST_GAP = re.compile(r"(?:\s*,\s*|\s+)(?:(?:and|or|as well as)\s+)?(?:the\s+)?")
_RELATIVE = re.compile(
    r"\b(?P<q>most|the majority|a majority|all|some|several|none|each)\s+of\s+(?:which|whom|them|these|those|its members|the members|their members|its member states)\b",
    re.I,
)
_RELATIVE_VERB = re.compile(r"\b(?:are|is|remain|belong|have|hold|become)\b")
_RELATIVE_DOUBT = re.compile(
    r"\b(?:not|never|no longer|almost|nearly|except|apart from|other than|half|were|was|had|would|will|only)\b|n't\b",
    re.I,
)
_DENIED = re.compile(r"\s*(?:not|never)\b|n't\b", re.I)


@dataclass(frozen=True, slots=True)
class QuantifiedMembership:
    """So many of a group, or of what two groups have in common, hold a role in an organisation, or do not.

    quantifier: most, all, some, none, "at least N" or "exactly N".
    """

    quantifier: str
    groups: tuple[str, ...]
    organisation: str
    role: str
    quote: Quote
    negated: bool = False
    inner: bool = False
    dated: Dating | None = None
    excepted: tuple[str, ...] = ()


def quantified_memberships(
    text: str, clause: Stretch, rows: list[Mention], antecedent: tuple[str, ...]
) -> list[QuantifiedMembership]:
    """What the clause says of so many of a group; nothing where it is wished, imagined or shifted in time."""
    words = clause.of(text)
    if is_unreal(text, clause) or _DOUBT.search(_ASIDE.sub(" ", words)):
        return []
    here = within(rows, clause.start, clause.end)
    bodies = [r for r in here if r.actor in registry().organisations]
    if not bodies:
        return []
    only = _only(text, clause, here)
    if only is not None:
        return [only]
    stated = [said for piece in _pieces(text, clause) for said in _first_explicit(text, piece, here)]
    return stated or _relative(text, clause, here, antecedent)


_AND_HEAD = re.compile(rf",?\s+(?:and|but|while|whereas|yet)\s+(?={_HEAD.pattern})", re.VERBOSE | re.IGNORECASE)


def _pieces(text: str, clause: Stretch) -> list[Stretch]:
    """The parts of "most of X are in Y, and all of Y are in X"; one where a year may be said of both."""
    if years_of(text, clause.start, clause.end) is not None:
        return [clause]
    found = _AND_HEAD.finditer(text, clause.start, clause.end)
    cuts = [cut for cut in found if has_verb(text[clause.start : cut.start()])]  # not "all but two"
    starts = [clause.start, *(cut.end() for cut in cuts)]
    return [Stretch(a, b) for a, b in zip(starts, [*(cut.start() for cut in cuts), clause.end], strict=True)]


def _first_explicit(text: str, clause: Stretch, rows: list[Mention]) -> list[QuantifiedMembership]:
    """What the first quantifier says that says anything, of each organisation of its list."""
    here = within(rows, clause.start, clause.end)
    for head in _HEAD.finditer(text, clause.start, clause.end):
        found = _explicit(text, clause, here, head)
        if found is not None:
            at = next(i for i, r in enumerate(here) if r.actor == found.organisation and r.quote.start >= head.end())
            others = joined_bodies(text, here[at], here[at + 1 :])
            return [found, *(replace(found, organisation=r.actor) for r in others)]
    return []


_NO_MORE = re.compile(r"\b(?:no|not|never|less|fewer|nor|or|to)(?:\s+(?:more|less|fewer))?(?:\s+than)?\s+$", re.I)
"""What turns the number behind it ("no more than three", "two or three")."""
_OF_GROUP = re.compile(r"(?:Of|Among|Out\s+of)\s+(?:all\s+)?(?:the\s+|its\s+)?", re.I)


def _before_head(
    text: str, clause: Stretch, rows: list[Mention], head: re.Match[str]
) -> tuple[tuple[str, ...], int, list[Mention]] | None:
    """The group of "Of the five X states, three belong to Y"; the predicate then follows the number at once."""
    opening = _OF_GROUP.match(text, clause.start, head.start())
    if opening is None:
        return None
    counted = re.compile(rf"{_COUNT}\s+", re.I).match(text, opening.end(), head.start())
    named = _group(text, counted.end() if counted else opening.end(), rows)
    end = head.end() - len(head.group("rest"))
    if named is None or not re.fullmatch(
        rf"(?:\s+{_NOUN})?\s*,\s+(?:only\s+|just\s+)?", text[named[1] : head.start()], re.I
    ):
        return None
    return named[0], end, [r for r in named[2] if r.quote.start >= end]


def _explicit(text: str, clause: Stretch, rows: list[Mention], head: re.Match[str]) -> QuantifiedMembership | None:
    known = registry()
    after = [r for r in rows if r.quote.start >= head.end() - 1]
    named = _group(text, head.end(), after) or _before_head(text, clause, rows, head)
    if named is None or _is_vague(head, named[2]) or _NO_MORE.search(text[clause.start : head.start()]):
        return None
    groups, end, rest = named
    excepted, end = _excepted(text, rest, end)
    predicate = _PREDICATE.match(text, end, clause.end)
    if predicate is None or CLAIMS_MORE.search(predicate.group()):
        return None
    target = next((r for r in rest if r.quote.start == predicate.end()), None)
    if target is None or target.actor not in known.organisations or target.actor in groups or target.kind == "organ":
        return None
    noun = _MEMBER_NOUN.match(text, target.quote.end)
    if predicate.group("inside") is not None and (
        noun is None or predicate.group().rstrip().lower().endswith("part of")
    ):
        return None
    behind = noun.end() if noun else target.quote.end
    if re.match(r"\s+or\b", text[behind : behind + 4]):
        return None  # "are members of X or neutral"
    if not excepted:
        excepted, _ = _excepted(text, [r for r in rest if r.quote.start > behind], behind)
    if not excepted and head.start() > clause.start:
        opening, until = _excepted(text, rows, clause.start)
        excepted = opening if text[until : head.start()].strip(" ,") == "" else ()
    dated = dating_in(text, behind, clause.end) or dating_in(text, clause.start, head.start())
    dated = dated or dating_in(text, end, target.quote.start)
    if not _is_settled(text, clause, predicate, dated):
        return None
    quantifier, negated = _quantifier(head)
    inner = _DENIED.search(predicate.group()) is not None or predicate.group("outside") is not None
    inner = inner != bool(head.group("allbut"))  # "all but two are in X": exactly two are not
    if inner and quantifier in ("all", "none"):
        return None  # "all members of X are not in Y" may deny either
    role = role_named(text[end : target.quote.start] + (noun.group("noun") if noun else ""))
    quote = Quote(clause.start, clause.end, clause.of(text))
    return QuantifiedMembership(quantifier, groups, target.actor, role, quote, negated, inner, dated, excepted)


def _is_vague(head: re.Match[str], behind: list[Mention]) -> bool:
    """Whether a quantifier gives no count that can be tested ("almost all", "all but a few"), or tells more.

    It tells more where those left out are named ("all but one, Estonia, ...").
    """
    left = head.group("left")
    if left and (not re.fullmatch(rf"one|{_COUNT}", left, re.I) or any(r.actor in registry().states for r in behind)):
        return True
    return bool(head.group("vague"))


_OVER = re.compile(r"\b(?:were|was|had|belonged|did)\b", re.I)


def _is_settled(text: str, clause: Stretch, predicate: re.Match[str], dated: Dating | None) -> bool:
    """Whether a day can be asked about: what is so now, or what was so on a day that the clause gives."""
    joined = predicate.group("joined") is not None and not predicate.group("have")
    if dated is not None:
        return dated.kind in ("in", "by", "since") and dated.begin is not None and not joined
    if joined or _OVER.search(predicate.group()):
        return False
    return not is_relative(text, clause.start, clause.end) and years_of(text, clause.start, clause.end) is None


_ONLY = re.compile(
    r"\b(?:is|remains|was) (?:still |so far |thus far |currently |today )?the (?:only|sole|one|lone|single) (?P<fellow>(?:full )?(?:member|state|country|nation|republic|government) )?(?P<of>(?:of|in|from|within) )?(?:the )?$",
    re.I,
)
_WITHIN = re.compile(
    r"\s+(?:(?:full\s+)?(?:member|ally|state|country|nation|republic|government|member state)\s+)?(?:(?:that\s+|which\s+)?(?:is|to\s+be|belongs|to\s+belong|to\s+have\s+joined|sits|to\s+sit)\s+)?(?:(?:also\s+)?(?:an?\s+)?(?:full\s+)?(?:member|party)\s+)?(?:in|of|to|from|within)\s+(?:the\s+)?",
    re.I,
)


def _only(text: str, clause: Stretch, rows: list[Mention]) -> QuantifiedMembership | None:
    """ "X is the only member of Y in Z", "the only Y country in Z": no other of the group is in the organisation."""
    known = registry()
    for index, (state, one, other) in enumerate(zip(rows, rows[1:], rows[2:], strict=False)):
        if is_of_another(text, state.quote.start):
            continue
        if state.actor not in known.states or not _ONLY.search(text[state.quote.end : one.quote.start]):
            continue
        if not _WITHIN.fullmatch(text[one.quote.end : other.quote.start]) or len(rows) > index + 3:
            return None
        if text[state.quote.end : one.quote.start].lstrip().lower().startswith("was"):
            return None
        pair = [one, other] if one.actor in known.groups or other.actor in known.organisations else [other, one]
        group, body = pair
        if body.actor not in known.organisations or group.actor not in {*known.groups, *known.organisations}:
            return None
        if "organ" in (group.kind, body.kind) or group.actor == body.actor or text[clause.end - 1] == "?":
            return None
        quote = Quote(clause.start, clause.end, clause.of(text))
        return QuantifiedMembership("none", (group.actor,), body.actor, "full", quote, excepted=(state.actor,))
    return None


def _group(text: str, position: int, rows: list[Mention]) -> tuple[tuple[str, ...], int, list[Mention]] | None:
    """The group or organisation that a quantifier is about, where its words end, and the mentions behind it."""
    known = registry()
    if not rows:
        return None
    first, lead = rows[0], text[position : rows[0].quote.start]
    if not _BEFORE_GROUP.fullmatch(lead) or first.kind == "organ":
        return None
    if first.actor not in known.groups and first.actor not in known.organisations:
        return None
    end, rest, groups = first.quote.end, rows[1:], (first.actor,)
    of = re.match(rf"\s+{_NOUN}\s+(?:of|in)\s+(?:the\s+)?", text[end : end + 60], re.I)
    if of and first.actor in known.groups:
        second = next((r for r in rest if r.quote.start == end + of.end()), None)
        if second is None or second.actor not in known.organisations or second.kind == "organ":
            return None
        return (first.actor, second.actor), second.quote.end, [r for r in rest if r.quote.start >= second.quote.end]
    return groups, end, rest


def _excepted(text: str, rows: list[Mention], position: int) -> tuple[tuple[str, ...], int]:
    """The states that "except X and Y" right behind a place leaves out, and where that ends."""
    noun = re.match(rf"\s+{_NOUN}", text[position : position + 40], re.I)
    match = _EXCEPT.match(text, position + (noun.end() if noun else 0))
    found: list[str] = []
    end = position
    if match:
        edge = match.end()
        for row in rows:
            if row.actor not in registry().states or (
                row.quote.start != edge and not (found and _LIST_GAP.fullmatch(text[edge : row.quote.start]))
            ):
                break
            found.append(row.actor)
            end = edge = row.quote.end
        if found and text[end : end + 1] in (",", ")"):
            end += 1
    return tuple(found), end


def _quantifier(head: re.Match[str]) -> tuple[str, bool]:
    """The quantifier as it is tested, and whether the whole is denied ("not all"); of "all but N" exactly N, left out."""
    if head.group("allbut"):
        return f"exactly {_number(head.group('left'))}", False
    if head.group("notall"):
        return "all", True
    if head.group("minority"):
        return "most", True
    for name in ("none", "all", "most", "some"):
        if head.group(name):
            return name, False
    if head.group("several"):
        return "at least 3", False
    number = _number(head.group("n"))
    bound = (head.group("bound") or "").lower()
    if bound.startswith("more"):
        return f"at least {number + 1}", False
    return (f"at least {number}" if bound else f"exactly {number}"), False


def _number(word: str) -> int:
    """The number of a word of _COUNT, or of "one"."""
    return 1 if word.lower() == "one" else NUMBERS.get(word.lower()) or int(word)


def _relative(
    text: str, clause: Stretch, rows: list[Mention], antecedent: tuple[str, ...]
) -> list[QuantifiedMembership]:
    """ "... most of which are members of X": said of the group named last."""
    words = clause.of(text)
    group = antecedent[-1] if antecedent else ""
    known = registry()
    if (
        group not in {*known.groups, *known.organisations}
        or _RELATIVE_DOUBT.search(words)
        or is_shifted(words)
        or years_of(text, clause.start, clause.end)
    ):
        return []
    for match in _RELATIVE.finditer(text, clause.start, clause.end):
        verb = _RELATIVE_VERB.search(text, match.end(), clause.end)
        target = next(
            (r for r in rows if verb and r.quote.start >= verb.end() and _is_target(text, r, verb.end())), None
        )
        if target is None or target.actor == group:
            continue
        assert verb is not None
        quantifier = match.group("q").lower().split()[-1]
        quantifier = {"majority": "most", "each": "all", "several": "some"}.get(quantifier, quantifier)
        role = role_named(text[verb.start() : target.quote.start])
        quote = Quote(clause.start, clause.end, words)
        return [QuantifiedMembership(quantifier, (group,), target.actor, role, quote)]
    return []


def _is_target(text: str, body: Mention, after: int) -> bool:
    """Whether a membership in this body is what is said behind the verb."""
    if body.actor not in registry().organisations or body.kind == "organ" or text[body.quote.end :][:2] in ("'s", "’s"):
        return False
    between = text[after : body.quote.start]
    return bool(
        _MEMBER_NOUN.match(text, body.quote.end)
        or re.search(r"\b(?:members?|observers?|candidates?|partners?|belong(?:s|ed)?|part|in)\b", between)
    )
