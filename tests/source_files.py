"""Where the source files lie beside the repository, for tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "../shared/data"

needs_sources = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the source files are not beside the repository (../shared/data)"
)
