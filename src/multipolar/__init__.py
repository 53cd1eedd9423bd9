"""multipolar: holds what is claimed about world affairs against the record.

For notebooks and scripts `brief`, `check`, `measure`, `read` and `demo` give results that show themselves, draw
themselves and turn into frames; see `multipolar.notebook`.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"
__all__ = ["brief", "check", "demo", "measure", "read"]


def __getattr__(name: str) -> Any:
    """The functions of `multipolar.notebook`, imported when first asked for, so that the command line starts fast."""
    if name in __all__:
        return getattr(importlib.import_module("multipolar.notebook"), name)
    raise AttributeError(f"module 'multipolar' has no attribute {name!r}")
