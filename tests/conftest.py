from __future__ import annotations

import os
import tempfile

import pytest

# The tests ask the shipped record: whatever facts the person who runs them keeps stays out of it.
os.environ["MULTIPOLAR_FACTS"] = tempfile.mkdtemp(prefix="multipolar-no-facts-")
# The same of a world that they built.
os.environ["MULTIPOLAR_WORLD"] = tempfile.mkdtemp(prefix="multipolar-no-world-")

from multipolar.world import generation
from multipolar.world.build import World, build
from tests.source_files import FOLDER


@pytest.fixture(scope="session")
def built() -> World:
    """The whole world, computed once from the source files; skips, saying so, where they are missing."""
    if not FOLDER.is_dir():
        pytest.skip("the source files are not beside the repository (../shared/data)")
    return build(FOLDER)


@pytest.fixture(scope="session")
def world(built: World, tmp_path_factory: pytest.TempPathFactory) -> generation.Generation:
    """The same as a generation in force in a folder of its own."""
    return generation.publish(built.tables, built.manifest, tmp_path_factory.mktemp("world"))
