"""COW National Material Capabilities: six components of material power by state and year."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="capabilities_nmc.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "year": Column("Int32", 1816, 2022),
        "milex": Column("Float64", 0, 1e10, missing=True),
        "milper": Column("Float64", 0, 20_000, missing=True),
        "irst": Column("Float64", 0, 2e6, missing=True),
        "pec": Column("Float64", 0, 1e8, missing=True),
        "tpop": Column("Float64", 1, 2e6),
        "upop": Column("Float64", 0, 1e6, missing=True),
        "cinc": Column("Float64", 0, 0.5),
    },
    rows=(16_900, 17_400),
    sha256="994ba96b3ce47891e730944c5e06ebbce9b4f887dc3da7b287504e13f8f8e1ce",
)

DATASET = Dataset(
    key="cow-nmc",
    title="National Material Capabilities",
    publisher="Correlates of War Project",
    version="7.0",
    citation=(
        'Singer, J. David, Stuart Bremer and John Stuckey (1972), "Capability Distribution, Uncertainty, and Major '
        'Power War, 1820-1965", in Bruce Russett (ed.), Peace, War, and Numbers, Sage, 19-48; Singer, J. David '
        '(1987), "Reconstructing the Correlates of War Dataset on Material Capabilities of States, 1816-1985", '
        "International Interactions 14(2), 115-132"
    ),
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    covers=(1816, 2022),
    files=(FILE,),
)


def read(folder: Path) -> pl.DataFrame:
    """State-years with the six components and the published CINC (share, 0 to 1).

    milex: military expenditure, thousand current USD (GBP before 1914); milper: military personnel, thousands;
    irst: iron and steel, thousand tons; pec: energy, thousand coal-ton equivalents; tpop, upop: total and urban
    population, thousands. The rows are also the list of states of the COW system, year by year.
    """
    return verified(DATASET, FILE, folder).drop("iso3")
