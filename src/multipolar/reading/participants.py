"""Who took part in a meeting: the lists around words of attendance, with level and capacity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.document import PLACES, Mention, within
from multipolar.reading.lexicon import spelled, table
from multipolar.reading.sentences import Stretch
from multipolar.reading.words import Patterns


@dataclass(frozen=True, slots=True)
class Attendee:
    """An actor that took part, with the level of who came and the capacity that the text gives it."""

    row: Mention
    level: str
    capacity: str

    @property
    def actor(self) -> str:
        """The actor."""
        return self.row.actor


@cache
def attendance_cues() -> Patterns:
    """Words of attendance: those whose subject stands before them ("left") and those with a list behind ("right")."""
    rows = table("attendance")
    return Patterns({s: [whole(r["pattern"]) for r in rows if r["side"] == s] for s in ("left", "right")})


def whole(pattern: str) -> re.Pattern[str]:
    """A pattern of the tables that begins and ends with whole words."""
    return worded(rf"\b(?:{spelled(pattern).pattern})(?!(?<=\w)\w)", re.I)


def worded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern whose spaces stand for any white space, since texts break their lines anywhere."""
    return re.compile(pattern.replace(" ", r"\s"), flags)


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["level"], worded(rf"\b(?:{row['pattern']})\b", re.I)) for row in table("levels"))


@cache
def _titles() -> re.Pattern[str]:
    return worded(r"\b(?:" + "|".join(row["pattern"] for row in table("levels")) + r")\b", re.I)


@cache
def _fillers(place: str) -> frozenset[str]:
    """Words that may stand between the members of a list of states and those who come for them ("list"), between that
    list and its verb on either side ("before", "behind"), or in the name of a house of parliament ("house")."""
    return frozenset(row["word"] for row in table("fillers") if row["place"] == place)


_TOKEN = worded(r"[\w.'’-]+|[^\w\s]")
_PREPOSITION = worded(
    r"\b(?P<word>in|at|to|by|with|without|despite|against|on|over|under|for|about|than|like|unlike|near|into|towards?|through|between|because|following|since|of|from)\s+"
    r"(?:the\s+|its\s+|neighbou?ring\s+|a\s+|an\s+)?$",
    re.I,
)
_OTHER_THING = worded(
    r"(?:(?:'s|’s|s'|s’)|(?=\s))\s*(?:(?!president|prime|premier|foreign|minist|king|queen|leader|chancellor|head|deleg|envoy|ambassador|offici|represent|counterpart)[a-z][\w-]*\s+){0,2}?"
    r"(?P<noun>summit|talks|meeting|border|war|invasion|gas|oil|market|capital|exports?|imports?|sanctions?|tariffs?|troops|soldiers|forces|aggression|attack|companies|goods|territory|economy|declaration|treaty|agreement|plan|proposal|decision|request|bid|accession|entry|membership|application|membership|ties|relations|resort|city|coast|weapons|missiles|aid|loans?|money|currency|language|conflict|crisis|question|issue|veto|objections?)\b",
    re.I,
)


def _tokens_fit(gap: str, extra: frozenset[str] = frozenset()) -> bool:
    if len(gap) > 140:
        return False
    for token in _TOKEN.findall(_titles().sub("", gap)):
        low = token.lower()
        if not (low in _fillers("list") or low in extra or token[0].isupper() or token[0].isdigit() or low in "'’,()"):
            return False
    return True


_ITS = re.compile(r"(?:its|their|whose)\s", re.I)
"""Opens a title of which the state stands beside it ("Peru and its minister")."""


def _taking(row: Mention) -> bool:
    known = registry()
    return (
        row.kind not in PLACES
        and row.kind != "organ"
        and not _ITS.match(row.quote.text)
        and (row.actor in known.states or row.actor in known.organisations)
    )


