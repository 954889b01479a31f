"""Effects made comparable: in % of the level, for every 1,000 people of a group, by neighbourhood."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from buurt.bands import require_known
from buurt.effects import (
    BASELINE, LAST_YEAR, STATISTICS, effects, paired_replicates, per_year_factor, summed_up, units_of_effect, weeks_in, window_values,
)  # fmt: skip
from buurt.results import ResultsError, is_flow, outcome_names

SMALLEST_GROUP = 10
"""Groups of fewer people are not shown: one person would stand out."""

HARDLY = 0.1
"""In % of a level: what is smaller is not drawn."""

INHABITANTS = "population_by_neighbourhood"

_AMOUNTS = ("mean", "se", "low_90", "low_50", "high_50", "high_90")
_MEAN_UNITS = ("%", "0 to", "-1 to", "share", "ties", "of 8", "weeks", "1")


def is_count(values: xr.DataArray) -> bool:
    """Whether an outcome grows with the number of people it is about, unlike a mean or a share."""
    return not str(values.attrs.get("units", "1")).startswith(_MEAN_UNITS)


def baseline_level(ds: xr.Dataset, outcome: str, window: str = LAST_YEAR, group: str = "all", arm: str = BASELINE) -> float:
    """The mean over finished replicates of an outcome in a window, in the baseline or another arm."""
    column = [str(name) for name in ds.variables["group"].values].index(group)
    values = window_values(ds, outcome, arm, window).values[:, column]
    values = values[np.isfinite(values)]
    return float(values.mean()) if values.size else float("nan")


def relative_effects(
    ds: xr.Dataset, arm: str, window: str = LAST_YEAR, group: str = "all", outcomes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Effects in % of the level of the baseline, for outcomes with a better direction, largest change first.

    Returns:
        Rows of `buurt.effects` whose amounts are in %. Without those whose whole interval lies within 0.1 % of
        nothing, or whose level is zero.
    """
    table = effects(ds, outcomes, arm, window, group)
    if outcomes is None:
        table = table[table["better"].isin(["lower", "higher"])]
    levels = np.array([baseline_level(ds, name, window, group) for name in table["outcome"]])
    keep = np.isfinite(levels) & (levels != 0)
    table, levels = table[keep].copy(), levels[keep]
    for column in _AMOUNTS:
        table[column] = 100.0 * table[column] / np.abs(levels)
    table = table[table[["mean", "low_90", "high_90"]].abs().max(axis=1) > HARDLY]
    return table.sort_values("mean", key=np.abs, ascending=False).reset_index(drop=True)


def effects_by_group(ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR) -> pd.DataFrame:
    """The effect on an outcome by group, the best first; everybody stands in the order too.

    Returns:
        Rows of `buurt.effects`, with `people` (size of the group in the baseline). A count is for every
        1,000 people of the group (`attrs["per_thousand"]` is then True). Groups of fewer than
        10 people, and those for which the outcome is unknown, are left out.
    """
    table = effects(ds, outcome, arm, window)
    if "population" in outcome_names(ds):
        people = window_values(ds, "population", BASELINE, window).mean("replicate").to_series()
        table["people"] = [people.get(name, np.nan) for name in table["group"]]
    else:
        table["people"] = np.nan
    per_thousand = is_count(ds[outcome]) and bool(table["people"].notna().any())
    table = table[~(table["people"] < SMALLEST_GROUP) & table["mean"].notna()].copy()
    if per_thousand:
        for column in _AMOUNTS:
            table[column] = 1000.0 * table[column] / table["people"]
    table = table.sort_values("mean", ascending=ds[outcome].attrs.get("better") != "higher").reset_index(drop=True)
    table.attrs["per_thousand"] = per_thousand
    return table


def hidden_groups(ds: xr.Dataset, window: str = LAST_YEAR) -> list[str]:
    """Groups that are not shown because they hold fewer than 10 people."""
    if "population" not in outcome_names(ds):
        return []
    people = window_values(ds, "population", BASELINE, window).mean("replicate").to_series()
    return [str(name) for name, size in people.items() if size < SMALLEST_GROUP]


def neighbourhood_outcomes(ds: xr.Dataset) -> list[str]:
    """Outcomes that the file holds by neighbourhood."""
    dimensions = ("arm", "replicate", "week", "neighbourhood")
    return [str(name) for name, values in ds.data_vars.items() if values.dims == dimensions]


def effects_by_neighbourhood(ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR) -> pd.DataFrame:
    """The paired difference by neighbourhood, largest first: `neighbourhood`, `STATISTICS`, `level`, `units`, `better`.

    Raises:
        ResultsError: the outcome or arm is not in the file, or no replicate was finished in both arms.
    """
    require_known("outcome", outcome, neighbourhood_outcomes(ds))
    paired = np.flatnonzero(paired_replicates(ds, arm))
    if not paired.size:
        raise ResultsError(f'no replicate was finished both in the baseline and in "{arm}".')
    inside = np.flatnonzero(weeks_in(ds, window))
    values = ds[outcome].isel(replicate=paired, week=inside)
    flow = is_flow(ds[outcome])
    summed = values.sum("week") * per_year_factor(ds, window) if flow else values.mean("week")
    base = summed.sel(arm=BASELINE).transpose("replicate", "neighbourhood").values
    other = summed.sel(arm=arm).transpose("replicate", "neighbourhood").values
    better = str(ds[outcome].attrs.get("better", "neither"))
    table = pd.DataFrame(summed_up(other - base, better), columns=list(STATISTICS))
    table.insert(0, "neighbourhood", [str(name) for name in ds["neighbourhood"].values])
    table["level"] = base.mean(axis=0)
    table["units"], table["better"] = units_of_effect(ds[outcome]), better
    return table.sort_values("mean", key=np.abs, ascending=False, kind="stable").reset_index(drop=True)
