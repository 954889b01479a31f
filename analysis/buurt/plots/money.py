"""Where money comes from, what it is spent on and what it buys; and by how much that changes."""

from __future__ import annotations

import matplotlib
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from buurt.effects import LAST_YEAR
from buurt.judgement import SAME, UNCLEAR, UNKNOWN, judge
from buurt.language import Language, digits_for
from buurt.ledger import CARE, ledger
from buurt.plots import style
from buurt.plots.narrow import INK, SETTINGS, WIDTH_INCHES
from buurt.results import ResultsError

_LEFT, _RIGHT, _BAR, _LABELS = 0.0, 0.36, 0.045, 0.425
_GAP = 0.012
_COLOURS = (style.ORANGE, style.SKY, style.GREEN, style.PURPLE, style.BLUE, style.VERMILLION)


def money_flow(ds: xr.Dataset, arm: str = "baseline", window: str = LAST_YEAR, *, language: Language | None = None) -> Figure:
    """Who pays, on which line it is spent, and what it buys, in a year of an arm.

    Heights are euro, all on one scale. Each line tells its euro a year, for an arm the difference to the baseline where
    it is clear, and what is bought. Hours that nobody pays for stand beneath as hours: they are not turned into money.

    Returns:
        A Figure of 4.7 × 4.9 inches.

    Raises:
        ResultsError: the file holds no money.
    """
    words = language or Language()
    table = ledger(ds, window)
    table = table[table["arm"] == arm]
    paid = table[table["euro"] > 0].sort_values("euro", ascending=False)
    if paid.empty:
        raise ResultsError(f'the file holds no money of "{arm}".')
    # The payer of programmes stands on top, however small, since it is what the question is about.
    paid = pd.concat([paid[paid["payer"] != CARE], paid[paid["payer"] == CARE]])
    unpaid = table[table["euro"].isna() & table["amount"].notna()]
    with matplotlib.rc_context(SETTINGS | {"axes.grid": False}):
        figure = Figure(figsize=(WIDTH_INCHES, 4.9), dpi=style.DOTS_PER_INCH, facecolor="white")
        axes = figure.add_axes((0.02, 0.14, 0.96, 0.79))
        axes.set(xlim=(0.0, 1.0), ylim=(1.0, 0.0))
        axes.set_axis_off()
        axes.annotate(words.text("plot.who_pays"), (_LEFT, 0.0), xytext=(0, 8), textcoords="offset points", fontsize=10, color=INK)
        axes.annotate(words.text("plot.what_it_buys"), (_LABELS, 0.0), xytext=(0, 8), textcoords="offset points", fontsize=10, color=INK)
        _flows(axes, paid, words)
        text = "\n".join(words.text("plot.unpaid", who=words.line(str(row["line"])), hours=_round(row["amount"], words)) for _, row in unpaid.iterrows())
        figure.text(0.02, 0.10, text, fontsize=9.4, color=INK, va="top", linespacing=1.4)
    return figure


def _flows(axes: Axes, paid: pd.DataFrame, words: Language) -> None:
    payers = list(dict.fromkeys(paid["payer"]))
    room = 1.0 - _GAP * (len(paid) - 1)
    scale = room / float(paid["euro"].sum())
    tops, place = [], 0.0
    for euro in paid["euro"]:
        tops.append(place)
        place += euro * scale + _GAP
    left_gap = (1.0 - room) / max(len(payers) - 1, 1) if len(payers) > 1 else 0.0
    left = 0.0
    for number, payer in enumerate(payers):
        colour = style.GREY if payer == CARE else _COLOURS[number % len(_COLOURS)]
        start = left
        for top, (_, row) in zip(tops, paid.iterrows()):
            if row["payer"] != payer:
                continue
            height = row["euro"] * scale
            _ribbon(axes, left, top, height, colour)
            axes.fill_between([_RIGHT - _BAR, _RIGHT], top, top + height, color=colour, linewidth=0)
            left += height
        axes.fill_between([_LEFT, _LEFT + _BAR], start, left, color=colour, linewidth=0)
        name = words.text("payer.care") if payer == CARE else words.payer(payer) or words.text("payer.unknown")
        euro = float(paid.loc[paid["payer"] == payer, "euro"].sum())
        centre = (start + left) / 2 if left - start > 0.1 else start + 0.055
        axes.text(_LEFT + _BAR + 0.015, centre, f"{_wrapped(name, 20)}\n{_euro(euro, words)}", fontsize=8.6, va="center",
                  color="#111111", linespacing=1.25, zorder=5,
                  bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.8, "alpha": 0.75})  # fmt: skip
        left += left_gap
    wished = [top + row["euro"] * scale / 2 for top, (_, row) in zip(tops, paid.iterrows())]
    for wish, height, (_, row) in zip(wished, style.spread(wished, 0.098, 0.035, 0.975), paid.iterrows()):
        axes.plot([_RIGHT, _LABELS - 0.01], [wish, height], color=style.GREY, linewidth=0.7, clip_on=False)
        axes.text(_LABELS, height, _label(row, words), fontsize=8.8, va="center", color=INK, linespacing=1.25)


def _label(row: pd.Series, words: Language) -> str:
    change = ""
    if judge(row.rename({"difference": "mean"}), "lower") not in (SAME, UNCLEAR, UNKNOWN):
        digits = min(digits_for(float(row["se"]), float(row["difference"])), 0) if row["se"] > 0 else -2
        change = f" ({words.number(row['difference'], digits, signed=True)})"
    first = f"{words.capital(words.line(str(row['line'])))}: {_euro(row['euro'], words)}{change}"
    unit = words.text(f"buys.{row['unit']}")
    return f"{first}\n→ {_round(row['amount'], words)} {unit}" if np.isfinite(row["amount"]) else first


def _ribbon(axes: Axes, left: float, right: float, height: float, colour: str) -> None:
    """A band that keeps its height from the payer to the line."""
    a, b = _LEFT + _BAR, _RIGHT - _BAR
    half = (a + b) / 2
    corners = [
        (a, left), (half, left), (half, right), (b, right), (b, right + height),
        (half, right + height), (half, left + height), (a, left + height), (a, left),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(corners, codes), facecolor=colour, alpha=0.28, linewidth=0))


def _euro(value: float, words: Language) -> str:
    return words.text("plot.euro", amount=_round(value, words))


def _round(value: float, words: Language) -> str:
    """Three digits that count."""
    return words.number(value, 2 - int(np.floor(np.log10(abs(value)))) if abs(value) >= 1 else 2) if value else words.number(0)


def _wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
