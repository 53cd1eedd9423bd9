"""Makes the pictures of the documentation from the demo's brief. Needs the `browser` extra and a Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parent / "images"


def main() -> None:
    """Write the demo's brief, open it and take the pictures: first page, ties of the states named, map."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No Chromium is installed; the picture was not made")
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "brief.html"
        subprocess.run([sys.executable, "-m", "multipolar", "demo", "-o", str(page_file)], check=True)
        with sync_playwright() as browsers:
            browser = browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 900, "height": 1180})
            page.goto(page_file.as_uri())
            page.screenshot(path=IMAGES / "brief.png")
            page.locator("figure.multiples").first.screenshot(path=IMAGES / "ties.png")
            page.locator("svg.map").screenshot(path=IMAGES / "map.png")
            browser.close()


if __name__ == "__main__":
    main()
