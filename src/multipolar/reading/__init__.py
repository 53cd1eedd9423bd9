"""From a text to typed rows with exact quotes; knows nothing of propositions.

`read` and `load` are imported at once: the module `reading.read` would else take the place of the function.
"""

from multipolar.reading.intake import load
from multipolar.reading.plover.rows import events
from multipolar.reading.read import read

__all__ = ["events", "load", "read"]
