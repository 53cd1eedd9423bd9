"""All datasets that we can read, and whether a folder holds their files as they were known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from multipolar.errors import DataError
from multipolar.origins import DataFile, Dataset
from multipolar.sources import (
    alliances,
    alliances_cow,
    capabilities,
    contiguity,
    disputes,
    geodist,
    ideal_points,
    igo,
    missions,
    population,
    regime,
    states,
    trade,
    troops,
    un_votes,
)
from multipolar.sources.verify import verified

DATASETS: dict[str, Dataset] = {
    dataset.key: dataset
    for dataset in sorted(
        (
            alliances.DATASET,
            alliances_cow.DATASET,
            capabilities.DATASET,
            contiguity.DATASET,
            disputes.DATASET,
            geodist.DATASET,
            ideal_points.PUBLISHED,
            ideal_points.REFERENCE,
            igo.DATASET,
            missions.DATASET,
            population.ANDERS,
            population.FARISS,
            regime.POLITY,
            regime.UDS,
            regime.VDEM,
            states.DATASET,
            trade.DATASET,
            troops.DATASET,
            un_votes.AGGRESSION,
            un_votes.CALLS,
            un_votes.DATASET,
        ),
        key=lambda dataset: dataset.key,
    )
}
"""By key, in the order of the keys."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one source file.

    datasets: keys of all that are read from it. rows: how many it has, None where it is refused. problem: the line of
    the error that refuses it, empty where it is the known file.
    """

    file: str
    datasets: tuple[str, ...]
    rows: int | None
    problem: str


def check(folder: Path) -> tuple[Checked, ...]:
    """Every file of every dataset, each once, in the order of names: what refuses one stops no other."""
    users: dict[str, list[tuple[Dataset, DataFile]]] = {}
    for dataset in DATASETS.values():
        for file in dataset.files:
            users.setdefault(file.name, []).append((dataset, file))
    return tuple(_checked(users[name], folder) for name in sorted(users))


def problems(folder: Path) -> tuple[Checked, ...]:
    """The files among them that are refused."""
    return tuple(checked for checked in check(folder) if checked.problem)


def _checked(users: list[tuple[Dataset, DataFile]], folder: Path) -> Checked:
    dataset, file = users[0]
    keys = tuple(user.key for user, _ in users)
    try:
        return Checked(file.name, keys, verified(dataset, file, folder).height, "")
    except DataError as error:
        return Checked(file.name, keys, None, error.line())
