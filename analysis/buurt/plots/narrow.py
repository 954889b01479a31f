"""What the narrow figures of a page share: width, looks, numbers and dates at their axes."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from buurt.language import Language
from buurt.plots import style

WIDTH_INCHES = 4.7

SETTINGS = style.SETTINGS | {"font.size": 10.5, "svg.fonttype": "none"}
INK, LINE = "#333333", "#8a8a8a"

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def heading(axes: Axes, text: str) -> None:
    """A word above the axes, where their numbers begin."""
    axes.annotate(text, xy=(0.0, 1.0), xycoords="axes fraction", xytext=(-42, 6), textcoords="offset points",
                  fontsize=10.0, color=INK, annotation_clip=False)  # fmt: skip


def numbers(axes: Axes, axis: str, words: Language, *, signed: bool = False, percent: bool = False) -> None:
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
                  ha=where[2], fontsize=9.5, color=INK, annotation_clip=False)  # fmt: skip


def dates(axes: Axes, ds: xr.Dataset) -> None:
    """Years, or months of a short run, along the axis."""
    dates = ds["date"].values
    axes.set_xlim(dates[0], max(dates[-1], dates[0] + np.timedelta64(1, "D")))
    days = int((dates[-1] - dates[0]) / np.timedelta64(1, "D"))
    if days > 700:
        axes.xaxis.set_major_locator(mdates.YearLocator(base=max(1, round(days / 365 / 6))))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=2, maxticks=4))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%m/%Y" if days > 90 else "%d/%m"))