def list_before(text: str, rows: Sequence[Mention], start: int, edge: int) -> list[Mention]:
    """The coordinated actors directly before a verb, in text order ("the presidents of A and B, X and Y, met")."""
    found: list[Mention] = []
    here = within(rows, start, edge)
    for row in reversed(here):
        gap = text[row.quote.end : edge]
        if row.kind in PLACES:
            break
        if not found and re.match(r"(?:,\s+(?:who|which|whose)\b)", gap):
            gap = ""
        if not _tokens_fit(gap, _fillers("before") if not found else frozenset()):
            break
        if (
            found
            and not re.search(r"[,]|\band\b|\bor\b|\bas\swell\b|\bwith\b|\balong", gap)
            and gap.strip() not in ("", "'s", "’s")
        ) and not _same_person(text, row, found[0]):
            break
        if _taking(row):
            found.insert(0, row)
        edge = row.quote.start
    while found and _is_governed(text, start, found[0]):
        if len(found) == 1 or text[found[0].quote.end : found[1].quote.start].count(",") == 0:
            return []
        found.pop(0)
    return found


def _same_person(text: str, row: Mention, other: Mention) -> bool:
    """Whether a second row belongs to the first ("Russian President Putin", both of one actor)."""
    return row.actor == other.actor or not text[row.quote.end : other.quote.start].strip()


def list_behind(text: str, rows: Sequence[Mention], start: int, end: int, reach: int = 70) -> list[Mention]:
    """The coordinated actors directly behind a verb."""
    found: list[Mention] = []
    edge = start
    for row in within(rows, start, end):
        gap = text[edge : row.quote.start]
        if (
            row.kind in PLACES
            or len(gap) > (reach if not found else 140)
            or not _tokens_fit(gap, _fillers("behind") if not found else frozenset())
        ):
            break
        if found and row.actor != found[-1].actor and not re.search(r",|\band\b|\bor\b|\bas\swell\b|\balong", gap):
            break
        if (
            found
            and re.search(r"\b(?:and|,)\s*$", text[edge : row.quote.start])
            and re.match(r"\s+(?:said|says|told|agreed|met|signed|will|was|is|has)\b", text[row.quote.end :])
        ):
            break
        edge = row.quote.end
        if _taking(row) and not is_other_thing(text, row):
            found.append(row)
    return found


def is_other_thing(text: str, row: Mention) -> bool:
    """Whether a name only qualifies a thing ("the Russian border", "Turkey's bid")."""
    return row.kind != "office" and _OTHER_THING.match(text, row.quote.end, row.quote.end + 60) is not None


def _is_governed(text: str, start: int, row: Mention) -> bool:
    """Whether a name stands behind a preposition, other than one that ties it to those who came ("delegations from")."""
    lead = _PREPOSITION.search(text, max(start, row.quote.start - 40), row.quote.start)
    if lead is None:
        return False
    word = lead.group("word").lower()
    if word == "by" and re.search(
        r"(?:,|\band|\bas well as|\bobservers?,|\bguests?,)\s*\Z", text[start : lead.start()]
    ):
        return False  # "attended by the presidents of A and B, and by C"
    if word not in ("of", "from", "for", "to"):
        return True
    before = text[max(start, row.quote.start - 150) : lead.start()]
    found = list(_titles().finditer(before))
    return not (found and _tokens_fit(before[found[-1].end() :], _fillers("house")))


def level_of(text: str, row: Mention, floor: int, ceiling: int) -> str:
    """The level of who came for an actor, by the title that stands nearest: behind the name, else before its list."""
    behind = text[row.quote.end : min(ceiling, row.quote.end + 70)]
    own = row.quote.text if row.kind == "office" else ""
    stop = re.search(r"[;.]|,(?!\s*(?:an?|the|its)\b)|\band\b", behind)
    tight = behind[: stop.start()] if stop else behind
    if not re.match(r"\s*(?:'s|’s|s’|s'|\s|,)", behind):
        tight = ""
    before = text[max(floor, row.quote.start - 200) : row.quote.start]
    before = before[max(before.rfind(";"), before.rfind(". ")) + 1 :]
    for piece, last in ((own, False), (tight, False), (before, True)):
        if piece is tight and row.kind == "office" and not own:
            continue
        level = _level_in(piece, last)
        if level:
            return level
    represented = re.search(
        r"\b(?:by|sent|dispatched|through)\s+(?:its|his|her|their|an?|the|only)?\s*[^.;,]{0,60}|\bat\s(?P<l>ministerial|summit)\slevel",
        text[row.quote.end : ceiling],
    )
    if represented:
        words = represented.group()
        return "minister" if "ministerial" in words else _level_in(words, False)
    return ""


