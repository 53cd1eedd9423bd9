"""GDP and population by state and year: two sets of estimates from latent-variable models, in constant prices.

Neither may be divided into trade, which is in current dollars.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

SIMULATED = DataFile(
    name="gdp_population_simulated.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "year": Column("Int32", 1816, 2019),
        "mrgdppc": Column("Float64", 0, 200_000, missing=True),
        "sd_mrgdppc": Column("Float64", 0, 200_000, missing=True),
        "pwtrgdp": Column("Float64", 0, 1e8, missing=True),
        "sd_pwtrgdp": Column("Float64", 0, 1e8, missing=True),
        "pwtpop": Column("Float64", 0, 2_000, missing=True),
        "sd_pwtpop": Column("Float64", 0, 2_000, missing=True),
        "iso3": Column("String", missing=True),
    },
    rows=(16_400, 16_600),
    sha256="cec33d113c75f6e5552d2e3942da4e896eedcf593ed76031213ab477d2c4d805",
)

LOGS = DataFile(
    name="gdp_population.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "year": Column("Int32", 1800, 2016),
        "wbgdp2011est": Column("Float64", 0, 40, missing=True),
        "wbpopest": Column("Float64", 0, 25, missing=True),
        "sdpest": Column("Float64", 0, 40, missing=True),
        "wbgdppc2011est": Column("Float64", 0, 15, missing=True),
    },
    rows=(27_600, 27_900),
    sha256="8476791f707951a0e858487e1ce4babd1a476934fe9229b410ef1fd54ec5d2e4",
)

FARISS = Dataset(
    key="fariss-gdp",
    title="Historic GDP and Population Data",
    publisher="Christopher J. Fariss, Therese Anders, Jonathan N. Markowitz and Miriam Barnum",
    version="2022, to 2019",
    citation=(
        'Fariss, Christopher J., Therese Anders, Jonathan N. Markowitz and Miriam Barnum (2022), "New Estimates of '
        'Over 500 Years of Historic GDP and Population Data", Journal of Conflict Resolution 66(3), 553-591'
    ),
    licence="GPL-2, as the package of the copy; cite",
    url="https://doi.org/10.1177/00220027211054432",
    covers=(1816, 2019),
    files=(SIMULATED,),
)

ANDERS = Dataset(
    key="anders-sdp",
    title="Surplus Domestic Product",
    publisher="Therese Anders, Christopher J. Fariss and Jonathan N. Markowitz",
    version="2020, to 2015",
    citation=(
        'Anders, Therese, Christopher J. Fariss and Jonathan N. Markowitz (2020), "Bread Before Guns or Butter: '
        'Introducing Surplus Domestic Product (SDP)", International Studies Quarterly 64(2), 392-405'
    ),
    licence="not stated by the publisher's copy; cite",
    url="https://github.com/thereseanders/gdppc_pop_gdp",
    covers=(1800, 2015),
    files=(LOGS,),
)

NOT_COW = (89, 99, 340, 396, 397, 563, 564, 708, 709, 711, 815, 971, 972, 973)
"""Numbers in the older estimates that no COW state has."""


def read(folder: Path) -> pl.DataFrame:
    """State-years with estimates and the standard deviation of each (`_sd`), null where there is no estimate.

    `gdp_per_head`: 2011 international dollars (PPP); `gdp`: million 2017 international dollars (PPP); `population`:
    millions. Of different price bases: `gdp` over `population` is about 1.13 times `gdp_per_head`. In 747 state-years,
    most of them of small states, the deviation of `gdp_per_head` is larger than the estimate.
    """
    named = {"mrgdppc": "gdp_per_head", "pwtrgdp": "gdp", "pwtpop": "population"}
    return verified(FARISS, SIMULATED, folder).select(
        "ccode",
        "year",
        *(
            pl.col(f"{prefix}{column}").alias(f"{name}{suffix}")
            for column, name in named.items()
            for prefix, suffix in (("", ""), ("sd_", "_sd"))
        ),
    )


def read_logs(folder: Path) -> pl.DataFrame:
    """State-years with natural logarithms of the older estimates, null where there is none (all of 2016).

    `log_gdp`: GDP in 2011 dollars; `log_population`: persons; `log_gdp_per_head`: 2011 dollars; `log_surplus`: what
    GDP leaves above subsistence of three dollars a day and head, 0 where it leaves nothing. Some are not to be
    believed: South Vietnam has 1.3 dollars a head and year, Hanover five. Rows under `NOT_COW` are dropped; that of
    970 may be another state's.
    """
    return (
        verified(ANDERS, LOGS, folder)
        .filter(~pl.col("ccode").is_in(list(NOT_COW)))
        .select(
            "ccode",
            "year",
            pl.col("wbgdp2011est").alias("log_gdp"),
            pl.col("wbpopest").alias("log_population"),
            pl.col("wbgdppc2011est").alias("log_gdp_per_head"),
            pl.col("sdpest").alias("log_surplus"),
        )
    )
