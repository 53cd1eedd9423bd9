"""From text to a typed proposition, bounded in size and depth, with errors that name what would do."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from multipolar.errors import InputError
from multipolar.propositions.build import Build
from multipolar.propositions.render import render
from multipolar.propositions.terms import EACH, If, Proposition, Quantified, Trend, atoms, depth, parts, states

MAX_CHARACTERS = 2_000
MAX_DEPTH = 50

_WORDS = {
    "NAME": "a name",
    "DAY": "a day (YYYY-MM-DD)",
    "YEAR": "a year (YYYY)",
    "NUMBER": "a number",
    "PERCENT": "a percentage",
    "COUNT": "a whole number",
    "RELATION": "< > <= >= or =",
    "DIRECTION": "`rises`, `falls` or `holds`",
    "BY_SHARE": "`by N%`",
    "QUANTIFIER": "`all`, `most`, `some` or `none`",
    "$END": "the end",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LBRACE": "`{`",
    "RBRACE": "`}`",
    "COMMA": "`,`",
    "COLON": "`:`",
    "STAR": "`*`",
}


def parse(text: str) -> Proposition:
    """The typed proposition that a text writes (grammar: docs/propositions.md).

    InputError with the position, what was expected and the nearest valid names where it is none: unknown
    state, organisation, measure or role, wrong number or kind of arguments, a state paired with itself,
    a span that ends before it begins, no time given, too long (2,000 characters) or too deep (50 terms).
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"a proposition of {len(text):,} characters is too long",
            place=f"character {MAX_CHARACTERS + 1:,}",
            mend=f"Write at most {MAX_CHARACTERS:,} characters",
        )
    _refuse_deep_brackets(text)
    try:
        proposition: Proposition = _parser().parse(text)  # type: ignore[assignment]  # the builder makes terms
    except UnexpectedInput as error:
        raise _syntax_error(text, error) from None
    _refuse_unsound(proposition)
    return proposition


def parses(text: str) -> bool:
    """Whether a text is a proposition."""
    try:
        parse(text)
    except InputError:
        return False
    return True


@cache
def _parser() -> Lark:
    grammar = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=Build(), maybe_placeholders=True)


def _refuse_deep_brackets(text: str) -> None:
    if text.count("(") <= MAX_DEPTH:
        return
    level = 0
    for position, character in enumerate(text):
        level += (character == "(") - (character == ")")
        if level > MAX_DEPTH:
            raise _too_deep(f"character {position + 1}")


def _too_deep(place: str) -> InputError:
    return InputError(
        "the proposition is nested too deeply", place=place, mend=f"Nest at most {MAX_DEPTH} terms inside one another"
    )


def _refuse_unsound(proposition: Proposition) -> None:
    """What the grammar cannot see: depth, `each` out of place, an atom without a time."""
    if depth(proposition) > MAX_DEPTH:
        raise _too_deep("proposition")
    if not isinstance(proposition, If):
        for atom in atoms(proposition):
            if atom.when is None:
                times = "`around YYYY`" if isinstance(atom, Trend) else "`on YYYY-MM-DD`, `in YYYY`"
                raise InputError(
                    f"`{render(atom)}` names no time",
                    mend=f"End it with {times}, `from YYYY to YYYY` or `since YYYY`",
                )
    _refuse_stray_each(proposition)


def _refuse_stray_each(proposition: Proposition) -> None:
    if isinstance(proposition, Quantified):
        return
    inner = parts(proposition)
    if not inner and EACH in states(next(atoms(proposition))):
        raise InputError(
            f"`{render(proposition)}` uses `each` outside a quantifier",
            mend="Write `most GROUP: ... each ...`, or name a state",
        )
    for part in inner:
        _refuse_stray_each(part)


def _syntax_error(text: str, error: UnexpectedInput) -> InputError:
    position, expected = len(text), set[str]()
    if isinstance(error, UnexpectedToken):
        expected = {str(name) for name in error.accepts or error.expected}
        if error.token.type != "$END":
            position = error.token.start_pos or 0
    elif isinstance(error, UnexpectedCharacters):
        expected = {str(name) for name in error.allowed or ()}
        position = error.pos_in_stream or 0
    left = text[position:].split(maxsplit=1)
    if left:
        found = f"`{left[0][:20]}` does not fit"
    else:
        found = "the proposition ends too early" if text.strip() else "there is no proposition"
    wanted = sorted({_WORDS.get(name, f"`{name.lower()}`") for name in expected if not name.startswith("__")})
    return InputError(found, place=f"character {position + 1}", mend=f"Expected {', '.join(wanted)}")
