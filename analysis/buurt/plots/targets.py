"""The figure of targets: how far every result lies from the published figure, as a ratio."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, NullLocator

from buurt.plots import style
from buurt.plots.words import number
from buurt.results import finished_replicates, municipality_of
from buurt.targets import FITS, TOLERANCE, UNKNOWN
from buurt.targets_text import number as short_number

LOOKS = {
    "independent": (style.BLUE, "o", "independent"),
    "set": (style.VERMILLION, "D", "used to set parameters"),
    "input": (style.GREY, "s", "put in"),
}
"""Of each role: colour, marker, words. Markers differ too, so that the figure is read without colour."""

LIMITS = (0.2, 5.0)
"""Of the ratio; what lies beyond is drawn at the edge as an arrow."""

_ROW_INCHES = 0.235
_HEAD_INCHES = 1.3
_FOOT_INCHES = 1.15
_TICKS = (0.2, 0.33, 0.5, 0.67, 0.9, 1.1, 1.5, 2.0, 3.0, 5.0)


def targets_forest(ds: xr.Dataset, table: pd.DataFrame) -> Figure:
    """Draws the table of `buurt.targets.compare`, one line for each comparison that has a result."""
    table = table[(table["verdict"] != UNKNOWN) & (table["published"] > 0)]
    places, headings, last = _places(table)
    height = _HEAD_INCHES + _FOOT_INCHES + _ROW_INCHES * last
    with rc_context(style.SETTINGS | {"axes.grid": False, "font.size": 9.5}):
        figure = Figure(figsize=(14.0, height), dpi=style.DOTS_PER_INCH)
        axes = figure.add_axes(
            (0.40, _FOOT_INCHES / height, 0.36, 1.0 - (_HEAD_INCHES + _FOOT_INCHES) / height)
        )
        axes.set(xscale="log", xlim=LIMITS, ylim=(last - 0.2, -0.6), yticks=[])
        axes.xaxis.set_major_locator(FixedLocator(_TICKS))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
        axes.set_xlabel("result divided by published figure", color="#333333")
        axes.spines["left"].set_visible(False)
        axes.axvline(1.0, color=style.GREY, linewidth=1.0, zorder=1)
        for place, heading in headings:
            axes.text(-1.09, place, heading, transform=axes.get_yaxis_transform(), fontweight="bold", va="center")
        for place, (_, row) in zip(places, table.iterrows()):
            _draw_row(axes, place, row)
        _head(figure, ds, table, height)
        _key(figure, int(finished_replicates(ds).sum()))
    return figure


def _places(table: pd.DataFrame) -> tuple[list[float], list[tuple[float, str]], float]:
    """Heights of the rows, headings with theirs, and the first height below."""
    places, headings = [], []
    place, group = 0.0, None
    for name in table["group"]:
        if name != group:
            place += 0.35 if group is not None else 0.0
            headings.append((place, str(name).replace("_", " ").capitalize()))
            group = name
            place += 1.0
        places.append(place)
        place += 1.0
    return places, headings, place


def _draw_row(axes: Axes, place: float, row: pd.Series) -> None:
    colour, marker, _ = LOOKS[row["role"]]
    low, high = LIMITS
    axes.fill_betweenx(
        [place - 0.42, place + 0.42], row["low"] / row["published"], row["high"] / row["published"],
        color="#e3e3e3", linewidth=0, zorder=0,
    )  # fmt: skip
    ratio = float(row["ratio"])
    if np.isfinite(row["low_90"]):
        interval = np.clip([row["low_90"] / row["published"], row["high_90"] / row["published"]], low, high)
        axes.plot(interval, [place, place], color=colour, linewidth=1.8, solid_capstyle="butt", zorder=2)
    shape = "<" if ratio < low else ">" if ratio > high else marker
    axes.plot(
        [np.clip(ratio, low, high)], [place], marker=shape, markersize=6.0, color=colour, markeredgewidth=1.3,
        markerfacecolor=colour if row["verdict"] == FITS else "white", clip_on=False, zorder=3,
    )  # fmt: skip
    part = f", {row['part']}" if row["part"] and row["part"] not in row["compared_with"] else ""
    partly = "" if row["comparable"] == "whole" else " ~"
    words = f"{row['compared_with']}{part}{partly}"
    across = axes.get_yaxis_transform()
    grey = "#777777"
    axes.text(-1.06, place, words, transform=across, va="center", fontsize=9.0)
    axes.text(-0.02, place, row["target"], transform=across, va="center", ha="right", fontsize=7.4, color=grey)
    result = f"{short_number(row['result'])} against {short_number(row['published'])} {row['unit']}"
    axes.text(1.03, place, result, transform=across, va="center", fontsize=9.0)


def _head(figure: Figure, ds: xr.Dataset, table: pd.DataFrame, height: float) -> None:
    fits = int((table["verdict"] == FITS).sum())
    alone = table[table["role"] == "independent"]
    place = municipality_of(ds)
    figure.text(
        0.02, 1.0 - 0.45 / height, f"Synthetic {place} beside published figures: {fits} of {len(table)} fit",
        fontsize=17, fontweight="bold", va="center",
    )  # fmt: skip
    replicates = int(finished_replicates(ds).sum())
    figure.text(
        0.02, 1.0 - 0.85 / height,
        f"Of the {len(alone)} that were neither put in nor used to set parameters, "
        f"{int((alone['verdict'] == FITS).sum())} fit. Last year of the run; "
        f"{number(replicates)} replicate{'s' if replicates != 1 else ''}.",
        fontsize=11.5, color=style.GREY, va="center",
    )  # fmt: skip


def _key(figure: Figure, replicates: int) -> None:
    marks: list[Line2D | Patch] = [
        Line2D([], [], color=colour, marker=marker, linestyle="-" if replicates > 1 else "", label=words)
        for colour, marker, words in LOOKS.values()
    ]
    marks += [
        Line2D([], [], color="#333333", marker="o", markerfacecolor="white", linestyle="", label="outside its tolerance"),
        Patch(color="#e3e3e3", label=f"tolerance: the source's interval, else {TOLERANCE:.0%}".replace("%", " %")),
    ]
    figure.legend(handles=marks, loc="lower left", ncols=5, frameon=False, bbox_to_anchor=(0.01, 0.0), fontsize=9.5)
    lines = "Lines: middle 90 % of the replicates. " if replicates > 1 else ""
    figure.text(
        0.99, 0.3 / figure.get_figheight() + 0.002,
        f"{lines}~ comparable in part (see docs/validation.md). Synthetic people; not a forecast.",
        fontsize=9.0, color=style.GREY, ha="right", va="bottom",
    )  # fmt: skip
