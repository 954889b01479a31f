"""Figures of `buurt compare`: what an arm changes over time, by outcome, by group and by neighbourhood.

They are narrow, with labels above their rows, so that a page can show two side by side and a telephone one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from buurt.bands import bands_of, replicate_values
from buurt.effects import BASELINE, LAST_YEAR, paired_difference
from buurt.language import Language
from buurt.plots import style
from buurt.plots.narrow import INK, LINE, SETTINGS, WIDTH_INCHES, dates, heading, numbers
from buurt.plots.rows import ends_of, rows
from buurt.results import is_flow
from buurt.shares import effects_by_group, effects_by_neighbourhood, relative_effects

_DASHES = (0, (4, 2.5))

# Flows are too rough week by week to be read.
_SMOOTH_WEEKS = 13
_WEEKS_A_YEAR = 52


@dataclass(frozen=True)
class Limits:
    """Heights that several figures share, so that they can be compared by eye."""

    difference: tuple[float, float]
    level: tuple[float, float]


def paired_over_time(
    ds: xr.Dataset,
    outcome: str,
    arm: str,
    group: str = "all",
    *,
    limits: Limits | None = None,
    language: Language | None = None,
) -> Figure:
    """The paired difference over time above, the levels of the arm and the baseline below.

    Args:
        ds: results of `buurt compare`, from `buurt.open`.
        outcome, arm, group: what is drawn; the arm is set beside the baseline.
        limits: heights of both axes, from `shared_limits`.
        language: of the words in the figure; English when left out.

    Returns:
        A Figure of 4.7 × 4.3 inches. Bands hold 50 % and 90 % of the replicates; with one replicate there are none.
    """
    words = language or Language()
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH_INCHES, 4.3), dpi=style.DOTS_PER_INCH, facecolor="white")
        upper = figure.add_axes((0.17, 0.575, 0.805, 0.355))
        lower = figure.add_axes((0.17, 0.09, 0.805, 0.345))
        upper.axhline(0.0, color=LINE, linewidth=1.1)
        style.draw_band(upper, difference_bands(ds, outcome, arm, group), style.BLUE, width=2.0)
        style.draw_band(lower, level_bands(ds, outcome, arm, group), style.BLUE, width=2.4)
        style.draw_band(lower, level_bands(ds, outcome, BASELINE, group), style.GREY, 1.6, _DASHES)
        limits = limits or shared_limits(ds, outcome, [arm], group)
        upper.set_ylim(limits.difference)
        lower.set_ylim(limits.level)
        heading(upper, words.text("plot.difference"))
        heading(lower, words.text("plot.levels"))
        for axes in (upper, lower):
            dates(axes, ds)
            axes.yaxis.set_major_locator(MaxNLocator(5))
            numbers(axes, "y", words, signed=axes is upper)
        marks = [
            Line2D([], [], color=style.BLUE, linewidth=2.0, label=words.text("plot.with")),
            Line2D([], [], color=style.GREY, linewidth=1.6, linestyle=_DASHES, label=words.text("plot.without")),
        ]
        lower.legend(handles=marks, loc="lower right", bbox_to_anchor=(1.02, 0.98), ncols=2, frameon=False,
                     fontsize=9.5, handlelength=2.2, columnspacing=1.2, borderpad=0.0, labelcolor=INK)  # fmt: skip
    return figure


def levels_over_time(
    ds: xr.Dataset, outcome: str, group: str = "all", arm: str = BASELINE, *, language: Language | None = None
) -> Figure:
    """One outcome over time in one arm, with bands over the replicates; a Figure of 4.7 × 2.4 inches."""
    words = language or Language()
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH_INCHES, 2.4), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.17, 0.13, 0.805, 0.74))
        style.draw_band(axes, level_bands(ds, outcome, arm, group), style.BLUE, width=2.0)
        dates(axes, ds)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        numbers(axes, "y", words)
        heading(axes, words.text("plot.level"))
    return figure


def shared_limits(ds: xr.Dataset, outcome: str, arms: Sequence[str], group: str = "all") -> Limits:
    """Heights within which the differences and the levels of all these arms lie."""
    differences = [difference_bands(ds, outcome, arm, group) for arm in arms]
    levels = [level_bands(ds, outcome, arm, group) for arm in (BASELINE, *arms)]
    return Limits(_span(differences, zero=True), _span(levels, zero=False))


def difference_bands(ds: xr.Dataset, outcome: str, arm: str, group: str = "all") -> pd.DataFrame:
    """Bands of the paired difference over time, a flow as `level_bands` gives it."""
    return bands_of(_smooth(paired_difference(ds, outcome, arm, group)))


def level_bands(ds: xr.Dataset, outcome: str, arm: str = BASELINE, group: str = "all") -> pd.DataFrame:
    """Bands of an outcome over time; a flow as its sum over the last 13 weeks, given for a year of 52 weeks."""
    return bands_of(_smooth(replicate_values(ds, outcome, group, arm)))


def _smooth(values: xr.DataArray) -> xr.DataArray:
    if not is_flow(values) or values.sizes["week"] < 2:
        return values
    weeks = values["week"].values
    step = max(1, round(float(np.median(np.diff(weeks)))))
    records = max(1, round(_SMOOTH_WEEKS / step))
    happened = values.where(values["week"] > 0).rolling(week=records, min_periods=records).sum()
    return (happened * _WEEKS_A_YEAR / (records * step)).assign_attrs(values.attrs)


def effects_forest(
    ds: xr.Dataset,
    arm: str,
    window: str = LAST_YEAR,
    group: str = "all",
    *,
    outcomes: Sequence[str] | None = None,
    language: Language | None = None,
) -> Figure:
    """Every outcome that has a better direction, as a change in % of its level without the arm.

    Returns:
        A Figure 4.7 inches wide, a row for each outcome: mean, 50 % and 90 % range of the paired
        differences. Outcomes that hardly differ in any replicate, or are zero without the arm, are left out.
    """
    words = language or Language()
    table = relative_effects(ds, arm, window, group, outcomes)
    labels = [words.outcome(name, ds[name].attrs).text for name in table["outcome"]]
    return rows(table, labels, words, words.text("plot.relative_axis"), percent=True)


def who_gains(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, *, limits: tuple[float, float] | None = None,
    language: Language | None = None,
) -> Figure:
    """Who gains and who misses: the effect by group, sorted, as dot and range.

    Counts are for every 1,000 people of the group, so that groups of different size can be compared;
    groups of fewer than 10 people are left out. `limits` of the axis come from `group_limits`.
    """
    words = language or Language()
    table = effects_by_group(ds, outcome, arm, window)
    labels = [words.group(name).text for name in table["group"]]
    bold = [name == "all" for name in table["group"]]
    return rows(table, labels, words, _axis_of(table, words), bold=bold, limits=limits)


def group_limits(ds: xr.Dataset, outcome: str, arms: Sequence[str], window: str = LAST_YEAR) -> tuple[float, float]:
    """An axis on which the effects by group of all these arms lie."""
    return ends_of([effects_by_group(ds, outcome, arm, window) for arm in arms])


def where(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, *, language: Language | None = None
) -> Figure:
    """The effect by neighbourhood, sorted, as dot and range; `outcome` ends in `_by_neighbourhood`."""
    words = language or Language()
    table = effects_by_neighbourhood(ds, outcome, arm, window)
    return rows(table, [str(name) for name in table["neighbourhood"]], words, _axis_of(table, words))


def _axis_of(table: pd.DataFrame, words: Language) -> str:
    unit = words.unit(str(table["units"].iloc[0])) if len(table) else ""
    return words.text("plot.per_thousand_axis" if table.attrs.get("per_thousand") else "plot.unit_axis", unit=unit)


def _span(tables: Sequence[pd.DataFrame], *, zero: bool) -> tuple[float, float]:
    columns = ["mean", "low_90", "high_90"]
    values = np.concatenate([table[columns].to_numpy(dtype=float).ravel() for table in tables])
    values = np.append(values[np.isfinite(values)], [0.0] if zero else [])
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    margin = 0.07 * (high - low) or max(0.05 * abs(high), 1.0)
    return low - margin if low != 0.0 or zero else 0.0, high + margin
