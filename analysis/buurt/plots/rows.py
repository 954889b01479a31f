"""Effects in rows: a mark for the mean with the ranges of its intervals, the label above each."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from buurt.judgement import BETTER, SAME, UNCLEAR, WORSE, judge
from buurt.language import Language
from buurt.plots import style
from buurt.plots.narrow import INK, LINE, SETTINGS, WIDTH_INCHES, numbers

# Never colour alone: the shape of the mark says the same.
MARKS = {
    BETTER: (style.BLUE, "o", True),
    WORSE: (style.VERMILLION, "D", True),
    UNCLEAR: (style.GREY, "o", False),
    SAME: (style.GREY, "|", False),
}
OTHER_MARK = (style.GREY, "s", True)


def ends_of(tables: Sequence[pd.DataFrame]) -> tuple[float, float]:
    """The ends of an axis on which all intervals of these tables and zero lie."""
    values = [table[["low_90", "high_90", "mean"]].to_numpy(dtype=float).ravel() for table in tables]
    ends = np.concatenate([*values, [0.0]])
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    margin = 0.06 * (high - low) or 1.0
    return low - margin, high + margin


def rows(
    table: pd.DataFrame, labels: Sequence[str], words: Language, axis: str, *, percent: bool = False,
    bold: Sequence[bool] | None = None, limits: tuple[float, float] | None = None,
) -> Figure:  # fmt: skip
    """Dot and range in rows, the label above each."""
    row, head, foot = 0.37, 0.12, 0.62
    height = head + foot + row * max(len(table), 1)
    with matplotlib.rc_context(SETTINGS | {"axes.grid.axis": "x"}):
        figure = Figure(figsize=(WIDTH_INCHES, height), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.03, foot / height, 0.94, 1.0 - (head + foot) / height))
        axes.set_ylim(max(len(table), 1) - 0.5, -0.5)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.axvline(0.0, color=LINE, linewidth=1.1)
        axes.set_xlim(limits or ends_of([table]))
        for place, (_, one) in enumerate(table.iterrows()):
            heavy = bold is not None and bold[place]
            axes.text(0.0, place - 0.14, labels[place], transform=axes.get_yaxis_transform(), va="bottom",
                      fontsize=9.8, color=INK, fontweight="bold" if heavy else "normal",
                      bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.6}, zorder=3)  # fmt: skip
            draw_row(axes, place + 0.16, one)
        axes.xaxis.set_major_locator(MaxNLocator(5, min_n_ticks=3))
        numbers(axes, "x", words, signed=True, percent=percent)
        axes.set_xlabel(axis, color=INK, fontsize=9.8)
    return figure


def draw_row(axes: Axes, place: float, one: pd.Series) -> None:
    """Mark and ranges of one row of effects, at a height."""
    verdict = judge(one, str(one["better"]))
    colour, marker, filled = MARKS.get(verdict, OTHER_MARK)
    axes.plot([one["low_90"], one["high_90"]], [place, place], color=colour, linewidth=1.4, solid_capstyle="butt")
    axes.plot([one["low_50"], one["high_50"]], [place, place], color=colour, linewidth=4.2, alpha=0.45, solid_capstyle="butt")
    axes.plot([one["mean"]], [place], marker=marker, markersize=6.0, color=colour, markeredgewidth=1.4,
              markerfacecolor=colour if filled else "white", linestyle="none", clip_on=False, zorder=4)  # fmt: skip
