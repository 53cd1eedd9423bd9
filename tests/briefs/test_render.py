from __future__ import annotations

import subprocess
import sys

import pytest

from multipolar.briefs.render import FORMATS, render
from multipolar.errors import InputError
from tests.briefs.fixture import BRIEF

STARTS = {"html": "<!DOCTYPE html>", "markdown": "# Council", "json": "{", "terminal": "Council of the Middle Sea"}


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pdf"])
def test_every_form_is_rendered_the_same_twice(form: str) -> None:
    assert render(BRIEF, form).startswith(STARTS[form])
    assert render(BRIEF, form) == render(BRIEF, form)
    assert render(BRIEF, form).endswith("\n")


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        render(BRIEF, "docx")
    assert str(caught.value) == "no brief in the form 'docx'. Choose one of html, pdf, markdown, json, terminal"


def test_the_terminal_does_not_wait_for_the_template_engine() -> None:
    code = (
        "import sys; from tests.briefs.fixture import BRIEF; from multipolar.briefs.render import render;"
        "render(BRIEF, 'terminal'); render(BRIEF, 'json'); render(BRIEF, 'markdown');"
        "print(sorted({'jinja2', 'polars', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
