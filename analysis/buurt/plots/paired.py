"""Figures of `buurt compare`: what an arm changes over time, by outcome, by group and by neighbourhood.

They are narrow, with labels above their rows, so that a page can show two side by side and a telephone one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from buurt.bands import bands_of, replicate_values
from buurt.effects import BASELINE, LAST_YEAR, paired_difference
from buurt.judgement import BETTER, SAME, UNCLEAR, WORSE, judge
from buurt.language import Language
from buurt.plots import style
from buurt.results import is_flow
from buurt.shares import effects_by_group, effects_by_neighbourhood, relative_effects

WIDTH_INCHES = 4.7

_SETTINGS = style.SETTINGS | {"font.size": 10.5, "svg.fonttype": "none"}
_INK, _LINE, _DASHES = "#333333", "#8a8a8a", (0, (4, 2.5))

# Flows are too rough week by week to be read.
_SMOOTH_WEEKS = 13
_WEEKS_A_YEAR = 52

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

# Never colour alone: the shape of the mark says the same.
_MARKS = {
    BETTER: (style.BLUE, "o", True),
    WORSE: (style.VERMILLION, "D", True),
    UNCLEAR: (style.GREY, "o", False),
    SAME: (style.GREY, "|", False),
}
_OTHER_MARK = (style.GREY, "s", True)


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
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH_INCHES, 4.3), dpi=style.DOTS_PER_INCH, facecolor="white")
        upper = figure.add_axes((0.17, 0.575, 0.805, 0.355))
        lower = figure.add_axes((0.17, 0.09, 0.805, 0.345))
        upper.axhline(0.0, color=_LINE, linewidth=1.1)
        style.draw_band(upper, difference_bands(ds, outcome, arm, group), style.BLUE, width=2.0)
        style.draw_band(lower, level_bands(ds, outcome, arm, group), style.BLUE, width=2.4)
        style.draw_band(lower, level_bands(ds, outcome, BASELINE, group), style.GREY, 1.6, _DASHES)
        limits = limits or shared_limits(ds, outcome, [arm], group)
        upper.set_ylim(limits.difference)
        lower.set_ylim(limits.level)
        _heading(upper, words.text("plot.difference"))
        _heading(lower, words.text("plot.levels"))
        for axes in (upper, lower):
            _dates(axes, ds)
            axes.yaxis.set_major_locator(MaxNLocator(5))
            _numbers(axes, "y", words, signed=axes is upper)
        marks = [
            Line2D([], [], color=style.BLUE, linewidth=2.0, label=words.text("plot.with")),
            Line2D([], [], color=style.GREY, linewidth=1.6, linestyle=_DASHES, label=words.text("plot.without")),
        ]
        lower.legend(handles=marks, loc="lower right", bbox_to_anchor=(1.02, 0.98), ncols=2, frameon=False,
                     fontsize=9.5, handlelength=2.2, columnspacing=1.2, borderpad=0.0, labelcolor=_INK)  # fmt: skip
    return figure


def levels_over_time(
    ds: xr.Dataset, outcome: str, group: str = "all", arm: str = BASELINE, *, language: Language | None = None
) -> Figure:
    """One outcome over time in one arm, with bands over the replicates; a Figure of 4.7 × 2.4 inches."""
    words = language or Language()
    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(WIDTH_INCHES, 2.4), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.17, 0.13, 0.805, 0.74))
        style.draw_band(axes, level_bands(ds, outcome, arm, group), style.BLUE, width=2.0)
        _dates(axes, ds)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        _numbers(axes, "y", words)
        _heading(axes, words.text("plot.level"))
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
    return _rows(table, labels, words, words.text("plot.relative_axis"), percent=True)


def who_gains(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, *, language: Language | None = None
) -> Figure:
    """Who gains and who misses: the effect by group, sorted, as dot and range.

    Counts are for every 1,000 people of the group, so that groups of different size can be compared;
    groups of fewer than 10 people are left out.
    """
    words = language or Language()
    table = effects_by_group(ds, outcome, arm, window)
    labels = [words.group(name).text for name in table["group"]]
    bold = [name == "all" for name in table["group"]]
    return _rows(table, labels, words, _axis_of(table, words), bold=bold)


def where(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, *, language: Language | None = None
) -> Figure:
    """The effect by neighbourhood, sorted, as dot and range; `outcome` ends in `_by_neighbourhood`."""
    words = language or Language()
    table = effects_by_neighbourhood(ds, outcome, arm, window)
    return _rows(table, [str(name) for name in table["neighbourhood"]], words, _axis_of(table, words))


def _axis_of(table: pd.DataFrame, words: Language) -> str:
    unit = words.unit(str(table["units"].iloc[0])) if len(table) else ""
    return words.text("plot.per_thousand_axis" if table.attrs.get("per_thousand") else "plot.unit_axis", unit=unit)


def _rows(
    table: pd.DataFrame, labels: Sequence[str], words: Language, axis: str, *, percent: bool = False,
    bold: Sequence[bool] | None = None,
) -> Figure:  # fmt: skip
    """Dot and range in rows, the label above each."""
    row, head, foot = 0.37, 0.12, 0.62
    height = head + foot + row * max(len(table), 1)
    with matplotlib.rc_context(_SETTINGS | {"axes.grid.axis": "x"}):
        figure = Figure(figsize=(WIDTH_INCHES, height), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.03, foot / height, 0.94, 1.0 - (head + foot) / height))
        axes.set_ylim(max(len(table), 1) - 0.5, -0.5)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.axvline(0.0, color=_LINE, linewidth=1.1)
        ends = np.append(table[["low_90", "high_90", "mean"]].to_numpy(dtype=float).ravel(), 0.0)
        low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
        margin = 0.06 * (high - low) or 1.0
        axes.set_xlim(low - margin, high + margin)
        for place, (_, one) in enumerate(table.iterrows()):
            heavy = bold is not None and bold[place]
            axes.text(0.0, place - 0.14, labels[place], transform=axes.get_yaxis_transform(), va="bottom",
                      fontsize=9.8, color=_INK, fontweight="bold" if heavy else "normal",
                      bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.6}, zorder=3)  # fmt: skip
            _draw_row(axes, place + 0.16, one)
        axes.xaxis.set_major_locator(MaxNLocator(5, min_n_ticks=3))
        _numbers(axes, "x", words, signed=True, percent=percent)
        axes.set_xlabel(axis, color=_INK, fontsize=9.8)
    return figure


def _draw_row(axes: Axes, place: float, one: pd.Series) -> None:
    verdict = judge(one, str(one["better"]))
    colour, marker, filled = _MARKS.get(verdict, _OTHER_MARK)
    axes.plot([one["low_90"], one["high_90"]], [place, place], color=colour, linewidth=1.4, solid_capstyle="butt")
    axes.plot([one["low_50"], one["high_50"]], [place, place], color=colour, linewidth=4.2, alpha=0.45, solid_capstyle="butt")
    axes.plot([one["mean"]], [place], marker=marker, markersize=6.0, color=colour, markeredgewidth=1.4,
              markerfacecolor=colour if filled else "white", linestyle="none", clip_on=False, zorder=4)  # fmt: skip


def _heading(axes: Axes, text: str) -> None:
    axes.annotate(text, xy=(0.0, 1.0), xycoords="axes fraction", xytext=(-42, 6), textcoords="offset points",
                  fontsize=10.0, color=_INK, annotation_clip=False)  # fmt: skip


def _span(tables: Sequence[pd.DataFrame], *, zero: bool) -> tuple[float, float]:
    columns = ["mean", "low_90", "high_90"]
    values = np.concatenate([table[columns].to_numpy(dtype=float).ravel() for table in tables])
    values = np.append(values[np.isfinite(values)], [0.0] if zero else [])
    if not values.size:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    margin = 0.07 * (high - low) or max(0.05 * abs(high), 1.0)
    return low - margin if low != 0.0 or zero else 0.0, high + margin


def _numbers(axes: Axes, axis: str, words: Language, *, signed: bool = False, percent: bool = False) -> None:
    """Ticks in the language's numbers, with as many decimals as the distance between two needs."""
    ticks = axes.get_yticks() if axis == "y" else axes.get_xticks()
    step = float(ticks[1] - ticks[0]) if len(ticks) > 1 else 1.0
    digits = max(0, int(np.ceil(-np.log10(step) - 1e-9))) if step > 0 else 0
    if step * 10**digits % 1 > 1e-6:
        digits += 1
    most = 4
    if digits > most and not percent:
        power = int(np.floor(np.log10(float(np.max(np.abs(ticks))))))
        _tiny(axes, axis, words, power, signed=signed)
        return
    form = words.percent if percent else words.number
    target = axes.yaxis if axis == "y" else axes.xaxis
    target.set_major_formatter(lambda value, _: form(value, digits, signed=signed))


