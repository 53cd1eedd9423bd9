"""Who is said to say what: the stretches of a sentence that somebody other than the text speaks, with their speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.actors.record import registry
from multipolar.reading.document import Mention, OfficeMention, Quote, Voice
from multipolar.reading.lexicon import patterns
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch, is_quoted

_COLLECTIVE = re.compile(
    r"\b(?P<who>the\s+(?:two|three|four|five|six|seven|eight|nine|ten|twelve)(?=\s+(?:also\s+|then\s+)?(?:call|said|say|urg|agreed|demand|ask|pledg|declar|reaffirm|condemn|welcom)\w*)|(?:the\s+)?(?:heads? of (?:states?|government)|leaders|presidents|ministers|(?:foreign |defence |defense |trade |finance |interior |prime |energy |economy |industry )?ministers?|senior officials|participants|parties|sides|delegations|member states|members|officials?|diplomats?|spokes(?:man|woman|person)|analysts|observers|experts|critics|(?:joint|final|closing|concluding) (?:statement|declaration|communiqu[eé])|statement|declaration|communiqu[eé]|(?<=the )text(?= (?:ask|call|say|urge|state|note))|senators?|lawmakers?|deput(?:y|ies)|(?:\w+ )?generals?|commanders?|advis[eo]rs?|envoys?|ambassadors?|delegates?|colleague|counterpart|aides?|polls?ters|residents|economists|scholars|academics|researchers|historians|lawyers|journalists|bankers|traders|activists|campaigners|sceptics|skeptics|supporters|opponents))\b",
    re.I,
)
UNPLACED = "somebody the text names"
"""The speaker of a statement whom neither text nor record places in a public office; no name is kept."""


def _reporting(kind: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The first reporting expression of a kind between two offsets."""
    return patterns().first(kind, text, start, end)


