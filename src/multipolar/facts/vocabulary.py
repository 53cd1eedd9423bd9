"""The closed sets of words that cells of the authored tables are written in."""

ROLES = ("full", "associate", "observer", "candidate", "partner", "suspended")
"""What a member can be; `suspended` is a member whose rights or participation the organisation has suspended."""

NO_ROLE = "none"
"""In a user's own facts alone: the actor was not in the organisation, whatever the shipped record says."""

OFFICES = ("head of state", "head of government", "foreign minister", "head of organisation", "speaker of parliament")

BASES = ("treaty", "organisation", "dataset", "press", "reference", "definition", "user")
"""What a row rests on: a treaty, the organisation's own list, a dataset, the press, a reference work, ..."""

STATE_NAME_KINDS = ("common", "official", "short", "former", "variant", "abbreviation")
NAME_KINDS = (*STATE_NAME_KINDS, "adjective", "demonym", "capital", "city", "metonym", "organ")
CODE_SYSTEMS = ("iso2", "iso3", "isonum", "cow", "cowc", "gw", "wikidata")

BORDERS = ("natural-earth", "visionscarto")
"""Views of borders that maps can show, the first by default; each has a column in the table of disputed areas."""

PUBLISHER_KINDS = (
    "news agency",
    "newspaper",
    "broadcaster",
    "magazine",
    "think tank",
    "organisation",
    "party or movement",
)
"""What a publisher is, by what it makes and not by whom it serves."""