def _level_in(piece: str, last: bool) -> str:
    """The level of the first or the last title in a piece of text."""
    best: tuple[int, int, str] | None = None
    for level, pattern in _levels() if piece else ():
        for match in pattern.finditer(piece):
            key = (match.end(), match.start()) if last else (-match.start(), -match.end())
            sized = (key[0], -key[1] if last else match.end(), level)
            if best is None or sized[0] > best[0] or (sized[0] == best[0] and sized[1] > best[1]):
                best = sized
    return best[2] if best else ""


_CAP = r"(?P<cap>observers?|guests?(?: of honou?r)?|(?:dialogue |sectoral |development |strategic )?partners?|associates?(?: members?)?|invitees?|(?:full |founding )?members?)"
_HEADED = worded(
    rf"\b{_CAP}(?:[ -](?:states?|countries|nations|status))?,?(?:(?:\s+\w+){0, 3}\s*[:(]\s*|\s+(?:including|such as|among them|like|were|was|from|of))?\s*(?:the\s+)?$",
    re.I,
)
_OWN = worded(
    rf"(?:(?:'s|’s)\s+[^.;,]{{0,60}})?(?-i:,\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{0,3}})?(?:,|\s*\()\s*(?:(?:itself|also|now|still)\s+)?(?:an?\s+|the\s+|as\s+(?:an?\s+)?|which\s+(?:is|has|holds|enjoys)\s+(?:an?\s+)?|"
    rf"whose\s+(?:country|government|state)\s+(?:is|has|holds|enjoys)\s+(?:an?\s+)?)(?:[\w-]+\s+){{0,2}}?{_CAP}\b(?! (?:of|in) (?:the )?(?!group|bloc|forum|organi|association|alliance|council)[A-Z])",
    re.I,
)
_UNDER_AS = worded(r"\b(?:as|in)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?$", re.I)
_AS = worded(
    rf"\b(?:as|in (?:the|their|its|an?) (?:capacity|role|quality) (?:as|of)|with|in)\s+(?:an?\s+|the\s+|its\s+|their\s+)?(?:(?!host\b)[\w-]+\s+){{0,2}}?{_CAP}\b(?: status| capacity| seats?| rank)?",
    re.I,
)
_BENCH = worded(
    r"\b(?:from|on|in) the (?P<cap>observer|guest)s?['’]?s? (?:benche?s?|seats?|gallery|table|chairs?|row)", re.I
)
_INVITED = worded(
    r"\b(?:at|on) (?:the (?:special )?invitation of\b|(?:[\w'’-]+ ){0,2}?[\w-]+(?:'s|’s|s'|s’) (?:special )?invitation\b)|\bby (?:special )?invitation\b|\b(?:were|was) invited as guests?\b",
    re.I,
)
_AS_BEFORE = re.compile(
    rf"(?:[,;]|\band,?)\s*as\s+(?:\w+\s+)?{_CAP},?\s+(?:by\s+)?(?:the\s+)?(?:[\w\s]{{0,30}}\s(?:of|from)\s+(?:the\s+)?)?$",
    re.I,
)
CAPACITIES = {"obs": "observer", "gue": "guest", "inv": "guest", "mem": "member", "ful": "member", "fou": "member"}


def capacity_named(words: str) -> str:
    """The capacity that a noun names."""
    low = words.lower()
    return "partner" if "partner" in low or "associate" in low else CAPACITIES.get(low[:3], "")


