"""What is left of an effect two years after the money of a programme ends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import BASELINE, STATISTICS, WEEKS_A_YEAR, paired_replicates, summed_up
from buurt.results import ResultsError, is_flow, scenario_of
from buurt.tidy import comparison_of

YEARS_AFTER = 2

WHILE, AFTER = "while", "after"


def end_of_money(ds: xr.Dataset, arm: str) -> int | None:
    """The first week without the programmes that an arm adds; nothing where one of them runs to the end, or there is none."""
    told = next((one for one in comparison_of(ds).get("arms", []) if one.get("name") == arm), {})
    scenario = told.get("scenario") or {}
    held = scenario_of(ds).get("programmes", [])
    added = [one for one in scenario.get("programmes", []) if isinstance(one, dict) and one not in held]
    last = int(ds.variables["week"].values[-1])
    ends = [one.get("to_week") for one in added]
    if not ends or any(not isinstance(end, int) or end >= last for end in ends):
        return None
    return max(int(end) for end in ends)


def reaches_far_enough(ds: xr.Dataset, arm: str) -> bool:
    """Whether the run goes on for two years after the money of an arm ends."""
    end = end_of_money(ds, arm)
    return end is not None and int(ds.variables["week"].values[-1]) >= end + YEARS_AFTER * WEEKS_A_YEAR


def lasting(ds: xr.Dataset, outcome: str, arm: str, group: str = "all") -> pd.DataFrame:
    """The paired difference in the last year with the money, and in the second year without it.

    Returns:
        DataFrame indexed by `when` ("while": the 52 weeks before the end; "after": the 52 weeks that end two years after
        it), with `first_week`, `last_week` and `STATISTICS`, in the unit of the outcome (a flow per year).

    Raises:
        ResultsError: the arm's money does not end, or the run stops sooner than two years after it.
    """
    end = end_of_money(ds, arm)
    if end is None:
        raise ResultsError(f'the money of "{arm}" does not end before the run does.')
    if not reaches_far_enough(ds, arm):
        raise ResultsError(f'the run stops sooner than two years after the money of "{arm}" ends (week {end}).')
    rows = {}
    for when, last in ((WHILE, end), (AFTER, end + YEARS_AFTER * WEEKS_A_YEAR)):
        first = max(last - WEEKS_A_YEAR, 0)
        rows[when] = {"first_week": first + 1, "last_week": last} | _difference(ds, outcome, arm, group, first, last)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("when")


def _difference(ds: xr.Dataset, outcome: str, arm: str, group: str, after: int, until: int) -> dict[str, float]:
    weeks = ds.variables["week"].values
    inside = (weeks > after) & (weeks <= until)
    paired = np.flatnonzero(paired_replicates(ds, arm))
    values = ds[outcome].sel(group=group).isel(replicate=paired, week=np.flatnonzero(inside))
    one, other = (values.sel(arm=name).transpose("replicate", "week").values for name in (arm, BASELINE))
    difference = (one - other).sum(axis=1) * WEEKS_A_YEAR / (until - after) if is_flow(ds[outcome]) else (one - other).mean(axis=1)
    better = str(ds[outcome].attrs.get("better", "neither"))
    return dict(zip(STATISTICS, summed_up(difference[:, None], better)[0]))
