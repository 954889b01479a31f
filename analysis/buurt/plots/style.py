"""How figures look: colours that colour-blind readers tell apart, bands, labels at the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

# Okabe & Ito (2008), without yellow, which is too pale for lines on paper.
BLACK, ORANGE, SKY, GREEN, BLUE, VERMILLION, PURPLE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7",
)  # fmt: skip
GREY = "#5a5a5a"

SIZE_INCHES = (16.0, 10.0)
DOTS_PER_INCH = 100

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 12.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a8a8a",
    "axes.linewidth": 0.9,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.9,
    "xtick.color": "#8a8a8a",
    "ytick.color": "#8a8a8a",
    "xtick.labelcolor": "#333333",
    "ytick.labelcolor": "#333333",
    "xtick.major.pad": 7.0,
    "ytick.major.size": 0.0,
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}


@dataclass(frozen=True)
class Label:
    """Words beside a line: the height in data units, the text and the line's colour."""

    height: float
    text: str
    colour: str


def ink(colour: str) -> tuple[float, float, float]:
    """A darker version of a line's colour, dark enough to read as text on white."""
    red, green, blue = (0.62 * part for part in to_rgb(colour))
    return red, green, blue


def draw_band(axes: Axes, table: pd.DataFrame, colour: str, width: float = 2.4, style: str = "-") -> None:
    """Mean, 50 % and 90 % band of a table of `buurt.bands` with a `date`."""
    dates = table["date"].to_numpy()
    if (table["replicates"] > 1).any():
        axes.fill_between(dates, table["low_90"], table["high_90"], color=colour, alpha=0.16, linewidth=0)
        axes.fill_between(dates, table["low_50"], table["high_50"], color=colour, alpha=0.30, linewidth=0)
    axes.plot(dates, table["mean"].to_numpy(), color=colour, linewidth=width, linestyle=style, solid_capstyle="round")


def spread(heights: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Moves heights apart until neighbours are `gap` away from each other, within low … high.

    The order is kept and the heights move as little as they can: groups that collide are centred
    on the mean of their wishes (pool adjacent violators).
    """
    order = np.argsort(heights, kind="stable")
    pools: list[tuple[float, int]] = []
    for place, index in enumerate(order):
        pools.append((heights[index] - place * gap, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, count), (mean_before, count_before) = pools.pop(), pools.pop()
            total = count + count_before
            pools.append(((mean * count + mean_before * count_before) / total, total))
    slots = [mean for mean, count in pools for _ in range(count)]
    result = [0.0] * len(slots)
    last = len(slots) - 1
    for place, index in enumerate(order):
        slot = min(max(slots[place], low), max(low, high - last * gap))
        result[index] = slot + place * gap
    return result


def label_lines(axes: Axes, labels: Sequence[Label], size: float = 11.2, gap: float = 0.074, lines: int = 1) -> None:
    """Writes labels to the right of the plot area at the height of their lines, moved apart.

    Call it when the limits of `axes` are final. `gap` is the least distance between labels as a
    part of the height of the axes, for labels of `lines` lines of text.
    """
    bottom, top = axes.get_ylim()
    wished = [(label.height - bottom) / (top - bottom) for label in labels]
    room = gap * lines
    for label, height, wish in zip(labels, spread(wished, room, room / 2, 1.0 - room / 4), wished):
        axes.annotate(
            label.text,
            xy=(1.0, wish),
            xytext=(1.035, height),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=ink(label.colour),
            fontsize=size,
            va="center",
            linespacing=1.15,
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "color": label.colour, "linewidth": 0.9, "shrinkA": 0, "shrinkB": 0,
                "relpos": (0.0, 0.5),
            },
        )


def panel_heading(axes: Axes, letter: str, finding: str, measure: str) -> None:
    """A panel's heading: what it shows in bold, what is measured beneath it in grey."""
    for text, points, looks in (
        (f"{letter}  {finding}".strip(), 27, {"fontsize": 13, "fontweight": "bold", "color": "#111111"}),
        (measure, 10, {"fontsize": 11, "color": GREY}),
    ):
        axes.annotate(
            text, xy=(0.0, 1.0), xycoords="axes fraction", xytext=(0, points), textcoords="offset points",
            annotation_clip=False, **looks,
        )  # fmt: skip