def capacity_of(text: str, listed: Sequence[Mention], index: int, floor: int, ceiling: int) -> str:
    """The capacity of one of a list: its own apposition, the noun that heads the list, or the "as" that closes it."""
    row = listed[index]
    own = _OWN.match(text, row.quote.end, ceiling)
    if own and not re.search(r"\bnot\b", own.group()):
        return capacity_named(own.group("cap"))
    first = index
    while first > 0 and _joined(text[listed[first - 1].quote.end : listed[first].quote.start]):
        first -= 1
    headed = _HEADED.search(text, max(floor, listed[first].quote.start - 70), listed[first].quote.start)
    as_such = headed and _UNDER_AS.search(text, max(floor, headed.start() - 20), headed.start())
    if headed and (not as_such or _INVITED_AS.search(text, max(floor, headed.start() - 20), headed.start())):
        return capacity_named(headed.group("cap"))
    last = index
    while last + 1 < len(listed) and _joined(text[listed[last].quote.end : listed[last + 1].quote.start]):
        last += 1
    of_all = _OWN.match(text, listed[last].quote.end, ceiling)
    if of_all and of_all.group("cap").endswith("s") and " not " not in of_all.group():
        return capacity_named(of_all.group("cap"))
    stop = listed[last + 1].quote.start if last + 1 < len(listed) else ceiling
    tail_end = min(stop, listed[last].quote.end + 160)
    tail = _AS.search(text, listed[last].quote.end, tail_end)
    bench = _BENCH.search(text, listed[last].quote.end, tail_end)
    if bench:
        return capacity_named(bench.group("cap"))
    if tail and _is_of_list(text[listed[last].quote.end : tail.start()], tail.group(), first < last, index == last):
        return capacity_named(tail.group("cap"))
    if _INVITED.search(text, listed[last].quote.end, tail_end):
        return "guest"
    lead = text[max(floor, listed[first].quote.start - 60) : listed[first].quote.start]
    as_guests = _AS_BEFORE.search(lead)
    return capacity_named(as_guests.group("cap")) if as_guests else ""


def _is_of_list(gap: str, tail: str, several: bool, is_last: bool) -> bool:
    """Whether an "as" behind a list speaks of it: "as an observer" of one alone, "and, as observers, by X" of X."""
    if re.search(r"\b(?:while|whereas)\b|;|\band,?\s*\Z", gap):
        return False
    if several and re.search(r"\b(?:as|of)\s+an?\s", tail):
        return is_last and re.search(r"[A-Z]", gap) is None
    return True


_INVITED_AS = worded(r"\b(?:invited|present|attending|admitted) as (?:\w+ )?$", re.I)


def _joined(gap: str) -> bool:
    """Whether two names form one plain list."""
    return (
        re.fullmatch(
            r"\),?\s+(?:and\s+)?(?:[A-Z][\w'’-]+\s+){1,4}\(|(?:'s|’s)?(?:(?:\s+[a-z][\w-]*){1,3}\s+and|\s*,?\s*(?:and|or|as\swell\sas|plus)?)\s*(?:also\s+)?(?:from\s+|of\s+)?(?:the\s+)?",
            gap,
        )
        is not None
    )


_CUT = worded(
    r";|,\s+(?:while|whereas|but|although|though)\s+|\bbut (?=[^,;.]{0,60}(?:stayed|did not|was absent|were absent|sent no))|,\s+and (?=[A-Z][\w ]{2,40},? (?:an?|the) \w+,)"
)
_ABSENT = worded(
    r"\b(?:did not|didn['’]t|does not|would not|will not|could not|was not|were not|wasn['’]t|weren['’]t|not|never|declined to|refused to|failed to|unable to|neither|nor)\s+(?:\w+\s+){0,2}?(?:attend|take part|taking part|participat\w+|present|come|invited|represented|join|send|sent|be there)\b"
    r"|\b(?:was|were|is|are|remained) (?:\w+ )?(?:absent|missing|excluded|uninvited|left out)\b|\babsent\b|\bstayed away\b|\bboycott\w*|\bsent (?:no|neither|apologies|regrets)\b|\bno-shows?\b|\bskipped\b"
    r"|\b(?:will|would|to|may|might|could|should|plans? to|expected to|invited to|hopes? to)\s+(?:\w+\s+)?(?:attend|take part|participate|join|send)\b",
    re.I,
)


