"""Regime type by state and year: the V-Dem electoral democracy index, the Polity and the Unified Democracy Scores."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="regime.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "year": Column("Int32", 1816, 2025),
        "euds": Column("Float64", -5, 5, missing=True),
        "aeuds": Column("Float64", -5, 5, missing=True),
        "polity2": Column("Float64", -10, 10, missing=True),
        "v2x_polyarchy": Column("Float64", 0, 1, missing=True),
        "iso3": Column("String", missing=True),
    },
    rows=(17_500, 17_900),
    sha256="a487d2293adcb9b802dd9798b9812f3daf6346299400528b076afc8e43be9106",
)

VDEM = Dataset(
    key="v-dem",
    title="V-Dem Dataset",
    publisher="Varieties of Democracy Project, University of Gothenburg",
    version="16",
    citation=(
        'Coppedge, Michael, et al. (2026), "V-Dem Country-Year Dataset v16", Varieties of Democracy (V-Dem) Project; '
        'Pemstein, Daniel, et al. (2026), "The V-Dem Measurement Model", V-Dem Working Paper 21'
    ),
    licence="CC BY-SA 4.0",
    url="https://doi.org/10.23696/vdemds26",
    covers=(1816, 2025),
    files=(FILE,),
)

POLITY = Dataset(
    key="polity",
    title="Polity5: Political Regime Characteristics and Transitions, 1800-2018",
    publisher="Center for Systemic Peace",
    version="5, to 2018",
    citation=(
        "Marshall, Monty G. and Ted Robert Gurr (2020), Polity5: Political Regime Characteristics and Transitions, "
        "1800-2018, Center for Systemic Peace"
    ),
    licence="free to use with citation",
    url="https://www.systemicpeace.org/polityproject.html",
    covers=(1816, 2018),
    files=(FILE,),
)

UDS = Dataset(
    key="uds",
    title="Extended Unified Democracy Scores",
    publisher="Daniel Pemstein, Stephen A. Meserve and James Melton; extended by Xavier Marquez",
    version="extended and adjusted, to 2025",
    citation=(
        'Pemstein, Daniel, Stephen A. Meserve and James Melton (2010), "Democratic Compromise: A Latent Variable '
        'Analysis of Ten Measures of Regime Type", Political Analysis 18(4), 426-449; Marquez, Xavier (2016), "A '
        'Quick Method for Extending the Unified Democracy Scores", SSRN 2753830'
    ),
    licence="GPL-2, as the package of the copy; cite",
    url="https://doi.org/10.1093/pan/mpq020",
    covers=(1816, 2025),
    files=(FILE,),
)


def read(folder: Path) -> pl.DataFrame:
    """State-years of COW states with `polyarchy` (V-Dem v2x_polyarchy, 0 to 1), `polity2` (-10 to 10) and `uds`.

    `uds` is the adjusted extended score (aeuds), about -3 to 3: 0 is the average cut-point between democracies and
    others in measures that know only the two. Null where a source has no score.
    """
    return verified(VDEM, FILE, folder).select(
        "ccode",
        "year",
        pl.col("v2x_polyarchy").alias("polyarchy"),
        "polity2",
        pl.col("aeuds").alias("uds"),
    )
