"""What is left of an effect two years after the money of a programme ends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import BASELINE, STATISTICS, WEEKS_A_YEAR, paired_replicates, summed_up
from buurt.ledger import ledger_by_week
from buurt.results import ResultsError, is_flow, scenario_of
from buurt.tidy import comparison_of

YEARS_AFTER = 2

WHILE, AFTER = "while", "after"

_END_WEEKS = 26
"""Weeks that a taper or a handover takes where the scenario does not say."""

_LIMITS = ("amount", "yearly", "patience_weeks", "election")
"""Fields of a payer that may make its money end before its last week."""


def end_of_money(ds: xr.Dataset, arm: str) -> int | None:
    """The last week in which money is there for the programmes that an arm adds.

    Counts when each programme ends, when its payer stops paying, and how long the end that was agreed for it takes
    (`at_end`, `end_weeks`, `next_payer`). Where a payer has a sum that may run out, the last week in which the file's
    ledger has a payment for the programme counts too.

    Returns:
        The week; None where the money of one of them goes on to the end, or the arm adds none.
    """
    told = next((one for one in comparison_of(ds).get("arms", []) if one.get("name") == arm), {})
    scenario = told.get("scenario") or {}
    held = scenario_of(ds).get("programmes", [])
    added = [one for one in scenario.get("programmes", []) if isinstance(one, dict) and one not in held]
    payers = {str(one.get("name")): one for one in scenario.get("payers", []) if isinstance(one, dict)}
    ends = [min(_planned_end(one, payers), _paid_until(ds, arm, one, payers)) for one in added]
    last = int(ds.variables["week"].values[-1])
    return int(max(ends)) if ends and max(ends) < last else None


def _planned_end(programme: Mapping[str, Any], payers: Mapping[str, Mapping[str, Any]]) -> float:
    """The week in which the money of a programme ends as the scenario has it; infinite where it does not."""
    payer = str(programme.get("payer", ""))
    stops = _stops_paying(payer, payers)
    end = min(_week(programme), stops)
    following = str(programme.get("next_payer") or payer)
    taken = {"stop": 0.0, "takeover": math.inf}.get(str(programme.get("at_end", "stop")), float(programme.get("end_weeks", _END_WEEKS)))
    if taken > 0 and stops < _week(programme):
        taken += 1  # Nobody pays in the week in which a payer has stopped; the end begins after it.
    return max(end, min(end + taken, _stops_paying(following, payers)))


def _stops_paying(payer: str, payers: Mapping[str, Mapping[str, Any]]) -> float:
    """The first week in which a payer no longer pays, by its own end or that of who must add to its money."""
    told = payers.get(payer, {})
    matching = payers.get(str(told.get("matched_by", "")), {}) if told.get("match") else {}
    return min(_week(told), _week(matching))


def _week(told: Mapping[str, Any]) -> float:
    end = told.get("to_week")
    return float(end) if isinstance(end, int) else math.inf


def _paid_until(ds: xr.Dataset, arm: str, programme: Mapping[str, Any], payers: Mapping[str, Mapping[str, Any]]) -> float:
    """The last week with a payment for a programme of whose payers one may run out of money; else infinite."""
    names = {str(programme.get(name)) for name in ("payer", "next_payer") if programme.get(name)}
    names |= {str(payers[name].get("matched_by")) for name in names & set(payers) if payers[name].get("matched_by")}
    if not any(limit in payers.get(name, {}) for name in names for limit in _LIMITS):
        return math.inf
    weekly = ledger_by_week(ds)
    paid = weekly[(weekly["arm"] == arm) & (weekly["programme"] == str(programme.get("name"))) & (weekly["euro"] > 0)]
    return float(paid["week"].max()) if len(paid) else math.inf


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
