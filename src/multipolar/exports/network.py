"""The membership network of a day as GraphML or GEXF, for Gephi, igraph or networkx."""

from __future__ import annotations

import io
from datetime import date

from multipolar.actors.record import Record
from multipolar.errors import InputError

FORMATS = (".graphml", ".gexf")


def network(record: Record, day: date, kind: str) -> bytes:
    """The two-mode network of states and organisations on a day, as GraphML or GEXF by `kind` (one of FORMATS).

    Nodes carry `kind` (state, IGO or format), `label` (the name of that day), and for states `region`, `ccode` and
    `gwcode`; edges run from actor to organisation, each with an identifier of its own, and carry `role`, `start` and
    `source`. Groups are definitions and stay out.
    InputError where networkx is not installed or the format is unknown.
    """
    try:
        import networkx as nx
    except ImportError:
        raise InputError("networks need networkx", mend="pip install 'multipolar[network]'") from None
    if kind not in FORMATS:
        raise InputError(f"no network format is called {kind[:20]!r}", mend=f"Write {' or '.join(FORMATS)}")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=f"Memberships on {day}", day=day.isoformat())
    for key, state in record.registry.states.items():
        if state.exists(day):
            numbers = {f"{system}code": _number(record, key, system, day) for system in ("c", "gw")}
            graph.add_node(key, label=record.called.common(key, day), kind="state", region=state.region, **numbers)
    for key, body in record.registry.organisations.items():
        if body.span.covers(day):
            graph.add_node(key, label=record.called.common(key, day), kind=body.kind, region="", ccode="", gwcode="")
    for number, m in enumerate(record.memberships.everyone(day)):
        if m.actor in graph and m.organisation in graph:
            started = str(m.span.start or "")
            edge = f"e{number}"  # GraphML takes the key for the edge's identifier, which must be its own
            graph.add_edge(m.actor, m.organisation, edge, role=m.role, start=started, source=m.cited)
    if not graph:
        raise InputError(f"the record knows no state on {day}", mend="It begins in 1816")
    out = io.BytesIO()
    (nx.write_graphml_xml if kind == ".graphml" else nx.write_gexf)(graph, out)
    return out.getvalue()


def _number(record: Record, key: str, system: str, day: date) -> str:
    found = record.codes.on(key, "cow" if system == "c" else "gw", day)
    return found[0].code if found else ""
