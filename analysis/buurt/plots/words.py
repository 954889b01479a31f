"""Words and numbers for readers of figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from buurt.results import complaints_of, finished_replicates, municipality_of

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: float) -> str:
    """A whole number with commas: 19,291."""
    return f"{value:,.0f}".replace("-", "−") if np.isfinite(value) else "unknown"


def short(value: float) -> str:
    """A number for an axis: 960, 9,600, 125k."""
    return f"{value / 1000:,.4g}k" if abs(value) >= 10_000 else number(value)


def one(value: float) -> str:
    """A number with one decimal: 8.3."""
    return f"{value:,.1f}".replace("-", "−") if np.isfinite(value) else "unknown"


def signed(value: float, digits: int = 0) -> str:
    """A number with its sign, 0 without: +95, −25. With `digits`, that many digits that count."""
    text = f"{value:+.{digits}g}" if digits else f"{value:+,.0f}"
    return "0" if text.strip("+-") == "0" else text.replace("-", "−")


def change(percent: float) -> str:
    """A change in words: "up 11 %", "down 0.4 %", "unchanged"."""
    if not np.isfinite(percent):
        return "unknown"
    if abs(percent) < 0.05:
        return "unchanged"
    size = f"{abs(percent):.0f}" if abs(percent) >= 9.95 else f"{abs(percent):.1f}"
    return f"{'up' if percent > 0 else 'down'} {size} %"


def count(amount: int, thing: str) -> str:
    """An amount with its noun: "one year", "five years", "20 weeks"."""
    words = _SMALL_NUMBERS[amount] if amount < len(_SMALL_NUMBERS) else f"{amount:,}"
    return f"{words} {thing}" + ("" if amount == 1 else "s")


def period(ds: xr.Dataset) -> str:
    """The length and start of the run: "five years from 2024", "eight weeks from 1 January 2024"."""
    weeks = int(ds["week"].values[-1])
    start = pd.Timestamp(ds["date"].values[0])
    years = weeks / 52.1775
    whole = weeks >= 52 and abs(years - round(years)) < 0.06
    length = count(round(years), "year") if whole else count(weeks, "week")
    first_day = f"{start:%Y}" if whole and start.dayofyear <= 7 else f"{start.day} {start:%B %Y}"
    return f"{length} from {first_day}"


def origin(ds: xr.Dataset, arm: str = "baseline") -> str:
    """Municipality, arm, replicates, seed and version on one line, to make the figure again."""
    replicates = int(finished_replicates(ds, arm).sum())
    parts = [
        municipality_of(ds),
        arm,
        f"{replicates} replicate" + ("" if replicates == 1 else "s"),
        f"seed {ds.attrs.get('seed', 'unknown')}",
        f"buurt {ds.attrs['buurt_version']}",
    ]
    return " · ".join(parts)


def warning(ds: xr.Dataset, arm: str = "baseline") -> str:
    """A sentence when networks were not in balance after the burn-in, else nothing."""
    complaints = complaints_of(ds, arm)
    unbalanced = sum(bool(replicate) for replicate in complaints)
    if not unbalanced:
        return ""
    return f"Networks were not in balance after the burn-in in {unbalanced} of {len(complaints)} replicates."
