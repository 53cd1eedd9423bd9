"""The numbers in the rules of evidence. docs/rules-of-evidence.md holds the rules; R-numbers point there."""

from __future__ import annotations

from multipolar.measures import peers

PEERS_NEEDED = peers.PEERS_NEEDED
"""R5: a median of fewer peers than this is none."""

LEVEL_SHARE = 2 / 3
"""R6: a level or a lead over a span holds in at least this share of its years, and fails in at most the rest."""

SURE = 0.95
"""R7: where an error is published, holds needs this probability and fails one minus it."""

TREND_OBSERVATIONS = 8
"""R8: yearly values that a trend needs."""

STEADY_SHARE = 0.1
"""R9: what changes by less than this share of its mean over the span holds."""

AROUND_YEARS = 5
"""R21: years before and years after that a change around a year compares."""

AROUND_NEEDED = 3
"""R21: values that each of the two sides needs."""

COVERED_SHARE = 0.5
"""R13: share of the years asked about that must be covered."""

STALE_YEARS = 3
"""R14: years by which the last value may lie before the date asked about; of memberships, the last check."""