def segments(text: str, sentence: Stretch) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence in each of which one list of those who came is looked for."""
    begin = sentence.start
    for match in _CUT.finditer(text, sentence.start, sentence.end):
        yield begin, match.start()
        begin = match.end()
    yield begin, sentence.end


_REST = worded(
    r"\s+(?:as\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?(?:observer|guest|partner|member)s?\b|by\s+(?:its|his|her|their|an?|the)\s+|(?:at|through)\s+(?:its|ministerial)|"
    r"(?:its|his|her|their|an?|only\s+(?:its|an?))\s+(?:[\w]+[ -]){0,2}(?:president|minister|premier|ambassador|envoy|official|diplomat|king|emir)s?\b)",
    re.I,
)


def attendance(text: str, sentence: Stretch, rows: Sequence[Mention]) -> list[Attendee]:
    """Those whom a sentence tells to have come, in text order; none of those it tells to have stayed away."""
    found: list[Attendee] = []
    cues = attendance_cues()
    sorted_by = _OF_THE.match(text, sentence.start, sentence.end)
    all_as = capacity_named(sorted_by.group("cap")) if sorted_by else ""
    for start, end in segments(text, sentence):
        left = cues.first("left", text, start, end)
        right = cues.first("right", text, start, end)
        if left is None and right is None:
            continue
        if left is not None and right is not None:
            left, right = (None, right) if right.start() <= left.start() <= right.end() else (left, right)
        if _ABSENT.search(text, start, end):
            continue
        listed: list[Mention] = []
        if left is not None:
            listed = _left_of(text, rows, start, end if right is None else max(left.end(), right.start()))
        if right is not None:
            listed += _region(text, rows, right.end(), end)
        found += [
            Attendee(row, level_of(text, row, start, end), capacity_of(text, listed, i, start, end) or all_as)
            for i, row in enumerate(listed)
        ]
    return _once(found)


_OF_THE = worded(rf"(?:of|among|from) the (?:[\w-]+ )?{_CAP}(?: states| countries| nations)?,", re.I)
"""What opens a sentence that sorts all those who came: "Of the member states, A and B sent ministers"."""


def _left_of(text: str, rows: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Who stands before each word of attendance of a stretch, and what goes on behind it without a verb of its own."""
    found: list[Mention] = []
    cues = [match for _, match in attendance_cues().matches("left", text, start, end)]
    for index, match in enumerate(cues):
        begin = start if index == 0 else cues[index - 1].end()
        if begin > match.start():
            continue
        here = _region(text, rows, begin, match.start(), _WITH.match(match.group()) is not None)
        sent = re.match(r"send|sent|dispatch", match.group(), re.I)
        if sent and not _titles().search(text, match.end() - 1, min(end, match.end() + 60)):
            continue
        known = {row.quote.start for row in found}
        found += [row for row in here if row.quote.start not in known]
        if index + 1 == len(cues):
            found += _elliptic(text, rows, match.end(), end)
    return found


def _once(found: list[Attendee]) -> list[Attendee]:
    kept: dict[str, Attendee] = {}
    for one in found:
        old = kept.get(one.actor)
        if old is None or (one.capacity and not old.capacity):
            kept[one.actor] = one
    return list(kept.values())


_WITH = worded(r"(?:\w+ing|present|represented|in attendance)\b", re.I)
"""Forms of attendance that may stand behind "with X": "with Timor-Leste attending as an observer"."""


def _region(text: str, rows: Sequence[Mention], start: int, end: int, with_them: bool = False) -> list[Mention]:
    """The actors of a stretch that name who came: those of one list share what governs the first of them."""
    found: list[Mention] = []
    last: tuple[int, bool] | None = None
    for row in within(rows, start, end):
        if _ITS.match(row.quote.text):
            continue
        shared = last is not None and _joined(text[last[0] : row.quote.start])
        governed = (last[1] if shared and last is not None else False) or (
            not shared and _is_governed(text, start, row)
        )
        if (
            governed
            and with_them
            and re.search(r"\bwith\s+(?:the\s+)?$", text[max(start, row.quote.start - 10) : row.quote.start])
        ):
            governed = False
        last = (row.quote.end, governed)
        if governed or not _taking(row) or is_other_thing(text, row) or row.kind == "description":
            continue
        if (
            re.match(r"(?:'s|’s)?\s+[a-z]+ed\b(?!\s(?:president|prime))", text[row.quote.end : row.quote.end + 20])
            and found
            and row.kind == "adjective"
        ):
            continue
        found.append(row)
    return found


