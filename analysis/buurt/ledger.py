"""Money by line: who pays, what it costs in a year, and what it buys."""

from __future__ import annotations

from collections.abc import Sequence

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import BASELINE, LAST_YEAR, WEEKS_A_YEAR, arms_compared, paired_replicates, summed_up, window_values
from buurt.results import as_text, finished_replicates, is_flow, outcome_names, scenario_of, source_of
from buurt.tidy import comparison_of, parameters

ORGANISATIONS = ("family_care", "home_nursing", "local_centre", "welfare", "day_care", "palliative_team")
"""Lines of care at home; each costs its hours times the parameter `formal.cost_…`."""

CARE = "care"
"""The payer of care: results do not say how authorities and clients share it."""

FREE = {
    "families": ("met_hours_household", "met_hours_kin", "met_hours_friends"),
    "volunteers": ("met_hours_volunteers",),
}
"""Lines of hours that nobody pays for, and the outcomes that they add up: those of who gives the hours of help."""

CONTACTS = ("conversations", "place_visitors", "home_visits", "activity_visits")
"""What programmes buy: conversations with connectors, visits to places and at home, guests at activities."""

WEEKLY_COLUMNS = ("arm", "replicate", "week", "line", "organisation", "programme", "payer", "euro", "hours")
"""Columns of `ledger_by_week`."""

LEDGER_COLUMNS = (
    "arm", "line", "payer", "euro", "amount", "unit", "difference", "se", "low_90", "high_90", "replicates",
)  # fmt: skip


def ledger(ds: xr.Dataset, window: str = LAST_YEAR) -> pd.DataFrame:
    """What every line costs in a year of 52 weeks and what it buys, in each arm.

    Args:
        ds: results from `buurt.open`.
        window: one of `windows_of`.

    Returns:
        One row for each arm and line, with the columns `LEDGER_COLUMNS`: `payer` (as the scenario names who pays for a
        programme; "care" where results do not tell; "" for hours that nobody pays); `euro` a year, mean over finished
        replicates (not-a-number for unpaid hours); `amount` and `unit` of what it buys in a year ("hours", "days",
        "residents" on average, "contacts": the sum of `CONTACTS`; not-a-number where programmes cost money and have none,
        as those of volunteers or messages); for arms other than the baseline `difference`, `se`, `low_90` and `high_90` of
        `euro` less the baseline's in the same replicate, and how many `replicates` were paired. Lines that the file does
        not know are left out.
    """
    known = set(outcome_names(ds))
    rows = []
    for arm in (BASELINE, *arms_compared(ds)):
        if not finished_replicates(ds, arm).any():
            continue
        for line, payer, euro, amount, unit in _lines(ds, arm, window, known):
            row = {"arm": arm, "line": line, "payer": payer, "euro": _mean(euro), "amount": _mean(amount), "unit": unit}
            rows.append(row | (_difference(ds, arm, window, known, line, euro) if arm != BASELINE else {}))
    table = pd.DataFrame(rows, columns=list(LEDGER_COLUMNS))
    return table.astype({name: float for name in LEDGER_COLUMNS[6:]})


def ledger_by_week(ds: xr.Dataset) -> pd.DataFrame:
    """The ledger as the file keeps it: what was paid, and how many hours were given, in each recorded week.

    Args:
        ds: results from `buurt.open`.

    Returns:
        One row for each arm, finished replicate, recorded week and line, with the columns `WEEKLY_COLUMNS`: `line` (a kind
        of organisation, "nursing_homes", "hospital", "programmes", or who gives hours without pay), `organisation` (which
        one of its kind), `programme`, `payer` ("care": authorities and clients; "": nobody), `euro` and `hours` of the
        week. `euro` adds up to `cost_total`. Empty where the file keeps no ledger.
    """
    path = source_of(ds)
    if path is None:
        return pd.DataFrame(columns=list(WEEKLY_COLUMNS))
    with h5py.File(path, "r") as file:
        if "ledger" not in file:
            return pd.DataFrame(columns=list(WEEKLY_COLUMNS))
        group = file["ledger"]
        texts = {name: [as_text(one) for one in group[name][()]] for name in WEEKLY_COLUMNS[3:7]}
        numbers = {name: np.asarray(group[name]) for name in WEEKLY_COLUMNS[7:]}
    arms = [str(name) for name in ds["arm"].values]
    weeks = np.asarray(ds["week"].values)
    lines = len(texts["line"])
    tables = []
    for place, arm in enumerate(arms):
        for replicate in np.flatnonzero(finished_replicates(ds, arm)):
            table = pd.DataFrame({name: values * len(weeks) for name, values in texts.items()})
            table.insert(0, "week", np.repeat(weeks, lines))
            table.insert(0, "replicate", int(ds["replicate"].values[replicate]))
            table.insert(0, "arm", arm)
            for name, values in numbers.items():
                table[name] = values[place, replicate].reshape(-1)
            tables.append(table)
    return pd.concat(tables, ignore_index=True)


