"""Means and bands over the finished replicates of a run."""

from __future__ import annotations

import difflib

import numpy as np
import pandas as pd
import xarray as xr

from buurt.results import ResultsError, finished_replicates, outcome_names

QUANTILES = {"low_90": 0.05, "low_50": 0.25, "high_50": 0.75, "high_90": 0.95}
"""The edges of the bands: the middle 90 % and the middle 50 % of the replicates."""


def replicate_values(ds: xr.Dataset, outcome: str, group: str = "all", arm: str = "baseline") -> xr.DataArray:
    """One outcome of one group in one arm, finished replicates only.

    Returns:
        DataArray of shape (replicate, week), in the unit of the outcome (its attribute `units`).
        NaN remains where the group is empty in a week, so that a mean over people does not exist.

    Raises:
        ResultsError: the outcome, group or arm is not in the file, or no replicate was finished.
    """
    require_known("outcome", outcome, outcome_names(ds))
    require_known("group", group, [str(name) for name in ds["group"].values])
    require_known("arm", arm, [str(name) for name in ds["arm"].values])
    finished = finished_replicates(ds, arm)
    if not finished.any():
        raise ResultsError(f'the arm "{arm}" has no finished replicate.')
    values = ds[outcome].sel(arm=arm, group=group).isel(replicate=np.flatnonzero(finished))
    return values.drop_vars(["arm", "group"]).transpose("replicate", "week")


def bands_of(values: xr.DataArray) -> pd.DataFrame:
    """Mean and bands of values that have the dimension `replicate` and one other.

    Args:
        values: shape (replicate, x), any unit; NaN are left out one by one.

    Returns:
        DataFrame indexed by x, all in the unit of `values`: `mean`; `low_90`, `low_50`, `high_50`,
        `high_90` (the 5 %, 25 %, 75 % and 95 % quantiles over replicates, linear between ranks);
        `replicates` (how many had a value; where none had, the others are NaN). When `values` has
        the coordinate `date` along x, `date` comes first.
    """
    (along,) = [name for name in values.dims if name != "replicate"]
    data = np.asarray(values.transpose("replicate", along).values, dtype=float)
    known = np.isfinite(data).sum(axis=0)
    edges = np.full((len(QUANTILES) + 1, data.shape[1]), np.nan)
    some = known > 0
    if some.any():
        edges[0, some] = np.nanmean(data[:, some], axis=0)
        edges[1:, some] = np.nanquantile(data[:, some], list(QUANTILES.values()), axis=0)
    index = pd.Index(np.asarray(values[along].values), name=along)
    columns = dict(zip(("mean", *QUANTILES), edges)) | {"replicates": known}
    table = pd.DataFrame(columns, index=index)
    if "date" in values.coords:
        table.insert(0, "date", values["date"].values)
    return table


def bands(ds: xr.Dataset, outcome: str, group: str = "all", arm: str = "baseline") -> pd.DataFrame:
    """Mean, 50 % and 90 % band of an outcome over the finished replicates, for every recorded week.

    Args:
        ds: results from `buurt.open`.
        outcome: name of an outcome, e.g. "lonely_people".
        group: name of a group of people, e.g. "age_80_plus".
        arm: name of an arm; the first is always "baseline".

    Returns:
        DataFrame with one row per recorded week (index `week`, whole weeks after burn-in) and the
        columns `date`, `mean`, `low_90`, `low_50`, `high_50`, `high_90` in the unit of the outcome,
        and `replicates`. A flow (births, deaths, moves …) counts the weeks since the last record.

    Raises:
        ResultsError: the outcome, group or arm is not in the file, or no replicate was finished.
    """
    return bands_of(replicate_values(ds, outcome, group, arm))


def require_known(kind: str, name: str, known: list[str]) -> None:
    """Raises a ResultsError that names the nearest known name, unless `name` is one of `known`."""
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known are: {', '.join(known)}."
    raise ResultsError(f'{kind} "{name}" is not in the file; {hint}')