def _reporting_verbs(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = [match for _, match in patterns().matches("verb", text, start, end)]
    return [
        m for m in found if "told" in m.group() or not _NOT_SAID.search(text, max(start, m.start() - 24), m.start())
    ]


_NOT_SAID = re.compile(
    r"\b(?:to|should|must|cannot|let us|ought to)\s+(?:\w+ly\s+)?\Z|\bwhat(?:ever)?\s+(?:it|he|she|they)\s+\Z|"
    r"(?:\b[Ww]e|\bI|\bus|,\s+which|\b[Tt]his|\b[Tt]hat)\s+\Z"
)
"""What stands before a verb of speaking that tells of nobody's words: "to conclude", "whatever it says", "which suggests"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that somebody is said to say: where they stand, who speaks, and how the text names the speaker.

    `chain` are the voices from the outermost to this one; `verb` are the words that tell of the speaking.
    """

    start: int
    end: int
    display: str
    chain: tuple[Voice, ...]
    verb: Quote


SOMEONE = Voice("someone")


def attributions(
    text: str,
    sentence: Stretch,
    pieces: list[Stretch],
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    before: Attribution | None,
    organisation: str,
    subject: str = "",
) -> list[Attribution]:
    """The attributions of a sentence cut into `pieces`, outer ones first.

    `before` is the last one of the text so far, whose speaker "he added", "the minister" and a quotation that goes on
    stand for; `organisation` is the one spoken of most, for which "ministers" or "leaders" alone speak; `subject` is the
    one actor of which the sentence before told in nobody's words, whom "he" then means.
    """
    room = _Room(text, rows, offices, before, organisation, subject)
    found: list[Attribution] = []
    source = _reporting("source", text, sentence.start, sentence.end)
    behind = attribution(text, sentence.start, sentence.end)
    if source is not None:
        end = min(sentence.end, source.end() + MAX_WHO)
        who = room.who(source.end(), _until_stop(text, source.end(), end), first=True)
        found.append(_made(sentence.start, sentence.end, who, source))
    elif behind is not None:
        start, end, verb = behind
        who = room.who(start, end, first=start >= verb.end())
        found.append(_made(sentence.start, min(start, verb.start()), who, verb))
        found += _forward(room, Stretch(max(end, verb.end()), sentence.end), pieces, found[-1])
    else:
        aside_ = _PARENTHETIC.search(text, sentence.start, sentence.end)
        told = next(iter(_reporting_verbs(text, aside_.start(), aside_.end())), None) if aside_ else None
        if aside_ and told:
            found.append(_made(sentence.start, sentence.end, room.who(aside_.start(), told.start()), told))
        else:
            found += _forward(room, sentence, pieces, None)
    if not found and before is not None and _goes_on(text, sentence, before):
        mark = Quote(sentence.start, sentence.start + 1, text[sentence.start])
        found.append(Attribution(sentence.start, sentence.end, before.display, before.chain, mark))
    return found


_PARENTHETIC = re.compile(
    r",\s+(?:[\w'’-]+\s+){1,5}(?:says?|said|argues?|argued|believes?|claims?|claimed|notes?|insists?|adds?),"
)


def _made(
    start: int, end: int, who: tuple[str, Voice], verb: re.Match[str], outer: tuple[Voice, ...] = ()
) -> Attribution:
    display, voice = who
    return Attribution(start, end, display, (*outer, voice), Quote(verb.start(), verb.end(), verb.group()))


def _forward(room: _Room, stretch: Stretch, pieces: list[Stretch], speaking: Attribution | None) -> list[Attribution]:
    """Attributions whose words follow the verb ("X said that ..."), one inside the other where they are nested.

    Where nothing shows that what is said goes on ("that", a quotation), it ends with its clause.
    """
    text = room.text
    found: list[Attribution] = []
    begin = stretch.start
    for verb in _reporting_verbs(text, stretch.start, stretch.end):
        impersonal = _IMPERSONAL.search(text, max(stretch.start, verb.start() - 24), verb.start())
        if verb.start() < begin or impersonal or is_quoted(text, stretch.start, verb.start()):
            continue
        outer = found[-1] if found else None
        piece = next((p for p in pieces if p.start <= verb.start() < p.end), stretch)
        begin = max(begin, piece.start)
        fronted = _FRONTED.match(text, begin, verb.start())
        start = fronted.end() if fronted else begin
        passive = verb.group().endswith(" by")
        who = (
            room.who(verb.end(), _until_stop(text, verb.end(), piece.end), first=True)
            if passive
            else room.who(start, verb.start())
        )
        participle = _PARTICIPLE.search(text, max(begin, verb.start() - 12), verb.start() + 1) is not None
        alone = not _SUBJECTLESS.sub("", text[begin : verb.start()]).strip()
        if speaking is not None and (participle or alone):
            who = (speaking.display, speaking.chain[-1])
        elif outer is not None and alone:
            who = (outer.display, outer.chain[-1])  # "said A and added B"
        elif alone and not found and who[0] == UNPLACED:
            who = room.who(stretch.start, verb.start())  # "X rejected it and said that ..."
        elif who[0] == UNPLACED and not found:
            inverted = room.behind(verb.end(), min(stretch.end, verb.end() + 80))
            who = inverted if inverted[0] != UNPLACED else who
        nested = (
            outer is not None
            and verb.start() < outer.end
            and not _COORDINATE.search(text, outer.verb.end, verb.start())
        )
        same = outer is not None and (who[0] == UNPLACED or who[1].actor == outer.chain[-1].actor != "")
        if outer is not None and nested and same:
            who = (outer.display, outer.chain[-1])  # "he expressed the hope that": one and the same speaker
        chain = outer.chain if outer is not None and nested and not alone and who[1] != outer.chain[-1] else ()
        open_ended = _GOES_ON.match(text, verb.end()) is not None
        end = stretch.end if open_ended else max(piece.end, verb.end())
        found.append(_made(verb.end(), end, who, verb, chain))
        begin = verb.end()
    return found


_IMPERSONAL = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?$", re.I)
"""What stands before a verb that tells of no speaker ("it is expected that")."""
_GOES_ON = re.compile(r"(?:\s+(?:on|in|at)\s+\w+(?:\s+\w+)?)?(?:\s+[\w'’]+){0,4}?(?:\s+that\b|[:,]?\s*[“\"])|:")
_SUBJECTLESS = re.compile(r"[,;]|\b(?:and|but|also|then|further|again)\b")
_PARTICIPLE = re.compile(r"(?:^|[,\s])(?=[a-z]+ing\b)[^\s,]*$")
_COORDINATE = re.compile(r"[,;]\s+(?:and|but|while|whereas)\b|;\s", re.I)
_OPEN_QUOTE = re.compile(r"\s*[“\"‘']")


def _goes_on(text: str, sentence: Stretch, before: Attribution) -> bool:
    """Whether a sentence goes on with the quotation of the one before."""
    if _OPEN_QUOTE.match(text, sentence.start):
        return True
    earlier = text[before.verb.start : sentence.start]
    return earlier.count("“") > earlier.count("”") and len(earlier) < 2000


_PRONOUN = re.compile(r"(?:^|\s)(?:he|she|they|it|who)\s*(?:\w+\s+)?$", re.I)
_HE = re.compile(r"(?:^|\s)(?:he|she)\s*(?:\w+\s+)?$", re.I)
_THE_OFFICE = re.compile(
    r"\b(?:the|its|his|her)\s+(?:\w+\s+)?(?:president|prime minister|premier|chancellor|king|emir|(?:\w+ )?minister|ministry|"
    r"spokes(?:man|woman|person)|government|ambassador|envoy|diplomat|secretary[- ]general|chair(?:man|woman)?|statement|communiqu[eé]|embassy)\b[^,;]{0,30}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a speaker is looked for: the text with its mentions and offices, and what it has told before."""

    text: str
    rows: list[Mention]
    offices: tuple[OfficeMention, ...]
    before: Attribution | None
    organisation: str
    subject: str

    def who(self, start: int, end: int, first: bool = False) -> tuple[str, Voice]:
        """The speaker named between two offsets, in words and as a voice: the nearest to a verb behind it, or the first.

        A pronoun or a bare office stands for the speaker before; whom neither text nor record places is "someone".
        """
        text, rows = self.text, self.rows
        pick = 0 if first else -1
        people = [o for o in self.offices if start <= o.quote.start and o.quote.end <= end]
        if people:
            person = people[pick]
            office = person.title or person.office
            display = f"{person.person}, {office}" if office and person.person else person.person or office
            return display, Voice("actor", person.actor, person.quote)
        collective = list(_COLLECTIVE.finditer(text, start, end))
        if collective:
            return self._collective(start, end, collective[pick])
        subject = subject_before(text, rows, start, end)
        if subject and _speaks(text, rows, start, end, subject[0]):
            row = next(r for r in rows if r.actor == subject[0] and start <= r.quote.start)
            return registry().label(subject[0]), Voice("actor", subject[0], row.quote)
        if self.subject and _HE.search(text[start:end]):
            return registry().label(self.subject), Voice("actor", self.subject)
        if self.before is not None and (_PRONOUN.search(text[start:end]) or _THE_OFFICE.search(text, start, end)):
            return self.before.display, self.before.chain[-1]
        return UNPLACED, SOMEONE

    def _collective(self, start: int, end: int, chosen: re.Match[str]) -> tuple[str, Voice]:
        """People spoken of by what they are: for whom they speak where they hold an office and the text says whose."""
        text = self.text
        words = Quote(chosen.start("who"), chosen.end("who"), chosen.group("who"))
        display = re.sub(r"^the\s+", "", words.text, flags=re.I).lower()
        if _SOME.search(text, max(0, words.start - 12), words.start):
            return display, Voice("someone", words=words)
        if _OFFICE_WORD.search(words.text):
            titled = next((r for r in self.rows if r.kind == "office" and words.start < r.quote.end <= words.end), None)
            if titled:
                return registry().label(titled.actor), Voice("actor", titled.actor, titled.quote)
            whose = _whose(text, self.rows, start, end, words)
            last = self.before.chain[-1] if self.before is not None else SOMEONE
            if whose:
                return registry().label(whose), Voice("actor", whose, words)
            if last.kind == "actor" and _THE_OFFICE.search(text, start, end):
                return display, Voice("actor", last.actor, words)
            if self.organisation and _ITS_MEMBERS.fullmatch(words.text):
                return display, Voice("actor", self.organisation, words)
        one = not display.endswith("s") and _OFFICE_WORD.search(display) and not _DOCUMENT.search(display)
        return UNPLACED if one else display, Voice("someone", words=words)

    def behind(self, start: int, end: int) -> tuple[str, Voice]:
        """The speaker that stands behind a verb without being its object: an office or people only."""
        return _Room(self.text, [], self.offices, None, "", "").who(start, end, first=True)


_OFFICE_WORD = re.compile(
    r"head|leader|president|minister|official|diplomat|spokes|statement|declaration|communiqu|resolution|text|delegat|senator|lawmaker|deput|"
    r"parliament|two|three|four|five|six|seven|eight|nine|ten|twelve|general|commander|adviser|advisor|envoy|ambassador|colleague|counterpart|aide|govern|member|participants|parties|sides|chair",
    re.I,
)
_DOCUMENT = re.compile(r"statement|declaration|communiqu|resolution|text", re.I)
_ITS_MEMBERS = re.compile(
    r"(?:the\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve)|(?:\w+\s+)?(?:text|leaders|ministers|presidents|members|member states|participants|delegations|heads of (?:states?|government))|(?:joint |final |closing |concluding )?(?:statement|declaration|communiqu[eé]|resolution))",
    re.I,
)


def _whose(text: str, rows: list[Mention], start: int, end: int, words: Quote) -> str:
    """The actor beside people of an office ("Turkish officials", "officials from Baku", "a senator in Asuncion"), or ""."""
    near = [r for r in rows if start <= r.quote.start and r.quote.end <= end]
    for row in near:
        lead = text[row.quote.end : words.start]
        if row.quote.end <= words.start and re.fullmatch(r"(?:'s|’s|')?\s+(?:[\w-]+\s+){0,3}", lead):
            return row.actor
    for row in near:
        gap = text[words.end : row.quote.start]
        if _ABROAD.search(words.text) and not re.match(r"\s+(?:of|from)\b", gap):
            continue  # a diplomat in a capital is anybody's
        if row.quote.start >= words.end and re.fullmatch(
            r"\s+(?:[\w'’-]+\s+){0,5}(?:in|of|from|by|at)\s+(?:the\s+)?", gap
        ):
            return row.actor
    return ""


_SOME = re.compile(r"\b(?:several|some|many|most|other)\s+\Z", re.I)
_ABROAD = re.compile(r"diplomat|envoy|ambassador|banker|journalist|resident|observer", re.I)
_FRONTED = re.compile(r"(?:After|When|While|As|Before|Since|Although|Though|If|Once|Because)\b[^,;]{3,160},\s+")
_LEAD_IN = re.compile(
    r"(?:(?P<quoted>[,.!?][\"”’']|[\"”’'],)|[\"”’',])\s+(?!(?:and|but|or|who|which|that|while|where)\b)(?=[^\s,])"
)
_STANDS_LAST = re.compile(
    r"\s*(?:[.,;!?)]|$|(?:on|in|at|to|during|after|last|this|later|earlier|yesterday|today|again|here)\b(?!\s+that\b))"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|cannot|may|do|does|did|left|gave|took|met|went|came|made|sent|lost|won|led|began|fell|rose|saw|kept|grew|drew|quit|became|becomes?|remains?|joins?|"
    r"leaves|belongs?|holds?|[a-z]{2,}ed)\b"
)
_INVERTED = re.compile(r"\s+(?:the|an?|its|their|his|her|one|some|(?-i:[A-Z]))", re.I)
MAX_WHO = 90
"""Characters that whoever is named beside a reporting verb behind the words reported may take."""


def attribution(text: str, start: int, end: int) -> tuple[int, int, re.Match[str]] | None:
    """Where the speaker is named behind what is said, with the verb: between its comma or closing quotation mark and
    the verb ("..., a blogger claimed"), or behind the verb ("...,' joked the minister"); None where no such place is."""
    for verb in reversed(_reporting_verbs(text, start, end)):
        for lead in _LEAD_IN.finditer(text, max(start, verb.start() - MAX_WHO), verb.start() + 1):
            if not (lead["quoted"] or _is_told(text, start, lead.start())):
                continue
            if lead.end() == verb.start() and _INVERTED.match(text, verb.end()):
                return verb.end(), min(_until_stop(text, verb.end(), end), verb.end() + MAX_WHO), verb
            who = text[lead.end() : verb.start()]
            last = lead["quoted"] or _STANDS_LAST.match(text, verb.end(), end)
            if who.strip() and (lead["quoted"] or "," not in who) and not _FINITE.search(who) and last:
                return lead.end(), verb.start(), verb
    return None


_STOP = re.compile(r"[,;.!?]")


def _until_stop(text: str, start: int, end: int) -> int:
    stop = _STOP.search(text, start, end)
    return stop.start() if stop else end


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the words up to a comma hold a statement: a subject alone ("Cuba, expelled in 1962, says") does not."""
    return _FINITE.search(text, start, _until_stop(text, start, end)) is not None


_ASIDE = re.compile(r"[^,;:\"“”]{2,80},\s+(?P<aside>[^;:\"“”]{6,200}?),\s+$")


def aside(text: str, sentence: Stretch) -> Stretch | None:
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


_SAID_THAT = re.compile(
    r"\b(?:said|says?|wrote|writes|stated|states|announced|declared|declares|noted|notes|added|stressed|"
    r"emphasi[sz]ed|underlined|underscored|warned|reaffirmed|affirmed|reiterated|confirmed|claimed|claims|argued|argues|believes?|insisted|insists|"
    r"recalled|acknowledged|admitted|explained|reported|told\s+[^,;]{2,40}?)\s+(?:on\s+\w+\s+|again\s+|also\s+)?that\b",
    re.I,
)


def what_is_said(text: str, piece: Stretch) -> Stretch:
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