def _elliptic(text: str, rows: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """What goes on behind a verb that has its list before it: ", Timor-Leste as an observer", ", the Maldives by its president"."""
    found: list[Mention] = []
    run: list[Mention] = []
    for row in within(rows, start, end):
        if run and not _joined(text[run[-1].quote.end : row.quote.start]):
            run = []
        if not run and not re.search(
            r"(?:,|\band)\s+(?:the\s+)?$", text[max(start, row.quote.start - 10) : row.quote.start]
        ):
            continue
        if not _taking(row):
            run = []
            continue
        run.append(row)
        if _REST.match(text, row.quote.end, end):
            found += run
            run = []
    return found


_CHAIR_BY = worded(
    r"\b(?:co-)?(?:chaired|presided(?: over)?|led|steered|moderated) (?:jointly )?by\b|\bunder (?:the )?(?:rotating )?(?:chair|chairmanship|chairwomanship|presidency|stewardship) of\b|\bin the chair (?:was|sat|is)\b"
    r"|\bthe (?:chair|gavel|presidency) (?:was|is) (?:held|taken|occupied|wielded) by\b|\bunder (?=(?:the )?[\w'’]+ (?:chairmanship|chair|presidency)\b)",
    re.I,
)
_CHAIR_WITH = worded(
    r"\bwith (?P<who>[^.;]{3,120}?) (?:in the chair|presiding|chairing|as (?:the )?(?:chair\w*|president of the meeting)|wielding the gavel)\b",
    re.I,
)
_CHAIRED = worded(
    r"\b(?:(?:co-)?chaired|co-chairs|chairs(?= (?:the|a|its))|presided|presides|was presiding|(?:was|is) chairing|took the chair|(?:was|sat|is|were) in the chair|(?:held|occupied|wielded|filled) the (?:chair|gavel)|in the chair|acted as (?:chair\w*|president)|(?:was|served as) (?:the )?chair(?:man|woman|person)?(?= (?:of|at) the (?:meeting|session|summit|talks|conference)))\b",
    re.I,
)
_CHAIR_ADJECTIVE = worded(r"\s+(?:chair(?:manship)?\b(?!man| of the (?!meeting|session|summit)))", re.I)
_CHAIR_NAMED = worded(
    r"\b(?:[Cc]hair(?:man|woman|person)? of the (?:meeting|session|summit|conference|talks)|summit chair|meeting['’]s chair\w*|session['’]s chair\w*),?\s+(?:the\s+)?$"
)


def _nearest(text: str, rows: Sequence[Mention], start: int, edge: int) -> Mention | None:
    """Who stands before a verb as its subject: the list that adjoins it, else the first actor of the stretch."""
    listed = list_before(text, rows, start, edge)
    if listed:
        return next((r for r in listed if r.actor in registry().states), listed[0])
    return next(
        (
            r
            for r in within(rows, start, edge)
            if _taking(r) and r.actor in registry().states and not _is_governed(text, start, r)
        ),
        None,
    )


def co_chairs(text: str, sentence: Stretch, rows: Sequence[Mention]) -> list[Mention]:
    """All those who chaired a meeting together."""
    match = _TOGETHER.search(text, sentence.start, sentence.end)
    if match is None:
        return []
    if match.group().endswith("by"):
        return list_behind(text, rows, match.end(), sentence.end, 120)
    return list_before(text, rows, sentence.start, match.start())


_TOGETHER = worded(
    r"\b(?:co-?(?:chaired|hosted|presided|organi[sz]ed)|jointly (?:chaired|hosted)|(?:chaired|hosted) jointly)(?: by\b)?",
    re.I,
)


def chair_in(text: str, sentence: Stretch, rows: Sequence[Mention], previous: Mention | None) -> Mention | None:
    """The mention of whoever a sentence says to have presided."""
    states = registry().states
    start, end = sentence.start, sentence.end
    if match := _CHAIR_WITH.search(text, start, end):
        return next((r for r in within(rows, match.start("who"), match.end()) if _taking(r)), None)
    if match := _CHAIR_BY.search(text, start, end):
        behind = [r for r in within(rows, match.end(), min(end, match.end() + 140)) if _taking(r)]
        return next((r for r in behind if r.actor in states), behind[0] if behind else None)
    if match := _CHAIRED.search(text, start, end):
        floor = max(
            text.rfind(";", start, match.start()),
            text.rfind(", while ", start, match.start()) + 7 * (", while " in text[start : match.start()]),
            start,
        )
        over = re.search(r"\bover\swhich\s", text[floor : match.start()])
        floor = floor + over.end() if over else floor
        found = _nearest(text, rows, floor, match.start())
        if found is None and re.match(r"\s*(?:in\sthe\schair)", match.group()):
            found = next((r for r in within(rows, match.end(), min(end, match.end() + 80)) if _taking(r)), None)
        if (
            found is None
            and not _UNKNOWN.search(text, floor, match.start())
            and re.search(
                r"\b(?:he|she|who|it|the\s(?:president|minister|prime\sminister|host))\s+(?:also\s+|later\s+)?$",
                text[floor : match.start()],
                re.I,
            )
        ):
            found = previous
        return found
    for row in within(rows, start, end):
        if _taking(row) and (
            (row.kind == "adjective" and _CHAIR_ADJECTIVE.match(text, row.quote.end, end))
            or _CHAIR_NAMED.search(text, max(start, row.quote.start - 60), row.quote.start)
        ):
            return row
    return None


_UNKNOWN = re.compile(r"[A-Z][\w'’-]+,\swho\s+\Z")
"""A name on which neither text nor record says anything, before "who chaired"."""
_HOST_BY = worded(
    r"\bhosted (?:jointly )?by\b|\bat the invitation of\b|\bthe guests? of\b|\b(?:was|were|been) (?:received|welcomed|greeted) (?:[\w ]{0,30})by\b",
    re.I,
)
_HOST_WITH = worded(r"\bwith (?P<who>[^.;]{3,80}?) (?:as (?:the |its )?host|hosting|playing host)\b", re.I)
_HOST_IS = worded(
    r"\b(?:(?:was|is|were|will be|acted as|served as|as) (?:the |its |this year['’]s )?hosts?(?: country| nation| government)?\b|(?:is |was )?(?:hosted|hosts|hosting|host to|playing host|played host|(?:gave|laid on|held) an? (?:state |official |gala )?(?:dinner|banquet|reception|lunch(?:eon)?))\b(?! by)|will host\b|to host\b)",
    re.I,
)
_HOST_NAMED = worded(
    r"\b(?:the (?:\w+ )?hosts?,?|host(?: country| nation| government| president| prime minister)?,?|(?:his|her|their) hosts?,?)\s+(?:[\w' -]{0,30}\s(?:of|from)\s+)?(?:the\s+)?(?:(?:President|Prime Minister|Premier|King|Emir|Foreign Minister|Chancellor) (?:[A-Z][\w'’-]+ ){0,3}(?:of )?)?$"
)
_NOT_HOSTED = worded(
    r"\s+(?:the |a |an |its |their )?(?:[\w-]+ ){0,3}?(?:base|bases|troops|refugees|forces|missiles|fleet|soldiers|radar|olympics|games|world cup|exercises?)\b",
    re.I,
)


def host_in(text: str, sentence: Stretch, rows: Sequence[Mention]) -> Mention | None:
    """The mention of whoever a sentence says to have received the others."""
    start, end = sentence.start, sentence.end
    if match := _HOST_WITH.search(text, start, end):
        return next((r for r in within(rows, match.start("who"), match.end()) if r.actor in registry().states), None)
    if match := _HOST_BY.search(text, start, end):
        return next(
            (r for r in within(rows, match.end(), min(end, match.end() + 100)) if r.actor in registry().states), None
        )
    for row in within(rows, start, end):
        if row.actor in registry().states and _HOST_NAMED.search(
            text, max(start, row.quote.start - 90), row.quote.start
        ):
            return row
    for match in _HOST_IS.finditer(text, start, end):
        if _NOT_HOSTED.match(text, match.end(), end) or re.search(
            r"\b(?:hopes?|wants?|offered|plans?|bid|refused|declined|not|never|next|turn)\s+$",
            text[start : match.start()],
        ):
            continue
        before = within(rows, start, match.start())
        found = _nearest(text, rows, start, match.start())
        adjoining = (
            before[-1]
            if before and _tokens_fit(text[before[-1].quote.end : match.start()], _fillers("before"))
            else None
        )
        return found or (adjoining if adjoining is not None and adjoining.actor in registry().states else None)
    return None
