"""What each authored table holds: its columns, their meaning and what a cell may say.

One description serves the tests of the shipped tables, the check of a user's own facts and the data package.
"""

from __future__ import annotations

from dataclasses import dataclass

from multipolar.facts.vocabulary import BASES, CODE_SYSTEMS, NAME_KINDS, OFFICES, PUBLISHER_KINDS, ROLES


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a cell is, whether it may be empty, and what it means.

    `kind` is text, date (ISO 8601 of reduced precision), day (in full), key (of an actor), body (key of an
    organisation), choice (one of `choices`), numbers (divided by
    semicolons) or new-key (one that the row itself gives).
    """

    name: str
    kind: str
    required: bool
    meaning: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """An authored table; `unique` names the columns that tell its rows apart; `user` says that a user may add to it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...]
    user: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where the table has none."""
        return {column.name: column for column in self.columns}[name]


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "text", required, meaning)


def _date(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "date", required, meaning)


_START = _date("start", "First day on which it held; YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
_STARTED = _date("start", _START.meaning, required=True)
_END = _date("end", "First day on which it no longer held; empty where it holds")
_SOURCE = _text(
    "source", "Where it is written: a key of the table of sources, or in a user's facts any citation", required=True
)
_CHECKED = Column("checked_on", "day", False, "Day on which the row was last held against its source")
_NOTE = _text("note", "What a reader of the row should know")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "states",
            "States since 1816 and bodies whose statehood is disputed",
            (
                Column(
                    "key",
                    "new-key",
                    True,
                    "ISO 3166-1 alpha-3, the formerly used one of a state that is gone, or an own key in X",
                ),
                _text("name", "Common English name", required=True),
                _text("official_name", "Full official name in English"),
                _text("region", "United Nations geoscheme: region", required=True),
                _text("subregion", "United Nations geoscheme: subregion"),
                Column(
                    "status",
                    "choice",
                    True,
                    "Standing today",
                    ("UN member", "UN observer", "disputed", "associated state", "former"),
                ),
                _text("predecessor", "Keys of the states it follows, divided by a semicolon"),
                _text("successor", "Keys of the states that follow it, divided by a semicolon"),
                _NOTE,
                _SOURCE,
                _CHECKED,
            ),
            ("key",),
        ),
        Table(
            "spells",
            "Spells of existence as an independent state",
            (
                Column("key", "key", True, "The state"),
                _STARTED,
                _END,
                _text("began", "How the spell began"),
                _text("ended", "How it ended"),
                _SOURCE,
                _NOTE,
            ),
            ("key", "start"),
        ),
        Table(
            "codes",
            "Codes of states, dated",
            (
                Column("key", "key", True, "The state"),
                Column("system", "choice", True, "The system of codes", CODE_SYSTEMS),
                _text("code", "The code, as text", required=True),
                _START,
                _END,
                _SOURCE,
                _NOTE,
            ),
            ("key", "system", "code", "start"),
        ),
        Table(
            "disputed_areas",
            "Areas of maps whose holder is disputed, and with whom two sets of outlines draw them",
            (
                _text("key", "Key of the area in the outlines, or of the state that has no outline", required=True),
                _text("name", "Common English name", required=True),
                Column("natural_earth", "key", False, "The state with which Natural Earth draws it; empty for none"),
                Column("visionscarto", "key", False, "The state with which Visionscarto draws it; empty for none"),
                _text("longitude", "Where to mark an area without an outline: degrees east"),
                _text("latitude", "Where to mark it: degrees north"),
                _text("note", "Who holds and who claims it", required=True),
                _SOURCE,
                _CHECKED,
            ),
            ("key",),
        ),
        Table(
            "organisations",
            "Intergovernmental organisations and standing formats",
            (
                Column("key", "new-key", True, "The organisation's key, capitals and digits"),
                _text("name", "Common English name", required=True),
                _text("abbreviation", "Abbreviation in common use"),
                Column(
                    "kind",
                    "choice",
                    True,
                    "IGO (by treaty or charter, with organs) or standing format",
                    ("IGO", "format"),
                ),
                _text("collective_defence", "Of a defence alliance: the article by which members defend each other"),
                _STARTED,
                _END,
                _text("seat", "City and state of the seat"),
                _text("predecessor", "Keys of the organisations it follows"),
                _text("successor", "Keys of the organisations that follow it"),
                Column(
                    "ionum",
                    "numbers",
                    False,
                    "Number in the Correlates of War Intergovernmental Organizations data, version 3",
                ),
                _text("wikidata", "Wikidata item"),
                _NOTE,
                _SOURCE,
                _CHECKED,
            ),
            ("key",),
            user=True,
        ),
        Table(
            "memberships",
            "Membership of actors in organisations, by role",
            (
                Column("actor", "key", True, "The member: key of a state, or of an organisation"),
                Column("organisation", "body", True, "The organisation"),
                Column("role", "choice", True, "What the actor was in it", ROLES),
                _STARTED,
                _END,
                _date("known_from", "When the public could first know this row; empty: from start"),
                _date("known_to", "When a correction took its place"),
                Column("basis", "choice", False, "What the row rests on", BASES),
                _SOURCE,
                _CHECKED,
                _NOTE,
            ),
            ("actor", "organisation", "role", "start", "known_from"),
            user=True,
        ),
        Table(
            "gaps",
            "Roles in organisations of which the table of memberships leaves out some that were held",
            (
                Column("organisation", "body", True, "The organisation"),
                Column("role", "choice", True, "The role", ROLES),
                _text("actors", "Keys of the actors left out, divided by a semicolon; empty where any may be"),
                _text("gap", "What is left out, and why", required=True),
            ),
            ("organisation", "role"),
        ),
        Table(
            "group_definitions",
            "Named groups of states: regions and groupings",
            (
                Column("group", "new-key", True, "The group's key"),
                _text("name", "Its name", required=True),
                Column("kind", "choice", True, "region or grouping", ("region", "grouping")),
                _text(
                    "rule",
                    "Two organisations, joined by &, whose common full members it consists of; empty: see groups",
                ),
                _text("definition", "Who belongs to it, and by what rule", required=True),
                _text("contested", "Who draws it differently, or empty"),
                _SOURCE,
            ),
            ("group",),
        ),
        Table(
            "groups",
            "States in named groups",
            (
                _text("group", "The group's key", required=True),
                _text("name", "The group's name"),
                Column("actor", "key", True, "The state"),
                _START,
                _END,
                _SOURCE,
                _CHECKED,
            ),
            ("group", "actor", "start"),
        ),
        Table(
            "names",
            "Names of states, organisations and groups, with the time of their use",
            (
                _text("name", "The name as it stands in English texts", required=True),
                Column("actor", "key", True, "Whom it names"),
                Column(
                    "kind",
                    "choice",
                    True,
                    "What sort of name it is; a common one with an end is what the actor went by for a time",
                    NAME_KINDS,
                ),
                _START,
                _END,
                _text("caution", "Another common meaning of the string, or empty"),
                _SOURCE,
            ),
            ("name", "actor", "kind", "start"),
            user=True,
        ),
        Table(
            "others",
            "Strings that hold the name of an actor and name somebody else",
            (_text("name", "The longer string", required=True), _text("note", "What it names")),
            ("name",),
        ),
        Table(
            "offices",
            "Terms of people in public office",
            (
                _text("person", "Name in English texts", required=True),
                _text("surname", "What texts call the person for short; several divided by a semicolon", required=True),
                Column("office", "choice", True, "The office, by function", OFFICES),
                _text("title", "The office, by title", required=True),
                Column("actor", "key", True, "State or organisation"),
                _STARTED,
                _END,
                _SOURCE,
                _CHECKED,
                _NOTE,
            ),
            ("person", "office", "actor", "start"),
            user=True,
        ),
        Table(
            "publishers",
            "Publishers of news and commentary, by ownership, seat and kind, never by judgement",
            (
                _text("name", "Usual name in English", required=True),
                _text("aliases", "Other names under texts, divided by semicolons"),
                _text("host", "Web host, without www", required=True),
                Column("kind", "choice", True, "What it is", PUBLISHER_KINDS),
                Column("state", "key", False, "State of its seat"),
                _text("operator", "Who owns, runs or funds it, as the source says", required=True),
                _SOURCE,
                _CHECKED,
                _NOTE,
            ),
            ("name",),
        ),
        Table(
            "sources",
            "Sources of the authored tables",
            (
                Column("key", "new-key", True, "What rows cite"),
                _text("title", "Title", required=True),
                _text("publisher", "Publisher, where the title does not name it"),
                _text("url", "Address"),
                Column("basis", "choice", True, "What kind of source it is", BASES),
                _text("licence", "Terms of the source; of most only facts are taken"),
                _NOTE,
            ),
            ("key",),
        ),
        Table(
            "releases",
            "When each release of a dataset could first be read",
            (
                _text("dataset", "The dataset", required=True),
                _text("version", "Its version", required=True),
                _text("covers_to", "Last year it covers", required=True),
                _date("released_on", "When it was published", required=True),
                _SOURCE,
                _NOTE,
            ),
            ("dataset", "version", "covers_to"),
        ),
    )
}

USER_TABLES = tuple(table for table in TABLES.values() if table.user)
"""Tables that a user may add rows of."""
