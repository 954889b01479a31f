"""Whether the networks of people are alive and in balance: ties, how fast they turn over, who has none."""

from __future__ import annotations

import matplotlib
import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from buurt.bands import bands_of, replicate_values
from buurt.effects import BASELINE
from buurt.language import Language
from buurt.plots import style
from buurt.plots.narrow import INK, SETTINGS, WIDTH_INCHES, dates, numbers
from buurt.results import ResultsError, outcome_names

PANELS = ("ties_per_person", "ties_monthly", "ties_weekly", "tie_turnover", "inner_tie_turnover", "isolated_people")
"""What is looked at: three circles of ties, yearly loss of all and of the closest five, people without monthly ties."""


def network_diagnostics(ds: xr.Dataset, arm: str = BASELINE, *, language: Language | None = None) -> Figure:
    """Ties per person in three circles, their yearly loss, and isolated people, over time, with bands over replicates.

    A network in balance has level lines: what is lost is made again. Losses are
    counted once a year and hold until the next.

    Returns:
        A Figure 4.7 inches wide, two panels in a row.

    Raises:
        ResultsError: the file holds none of these outcomes, or no replicate of the arm was finished.
    """
    words = language or Language()
    shown = [name for name in PANELS if name in outcome_names(ds)]
    if not shown:
        raise ResultsError("the file holds nothing about networks.")
    lines = -(-len(shown) // 2)
    height = 1.75 * lines
    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH_INCHES, height), dpi=style.DOTS_PER_INCH, facecolor="white")
        for number, outcome in enumerate(shown):
            left, top = 0.10 + 0.5 * (number % 2), 1.0 - (number // 2) / lines
            axes = figure.add_axes((left, top - 1.42 / height, 0.375, 1.0 / height))
            table = bands_of(replicate_values(ds, outcome, "all", arm))
            table = table[table["replicates"] > 0]
            style.draw_band(axes, table, style.BLUE, width=1.8)
            dates(axes, ds)
            top_value = float(np.nanmax(table["high_90"].fillna(table["mean"]))) if len(table) else 1.0
            axes.set_ylim(0.0, 1.12 * top_value or 1.0)
            axes.yaxis.set_major_locator(MaxNLocator(4))
            numbers(axes, "y", words)
            axes.tick_params(labelsize=8.4)
            axes.xaxis.set_major_locator(matplotlib.dates.AutoDateLocator(minticks=2, maxticks=4))
            axes.set_title(_two_lines(words.outcome(outcome, ds[outcome].attrs).text), fontsize=8.8, color=INK, loc="left", pad=5)
    return figure


def _two_lines(text: str) -> str:
    longest = 30
    if len(text) <= longest:
        return text
    middle = min((at for at, letter in enumerate(text) if letter == " "), key=lambda at: abs(at - len(text) / 2), default=0)
    return f"{text[:middle]}\n{text[middle + 1 :]}" if middle else text
