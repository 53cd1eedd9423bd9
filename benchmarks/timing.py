"""Medians over several runs, of a call, of code in a fresh interpreter, and of a whole command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

RUNS = 7


def median(act: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds of a call."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def in_process(code: str) -> float:
    """Median seconds that a fresh interpreter spends on code, its own start left out."""
    timed = f"import time; t = time.perf_counter()\n{code}\nprint(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True) for _ in range(RUNS)
    ]
    return statistics.median(float(run.stdout) for run in runs)


def command(*arguments: str) -> float:
    """Median seconds of a whole `python -m multipolar` process."""
    whole = [sys.executable, "-m", "multipolar", *arguments]
    return median(lambda: subprocess.run(whole, check=True, capture_output=True))
