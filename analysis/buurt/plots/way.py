"""The way from need to help in bars: how many are at each step, with and without an arm."""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from buurt.effects import BASELINE, LAST_YEAR
from buurt.language import Language, digits_for
from buurt.plots import style
from buurt.plots.narrow import INK, LINE, SETTINGS, WIDTH_INCHES
from buurt.results import ResultsError
from buurt.way_to_help import way_to_help


def from_need_to_help(ds: xr.Dataset, arm: str = BASELINE, window: str = LAST_YEAR, *, language: Language | None = None) -> Figure:
    """People, referrals, questions and hours along the way from need to help.

    Each track has its own scale; a step that is a part of another tells which part. The bar is the arm; the
    upright mark on it is the baseline.

    Returns:
        A Figure 4.7 inches wide, a row for each step.

    Raises:
        ResultsError: the file holds none of the steps.
    """
    words = language or Language()
    table = way_to_help(ds, arm, window)
    if table.empty:
        raise ResultsError("the file holds none of the steps from need to help.")
    tracks = list(dict.fromkeys(table["track"]))
    row, head, foot = 0.40, 0.34, 0.12
    height = foot + row * len(table) + head * len(tracks)
    with matplotlib.rc_context(SETTINGS | {"axes.grid": False}):
        figure = Figure(figsize=(WIDTH_INCHES, height), dpi=style.DOTS_PER_INCH, facecolor="white")
        top = height
        for track in tracks:
            steps = table[table["track"] == track]
            inches = row * len(steps)
            figure.text(0.02, (top - 0.20) / height, words.text(f"track.{track}"), fontsize=10, fontweight="bold", color=INK, va="center")
            axes = figure.add_axes((0.02, (top - head - inches) / height, 0.96, inches / height))
            _track(axes, ds, steps, words, compared=arm != BASELINE)
            top -= head + inches
    return figure


def _track(axes: Axes, ds: xr.Dataset, steps: pd.DataFrame, words: Language, *, compared: bool) -> None:
    axes.set_axis_off()
    axes.set_ylim(len(steps) - 0.5, -0.5)
    most = float(np.nanmax(steps[["without", "with"]].to_numpy())) or 1.0
    axes.set_xlim(0.0, 1.28 * most)
    for place, (_, one) in enumerate(steps.iterrows()):
        outcome = str(one["outcome"])
        name = words.outcome(outcome, ds[outcome].attrs).text
        axes.text(0.0, place - 0.06, name, fontsize=9.2, color=INK, va="bottom")
        axes.barh(place + 0.16, one["with"], height=0.34, color=style.BLUE, alpha=0.75, linewidth=0)
        if compared:
            axes.plot([one["without"]] * 2, [place - 0.06, place + 0.38], color=INK, linewidth=1.8, solid_capstyle="butt", clip_on=False)
        share = f" ({words.percent(100.0 * one['share'])})" if np.isfinite(one["share"]) else ""
        text = words.number(one["with"], min(digits_for(float("nan"), float(one["with"])), 1)) + share
        axes.text(max(one["with"], one["without"] if compared else 0.0) + 0.015 * most, place + 0.16, text, fontsize=9.0, color=INK, va="center")
    axes.plot([0.0, 0.0], [-0.4, len(steps) - 0.6], color=LINE, linewidth=0.9, clip_on=False)
