"""The one error shape of multipolar: what thing is wrong, where, and how to mend it.

MultipolarError
├── InputError        the text, file, option or proposition handed in cannot be used
├── DataError         a dataset or shipped table is not what its source promises
└── OutputError       a result could not be written
"""

from __future__ import annotations


class MultipolarError(Exception):
    """Base of every error that multipolar raises on purpose.

    thing: what is wrong, in one clause. place: file, row, column or position.
    mend: what would have worked. The three make one line; exit_code goes to the shell.
    """

    exit_code = 2

    def __init__(self, thing: str, *, place: str = "", mend: str = "") -> None:
        self.thing = thing
        self.place = place
        self.mend = mend
        super().__init__(self.line())

    def line(self) -> str:
        """The error as one printable line without control characters."""
        text = f"{self.place}: {self.thing}" if self.place else self.thing
        if self.mend:
            text = f"{text}. {self.mend}"
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


class InputError(MultipolarError):
    """What the user handed in cannot be used as it is."""


class DataError(MultipolarError):
    """A dataset file or shipped table fails the checks of its source."""

    exit_code = 4


class OutputError(MultipolarError):
    """A result could not be written; nothing was left half-written."""

    exit_code = 5