def payer_of_programmes(ds: xr.Dataset, arm: str) -> str:
    """Who pays for the programmes of an arm; several are joined by a semicolon.

    Those who did pay, by the file's ledger; where it keeps none, those whom the scenario names.
    """
    weekly = ledger_by_week(ds)
    if not weekly.empty:
        of_arm = weekly[(weekly["arm"] == arm) & (weekly["line"] == "programmes") & (weekly["payer"] != "")]
        paid = of_arm.groupby("payer", sort=False)["euro"].sum()
        return "; ".join(str(payer) for payer in paid[paid > 0].index)
    told = next((one for one in comparison_of(ds).get("arms", []) if one.get("name") == arm), {})
    scenario = told.get("scenario") or scenario_of(ds)
    payers = [str(one.get("payer") or "") for one in scenario.get("programmes", []) if isinstance(one, dict)]
    return "; ".join(dict.fromkeys(payer for payer in payers if payer))


_Line = tuple[str, str, np.ndarray | None, np.ndarray | None, str]


def _lines(ds: xr.Dataset, arm: str, window: str, known: set[str]) -> list[_Line]:
    """Of each line: name, payer, euro and amount a year by finished replicate, unit."""

    def a_year(outcome: str, factor: float = WEEKS_A_YEAR) -> np.ndarray | None:
        if outcome not in known:
            return None
        values = window_values(ds, outcome, arm, window).sel(group="all").values
        return values if is_flow(ds[outcome]) else values * factor

    def summed(outcomes: Sequence[str]) -> np.ndarray | None:
        held = [one for one in (a_year(outcome) for outcome in outcomes) if one is not None]
        return np.sum(held, axis=0) if held else None

    prices = parameters(ds)["value"]
    lines: list[_Line] = []
    if "cost_programmes" in known:
        cost, contacts = a_year("cost_programmes"), summed(CONTACTS)
        if cost is not None and contacts is not None and np.nansum(cost) > 0 and not np.nansum(contacts) > 0:
            contacts = None  # what they buy is of another kind, such as hours of volunteers
        lines.append(("programmes", payer_of_programmes(ds, arm), cost, contacts, "contacts"))
    split = [name for name in ORGANISATIONS if f"hours_{name}" in known and f"formal.cost_{name}" in prices.index]
    for name in split:
        hours = a_year(f"hours_{name}")
        euro = hours * float(prices[f"formal.cost_{name}"]) if hours is not None else None
        lines.append((name, CARE, euro, hours, "hours"))
    if not split and "cost_formal_care" in known:
        lines.append(("formal_care", CARE, a_year("cost_formal_care"), a_year("met_hours_professionals"), "hours"))
    if "cost_residential" in known:
        lines.append(("nursing_homes", CARE, a_year("cost_residential"), a_year("nursing_home_residents", 1.0), "residents"))
    if "cost_hospital" in known:
        lines.append(("hospital", CARE, a_year("cost_hospital"), a_year("hospital_days"), "days"))
    for name, outcomes in FREE.items():
        if known & set(outcomes):
            lines.append((name, "", None, summed(outcomes), "hours"))
    return lines


def _mean(values: np.ndarray | None) -> float:
    if values is None or not np.isfinite(values).any():
        return float("nan")
    return float(np.nanmean(values))


def _difference(
    ds: xr.Dataset, arm: str, window: str, known: set[str], line: str, euro: np.ndarray | None
) -> dict[str, float]:
    if euro is None:
        return {}
    paired = paired_replicates(ds, arm)
    base = next(values for name, _, values, _, _ in _lines(ds, BASELINE, window, known) if name == line)
    assert base is not None
    one = euro[paired[finished_replicates(ds, arm)]]
    other = base[paired[finished_replicates(ds, BASELINE)]]
    mean, se, low, _, _, high, _, replicates = summed_up((one - other)[:, None], "lower")[0]
    return {"difference": mean, "se": se, "low_90": low, "high_90": high, "replicates": replicates}
