"""Codes of states, both ways and as of a day: ISO 3166, Correlates of War, Gleditsch-Ward, Wikidata.

A number need not stand for one state for ever: COW 260 and 255 are both DEU, and 345 is YUG, then SCG, then SRB.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from multipolar.actors.registry import Registry, nearest
from multipolar.dates import Span, span
from multipolar.errors import DataError, InputError
from multipolar.facts import Rows

KEY = "key"
ISO3_THEN = "iso3-then"
SYSTEMS = {
    "iso3": "ISO 3166-1 alpha-3: a state's key; formerly used codes (SUN, ZAR, BUR) are read, and the key is given",
    ISO3_THEN: "ISO 3166-1 alpha-3 as it stood on the day: SUN in 1985",
    "iso2": "ISO 3166-1 alpha-2, as it stood on the day",
    "isonum": "ISO 3166-1 numeric, three digits, as it stood on the day",
    "cow": "Correlates of War state number",
    "cowc": "Correlates of War letter code",
    "gw": "Gleditsch-Ward state number",
    "wikidata": "Wikidata item",
    KEY: "our key: as iso3, and own codes in X for states that never had one",
}
"""Each system of codes with what it is."""

ISO_BEGINS = 1974
"""Year of the first edition of ISO 3166."""

ALIASES = {"iso3c": "iso3", "iso2c": "iso2", "iso3n": "isonum", "cown": "cow", "gwn": "gw", "ccode": "cow"}
"""Names that R's countrycode and peacesciencer have for the same systems."""

_FIRST_YEAR, _LAST_YEAR = -9999, 9999


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a state in one system, and when it stood for that state; open on a side: as far as the state goes."""

    key: str
    system: str
    code: str
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A COW number that stands for a state in the years `first` to `last`, both included."""

    cow: int
    key: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a code becomes in another system on a day; `notes` name what a reader of the code should know."""

    code: str
    source: str
    target: str
    on: date
    actor: str
    result: str
    notes: tuple[str, ...]


def system(name: str) -> str:
    """The system that a user's word means; InputError with the known ones for any other."""
    found = ALIASES.get(name.casefold(), name.casefold())
    if found not in SYSTEMS:
        raise InputError(f"no system of codes is called {name[:40]!r}", mend=f"Write one of {', '.join(SYSTEMS)}")
    return found


