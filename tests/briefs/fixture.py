"""A brief of an article that nobody wrote, about states that do not exist, and ways to poison it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from multipolar.briefs.brief import (
    SCHEMA,
    ActorRow,
    AssertionRow,
    Brief,
    CheckRow,
    ClaimRow,
    DisputedRow,
    DocumentRow,
    EvidenceRow,
    FindingRow,
    FirstPage,
    ForecastRow,
    ManifestRow,
    MapRow,
    MapState,
    MeetingRow,
    OfficeRow,
    OmissionRow,
    OverlapRow,
    ParticipantRow,
    PlaceRow,
    PriorityRow,
    QuestionRow,
    QuoteRow,
    RoleRow,
    SeriesRow,
    SourceRow,
    SpeakerRow,
    TiesOf,
    TiesRow,
    TopicRow,
    VariantRow,
)

TITLE = "Council of the Middle Sea: A Table With Fewer Chairs"
MEETING = (
    "On 14 May the heads of state of the Council of the Middle Sea met in Portavel. The meeting was chaired by the "
    "President of Cestria, Ilan Moreth, under the theme “Open Water, Shared Shores”."
)
ATTENDED = (
    "It was attended by the presidents of Cestria, Arland and Dunmark and, as an observer, by the Prime Minister of "
    "Borvia, Sena Alquist."
)
PRIORITY = (
    "The leaders named safe shipping a priority and stressed cooperation of coast guards against smuggling and "
    "illegal fishing."
)
MOST = "The council unites the coastal states, most of which belong to the Customs Compact."
FOUNDED = "Dunmark, a founding member of the Customs Compact, has never hosted the meeting."
SHIFT = "For a decade trade of the coast has been moving from Hestmark to Cestria, and only because of the new port."
VOTES = "Arland now votes with Cestria more often than with Hestmark."
FLEET = "Hestmark is no longer the strongest power on this sea."
LEAN = "Borvia leans on Cestria in everything and Cestria on Hestmark."
COURTED = "Many in the region say that the council is courted by all sides."
MOTIVE = "Moreth invited Borvia in order to embarrass Hestmark."
FORECAST = "If the port is finished, the council will outgrow the Compact within five years."

TEXT = f"""{TITLE}

News:

{MEETING}

{ATTENDED}

{PRIORITY}

Comment:

{MOST} {FOUNDED}

{SHIFT} {VOTES} {FLEET}

{LEAN} {COURTED} {MOTIVE}

{FORECAST}

