"""The words of a map that every rendering shares: what each way of drawing means, who is drawn so, whose borders."""

from __future__ import annotations

from multipolar.briefs.brief import MapRow, MapState
from multipolar.briefs.outlines import VIEWS

KINDS = {
    "member": "Full member",
    "observer": "Observer",
    "other": "Another role in it",
    "named": "Named in the text, not in it",
    "power": "Power named, not in it",
    "present": "Took part, not in it",
}
"""How a state is drawn, and what that means beside the name of an organisation."""
_ALONE = {"named": "Named in the text", "power": "Power named in the text", "present": "Took part in the meeting"}
"""The same where the text is about no organisation."""


def kind(state: MapState) -> str:
    """How a state is drawn: a key of KINDS."""
    if state.role:
        return {"full": "member", "observer": "observer"}.get(state.role, "other")
    if state.named:
        return "power" if state.power else "named"
    return "present"


def meaning(row: MapRow, name: str) -> str:
    """What a way of drawing means on this map."""
    roles = dict.fromkeys(state.role for state in row.states if kind(state) == "other")
    if name == "other" and roles:
        return ", ".join(roles).capitalize()
    return KINDS[name] if row.organisation else _ALONE.get(name, KINDS[name])


def lists(row: MapRow) -> list[tuple[str, list[str]]]:
    """The map in words: who is drawn in which way, who took part, what is disputed."""
    found = []
    for name in KINDS:
        names = [
            f"{state.name} ({state.role})" if "," in meaning(row, name) and name == "other" else state.name
            for state in row.states
            if kind(state) == name
        ]
        found.append((meaning(row, name), names))
    found.append(("Took part in the meeting", [state.name for state in row.states if state.took_part]))
    found.append(("Disputed, hatched", [drawn(area.name, area.drawn_as) for area in row.disputed]))
    return [(head, names) for head, names in found if names]


def drawn(name: str, drawn_as: str) -> str:
    """A disputed area with the state that it is drawn with; one that no set draws has a mark alone."""
    if not drawn_as:
        return f"{name} (marked)"
    return f"{name} (drawn {'by itself' if drawn_as == name else f'with {drawn_as}'})"


def caption(row: MapRow) -> str:
    """Whose borders are drawn, of when, how to have others, and what the projection keeps."""
    if row.view not in VIEWS:
        return f"Borders as {row.view} draws them."
    of = VIEWS[row.view]
    others = [f"--borders {key} draws those of {other.title}" for key, other in VIEWS.items() if key != row.view]
    return (
        f"Borders as {of.title} draws them ({of.words}), not those of the day of the text; {'; '.join(others)}. "
        "Disputed areas are hatched in every view. Equal Earth projection: areas compare."
    )
