"""A map of neighbourhoods: how large they are, and where a change is felt."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import matplotlib
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure

from buurt.effects import LAST_YEAR
from buurt.judgement import BETTER, LESS, MORE, WORSE, judge
from buurt.language import Language, digits_for
from buurt.plots import style
from buurt.plots.narrow import INK, LINE, SETTINGS, WIDTH_INCHES
from buurt.results import ResultsError
from buurt.shares import INHABITANTS, effects_by_neighbourhood, is_count

POSITIONS = ("neighbourhood_x", "neighbourhood_y")

_WORSE_TO_BETTER = LinearSegmentedColormap.from_list("worse to better", [style.VERMILLION, "#fbfbfb", style.BLUE])
_LARGEST_POINTS = 34.0
_LABEL_LETTERS = 13
_ROUNDS = 300
_PALE = 0.3  # of the colour, for what is not clear
_MOST_DIGITS, _MOST_DIGITS_OF_MEANS = 2, 3
_SIGNS = {BETTER: "✓", WORSE: "✗", MORE: "▲", LESS: "▼"}


def has_map(ds: xr.Dataset) -> bool:
    """Whether the file says where its neighbourhoods lie."""
    return all(name in ds.variables for name in POSITIONS)


def neighbourhood_map(
    ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, *, limit: float | None = None, language: Language | None = None
) -> Figure:
    """The paired difference of an outcome by neighbourhood, on the made-up plane of the municipality.

    A disc is a neighbourhood, its area the number of its inhabitants. Its colour is the difference, of people or hours for
    every 1,000 of them, of a mean or a share as it is: blue better, red worse; a difference that is clear (its 90 % interval
    leaves out zero) has a thick edge and a sign, so that nothing hangs on colour alone, and one that is not is pale. Numbers are the differences.
    Discs that would cover each other are moved apart.

    Args:
        outcome: one of `neighbourhood_outcomes`; its name ends in `_by_neighbourhood`.
        limit: the difference that has the full colour, from `map_limit`.

    Returns:
        A Figure 4.7 inches wide.

    Raises:
        ResultsError: the file does not say where its neighbourhoods lie, or lacks outcome or arm.
    """
    if not has_map(ds):
        raise ResultsError("the file names neighbourhoods but does not say where they lie, so there is no map.")
    words = language or Language()
    table = effects_by_neighbourhood(ds, outcome, arm, window).set_index("neighbourhood")
    rate, people = _rate(ds, outcome, arm, window)
    names = [str(one) for one in ds["neighbourhood"].values]
    metres = np.column_stack([ds[name].values for name in POSITIONS]).astype(float)
    sizes = _LARGEST_POINTS * np.sqrt(people.reindex(names).to_numpy() / people.max())
    labels = [textwrap.fill(name, _LABEL_LETTERS) for name in names]
    boxes = np.array([_box(size, label) for size, label in zip(sizes, labels)])
    scale = (WIDTH_INCHES * 72.0 - boxes[:, 0].max()) / _extent(metres[:, 0])
    places = _apart((metres - metres.min(axis=0)) * scale, boxes)
    low, high = (places - boxes / 2).min(axis=0), (places + boxes / 2).max(axis=0)
    width, height = high - low + 8.0
    foot = 26.0
    with matplotlib.rc_context(SETTINGS | {"axes.grid": False}):
        figure = Figure(figsize=(WIDTH_INCHES, WIDTH_INCHES * (height + foot) / width), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set(xlim=(low[0] - 4.0, low[0] - 4.0 + width), ylim=(low[1] - 4.0 - foot, high[1] + 4.0))
        axes.set_axis_off()
        most = limit or float(np.nanmax(np.abs(rate))) or 1.0
        shade = Normalize(-most, most)
        shrunk = 72.0 * WIDTH_INCHES / width
        digits = _MOST_DIGITS if is_count(ds[outcome]) else _MOST_DIGITS_OF_MEANS
        for place, size, label, name in zip(places, sizes, labels, names):
            one = table.loc[name]
            strength = 1.0 if judge(one, str(one["better"])) in _SIGNS else _PALE
            _disc(axes, place, size * shrunk, _WORSE_TO_BETTER(shade(strength * rate[name])), one, digits, words)
            axes.annotate(label, xy=place, xytext=(0, -size * shrunk / 2 - 2), textcoords="offset points", ha="center", va="top",
                          fontsize=7.6 * min(shrunk, 1.0), color=style.GREY, linespacing=1.1, annotation_clip=False)  # fmt: skip
        _scale(axes, words, 1000.0 * scale, (low[0], low[1] - foot + 8.0), width)
    return figure


def map_limit(ds: xr.Dataset, outcome: str, arms: Sequence[str], window: str = LAST_YEAR) -> float:
    """A full colour that maps of all these arms share: the largest difference, of people or hours for every 1,000 inhabitants."""
    return max(float(np.nanmax(np.abs(_rate(ds, outcome, arm, window)[0]))) for arm in arms) or 1.0


def _rate(ds: xr.Dataset, outcome: str, arm: str, window: str) -> tuple[pd.Series, pd.Series]:
    """By neighbourhood: the difference, of people or hours for every 1,000 inhabitants, above zero where it is better; and inhabitants."""
    table = effects_by_neighbourhood(ds, outcome, arm, window).set_index("neighbourhood")
    people = effects_by_neighbourhood(ds, INHABITANTS, arm, window).set_index("neighbourhood")["level"]
    sign = -1.0 if str(table["better"].iloc[0]) == "lower" else 1.0
    size = people.reindex(table.index) / 1000.0 if is_count(ds[outcome]) else 1.0
    return sign * table["mean"] / size, people


def _extent(values: np.ndarray) -> float:
    return max(float(values.max() - values.min()), 1.0)


def _box(size: float, label: str) -> tuple[float, float]:
    """Room in points that a disc takes with its name beneath."""
    lines = label.split("\n")
    return max(size, 4.4 * max(len(line) for line in lines)) + 3.0, size + 10.0 * len(lines) + 4.0


def _apart(places: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Moves what overlaps apart, each pair by as little as it takes, so that every disc and name can be read."""
    places = places.copy()
    for _ in range(_ROUNDS):
        moved = False
        for one in range(len(places)):
            for other in range(one):
                apart = places[one] - places[other]
                room = (boxes[one] + boxes[other]) / 2 - np.abs(apart)
                if (room > 0.1).all():
                    axis = int(np.argmin(room))
                    step = room[axis] / 2 * (1.0 if apart[axis] >= 0 else -1.0)
                    places[one, axis] += step
                    places[other, axis] -= step
                    moved = True
        if not moved:
            break
    return places


