from __future__ import annotations

import os
import tempfile

# The tests ask the shipped record: whatever facts the person who runs them keeps stays out of it.
os.environ["MULTIPOLAR_FACTS"] = tempfile.mkdtemp(prefix="multipolar-no-facts-")
