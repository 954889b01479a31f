"""How long it takes until a change is felt: the order in which outcomes follow a cut or a programme."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import (
    BASELINE, STATISTICS, arms_compared, paired_difference, paired_replicates, require_comparison, summed_up, units_of_effect,
)  # fmt: skip
from buurt.results import is_flow, outcome_names
from buurt.tidy import comparison_of

QUARTER_WEEKS = 13

_MEAN, _LOW, _HIGH = (STATISTICS.index(name) for name in ("mean", "low_90", "high_90"))


def parting_week(ds: xr.Dataset, arm: str) -> int | None:
    """The last recorded week in which an arm and the baseline are the same, bit for bit, in every replicate.

    Returns:
        A week after the burn-in; None where they never part.
    """
    paired = np.flatnonzero(paired_replicates(ds, arm))
    names = [str(name) for name in ds.variables["arm"].values]
    hashes = ds.variables["state_hash"].values[:, paired]
    differ = (hashes[names.index(arm)] != hashes[names.index(BASELINE)]).any(axis=0)
    if not differ.any():
        return None
    return int(ds.variables["week"].values[max(int(np.argmax(differ)) - 1, 0)])


def lags(ds: xr.Dataset, arm: str | None = None, outcomes: str | Sequence[str] | None = None, group: str = "all") -> pd.DataFrame:
    """When the difference to the baseline becomes clear, for each outcome.

    Weeks are taken by quarters of 13 from the week in which the lives part. An outcome has followed by the end of
    the first quarter whose paired difference is clear (its 90 % interval leaves out zero) when the next quarter
    is clear in the same direction: two in a row, because one in ten is clear by chance.

    Args:
        ds: results of `buurt compare`, from `buurt.open`.
        arm: one arm; all when left out.
        outcomes: one or several; the main outcomes of the comparison when left out.
        group: of people.

    Returns:
        DataFrame with the columns `arm`, `outcome`, `parted` (week after the burn-in), `lag` (weeks from then to the
        end of the quarter in which it is clear; not-a-number where it never is), `difference` (of that quarter, or of
        the last where there is none; mean over weeks for a state, per year of 52 weeks for a flow), `low_90`,
        `high_90` and `units`; by arm the soonest first.

    Raises:
        ResultsError: the file has one arm only, arm, outcome or group is not in it, or no replicate was finished in both arms.
    """
    require_comparison(ds)
    told = [outcomes] if isinstance(outcomes, str) else list(outcomes or _main_outcomes(ds))
    rows = [_lag(ds, outcome, one, group) for one in ([arm] if arm else arms_compared(ds)) for outcome in told]
    table = pd.DataFrame(rows)
    order = {name: place for place, name in enumerate(arms_compared(ds))}
    return table.sort_values(["arm", "lag"], key=lambda column: column.map(order) if column.name == "arm" else column, kind="stable").reset_index(drop=True)


def _main_outcomes(ds: xr.Dataset) -> list[str]:
    told = comparison_of(ds).get("main_outcomes", [])
    return [name for name in told if name in outcome_names(ds)] or outcome_names(ds)


def _lag(ds: xr.Dataset, outcome: str, arm: str, group: str) -> dict[str, object]:
    difference = paired_difference(ds, outcome, arm, group)
    weeks = difference["week"].values
    parted = parting_week(ds, arm)
    row: dict[str, object] = {"arm": arm, "outcome": outcome, "parted": parted, "lag": np.nan}
    quarters = [] if parted is None else _quarters(weeks, parted)
    found = None
    told = [_quarter(difference.values[:, inside], is_flow(ds[outcome])) for inside in quarters]
    for place, (one, after) in enumerate(zip(told, told[1:])):
        if (one[_LOW] > 0 and after[_LOW] > 0) or (one[_HIGH] < 0 and after[_HIGH] < 0):
            found = place
            break
    if found is not None:
        row["lag"] = float((found + 1) * QUARTER_WEEKS)
    shown = told[found if found is not None else -1] if told else np.full(len(STATISTICS), np.nan)
    row |= {"difference": shown[_MEAN], "low_90": shown[_LOW], "high_90": shown[_HIGH], "units": units_of_effect(ds[outcome])}
    return row


def _quarters(weeks: np.ndarray, parted: int) -> list[np.ndarray]:
    """Which recorded weeks lie in each whole quarter after the lives parted."""
    count = int(weeks[-1] - parted) // QUARTER_WEEKS
    starts = [parted + place * QUARTER_WEEKS for place in range(count)]
    return [(weeks > start) & (weeks <= start + QUARTER_WEEKS) for start in starts]


def _quarter(values: np.ndarray, flow: bool) -> np.ndarray:
    """Statistics over the replicates of one quarter: the mean of its weeks, or its sum for a year."""
    known = np.isfinite(values).any(axis=1)
    by_replicate = np.full(len(values), np.nan)
    summed = np.nansum(values[known], axis=1) * 52 / QUARTER_WEEKS if flow else np.nanmean(values[known], axis=1)
    by_replicate[known] = summed
    return summed_up(by_replicate.reshape(-1, 1), "neither")[0]


def as_text(table: pd.DataFrame) -> str:
    """The table of `lags` as text, one block for each arm."""
    lines: list[str] = []
    for arm, rows in table.groupby("arm", sort=False):
        parted = rows["parted"].iloc[0]
        if parted is None or pd.isna(parted):
            lines.append(f"{arm}: never differs from the baseline")
            continue
        lines.append(f"{arm}: lives part after week {int(parted)}; an outcome follows when two quarters in a row are clear")
        width = max(len(str(name)) for name in rows["outcome"])
        for _, row in rows.iterrows():
            when = "not clearly" if np.isnan(row["lag"]) else f"within {int(row['lag'])} weeks"
            lines.append(f"  {row['outcome']:<{width}}  {when:<17}  {row['difference']:+.4g} ({row['low_90']:+.4g} to {row['high_90']:+.4g}) {row['units']}")
    return "\n".join(lines)