class Codes:
    """All codes, by system and code and by state."""

    def __init__(self, registry: Registry, codes: Iterable[Code]) -> None:
        self._registry = registry
        self._by_code: dict[tuple[str, str], list[Code]] = defaultdict(list)
        self._by_key: dict[str, list[Code]] = defaultdict(list)
        for code in codes:
            self._by_code[code.system, code.code.upper()].append(code)
            self._by_key[code.key].append(code)
        self._years = _cow_years(self._by_code)

    def of(self, key: str) -> tuple[Code, ...]:
        """All codes of a state, whenever they held."""
        return tuple(self._by_key.get(key, ()))

    def on(self, key: str, system: str, day: date) -> tuple[Code, ...]:
        """The codes of a state in a system on a day; the precision of a date that does not settle it counts as yes."""
        return tuple(c for c in self._by_key.get(key, ()) if c.system == system and c.span.covers(day) is not False)

    def holders(self, code: str, system: str) -> tuple[tuple[str, Span], ...]:
        """Every state that a code ever stood for, with the time."""
        text = code.strip().upper()
        own = ((text, Span(None, None)),) if system in (KEY, "iso3") and text in self._registry.states else ()
        rows = self._by_code.get(("iso3" if system in (KEY, ISO3_THEN) else system, _plain(text, system)), ())
        others = ((row.key, row.span) for row in rows if not own or row.key != text)
        return tuple(dict.fromkeys((*own, *others)))

    def _coded(self, key: str, day: date) -> bool:
        """Whether ISO 3166 had a dated code for a state on a day, be it before its independence: BYS, TMP."""
        return any(c.span.start and c.span.covers(day) is not False for c in self.of(key) if c.system == "iso3")

    def _stands(self, key: str, when: Span, day: date) -> bool:
        """Whether a code stands for a state on a day: by its own dates, else for as long as the state goes."""
        life = when if when.start is not None else self._registry.states[key].span
        return when.covers(day) is not False and life.covers(day) is not False

    def state(self, code: str, system: str, day: date) -> str:
        """The state that a code stands for on a day.

        InputError where the code is unknown, stands for no state on that day, or for several.
        """
        held = self.holders(code, system)
        if not held:
            known = [c for s, c in self._by_code if s == system] or list(self._registry.states)
            raise InputError(f"no state has the {system} code {code[:40]!r}", mend=nearest(code, known))
        own = code.strip().upper()
        by_key = system in (KEY, "iso3") and own in self._registry.states
        if by_key and (self._stands(own, Span(None, None), day) or self._coded(own, day)):
            return own  # VNM in 1974 is the key of Viet Nam, although ISO had the code for the Republic in the south
        now = {key for key, when in held if self._stands(key, when, day)}
        if not now:
            spells = "; ".join(sorted({f"{key} ({self._when(key, when)})" for key, when in held}))
            raise InputError(
                f"the {system} code {code} stands for no state on {day}",
                mend=f"It stands for {spells}: choose a day in it",
            )
        if len(now) > 1:
            raise InputError(
                f"the {system} code {code} stands for several states on {day}: {', '.join(sorted(now))}",
                mend="Name the state by its key",
            )
        return now.pop()

    def _when(self, key: str, when: Span) -> str:
        if when.start or when.end:
            return str(when)
        return "; ".join(str(spell.span) for spell in self._registry.states[key].spells)

    def convert(self, code: str, source: str, target: str, day: date) -> Conversion:
        """A code of one system in another, as of a day; InputError where either end is unknown, open or absent."""
        source, target = system(source), system(target)
        key = self.state(code, source, day)
        return Conversion(code, source, target, day, key, self._in(key, target, day), self._notes(key, target, day))

    def _in(self, key: str, target: str, day: date) -> str:
        if target == KEY or (target == "iso3" and not key.startswith("X")) or (target, key) == ("iso3", "XKX"):
            return key
        if target == "iso3":
            raise InputError(f"{key} has no ISO 3166 code", mend="Its own key is used instead: --to key")
        table = "iso3" if target == ISO3_THEN else target
        found = {c.code for c in self.on(key, table, day)}
        if len(found) != 1:
            held = "; ".join(f"{c.code} ({c.span})" for c in self.of(key) if c.system == table)
            what = f"several codes, {', '.join(sorted(found))}," if found else "no code"
            raise InputError(f"{key} has {what} in {target} on {day}", mend=f"The record has {held}" if held else "")
        return found.pop()

    def _notes(self, key: str, target: str, day: date) -> tuple[str, ...]:
        state = self._registry.states[key]
        notes = [c.note for c in self.of(key) if c.system == target and c.note and c.span.covers(day) is not False]
        then = [c.code for c in self.on(key, "iso3", day)] if target == "iso3" else []
        notes += [f"ISO 3166-1 had the code {code} for it on that day" for code in then if code != key]
        if state.exists(day) is False:
            notes.append(f"{state.name} was not an independent state on {day}")
        if state.note and state.status in ("disputed", "UN observer", "former"):
            notes.append(state.note)
        return tuple(dict.fromkeys(notes))

    def state_of_cow(self, cow: int, year: int) -> str | None:
        """The key of the state that a COW number stands for in a year, or None where it stands for none."""
        found = self.span_of_cow(cow, year)
        return found.key if found else None

    def span_of_cow(self, cow: int, year: int) -> CodeSpan | None:
        """As `state_of_cow`, with the years for which the number stands for that state.

        In a year in which a number passes from one state to another it is the later one's. A number that only ever
        stands for one state does so before its dates too: datasets hold figures from before independence.
        """
        known = self._years.get(cow, ())
        held = [one for one in known if one.first <= year <= one.last]
        if not held and len(known) == 1 and year < known[0].first:
            held = [CodeSpan(cow, known[0].key, _FIRST_YEAR, known[0].last)]
        return held[-1] if held else None


def _plain(text: str, system: str) -> str:
    """A code as the table writes it: Namibia stays NA, COW 0365 is 365, ISO 4 is 004."""
    if not (text.isascii() and text.isdigit()):
        return text
    return text.lstrip("0") if system in ("cow", "gw") else text.zfill(3) if system == "isonum" else text


def _cow_years(by_code: dict[tuple[str, str], list[Code]]) -> dict[int, tuple[CodeSpan, ...]]:
    years: dict[int, tuple[CodeSpan, ...]] = {}
    for (system, text), codes in by_code.items():
        if system != "cow":
            continue
        held = sorted((_years(code) for code in codes), key=lambda one: one.first)
        for earlier, later in pairwise(held):
            if later.first < earlier.last:
                raise DataError(
                    f"COW number {text} stands for both {earlier.key} and {later.key} in {later.first}",
                    place="facts/codes.csv",
                )
        years[int(text)] = tuple(held)
    return years


def _years(code: Code) -> CodeSpan:
    """The years that a code's span touches."""
    try:
        number = int(code.code)
    except ValueError:
        raise DataError(f"{code.code!r} of {code.key} is not a COW number", place="facts/codes.csv") from None
    start, end = code.span.start, code.span.end
    last = _LAST_YEAR if end is None else end.year - (end.first == date(end.year, 1, 1))
    return CodeSpan(number, code.key, start.year if start else _FIRST_YEAR, last)


def read_codes(registry: Registry, rows: Rows) -> Codes:
    """All codes from their table."""
    return Codes(
        registry,
        (Code(r["key"], r["system"], r["code"], span(r["start"], r["end"]), r["note"]) for r in rows("codes")),
    )
