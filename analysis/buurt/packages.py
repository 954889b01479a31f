"""Packages and their parts: what each part does alone, all together, and beyond the sum of the parts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import LAST_YEAR, STATISTICS, arms_compared, paired_replicates, paired_window_values, summed_up, units_of_effect
from buurt.results import ResultsError, scenario_of
from buurt.tidy import comparison_of

SUM, BEYOND = "sum of the parts", "beyond the sum"


def packages(ds: xr.Dataset) -> dict[str, list[str]]:
    """Arms that hold exactly what several other arms hold each alone: name of the package → names of its parts.

    What an arm holds beyond the baseline are the kinds of parts of its programmes (connector, meeting place …), the changes of budgets and
    the shocks, as its scenario writes them out.
    """
    usual = _held(scenario_of(ds))
    held = {one["name"]: _held(one.get("scenario") or {}) - usual for one in comparison_of(ds).get("arms", []) if "name" in one}
    arms = [arm for arm in arms_compared(ds) if held.get(arm) and paired_replicates(ds, arm).any()]
    found: dict[str, list[str]] = {}
    for package in arms:
        smaller = [arm for arm in arms if held[arm] < held[package]]
        for number in range(2, len(smaller) + 1):
            for parts in itertools.combinations(smaller, number):
                apart = sum(len(held[part]) for part in parts) == len(held[package])
                if apart and frozenset().union(*(held[part] for part in parts)) == held[package]:
                    found.setdefault(package, list(parts))
    return found


def parts_apart(
    ds: xr.Dataset, outcome: str, package: str, parts: Sequence[str], window: str = LAST_YEAR, group: str = "all"
) -> pd.DataFrame:
    """The paired effect of each part alone, of their sum, of the package, and of the package beyond the sum.

    Sums are taken in each replicate, so that their intervals are those of paired differences.

    Returns:
        DataFrame with the columns `what` (an arm, "sum of the parts" or "beyond the sum"), `outcome`, `STATISTICS`,
        `units` and `better`, in the unit of the outcome (a flow per year).

    Raises:
        ResultsError: fewer than two parts are named, or no replicate was finished in all of the arms.
    """
    least = 2
    if len(parts) < least:
        raise ResultsError("a package has at least two parts.")
    together = np.all([paired_replicates(ds, arm) for arm in (*parts, package)], axis=0)
    if not together.any():
        raise ResultsError("no replicate was finished in all of these arms.")
    difference = {}
    for arm in (*parts, package):
        one, other = paired_window_values(ds, outcome, arm, window, group)
        difference[arm] = (one - other)[together[paired_replicates(ds, arm)]]
    of_parts = np.sum([difference[part] for part in parts], axis=0)
    rows = {**{part: difference[part] for part in parts}, SUM: of_parts, package: difference[package]}
    rows[BEYOND] = difference[package] - of_parts
    better = str(ds[outcome].attrs.get("better", "neither"))
    table = pd.DataFrame([summed_up(values[:, None], better)[0] for values in rows.values()], columns=list(STATISTICS))
    table.insert(0, "what", list(rows))
    table.insert(1, "outcome", outcome)
    table["units"], table["better"] = units_of_effect(ds[outcome]), better
    return table


def _held(scenario: dict[str, Any]) -> frozenset[str]:
    kinds = [f"programme.{part.get('kind')}" for one in scenario.get("programmes", []) for part in one.get("parts", [])]
    lines = [f"budget.{line}" for line in scenario.get("budget", {})]
    shocks = [f"shock.{one.get('use') or one.get('name')}" for one in scenario.get("shocks", [])]
    return frozenset([*kinds, *lines, *shocks])