The Lantern Quarterly
"""


def quote(words: str) -> QuoteRow:
    start = TEXT.index(words)
    return QuoteRow(start, start + len(words), words)


def assertion(relation: str, label: str, subjects: str, objects: str, cue: str, **more: Any) -> AssertionRow:
    rest: dict[str, Any] = {"quantifier": "", "domain": "", "negated": False, "qualifiers": ()} | more
    return AssertionRow(relation, label, tuple(subjects.split()), tuple(objects.split()), quote(cue), **rest)


def member(actor: str, when: str, text: str) -> EvidenceRow:
    return EvidenceRow("member of the Customs Compact", (actor,), when, None, None, None, None, text, "facts")


def value(what: str, actors: str, when: str, number: float, *error: float) -> EvidenceRow:
    low, high = error or (None, None)
    return EvidenceRow(what, tuple(actors.split()), when, number, low, high, None, "", "coast-trade")


MOST_CHECK = CheckRow(
    "most XCM in XCC on 2019-05-14",
    "Most full members of the Council of the Middle Sea were full members of the Customs Compact on 14 May 2019.",
    "record",
    "most of which belong to the Customs Compact",
    "",
    "holds",
    "holds",
    "2 of 3 full members: Arland and Dunmark; not Cestria.",
    None,
    0.6667,
    "of full members",
    "facts of 2020-01-01, all members",
    (
        member("XAA", "2019-05-14", "full member since 2003-01-01"),
        member("XDU", "2019-05-14", "full member since 2007-07-01"),
        member("XCE", "2019-05-14", "no membership on record"),
    ),
)
FOUNDED_CHECK = CheckRow(
    "XDU in XCC on 2003-01-01",
    "Dunmark was a full member of the Customs Compact on 1 January 2003, the day of its founding.",
    "record",
    "a founding member",
    "",
    "holds",
    "fails",
    "Dunmark joined on 1 July 2007, four years after the founding.",
    None,
    None,
    "",
    "facts of 2020-01-01, all members",
    (member("XDU", "2003-01-01", "full member since 2007-07-01"),),
)
OBSERVER_CHECK = CheckRow(
    "XBO in XCM as observer on 2019-05-14",
    "Borvia was an observer of the Council of the Middle Sea on 14 May 2019.",
    "record",
    "as an observer",
    "",
    "holds",
    "holds",
    "Observer since 12 June 2015.",
    None,
    None,
    "",
    "facts of 2020-01-01, all members",
    (
        EvidenceRow(
            "observer of the Council", ("XBO",), "2019-05-14", None, None, None, None, "since 2015-06-12", "facts"
        ),
    ),
)
RISES = CheckRow(
    "trade(XAA, XCE) rises from 2009 to 2017",
    "The share of Arland's trade that goes to and comes from Cestria rose from 2009 to 2017.",
    "proxy",
    "trade of the coast has been moving",
    "the other coastal states, and the years 2018 and 2019",
    "holds",
    "holds",
    "From 0.112 in 2009 to 0.245 in 2017, against 0.021 for the median of its peers.",
    0.98,
    0.0163,
    "of total trade a year",
    "Arland 1995 to 2017",
    (
        value("share of trade with Cestria", "XAA XCE", "2009", 0.112),
        value("share of trade with Cestria", "XAA XCE", "2017", 0.245),
        value("share of trade with Hestmark", "XAA XHE", "2009", 0.31),
        value("share of trade with Hestmark", "XAA XHE", "2017", 0.204),
    ),
    firm="1 of 2 other choices give the same answer",
    variants=(
        VariantRow("years", "from 2006 to 2017", "trade(XAA, XCE) rises from 2006 to 2017", "holds"),
        VariantRow("peers", "all states", "trade(XAA, XCE) > world from 2009 to 2017", "fails"),
    ),
)
FALLS = msgspec.structs.replace(
    RISES,
    proposition="trade(XDU, XHE) falls from 2009 to 2017",
    english="The share of Dunmark's trade that goes to and comes from Hestmark fell from 2009 to 2017.",
    result="undecided",
    reason="The change of -0.004 lies within the error of the series.",
    probability=0.61,
    effect=-0.0005,
    coverage="Dunmark 1995 to 2014, with a gap from 2003 to 2005",
    evidence=(value("share of trade with Hestmark", "XDU XHE", "2009 to 2014", -0.004, -0.031, 0.023),),
)
AGREES_MORE = CheckRow(
    "agreement(XAA, XCE) > agreement(XAA, XHE) in 2018",
    "In 2018 Arland's votes agreed with Cestria's more than with Hestmark's.",
    "proxy",
    "now votes with Cestria more often",
    "votes outside the General Assembly",
    "holds",
    "fails",
    "0.61 with Cestria against 0.74 with Hestmark in 2018; the median of its peers is 0.63.",
    0.03,
    -0.13,
    "share of agreeing votes",
    "Arland 1992 to 2018",
    (
        EvidenceRow("vote agreement", ("XAA", "XCE"), "2018", 0.61, 0.55, 0.67, 74, "", "assembly"),
        EvidenceRow("vote agreement", ("XAA", "XHE"), "2018", 0.74, 0.69, 0.79, 74, "", "assembly"),
    ),
)
STRONGEST = CheckRow(
    "XHE leads capability(*) in 2016",
    "In 2016 Hestmark had the highest capability of the powers compared.",
    "proxy",
    "the strongest power on this sea",
    "where ships are stationed",
    "fails",
    "holds",
    "Hestmark 0.0312, Cestria 0.0291, in 2016.",
    None,
    0.0021,
    "share of world capability",
    "all states to 2016",
    (value("capability", "XHE", "2016", 0.0312), value("capability", "XCE", "2016", 0.0291)),
)
NEAR = msgspec.structs.replace(
    STRONGEST,
    proposition="capability(XHE) falls from 1995 to 2016",
    english="Hestmark's share of world capability fell from 1995 to 2016.",
    expects="holds",
    reason="From 0.048 in 1995 to 0.0312 in 2016.",
    effect=-0.0008,
    unit="share of world capability a year",
    evidence=(value("capability", "XHE", "1995", 0.048), value("capability", "XHE", "2016", 0.0312)),
)


def claim(number: int, words: str, mode: str, verdict: str, reason: str, **more: Any) -> ClaimRow:
    rest: dict[str, Any] = {
        "part": "comment",
        "speaker": "the author",
        "hedge": "",
        "condition": "",
        "cause": "",
        "assertions": (),
        "untouched": (),
        "would_decide": "",
        "checks": (),
    } | more
    return ClaimRow(number=number, quote=quote(words), mode=mode, verdict=verdict, reason=reason, **rest)


CLAIMS = (
    claim(
        1,
        MOST,
        "argued",
        "record agrees",
        "Two of the three full members were members of the Compact on the day.",
        assertions=(assertion("belongs", "belongs to", "XCM", "XCC", "belong to", quantifier="most"),),
        checks=(MOST_CHECK,),
    ),
    claim(
        2,
        FOUNDED,
        "argued",
        "record disagrees",
        "Dunmark joined the Compact four years after its founding.",
        assertions=(assertion("belongs", "founding member of", "XDU", "XCC", "founding member"),),
        untouched=("that Dunmark has never hosted the meeting",),
        would_decide="A list of all meetings with their places.",
        checks=(FOUNDED_CHECK,),
    ),
    claim(
        3,
        SHIFT,
        "argued",
        "proxies consistent",
        "Arland's trade moved as said; for Dunmark the series does not settle it. The cause was not tested.",
        cause="the new port",
        assertions=(
            assertion(
                "shifts",
                "moves from and to",
                "XHE",
                "XCE",
                "moving from",
                domain="trade",
                qualifiers=("only because of",),
            ),
        ),
        untouched=("the cause", "the years 2018 and 2019"),
        would_decide="Bilateral trade by port of entry, before and after the port opened.",
        checks=(RISES, FALLS),
        figure="share of trade with Cestria: 0.245 in 2017 (no error published); median of peers: 0.021",
        elsewhere=(
            PlaceRow("Harbour Ledger, Institute of Harbour Statistics", "https://example.org/ledger"),
            PlaceRow("the customs offices of the states named", ""),
        ),
        paragraph="The author says that trade moved. On the record this holds[1], with one choice otherwise[2].",
        footnotes=("Coastal Trade Panel, release 4.", "Roll Calls 1992 to 2018."),
    ),
    claim(
        4,
        VOTES,
        "argued",
        "proxies inconsistent",
        "In the last year covered Arland voted with Hestmark more often than with Cestria.",
        assertions=(assertion("agrees", "votes with", "XAA", "XCE", "votes with", domain="votes"),),
        untouched=("votes after 2018",),
        would_decide="Roll calls of 2019.",
        checks=(AGREES_MORE,),
    ),
    claim(
        5,
        FLEET,
        "argued",
        "proxies mixed",
        "Hestmark's share of capability fell, and it still was the highest of the powers compared.",
        assertions=(assertion("leads", "strongest power", "XHE", "", "strongest power", negated=True),),
        would_decide="Tonnage of the fleets stationed on this sea, by year.",
        checks=(STRONGEST, NEAR),
    ),
    claim(
        6,
        LEAN,
        "argued",
        "not decidable here",
        "No open series measures on whom a government leans in everything.",
        assertions=(
            assertion("depends", "leans on", "XBO", "XCE", "leans on", qualifiers=("in everything",)),
            assertion("depends", "leans on", "XCE", "XHE", "Cestria on Hestmark"),
        ),
        would_decide="Loans, arms transfers and treaties of Borvia with each power, by year.",
    ),
    claim(
        7,
        COURTED,
        "reported statement",
        "not decidable here",
        "Who says so is not named.",
        speaker="many in the region",
        would_decide="Named statements with dates.",
    ),
    claim(
        8,
        MOTIVE,
        "argued",
        "not decidable here",
        "A motive leaves no trace in the record.",
        cause="to embarrass Hestmark",
    ),
    claim(
        9,
        FORECAST,
        "forecast",
        "not decidable here",
        "It speaks of years after the publication.",
        hedge="will",
        condition="If the port is finished",
        assertions=(assertion("exceeds", "outgrows", "XCM", "XCC", "outgrow"),),
        would_decide="Members and trade of both organisations in 2024.",
    ),
)

MEETINGS = (
    MeetingRow(
        "summit",
        "2019-05-14",
        "year settled by the date of publication",
        "Portavel",
        "XCE",
        "XCM",
        "Council of the Middle Sea",
        "President of Cestria, Ilan Moreth",
        "XCE",
        quote("Open Water, Shared Shores"),
        (
            ParticipantRow(
                "XCE", "Cestria", "the president, Ilan Moreth", "member", "implied", quote("Cestria, Arland")
            ),
            ParticipantRow("XAA", "Arland", "the president", "member", "implied", quote("Arland and")),
            ParticipantRow("XDU", "Dunmark", "the president", "member", "implied", quote("Dunmark and")),
            ParticipantRow(
                "XBO", "Borvia", "the Prime Minister, Sena Alquist", "observer", "stated", quote("as an observer")
            ),
        ),
        quote(MEETING),
    ),
)

SERIES_YEARS = tuple(range(1995, 2020))


def _path(start: float, end: float, last: int, gap: range = range(0)) -> tuple[float | None, ...]:
    step = (end - start) / (last - 1995)
    wave = (0.0, 0.008, -0.004, 0.011, -0.007)
    return tuple(
        None if year > last or year in gap else round(start + step * (year - 1995) + wave[year % 5], 4)
        for year in SERIES_YEARS
    )


BRIEF = Brief(
    ManifestRow(SCHEMA, "multipolar 0.1.0", "rules 1", "2020-01-01", "2020-01 (sha256 5f0c)", "", "14 May 2019"),
    DocumentRow(
        TITLE,
        "The Lantern Quarterly",
        "2019-05-16",
        "given",
        "",
        "3b5d" * 16,
        len(TEXT),
        ("One line of navigation at the end was set aside.",),
        (
            ("title", 0, len(TITLE)),
            ("news", TEXT.index("News:"), TEXT.index("Comment:")),
            ("comment", TEXT.index("Comment:"), TEXT.index("The Lantern")),
            ("boilerplate", TEXT.index("The Lantern"), len(TEXT)),
        ),
        "",
    ),
    MEETINGS,
    (
        RoleRow("XBO", "Borvia", "XCM", "observer", "stated", quote("as an observer"), OBSERVER_CHECK),
        RoleRow("XDU", "Dunmark", "XCC", "founding member", "stated", quote("a founding member"), FOUNDED_CHECK),
        RoleRow("XAA", "Arland", "XCM", "member", "implied", quote("Arland and"), None),
    ),
    (
        PriorityRow(
            quote(PRIORITY),
            (
                TopicRow("shipping", "safe shipping", quote("safe shipping")),
                TopicRow("smuggling", "smuggling", quote("smuggling")),
                TopicRow("fishing", "illegal fishing", quote("illegal fishing")),
            ),
        ),
    ),
    (
        ActorRow("XCE", "Cestria", "state", 6, quote("Cestria"), ""),
        ActorRow("XAA", "Arland", "state", 2, quote("Arland"), ""),
        ActorRow("XDU", "Dunmark", "state", 2, quote("Dunmark"), ""),
        ActorRow("XBO", "Borvia", "state", 3, quote("Borvia"), ""),
        ActorRow("XHE", "Hestmark", "state", 4, quote("Hestmark"), "not at the meeting"),
        ActorRow("XCM", "Council of the Middle Sea", "organisation", 4, quote("Council of the Middle Sea"), ""),
        ActorRow("XCC", "Customs Compact", "organisation", 3, quote("Customs Compact"), "also “the Compact”"),
    ),
    (
        OfficeRow("Ilan Moreth", "President of Cestria", "XCE", "text", quote("Ilan Moreth")),
        OfficeRow("Sena Alquist", "Prime Minister of Borvia", "XBO", "text", quote("Sena Alquist")),
    ),
    CLAIMS,
    ("“14 May” has no year in the text; the year is that of publication.",),
    (
        SeriesRow(
            3,
            "Arland's trade",
            "share of total trade",
            ("with Cestria", "with Hestmark", "with Dunmark"),
            SERIES_YEARS,
            (_path(0.06, 0.245, 2017), _path(0.38, 0.204, 2017), _path(0.11, 0.12, 2014, range(2003, 2006))),
            "coast-trade",
        ),
        SeriesRow(
            4,
            "Arland's vote agreement",
            "share of agreeing votes",
            ("with Cestria", "with Hestmark"),
            SERIES_YEARS,
            (_path(0.58, 0.61, 2018), _path(0.79, 0.74, 2018)),
            "assembly",
        ),
    ),
    (
        SourceRow(
            "facts",
            "Memberships and roles",
            "multipolar",
            "The authored tables that ship with multipolar, a source per row.",
            "2020-01-01",
            "CC-BY-4.0",
            "",
            "founding to 2020-01-01",
        ),
        SourceRow(
            "coast-trade",
            "Coastal Trade Panel",
            "Institute of Harbour Statistics",
            "Institute of Harbour Statistics (2018). Coastal Trade Panel, release 4.",
            "release 4",
            "CC-BY-4.0",
            "https://example.org/coastal-trade",
            "1995 to 2017",
        ),
        SourceRow(
            "assembly",
            "Roll Calls of the Assembly",
            "Archive of the Assembly",
            "Archive of the Assembly (2019). Roll Calls 1992 to 2018.",
            "2019-02",
            "CC0-1.0",
            "https://example.org/roll-calls?format=csv",
            "1992 to 2018",
        ),
    ),
    FirstPage(
        reported=("Summit, Council of the Middle Sea, 14 May 2019, Portavel; observer: Borvia.",),
        argued=(
            SpeakerRow("the author", (("argued", 7), ("forecast", 1)), ("belongs to", "leans on"), (1, 2, 3, 4, 5, 6)),
            SpeakerRow("many in the region", (("reported statement", 1),), (), (7,)),
        ),
        record=(FindingRow(1, "record agrees", MOST, "it holds for 2 of 3"),),
        omitted=(
            OmissionRow(
                "power",
                "It is Dunmark, which the text does not name, whose share in trade changed most.",
                ("XDU",),
                False,
                (value("mean trade(XAA, XDU)", "XAA XDU", "1995-1999", 0.11),),
            ),
        ),
        forecasts=(ForecastRow(9, FORECAST, "If the port is finished", "within five years", "The record of 2024."),),
        questions=(
            QuestionRow(
                4,
                VOTES,
                "It speaks of votes.",
                "What was measured points another way.",
                "By which roll calls is it so?",
            ),
        ),
    ),
    (
        TiesRow(
            "trade",
            "Share of each power in the trade of the states named",
            "share, 0 to 1",
            "coast-trade",
            ("XCE", "XHE"),
            ("Cestria", "Hestmark"),
            SERIES_YEARS,
            (
                TiesOf("XAA", "Arland", (_path(0.06, 0.245, 2017), _path(0.38, 0.204, 2017))),
                TiesOf("XDU", "Dunmark", (_path(0.11, 0.12, 2014, range(2003, 2006)), (None,) * len(SERIES_YEARS))),
            ),
            2017,
        ),
    ),
    OverlapRow(
        "2019-05-14",
        ("XCM", "XCC"),
        ("Council of the Middle Sea", "Customs Compact"),
        ("XAA", "XBO"),
        ("Arland", "Borvia"),
        (("full", "full"), ("observer", "")),
        ("facts",),
    ),
    MapRow(
        "The states of the text and their roles: Council of the Middle Sea, 14 May 2019",
        "natural-earth",
        "XCM",
        "Council of the Middle Sea",
        "2019-05-14",
        (
            MapState("TUV", "Arland", "full", True, True, False),  # at the places of small islands, far from all others
            MapState("NRU", "Borvia", "observer", True, True, False),
            MapState("KIR", "Hestmark", "", False, True, True),
            MapState("XHE", "Fennia", "", False, True, False),
        ),
        (DisputedRow("Skerry of Lorn", "Arland", "Held by Arland and claimed by Borvia.", "facts"),),
        "facts",
    ),
)

WITH_TEXT = msgspec.structs.replace(BRIEF, document=msgspec.structs.replace(BRIEF.document, text=TEXT))
EMPTY = Brief(
    msgspec.structs.replace(BRIEF.manifest, as_of=""),
    DocumentRow("", "", "", "", "", "0" * 64, 0, (), (), ""),
    (), (), (), (), (), (), (), (), (),
)  # fmt: skip

HOSTILE = (
    "<script>window.__pwned = 1; alert(1)</script>",
    '"><img src=x onerror="window.__pwned = 1">',
    "' onmouseover='window.__pwned = 1' x='",
    "</style><script>window.__pwned = 1</script>",
    "</title><svg onload=window.__pwned=1>",
    "]]><script>window.__pwned = 1</script>",
    "<!-- --><iframe src=https://example.com/></iframe>",
    "javascript:window.__pwned=1//",
    "data:text/html,<script>window.__pwned = 1</script>",
    'https://example.com/" onclick="window.__pwned = 1',
    "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}",
    "[click](javascript:window.__pwned=1) ![i](https://example.com/i.png) <https://example.com>",
    "www.example.com http://example.com/ `code` **bold** _it_ ~~s~~ $x$",
    "# heading",
    "- item",
    "1. item",
    "> quote\n\n    code\n\n---\n\n| a | b |\n|---|---|\n```\nfence",
    "\x1b[31mred\x1b[0m \x1b]8;;https://example.com\x07link\x1b]8;;\x07 \x9b2J\x07",
    "abc\u202edcba\u2066x\u2069\u200b\ufeff\u00ad\U000e0041",
    "a\x00b\rc\x85d\u2028e",
    "دولة " * 12 + "国家" * 40 + "👩‍👩‍👧",
    "x" * 400,
    "&lt;script&gt; &amp;amp; &#60;",
)


def poison(brief: Brief, change: Callable[[str], str]) -> Brief:
    """The brief with every text in it, keys and verdicts too, put through `change`; no text stays no text."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return change(value)
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [walk(inner) for inner in value]
        return value

    poisoned = msgspec.convert(walk(msgspec.to_builtins(brief)), Brief)
    return poisoned if brief.document.text else without_text(poisoned)


def without_text(brief: Brief) -> Brief:
    """The brief as it is when nobody asked for the text of the document."""
    return msgspec.structs.replace(brief, document=msgspec.structs.replace(brief.document, text=""))
