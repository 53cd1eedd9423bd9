"""Whole briefs against stored ones. After a wanted change write them anew and read the diff:

MULTIPOLAR_UPDATE_GOLDEN=1 pytest tests/briefs/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multipolar.briefs.brief import Brief
from multipolar.briefs.render import render
from tests.briefs.fixture import BRIEF, EMPTY, WITH_TEXT

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "brief", "form"),
    [
        ("brief.html", BRIEF, "html"),
        ("with-text.html", WITH_TEXT, "html"),
        ("with-text.md", WITH_TEXT, "markdown"),
        ("brief.json", BRIEF, "json"),
        ("brief.txt", BRIEF, "terminal"),
        ("empty.html", EMPTY, "html"),
        ("empty.md", EMPTY, "markdown"),
        ("empty.txt", EMPTY, "terminal"),
    ],
)
def test_a_brief_comes_out_as_stored(name: str, brief: Brief, form: str) -> None:
    rendered = render(brief, form, width=90).encode()
    stored = GOLDEN / name
    if os.environ.get("MULTIPOLAR_UPDATE_GOLDEN"):
        stored.write_bytes(rendered)
    assert rendered == stored.read_bytes(), f"{name} differs; see the head of this file"
