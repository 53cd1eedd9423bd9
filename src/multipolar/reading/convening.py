"""Whose meeting a sentence tells of: the organisation in its name, of its leaders, or holding it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from multipolar.actors.record import registry
from multipolar.reading.document import Mention, within
from multipolar.reading.participants import worded
from multipolar.reading.sentences import Stretch

NOUN = r"(?:mini-summit|summit|meeting|session|talks|conference|forum|congress|gathering|consultations|negotiations|round ?table|ministerial|retreat|council)s?"
"""Nouns for meetings."""
AT = worded(
    rf"\b(?:at|during|in|after|for|following) (?:the|a|an|their|its|his|her|this|that|these|[A-Z]\w+(?:'s|’s)) (?:[\w'’.-]+ ){{0,6}}?{NOUN}\b",
    re.I,
)
"""Words that set what is told at a meeting ("at their summit")."""
_OF_BODY = worded(
    rf"\b(?:{NOUN}|council|assembly|leaders|heads(?: of (?:states?|governments?))?(?: (?:and|or) (?:of )?governments?)?|presidents|premiers|ministers|(?:member )?states|members|countries|delegates|nations|representatives|ambassadors|chiefs|envoys)"
    r"(?: \w+){0,2}? (?:of|from|within|at) (?:(?:the|all|all of|every|both|member|states|countries|members|of|\d+|\w+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+-(?:member|nation|strong))\s+){0,5}$",
    re.I,
)
_BODY_MEETS = worded(
    rf"(?:\s*\([A-Z][\w-]*\))?(?:'s|’s|s'|s’)?[\s-]+(?:(?!(?:and|but|member|membership)\b)[\w'’-]+\s+){{0,5}}?(?:{NOUN}|leaders|heads|presidents|premiers|(?:\w+\s+)?ministers|chiefs|ambassadors|foreign secretaries|envoys|delegates)\b"
    r"|(?:\s*\([A-Z][\w-]*\))?\s+(?:(?:is|are|will|has|have|had|to|today|yesterday|on \w+|be)\s+){0,3}(?:hold|held|holds|convened?|convenes|opened?|concluded?|met|meets?|gathered?|gathers|wound up|wrapped up|closed?|ended)\b",
    re.I,
)
_MEETS_IN_NAME = worded(r" (?:summit|meeting|session|ministerial)$|\bSummit\b", re.I)
_APPLIES = worded(
    r"\b(?:join|joining|joined|leave|leaving|left|quit|accession to|membership (?:of|in)|status (?:in|with|at|of)|member of|against|with)\s+(?:the\s+)?$",
    re.I,
)


def organisation_of(text: str, stretch: Stretch, rows: Sequence[Mention]) -> str:
    """The organisation whose meeting a sentence tells of: in its name, of its leaders, or holding it."""
    for row in within(rows, stretch.start, stretch.end):
        if row.actor not in registry().organisations:
            continue
        lead = text[max(stretch.start, row.quote.start - 110) : row.quote.start]
        if _MEETS_IN_NAME.search(row.quote.text) and not re.search(
            r"\b(?:since|until|before|ahead of)\s+(?:the\s+)?$", lead
        ):
            return row.actor
        if _OF_BODY.search(lead):
            return row.actor
        if not _APPLIES.search(lead) and _BODY_MEETS.match(text, row.quote.end, min(stretch.end, row.quote.end + 90)):
            return row.actor
    named = {r.actor for r in within(rows, stretch.start, stretch.end) if r.actor in registry().organisations}
    if len(named) == 1 and AT.search(text, stretch.start, stretch.end):
        for row in within(rows, stretch.start, stretch.end):
            subject = row.actor in named and _OPENS.search(
                text, max(stretch.start, row.quote.start - 6), row.quote.start
            )
            if (subject or (row.actor in named and row.quote.start - stretch.start < 5)) and _ACTS.match(
                text, row.quote.end
            ):
                return row.actor
    if len(named) == 1 and ADMITS.search(text, stretch.start, stretch.end):
        return named.pop()
    return ""


_OPENS = worded(r",\s+(?:the\s+)?$")
_ACTS = worded(r"\s+(?!and\b|or\b|but\b|member|ministers|with\b|to\b|of\b)[a-z]\w+")
ADMITS = worded(
    r"\b(?:admitted|accepted|readmitted|welcomed|suspended)\b[^.;]{3,140}\b(?:at|during) (?:a|an|the|its|their) (?:[\w-]+ ){0,3}?(?:meeting|summit|session|conference)\b"
)