def _tiny(axes: Axes, axis: str, words: Language, power: int, *, signed: bool) -> None:
    """Ticks of very small numbers, in units of a power of ten that is written at the axis."""
    target = axes.yaxis if axis == "y" else axes.xaxis
    target.set_major_formatter(lambda value, _: words.number(value / 10.0**power, 1, signed=signed))
    where = {"x": ((1.0, 0.0), (0, -24), "right"), "y": ((1.0, 1.0), (0, 6), "right")}[axis]
    text = f"×10{str(power).translate(_SUPERSCRIPT)}"
    axes.annotate(text, xy=where[0], xycoords="axes fraction", xytext=where[1], textcoords="offset points",
                  ha=where[2], fontsize=9.5, color=_INK, annotation_clip=False)  # fmt: skip


def _dates(axes: Axes, ds: xr.Dataset) -> None:
    dates = ds["date"].values
    axes.set_xlim(dates[0], max(dates[-1], dates[0] + np.timedelta64(1, "D")))
    days = int((dates[-1] - dates[0]) / np.timedelta64(1, "D"))
    if days > 700:
        axes.xaxis.set_major_locator(mdates.YearLocator(base=max(1, round(days / 365 / 6))))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=2, maxticks=4))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%m/%Y" if days > 90 else "%d/%m"))


