"""Blocks of a text: lines between blank lines, which is what plain text has for paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from multipolar.reading.sentences import Stretch, trimmed

_LINE = re.compile(r"[^\n]*\n?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
MIN_RUNNING = 5
"""Spaces in the shortest paragraph of sentences."""
MAX_LINE = 90
"""Characters of the longest subheading."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one line that stands for itself."""

    text: str
    start: int
    end: int
    lines: tuple[Stretch, ...]

    @property
    def words(self) -> str:
        """The block itself."""
        return self.text[self.start : self.end]

    @property
    def first_line(self) -> Stretch:
        """Its first line."""
        return self.lines[0]

    @property
    def spaces(self) -> int:
        """A cheap count of words."""
        return self.text.count(" ", self.start, self.end) + len(self.lines) - 1

    @property
    def ends_a_sentence(self) -> bool:
        """Whether it closes with the mark of a sentence's end."""
        return _SENTENCE_END.search(self.text, max(self.start, self.end - 4), self.end) is not None

    @property
    def is_line(self) -> bool:
        """Whether it is one line."""
        return len(self.lines) == 1

    @property
    def is_running(self) -> bool:
        """Whether it is a paragraph of sentences."""
        return self.ends_a_sentence and self.spaces >= MIN_RUNNING

    @property
    def is_short_line(self) -> bool:
        """Whether it is a line like a subheading: short, alone, without the end of a sentence or a verb's comma."""
        return self.is_line and self.end - self.start <= MAX_LINE and not self.ends_a_sentence


def blocks_of(text: str, alone: Callable[[str], bool]) -> list[Block]:
    """The blocks of a text; a line for which `alone` holds is a block of its own."""
    found: list[Block] = []
    lines: list[Stretch] = []

    def close() -> None:
        if lines:
            found.append(Block(text, lines[0].start, lines[-1].end, tuple(lines)))
            lines.clear()

    for match in _LINE.finditer(text):
        line = trimmed(text, match.start(), match.end())
        if line is None:
            close()
        elif alone(line.of(text)):
            close()
            found.append(Block(text, line.start, line.end, (line,)))
        else:
            lines.append(line)
    close()
    return found
