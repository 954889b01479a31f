"""One screen of text about a results file."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from buurt import measures
from buurt.bands import bands, bands_of
from buurt.results import complaints_of, finished_replicates, is_flow, municipality_of, outcome_names, scenario_of

_NAME_WIDTH = 27
_UNIT_WIDTH = 24


def summary(ds: xr.Dataset, arm: str = "baseline") -> str:
    """What a results file holds, and how things stand in its last week.

    Args:
        ds: results from `buurt.open`.
        arm: the arm whose values are shown.

    Returns:
        Text of about 40 lines, at most 100 characters wide: origin and size of the run; then for
        every outcome, group `all`, the mean over the finished replicates and the middle 90 % of
        them, in the last recorded week; flows as a mean per year over the run.
    """
    lines = _facts(ds)
    names = outcome_names(ds)
    flows = [name for name in names if is_flow(ds[name])]
    last = f"Last week ({_day(ds, -1)}), everyone" if arm == "baseline" else f"Last week ({_day(ds, -1)}), {arm}"
    lines += ["", _row(last, "unit", "mean", "90 % of replicates")]
    for name in names:
        if name not in flows:
            lines.append(_values(name, str(ds[name].attrs.get("units", "")), bands(ds, name, arm=arm).iloc[-1]))
    if flows and ds.sizes["week"] > 1:
        lines += ["", _row("Per year, mean over the run", "unit", "mean", "90 % of replicates")]
        for name in flows:
            yearly = measures.per_year(ds, name, arm=arm).mean("block").expand_dims("run", axis=1)
            lines.append(_values(name, _unit_per_year(ds[name]), bands_of(yearly).iloc[-1]))
    lines += ["", "Synthetic people; not a forecast."]
    return "\n".join(lines)


def _facts(ds: xr.Dataset) -> list[str]:
    finished, asked = int(finished_replicates(ds).sum()), ds.sizes["replicate"]
    scenario = scenario_of(ds)
    replicates = f"{finished} finished" if finished == asked else f"{finished} of {asked} finished; the run was stopped or is still going"
    facts = [
        ("Title", ds.attrs.get("title") or scenario.get("name")),
        ("Municipality", municipality_of(ds)),
        ("Weeks", f"{int(ds['week'].values[-1])}, {ds.sizes['week']} recorded, {_day(ds, 0)} to {_day(ds, -1)}"),
        ("Replicates", replicates),
        ("Burn-in", _burn_in(ds)),
        ("Seed", ds.attrs.get("seed")),
        ("Arms", ", ".join(str(name) for name in ds["arm"].values)),
        ("Groups", ", ".join(str(name) for name in ds["group"].values)),
        ("Written by", f"buurt {ds.attrs['buurt_version']}, {ds.attrs.get('created', 'date unknown')}"),
    ]
    width = 14
    lines = []
    for name, value in facts:
        if value is not None:
            lines += _wrapped(f"{name:<{width}}", str(value), width)
    return lines


def _burn_in(ds: xr.Dataset) -> str | None:
    complaints = complaints_of(ds)
    if not complaints:
        return None
    unbalanced = [replicate for replicate in complaints if replicate]
    if not unbalanced:
        return "networks in balance in every replicate"
    return f"networks not in balance in {len(unbalanced)} of {len(complaints)} replicates: {'; '.join(unbalanced[0])}"


def _wrapped(head: str, text: str, indent: int, columns: int = 100) -> list[str]:
    lines, line = [], head
    for word in text.split(" "):
        if len(line) + len(word) + 1 > columns and line.strip():
            lines.append(line.rstrip())
            line = " " * indent
        line += word + " "
    return [*lines, line.rstrip()]


def _day(ds: xr.Dataset, index: int) -> str:
    return str(pd.Timestamp(ds["date"].values[index]).date())


def _unit_per_year(values: xr.DataArray) -> str:
    unit = str(values.attrs.get("units", "1"))
    return "a year" if unit in ("", "1") else f"{unit} a year"


def _values(name: str, unit: str, row: pd.Series) -> str:
    if not np.isfinite(row["mean"]):
        return _row(name, unit, "not known", "")
    interval = f"{_figure(row['low_90'])} – {_figure(row['high_90'])}" if row["replicates"] > 1 else "one replicate"
    return _row(name, unit, _figure(row["mean"]), interval)


def _figure(value: float) -> str:
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 0.995 else 3
    return f"{value:,.{digits}f}".replace("-", "−")


def _row(name: str, unit: str, mean: str, interval: str) -> str:
    return f"{name:<{_NAME_WIDTH + 10}} {unit[:_UNIT_WIDTH]:<{_UNIT_WIDTH}} {mean:>10}   {interval}".rstrip()
