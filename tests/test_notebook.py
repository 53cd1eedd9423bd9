"""Results in a notebook, and the tutorial notebook run from its first cell to its last."""

from __future__ import annotations

import builtins
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import polars as pl
import pytest

import multipolar
from multipolar.errors import InputError, MultipolarError
from multipolar.notebook import Drawing, brief, check, demo, measure, read

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def test_the_tutorial_runs() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (the notebook extra)")
    names: dict[str, Any] = {}
    cells = [c for c in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    assert all(not cell["outputs"] for cell in cells)
    for cell in cells:
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # the notebook is the project's own
    assert names["claims"].height > 20
    assert names["check"].data.result == "holds"
    assert names["own"].to_polars().height > 0


def test_a_brief_shows_itself_in_a_frame_of_its_own() -> None:
    shown = demo()
    page = shown._repr_html_()
    assert page.startswith("<iframe sandbox srcdoc=")
    assert "<script" not in page
    frame = shown.to_polars()
    assert frame.height == len(shown.data.claims)
    assert frame["verdict"].to_list() == [claim.verdict for claim in shown.data.claims]


def test_a_hostile_title_stays_inside_the_frame(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text('"></iframe><script>alert(1)</script>\n\nComment\n\nRussia is losing its hold on Kazakhstan.')
    page = brief(article)._repr_html_()
    assert page.count("<iframe") == 1
    assert page.count("</iframe>") == 1
    assert "<script" not in page


def test_evidence_is_a_frame() -> None:
    """Hungary has been an observer of the organisation since 2018."""
    shown = check("HUN in OTS as observer on 2022-11-11")
    assert shown.data.result == "holds"
    assert shown.to_polars()["source"].to_list() == ["ots-site"]
    with pytest.raises(InputError, match="there is nothing to draw"):
        shown.chart()
    assert "ots-site" in shown._repr_html_()


def test_a_measure_is_a_frame_and_a_drawing(tmp_path: Path) -> None:
    shown = measure("capability", "China", first=2020)
    frame = shown.to_polars()
    assert frame.filter(pl.col("year") == 2022)["value"].item() == pytest.approx(0.234, abs=0.001)
    assert fromstring(shown.chart()._repr_svg_()).tag.endswith("svg")
    shown.chart().save(tmp_path / "c.svg")
    assert (tmp_path / "c.svg").read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(InputError, match=r"\.gif is no format of a drawing"):
        shown.chart().save(tmp_path / "c.gif")
    assert "2022" in shown._repr_html_()


def test_a_drawing_becomes_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst is not installed (the pdf extra)")
    Drawing('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>').save(tmp_path / "c.png")
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")


def test_a_reading_shows_its_marks(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Comment\n\nRussia is losing its hold on Kazakhstan and <b>Uzbekistan</b>.", encoding="utf-8")
    shown = read(article)
    assert shown.to_polars().height == len(shown.data.claims)
    assert "<b>" not in shown._repr_html_()


def test_without_pandas_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **more)

    shown = check("HUN in OTS as observer on 2022-11-11")
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError, match=r"pip install 'multipolar\[notebook\]'"):
        shown.to_pandas()


def test_errors_are_those_of_the_command_line() -> None:
    for wrong in (lambda: check("nothing of the kind"), lambda: measure("trade", "Atlantis"), lambda: demo("nowhere")):
        with pytest.raises(MultipolarError):
            wrong()


def test_the_package_names_its_functions_and_imports_nothing_heavy() -> None:
    assert sorted(multipolar.__all__) == multipolar.__all__
    assert all(callable(getattr(multipolar, name)) for name in multipolar.__all__)
    with pytest.raises(AttributeError):
        multipolar.nothing  # noqa: B018
    code = "import sys, multipolar; print(sorted({'polars', 'numpy', 'jinja2', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
