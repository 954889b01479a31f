"""Words and numbers for readers of figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr

from buurt.results import finished_replicates, municipality_of

_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: float) -> str:
    """A whole number with commas: 19,291."""
    return f"{value:,.0f}".replace("-", "−") if np.isfinite(value) else "unknown"


def one(value: float) -> str:
    """A number with one decimal: 8.3."""
    return f"{value:,.1f}".replace("-", "−") if np.isfinite(value) else "unknown"


def change(percent: float) -> str:
    """A change in words: "up 6 %", "down 0.4 %", "unchanged"."""
    if not np.isfinite(percent):
        return "unknown"
    if abs(percent) < 0.05:
        return "unchanged"
    size = f"{abs(percent):.0f}" if abs(percent) >= 9.5 else f"{abs(percent):.1f}"
    return f"{'up' if percent > 0 else 'down'} {size} %"


def count(amount: int, thing: str) -> str:
    """An amount with its noun: "one year", "five years", "20 replicates"."""
    words = _SMALL_NUMBERS[amount] if amount < len(_SMALL_NUMBERS) else f"{amount:,}"
    return f"{words} {thing}" + ("" if amount == 1 else "s")


def listed(parts: Sequence[str]) -> str:
    """Parts with commas between them."""
    return ", ".join(parts)


def period(ds: xr.Dataset) -> str:
    """The length of the run: "five years", "8 weeks"."""
    weeks = int(ds["week"].values[-1])
    years = weeks / 52.1775
    if weeks >= 52 and abs(years - round(years)) < 0.06:
        return count(round(years), "year")
    return count(weeks, "week")


def place(ds: xr.Dataset) -> str:
    """Municipality, replicates, seed and version on one line, to make the figure again."""
    replicates = int(finished_replicates(ds).sum())
    parts = [
        municipality_of(ds),
        f"{replicates} replicate" + ("" if replicates == 1 else "s"),
        f"seed {ds.attrs.get('seed', 'unknown')}",
        f"buurt {ds.attrs['buurt_version']}",
    ]
    return " · ".join(parts)
