"""Paired differences: what an arm changes, replicate by replicate, compared with the baseline.

Replicate 3 of an arm and replicate 3 of the baseline share every chance that both take, so their
difference is the effect and not noise. A results file of `buurt compare` holds the differences
summed up in its group `/effects`; for a file without them they are computed here in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

import h5py
import numpy as np
import pandas as pd
import xarray as xr
from scipy.stats import t as student_t

from buurt.bands import QUANTILES, require_known
from buurt.results import ResultsError, as_text, finished_replicates, is_flow, outcome_names, source_of

BASELINE = "baseline"

STATISTICS = ("mean", "se", "low_90", "low_50", "high_50", "high_90", "share_better", "replicates")
"""Of the paired differences: mean; its standard error; the ends of the 90 % and 50 % intervals of the mean
(Student's t over replicates); the share of replicates in which the arm does better, equal ones
counting one half; how many replicates were paired."""

WEEKS_A_YEAR = 52

LAST_YEAR, WHOLE = "last_year", "whole"


def arms_compared(ds: xr.Dataset) -> list[str]:
    """The arms other than the baseline, in file order; empty for the file of `buurt run`."""
    return [str(name) for name in ds.variables["arm"].values if str(name) != BASELINE]


def require_comparison(ds: xr.Dataset) -> None:
    """Raises ResultsError when the file has one arm only."""
    if not arms_compared(ds):
        raise ResultsError("the file holds one arm only, so there is nothing to compare; make one with buurt compare.")


def units_of_effect(values: xr.DataArray | xr.Variable) -> str:
    """The unit of a difference summed up over a window: that of the outcome, of a flow "per year"."""
    units = str(values.attrs.get("units", ""))
    return f"{units} per year" if is_flow(values) and units else units


def windows_of(ds: xr.Dataset) -> list[str]:
    """The stretches of time that effects are summed up over: "year_1" …, "last_year", "whole".

    A year is 52 weeks; a last year that is not whole counts as far as it goes.
    """
    years = -(-int(ds.variables["week"].values[-1]) // WEEKS_A_YEAR)
    return [f"year_{year + 1}" for year in range(years)] + [LAST_YEAR, WHOLE]


def weeks_in(ds: xr.Dataset, window: str) -> np.ndarray:
    """Which recorded weeks lie in a window; booleans, shape (week,).

    Week 0 stands before the first week that arms can differ in and lies in no window.

    Raises:
        ResultsError: the window is not one of `windows_of`.
    """
    require_known("window", window, windows_of(ds))
    weeks = ds.variables["week"].values
    if window == WHOLE:
        return np.asarray(weeks > 0)
    if window == LAST_YEAR:
        return np.asarray((weeks > weeks[-1] - WEEKS_A_YEAR) & (weeks > 0))
    year = int(window.removeprefix("year_"))
    return np.asarray((weeks > WEEKS_A_YEAR * (year - 1)) & (weeks <= WEEKS_A_YEAR * year))


def paired_replicates(ds: xr.Dataset, arm: str) -> np.ndarray:
    """Which replicates were finished both in the baseline and in `arm`; booleans, shape (replicate,)."""
    require_known("arm", arm, [str(name) for name in ds.variables["arm"].values])
    return finished_replicates(ds, BASELINE) & finished_replicates(ds, arm)


def paired_difference(ds: xr.Dataset, outcome: str, arm: str, group: str = "all") -> xr.DataArray:
    """The outcome in `arm` less the outcome in the baseline, in the same replicate and week.

    Returns:
        DataArray of shape (replicate, week), in the unit of the outcome; replicates finished in both arms.

    Raises:
        ResultsError: outcome, group or arm is not in the file, or no replicate was finished in both.
    """
    require_known("outcome", outcome, outcome_names(ds))
    require_known("group", group, [str(name) for name in ds.variables["group"].values])
    paired = paired_replicates(ds, arm)
    if not paired.any():
        raise ResultsError(f'no replicate was finished both in the baseline and in "{arm}".')
    values = ds[outcome].sel(group=group).isel(replicate=np.flatnonzero(paired))
    difference = values.sel(arm=arm, drop=True) - values.sel(arm=BASELINE, drop=True)
    return difference.drop_vars("group").transpose("replicate", "week").assign_attrs(ds[outcome].attrs)


def window_values(ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR) -> xr.DataArray:
    """An outcome summed up over a window: one number for each finished replicate and group.

    A state (people, a mean) is averaged over the recorded weeks of the window; a flow (births, admissions) is
    added up and given for a year of 52 weeks.

    Returns:
        DataArray of shape (replicate, group), in the unit of the outcome, for a flow per year; not-a-number where
        the outcome is unknown.
    """
    require_known("arm", arm, [str(name) for name in ds.variables["arm"].values])
    finished = finished_replicates(ds, arm)
    return xr.DataArray(
        _summed_weeks(ds, outcome, arm, window)[finished],
        dims=("replicate", "group"),
        coords={
            "replicate": ds.variables["replicate"].values[finished],
            "group": [str(name) for name in ds.variables["group"].values],
        },
        attrs=ds.variables[outcome].attrs,
    )


def paired_window_values(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, group: str = "all"
) -> tuple[np.ndarray, np.ndarray]:
    """`window_values` of one group in an arm and in the baseline, of the replicates finished in both.

    Returns:
        Two arrays of shape (replicate,), the arm first.
    """
    groups = [str(name) for name in ds.variables["group"].values]
    require_known("group", group, groups)
    column = groups.index(group)
    paired = paired_replicates(ds, arm)
    one, other = (_summed_weeks(ds, outcome, name, window)[paired, column] for name in (arm, BASELINE))
    return one, other


def _summed_weeks(ds: xr.Dataset, outcome: str, arm: str, window: str) -> np.ndarray:
    """All replicates, finished or not: shape (replicate, group)."""
    require_known("outcome", outcome, outcome_names(ds))
    place = [str(name) for name in ds.variables["arm"].values].index(arm)
    data = ds.variables[outcome].values[place][:, weeks_in(ds, window)]
    known = np.isfinite(data).sum(axis=1)
    total = np.nansum(data, axis=1)
    mean = np.divide(total, known, out=np.zeros_like(total), where=known > 0)
    summed = total * per_year_factor(ds, window) if is_flow(ds.variables[outcome]) else mean
    return np.where(known > 0, summed, np.nan)


def per_year_factor(ds: xr.Dataset, window: str) -> float:
    """What the sum of a flow over a window is multiplied with to be one for a year of 52 weeks."""
    end = int(ds.variables["week"].values[-1])
    if window.startswith("year_"):
        year = int(window.removeprefix("year_"))
        length = min(WEEKS_A_YEAR * year, end) - WEEKS_A_YEAR * (year - 1)
    else:
        length = end if window == WHOLE else min(end, WEEKS_A_YEAR)
    return WEEKS_A_YEAR / max(length, 1)


def effects(
    ds: xr.Dataset,
    outcome: str | Sequence[str] | None = None,
    arm: str | None = None,
    window: str | None = None,
    group: str | None = None,
) -> pd.DataFrame:
    """Paired differences to the baseline, summed up over the replicates; one row each, tidy.

    Args:
        ds: results of `buurt compare`, from `buurt.open`.
        outcome: one outcome or several; all when left out. Likewise one `arm`, `window` and `group`.

    Returns:
        DataFrame with the columns `arm`, `window`, `group`, `outcome`, `STATISTICS`, `units` and
        `better` ("lower", "higher" or "neither"). Differences are in the unit of the outcome: of the mean over
        the window for a state, per year for a flow, which `units` then says. `share_better` is not-a-number where neither
        direction is better.

    Raises:
        ResultsError: the file has one arm only, or lacks what is asked for.
    """
    require_comparison(ds)
    compared = arms_compared(ds)
    known = outcome_names(ds)
    outcomes = known if outcome is None else [outcome] if isinstance(outcome, str) else list(outcome)
    for name in outcomes:
        require_known("outcome", name, known)
    for kind, asked, held in (("arm", arm, compared), ("window", window, windows_of(ds))):
        if asked is not None:
            require_known(kind, asked, held)
    cube = _stored(ds, outcomes)
    if cube is None:
        cube = _computed(ds, outcomes, [arm] if arm else compared, [window] if window else windows_of(ds))
    if group is not None:
        require_known("group", group, [str(name) for name in cube["group"].values])
    for dimension, asked in (("arm", arm), ("window", window), ("group", group)):
        if asked is not None:
            cube = cube.sel({dimension: [asked]})
    return _tidy(ds, cube)


def _stored(ds: xr.Dataset, outcomes: Sequence[str]) -> xr.Dataset | None:
    """The group `/effects` of the file, or nothing where it is missing or lacks one of the outcomes."""
    path = source_of(ds)
    if path is None:
        return None
    try:
        with h5py.File(path, "r") as file:
            if "effects" not in file:
                return None
            held = file["effects"]
            if any(name not in held for name in (*outcomes, "arm", "window", "group", "statistic")):
                return None
            dimensions = ("arm", "window", "group", "statistic")
            coordinates = {name: [as_text(value) for value in held[name][()]] for name in dimensions}
            if set(STATISTICS) - set(coordinates["statistic"]):
                return None
            return xr.Dataset({name: (dimensions, held[name][()]) for name in outcomes}, coords=coordinates)
    except (OSError, RuntimeError, ValueError) as error:
        raise ResultsError(f"{path}: its group effects is damaged and cannot be read ({error}).") from error


def _computed(ds: xr.Dataset, outcomes: Sequence[str], arms: Sequence[str], windows: Sequence[str]) -> xr.Dataset:
    groups = [str(name) for name in ds.variables["group"].values]
    coordinates = {"arm": list(arms), "window": list(windows), "group": groups, "statistic": list(STATISTICS)}
    cube = {}
    for name in outcomes:
        better = str(ds.variables[name].attrs.get("better", "neither"))
        numbers = np.full([len(values) for values in coordinates.values()], np.nan)
        for a, arm in enumerate(arms):
            for w, window in enumerate(windows):
                paired = paired_replicates(ds, arm)
                one, other = (_summed_weeks(ds, name, which, window)[paired] for which in (arm, BASELINE))
                numbers[a, w] = summed_up(one - other, better)
        cube[name] = (tuple(coordinates), numbers)
    return xr.Dataset(cube, coords=coordinates)


def summed_up(differences: np.ndarray, better: str) -> np.ndarray:
    """`STATISTICS` of paired differences.

    Args:
        differences: shape (replicate, x); not-a-number where an outcome is unknown.
        better: "lower", "higher" or "neither".

    Returns:
        Shape (x, statistic).

    >>> summed_up(np.array([[1.0], [3.0]]), "higher")[0].round(2).tolist()
    [2.0, 1.0, -4.31, 1.0, 3.0, 8.31, 1.0, 2.0]
    """
    result = np.full((differences.shape[1], len(STATISTICS)), np.nan)
    for place, column in enumerate(differences.T):
        values = column[np.isfinite(column)]
        row = dict.fromkeys(STATISTICS, np.nan) | {"replicates": float(values.size)}
        if values.size:
            row["mean"] = values.mean()
            if values.size > 1:
                row["se"] = values.std(ddof=1) / np.sqrt(values.size)
                for name, part in QUANTILES.items():
                    row[name] = row["mean"] + row["se"] * student_t.ppf(part, values.size - 1)
            if better in ("lower", "higher"):
                wins = (values < 0) if better == "lower" else (values > 0)
                row["share_better"] = wins.mean() + 0.5 * (values == 0).mean()
        result[place] = [row[name] for name in STATISTICS]
    return result


def _tidy(ds: xr.Dataset, cube: xr.Dataset) -> pd.DataFrame:
    dimensions = ("arm", "window", "group", "outcome")
    stacked = cube.to_array("outcome").transpose(*dimensions, "statistic")
    index = pd.MultiIndex.from_product([stacked[name].values for name in dimensions], names=dimensions)
    statistics = [str(name) for name in stacked["statistic"].values]
    flat = pd.DataFrame(stacked.values.reshape(len(index), len(statistics)), index=index, columns=statistics)
    table = flat[list(STATISTICS)].reset_index()
    table["units"] = [units_of_effect(ds.variables[name]) for name in table["outcome"]]
    table["better"] = [str(ds.variables[name].attrs.get("better", "")) for name in table["outcome"]]
    return table


def pairing_gain(ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, group: str = "all") -> float:
    """How many times as many replicates unpaired runs would need for an interval as narrow as this.

    The variance of the difference of unpaired runs over that of paired ones; not-a-number with fewer than
    three replicates, or where paired runs do not differ at all.
    """
    one, other = paired_window_values(ds, outcome, arm, window, group)
    least = 3
    if one.size < least or not np.isfinite(one + other).all():
        return float("nan")
    paired = float(np.var(one - other, ddof=1))
    return float((np.var(one, ddof=1) + np.var(other, ddof=1)) / paired) if paired > 0 else float("nan")
