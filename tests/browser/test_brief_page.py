"""The HTML brief in a real browser: silent, inert, readable on a phone, whole in print."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from multipolar.briefs.brief import Brief
from multipolar.briefs.html import html
from tests.briefs.fixture import BRIEF, CLAIMS, HOSTILE, WITH_TEXT, poison

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (the browser extra)")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path"),
]
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=SWITCHES)
        yield chromium
        chromium.close()


class Visit:
    """A page opened from a file, with all it said, asked for and popped up."""

    def __init__(self, browser: Any, brief: Brief, folder: Path, *, width: int = 1280, dark: bool = False) -> None:
        file = folder / "brief.html"
        file.write_text(html(brief), encoding="utf-8")
        scheme = "dark" if dark else "light"
        self.page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
        self.noise: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.noise.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        assert self.asked == [file.as_uri()]

    def open_all(self) -> None:
        for summary in self.page.locator("summary").all():
            summary.click()

    def hidden_width(self) -> int:
        """How many pixels one would have to scroll sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def close(self) -> None:
        self.page.close()
        assert self.noise == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_page_is_silent_and_fits(browser: Any, tmp_path: Path, width: int, dark: bool) -> None:
    visit = Visit(browser, WITH_TEXT, tmp_path, width=width, dark=dark)
    assert visit.page.title() == f"Brief: {BRIEF.document.title}"
    visit.open_all()
    assert visit.hidden_width() <= 0
    assert len(visit.asked) == 1
    visit.close()


@pytest.mark.parametrize("shift", range(0, len(HOSTILE), 3))
def test_hostile_text_does_nothing(browser: Any, tmp_path: Path, shift: int) -> None:
    supply = cycle(HOSTILE[shift:] + HOSTILE[:shift])
    visit = Visit(browser, poison(WITH_TEXT, lambda _: next(supply)), tmp_path, width=390)
    visit.open_all()
    for target in visit.page.locator("a[href^='#']").all()[:12]:
        target.dispatch_event("click")
    visit.page.mouse.move(200, 400)
    assert visit.page.evaluate("window.__pwned") is None
    assert visit.page.evaluate("document.scripts.length + document.images.length + document.forms.length") == 0
    assert visit.hidden_width() <= 0
    assert len(visit.asked) == 1
    visit.close()


def test_the_style_sheet_applies_under_the_policy(browser: Any, tmp_path: Path) -> None:
    colors = []
    for dark in (False, True):
        visit = Visit(browser, BRIEF, tmp_path, dark=dark)
        colors.append(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        visit.close()
    assert colors == ["rgb(253, 252, 249)", "rgb(22, 23, 26)"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Any, tmp_path: Path, dark: bool) -> None:
    """Contrast of at least 4.5 to 1 for all text (WCAG 2.2, 1.4.3)."""
    visit = Visit(browser, WITH_TEXT, tmp_path, dark=dark)
    visit.open_all()
    weak = visit.page.evaluate(
        """() => {
          const light = c => { const v = c.map(x => (x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
                               return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
          const rgb = s => s.match(/[\\d.]+/g).map(Number);
          const ground = e => { for (; e; e = e.parentElement) {
              const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); }
              return [255, 255, 255]; };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), weak = [];
          while (walker.nextNode()) {
            const e = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || e.closest('title, desc, style')) continue;
            const style = getComputedStyle(e), svg = e instanceof SVGElement;
            const a = light(rgb(svg ? style.fill : style.color).slice(0, 3)), b = light(ground(e));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) weak.push([walker.currentNode.data, ratio]);
          }
          return weak; }"""
    )
    assert weak == []
    visit.close()


def test_the_keyboard_reaches_evidence_and_links(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path)
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to what is argued"
    visit.page.locator("#claim-1 summary").focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#claim-1 table").is_visible()
    visit.close()


def test_print_shows_the_evidence_that_is_folded_on_the_screen(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path)
    table = visit.page.locator("#claim-1 table")
    assert not table.is_visible()
    visit.page.emulate_media(media="print")
    assert table.bounding_box()["height"] > 40
    visit.close()


def test_labels_of_charts_stay_inside_them(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path)
    beyond = visit.page.evaluate(
        """() => [...document.querySelectorAll('.chart text')].filter(text => {
          const box = text.getBBox(), view = text.ownerSVGElement.viewBox.baseVal;
          return box.x < 0 || box.y < 0 || box.x + box.width > view.width || box.y + box.height > view.height;
        }).map(text => text.textContent)"""
    )
    assert beyond == []
    drawn = len(BRIEF.series) + sum(len(row.states) for row in BRIEF.ties)
    assert visit.page.locator(".chart").count() == drawn
    visit.close()


def test_every_claim_of_the_summary_leads_to_its_card(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path)
    for claim in CLAIMS:
        visit.page.locator(f".tally a[href='#claim-{claim.number}']").click()
        assert claim.quote.text in visit.page.locator(f"#claim-{claim.number}").inner_text()
        assert visit.page.evaluate(f"document.querySelector(':target').id === 'claim-{claim.number}'")
    visit.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("brief", [BRIEF, WITH_TEXT], ids=["brief", "with text"])
def test_the_accessibility_checker_finds_nothing(browser: Any, tmp_path: Path, brief: Brief, dark: bool) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed (the browser extra)"
    )
    file = tmp_path / "brief.html"
    file.write_text(html(brief), encoding="utf-8")
    # The page's policy forbids the checker's script, so for the check alone it is set aside.
    context = browser.new_context(bypass_csp=True, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(file.as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(row["id"], row["nodes"][0]["html"]) for row in found] == []
    context.close()


def test_figures_can_be_saved_from_the_page(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path)
    for ending, start in ((".csv", "state,power,year,value"), (".svg", "<svg")):
        with visit.page.expect_download() as download:
            visit.page.click(f"a[download$='{ending}']")
        assert Path(download.value.path()).read_text(encoding="utf-8").startswith(start)
    assert len(visit.asked) == 1
    visit.page.close()


def test_the_matrix_and_the_multiples_fit_a_phone(browser: Any, tmp_path: Path) -> None:
    visit = Visit(browser, BRIEF, tmp_path, width=320)
    for multiple in visit.page.locator(".multiple").all():
        box = multiple.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    visit.close()
