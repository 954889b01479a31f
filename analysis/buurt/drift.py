"""Whether stocks drift: how they change over a long run, beside what the number of people of each age does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import BASELINE
from buurt.results import ResultsError, finished_replicates, is_flow, outcome_names

STOCKS = (
    "population", "people_limited", "people_dependent", "people_with_dementia", "people_in_need", "need_hours", "unmet_hours",
    "people_with_unmet_need", "people_with_hidden_need", "waiting_people", "met_hours_household", "met_hours_kin",
    "met_hours_friends", "met_hours_volunteers", "met_hours_professionals", "nursing_home_residents", "informal_carers",
    "informal_carers_weekly", "strained_carers", "volunteers", "volunteers_for_care", "volunteers_idle",
    "volunteer_hours_offered", "volunteer_candidates", "people_at_desks", "lonely_people", "isolated_people",
)  # fmt: skip
AGES = ("age_0_17", "age_18_64", "age_65_79", "age_80_plus")

WEEKS_PER_YEAR = 52
YEARS_PER_DECADE = 10.0
LIMIT = 0.05
"""What a stock may change in a decade beyond what people by age do."""
LEAST_YEARS = 4


def drift(ds: xr.Dataset, outcomes: str | Sequence[str] | None = None, arm: str | None = None) -> pd.DataFrame:
    """How stocks change over a run, by decade, and how much of that the ages of the inhabitants account for.

    The mean of the first two years after the burn-in is compared with that of the last two, over all finished
    replicates. What ages account for is the change that there would be if people of each age (0-17, 18-64, 65-79,
    80 and over) had the stock as often as in the first two years. Ageing within these bands counts as drift.

    Args:
        ds: results of a run of four years or more, from `buurt.open`.
        outcomes: one or several, states that are counted by age; `STOCKS`, as far as they are in the file, and
            `population` by age when left out.
        arm: of a comparison; the baseline, or the only one, when left out.

    Returns:
        DataFrame with the columns `outcome`, `start`, `end` (means over weeks and replicates), `change`, `by_age`,
        `beyond` (shares a decade: of all, what ages account for, and the rest), `low` and `high` (the least and
        most `beyond` of single replicates) and `drifts` (whether `beyond` is more than `LIMIT` either way).
        The population and its parts are what the ages are, so that nothing is beyond.

    Raises:
        ResultsError: the run is too short, nothing was finished, or an outcome or arm is not there or is a flow.
    """
    names = [str(name) for name in ds["arm"].values]
    chosen = arm or (BASELINE if BASELINE in names else names[0])
    if chosen not in names:
        raise ResultsError(f'there is no arm "{chosen}"; there are {", ".join(names)}.')
    told = [outcomes] if isinstance(outcomes, str) else list(outcomes or [name for name in STOCKS if name in outcome_names(ds)])
    for name in told:
        if name not in outcome_names(ds):
            raise ResultsError(f'there is no outcome "{name}" in this file.')
        if is_flow(ds[name]):
            raise ResultsError(f'"{name}" is a flow; only stocks drift.')
    done = finished_replicates(ds, chosen)
    if not done.any():
        raise ResultsError("no replicate was finished; drift is told of finished ones.")
    one = ds.sel(arm=chosen).isel(replicate=np.flatnonzero(done))
    weeks = one["week"].values
    lived = weeks[-1] - max(0, weeks[0])
    if lived < LEAST_YEARS * WEEKS_PER_YEAR:
        raise ResultsError(f"a drift is told from {LEAST_YEARS} years on; this run has {lived / WEEKS_PER_YEAR:.1f} years after the burn-in.")
    window = 2 * WEEKS_PER_YEAR
    first = (weeks > 0) & (weeks <= window)
    last = weeks > weeks[-1] - window
    decades = (weeks[-1] - window) / WEEKS_PER_YEAR / YEARS_PER_DECADE

    def means(name: str, group: str) -> tuple[np.ndarray, np.ndarray]:
        values = one[name].sel(group=group).transpose("replicate", "week").values.astype(float)
        return np.nanmean(values[:, first], axis=1), np.nanmean(values[:, last], axis=1)

    people = {age: means("population", age) for age in AGES}

    def row(name: str, label: str, group: str = "all") -> dict[str, object]:
        start, end = means(name, group)
        if name == "population":
            expected = end
        else:
            expected = np.zeros_like(start)
            for age in AGES:
                before, after = people[age]
                expected = expected + means(name, age)[0] * np.divide(after, before, out=np.ones_like(after), where=before > 0)

        def a_decade(to: np.ndarray, of: np.ndarray) -> np.ndarray:
            with np.errstate(divide="ignore", invalid="ignore"):
                return (to / of) ** (1.0 / decades) - 1.0

        beyond = a_decade(end, expected)
        change, by_age = a_decade(end.mean(), start.mean()), a_decade(expected.mean(), start.mean())
        rest = a_decade(end.mean(), expected.mean())
        return {
            "outcome": label, "start": start.mean(), "end": end.mean(), "change": change, "by_age": by_age, "beyond": rest,
            "low": beyond.min(), "high": beyond.max(), "drifts": bool(abs(rest) > LIMIT),
        }  # fmt: skip

    rows = [row(name, name) for name in told]
    if outcomes is None:
        rows[1:1] = [row("population", f"population {age}", age) for age in AGES]
    return pd.DataFrame(rows)


def as_text(table: pd.DataFrame) -> str:
    """The table for a terminal, in percent a decade, and which stocks drift."""
    lines = [f"{'stock':34s}{'start':>11s}{'end':>11s}{'change':>9s}{'by age':>9s}{'beyond':>9s}   % a decade"]
    for _, row in table.iterrows():
        shares = "".join(f"{100 * row[name]:+9.1f}" for name in ("change", "by_age", "beyond"))
        lines.append(f"{row['outcome']:34s}{row['start']:11.1f}{row['end']:11.1f}{shares}{'   drifts' if row['drifts'] else ''}")
    found = table.loc[table["drifts"], "outcome"]
    lines += ["", f"More than {100 * LIMIT:.0f} % a decade beyond what ages account for: {', '.join(found) if len(found) else 'none'}"]
    return "\n".join(lines)