def _disc(
    axes: Axes, place: np.ndarray, size: float, colour: tuple[float, ...], one: pd.Series, most_digits: int, words: Language
) -> None:
    sign = _SIGNS.get(judge(one, str(one["better"])), "")
    axes.plot(*place, marker="o", markersize=size, color=colour, markeredgecolor=INK if sign else LINE,
              markeredgewidth=2.0 if sign else 0.8, linestyle="none", clip_on=False)  # fmt: skip
    amount = words.number(one["mean"], min(digits_for(float(one["se"]), float(one["mean"])), most_digits), signed=True)
    red, green, blue = colour[:3]
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55
    axes.annotate(f"{amount}\n{sign}".strip(), xy=place, ha="center", va="center", fontsize=8.2, color="#fefefe" if dark else "#010101",
                  fontweight="bold" if sign else "normal", linespacing=0.95, annotation_clip=False, zorder=5)  # fmt: skip


def _scale(axes: Axes, words: Language, kilometre: float, place: tuple[float, float], width: float) -> None:
    """A length on the ground, round and about a fifth of the map."""
    power = 10.0 ** np.floor(np.log10(width / kilometre / 5.0))
    length = max(one * power for one in (1, 2, 5) if one * power <= width / kilometre / 4.0)
    left, bottom = place
    axes.plot([left, left + length * kilometre], [bottom, bottom], color=INK, linewidth=1.6, solid_capstyle="butt", clip_on=False)
    digits = max(0, int(-np.floor(np.log10(length))))
    axes.annotate(f"± {words.number(length, digits)} km", xy=(left + length * kilometre, bottom), xytext=(5, 0), textcoords="offset points",
                  va="center", fontsize=8.6, color=INK, annotation_clip=False)  # fmt: skip
