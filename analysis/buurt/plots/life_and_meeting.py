"""The one figure of `make demo`: people, ties, loneliness and contact over the years of a run."""

from __future__ import annotations

import matplotlib
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import SubplotSpec
from matplotlib.ticker import MaxNLocator

from buurt import measures, published
from buurt.bands import bands, bands_of
from buurt.plots import style
from buurt.plots.key import draw_key
from buurt.plots.words import change, number, one, origin, period, short, signed, warning
from buurt.results import municipality_of

AGE_COLOURS = {
    "age_0_17": style.SKY, "age_18_64": style.BLUE, "age_65_79": style.ORANGE, "age_80_plus": style.VERMILLION,
}  # fmt: skip

# From the inner layer outwards, darker to lighter: an order, not three unlike things.
TIE_LAYERS = {
    "ties_weekly": ("weekly", "#00543d"),
    "ties_monthly": ("monthly", style.GREEN),
    "ties_per_person": ("all ties", "#66c2a5"),
}

CONTACTS = {
    "weekly_contact_family": ("family", style.BLACK),
    "weekly_contact_neighbours": ("neighbours", style.PURPLE),
    "weekly_contact_friends": ("friends", style.GREEN),
}

MOVES = {"moved_in": ("move in", style.GREEN, "^"), "moved_out": ("move out", style.PURPLE, "v")}
LIVES = {"births": ("births", style.BLUE, "o"), "deaths": ("deaths", style.BLACK, "s")}

_DASHES = (0, (4, 3))

# Panel a shows at least this change, in %, to either side.
_LEAST_SCALE = 0.5

# From where on a heading speaks of a change or a miss; only words depend on them.
_DRIFT = 0.03
_POINTS = 1.0
_NEAR_POINTS = 3.0


def life_and_meeting(ds: xr.Dataset, arm: str = "baseline") -> Figure:
    """People, ties, loneliness and weekly contact over the years, with bands over the replicates.

    Five panels and a key: (a) change in people by age group, (b) ties per person in three layers,
    (c) lonely people by age group beside the Belgian survey, (d) adults in weekly contact beside
    the Flemish survey, (e) moves, births and deaths per year.

    Args:
        ds: results from `buurt.open`.
        arm: the arm to draw.

    Returns:
        A Figure of 16 × 10 inches: 1600 × 1000 pixels when saved at its own 100 dots per inch.

    Raises:
        ResultsError: the file lacks an outcome or a group that the figure needs.
    """
    with matplotlib.rc_context(style.SETTINGS):
        figure = Figure(figsize=style.SIZE_INCHES, dpi=style.DOTS_PER_INCH, facecolor="white")
        grid = figure.add_gridspec(2, 3, left=0.046, right=0.916, top=0.808, bottom=0.118, wspace=0.48, hspace=0.46)
        _head(figure, ds, arm)
        _people(figure.add_subplot(grid[0, 0]), ds, arm)
        _ties(figure.add_subplot(grid[0, 1]), ds, arm)
        _lonely(figure.add_subplot(grid[0, 2]), ds, arm)
        _contact(figure.add_subplot(grid[1, 0]), ds, arm)
        _yearly(figure, grid[1, 1], ds, arm)
        draw_key(figure.add_subplot(grid[1, 2]), ds, arm)
        _foot(figure, ds, arm)
    return figure


def _people(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    tables = {group: bands_of(measures.change_since_start(ds, group, arm)) for group in measures.AGE_GROUPS}
    last = {group: _last(table) for group, table in tables.items()}
    axes.axhline(0.0, color="#8a8a8a", linewidth=1.1)
    labels = []
    for group, words in measures.AGE_GROUPS.items():
        style.draw_band(axes, tables[group], AGE_COLOURS[group])
        people = number(_last(bands(ds, "population", group, arm)))
        labels.append(style.Label(last[group], f"{words}\n{people} people", AGE_COLOURS[group]))
    # A change of a few people must not fill the panel.
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -_LEAST_SCALE), max(high, _LEAST_SCALE))
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{signed(value, 3)} %")
    most, least = max(last, key=last.__getitem__), min(last, key=last.__getitem__)
    rise, fall = (f"{measures.AGE_GROUPS[group]} {change(last[group])}" for group in (most, least))
    finding = f"Aged {rise}, {fall}"
    style.panel_heading(axes, "a", finding, "People by age group, change since the start")
    style.label_lines(axes, labels, lines=2)


def _ties(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, layers = [], []
    for outcome, (words, colour) in TIE_LAYERS.items():
        table = bands(ds, outcome, "all", arm)
        style.draw_band(axes, table, colour)
        layers.append(_last(table))
        labels.append(style.Label(layers[-1], f"{words}\n{one(layers[-1])}", colour))
    axes.set_ylim(0.0, axes.get_ylim()[1] * 1.05)
    _dates(axes, ds)
    start = float(bands(ds, "ties_per_person", "all", arm)["mean"].iloc[0])
    if abs(layers[2] / start - 1.0) > _DRIFT:
        finding = f"All ties {'fall' if layers[2] < start else 'rise'} from {one(start)} to {one(layers[2])}"
    else:
        finding = f"{number(layers[0])} ties weekly, {number(layers[1])} monthly, {number(layers[2])} in all"
    style.panel_heading(axes, "b", finding, "Ties per person, mean; each layer holds the one below it")
    style.label_lines(axes, labels, lines=2)


def _lonely(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, tables = [], {}
    for group in measures.ADULT_GROUPS:
        tables[group] = bands_of(measures.lonely_share(ds, group, arm))
        style.draw_band(axes, tables[group], AGE_COLOURS[group], width=2.0)
        words = f"{measures.AGE_GROUPS[group]}  {one(_last(tables[group]))} %"
        labels.append(style.Label(_last(tables[group]), words, AGE_COLOURS[group]))
    everyone = bands_of(measures.lonely_share(ds, arm=arm))
    style.draw_band(axes, everyone, style.BLACK, width=2.8)
    labels.append(style.Label(_last(everyone), f"all 16+  {one(_last(everyone))} %", style.BLACK))
    survey = published.LONELY
    axes.axhline(survey.value, color=style.GREY, linewidth=1.5, linestyle=_DASHES)
    labels.append(style.Label(survey.value, f"survey  {survey.value:g} %", style.GREY))
    axes.set_ylim(0.0, max(axes.get_ylim()[1], survey.value) * 1.08)
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    start, end = float(everyone["mean"].iloc[0]), _last(everyone)
    finding = f"{one(end)} % are lonely" if abs(end - start) < _POINTS else f"Lonely: from {one(start)} to {one(end)} %"
    most = _clearly_most(tables)
    if most:
        finding += f", {measures.AGE_GROUPS[most]} most"
    ages = survey.population.replace("-", "–")
    style.panel_heading(axes, "c", finding, f"Always or mostly lonely, % of 16+ (survey: {ages})")
    style.label_lines(axes, labels)


def _contact(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, misses = [], []
    for outcome, (words, colour) in CONTACTS.items():
        table = bands(ds, outcome, "all", arm)
        style.draw_band(axes, table, colour)
        survey = published.WEEKLY_CONTACT[outcome].value
        dates = table["date"].to_numpy()
        axes.plot(dates[[0, -1]], [survey, survey], color=colour, linewidth=1.5, linestyle=_DASHES)
        axes.plot(dates[[-1]], [survey], color=colour, marker="o", markersize=7, markerfacecolor="white",
                  markeredgewidth=1.8, clip_on=False, zorder=5)  # fmt: skip
        labels.append(style.Label(_last(table), f"{words}\n{number(_last(table))} %\nsurvey {survey:g} %", colour))
        misses.append(abs(_last(table) - survey))
    low, high = axes.get_ylim()
    margin = 0.10 * (high - low)
    axes.set_ylim(max(0.0, low - margin), min(100.0, high + margin))
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    if max(misses) <= _NEAR_POINTS:
        finding = f"Contact within {one(max(misses))} points of the survey"
    else:
        finding = f"Contact up to {number(max(misses))} points off the survey"
    below = "axis not from 0" if axes.get_ylim()[0] > 0.0 else "axis from 0"
    style.panel_heading(axes, "d", finding, f"Adults in contact at least weekly, %; {below}")
    style.label_lines(axes, labels, lines=3)


def _yearly(figure: Figure, where: SubplotSpec, ds: xr.Dataset, arm: str) -> None:
    """Moves above, births and deaths below, each on an axis of its own: there are far more moves."""
    upper, lower = (figure.add_subplot(part) for part in where.subgridspec(2, 1, hspace=0.16))
    moves, lives = _draw_per_year(upper, MOVES, ds, arm), _draw_per_year(lower, LIVES, ds, arm)
    upper.tick_params(axis="x", labelbottom=False)
    finding, measure = "Nothing counted yet", "Events a year"
    if moves and lives:
        balance = [signed(values[0] - values[1]) for values in (moves, lives)]
        finding = f"Moves {balance[0]}, births and deaths {balance[1]} a year"
        if measures.whole_blocks(ds):
            measure = "People by year; words: last year; axes not from 0"
        else:
            measure = "People, the run scaled to a year; axes not from 0"
    style.panel_heading(upper, "e", finding, measure)


def _draw_per_year(axes: Axes, kinds: dict[str, tuple[str, str, str]], ds: xr.Dataset, arm: str) -> list[float]:
    """Dots with bands for two flows; returns those of the last year, or nothing without a year."""
    labels, last = [], []
    # Side by side, so that dots at the same height do not hide each other.
    length = ds["date"].values[-1] - ds["date"].values[0]
    shift = np.timedelta64(int(length / np.timedelta64(1, "h") / 90), "h")
    for side, (name, (words, colour, marker)) in zip((-1, 1), kinds.items()):
        table = bands_of(measures.per_year(ds, name, arm=arm))
        if table.empty:
            continue
        dates = table["date"].to_numpy() + side * shift
        axes.plot(dates, table["mean"], color=colour, linewidth=1.2, alpha=0.6)
        if (table["replicates"] > 1).any():
            axes.vlines(dates, table["low_90"], table["high_90"], color=colour, linewidth=2.0, alpha=0.55)
            axes.vlines(dates, table["low_50"], table["high_50"], color=colour, linewidth=5.5, alpha=0.55)
        axes.plot(dates, table["mean"], color=colour, marker=marker, markersize=7.5, linestyle="none",
                  markeredgecolor="white", markeredgewidth=0.9, zorder=4)  # fmt: skip
        last.append(_last(table))
        labels.append(style.Label(_last(table), f"{words}  {short(_last(table))}", colour))
    axes.margins(y=0.18)
    _dates(axes, ds)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: short(value))
    style.label_lines(axes, labels, gap=0.17)
    return last


def _last(table: pd.DataFrame) -> float:
    return float(table["mean"].iloc[-1])


def _clearly_most(tables: dict[str, pd.DataFrame]) -> str | None:
    """The group whose 90 % band lies above the bands of all others in the last week, if there is one."""
    last = {group: table.iloc[-1] for group, table in tables.items()}
    most = max(last, key=lambda group: last[group]["mean"])
    others = [row["high_90"] for group, row in last.items() if group != most]
    return most if last[most]["replicates"] > 1 and last[most]["low_90"] > max(others) else None


def _dates(axes: Axes, ds: xr.Dataset) -> None:
    dates = ds["date"].values
    days = int((dates[-1] - dates[0]) / np.timedelta64(1, "D"))
    axes.set_xlim(dates[0], dates[0] + np.timedelta64(max(days, 1), "D"))
    if days > 700:
        axes.xaxis.set_major_locator(mdates.YearLocator(base=max(1, round(days / 365 / 6))))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        axes.xaxis.set_major_locator(mdates.AutoDateLocator(minticks=2, maxticks=5))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b" if days < 150 else "%b %Y"))


def _head(figure: Figure, ds: xr.Dataset, arm: str) -> None:
    people = bands(ds, "population", "all", arm)["mean"]
    ties = _last(bands(ds, "ties_per_person", "all", arm))
    lonely = _last(bands_of(measures.lonely_share(ds, arm=arm)))
    figure.text(
        0.018, 0.946, f"Life and meeting in a synthetic {municipality_of(ds)}, {period(ds)}",
        fontsize=23, fontweight="bold", color="#111111",
    )  # fmt: skip
    figure.text(
        0.018, 0.908,
        f"{number(people.iloc[0])} people become {number(people.iloc[-1])}; at the end they have {number(ties)} ties "
        f"each on average, and {one(lonely)} % of those aged 16 and over are always or mostly lonely.",
        fontsize=14.5, color="#333333",
    )  # fmt: skip


def _foot(figure: Figure, ds: xr.Dataset, arm: str) -> None:
    contact = published.WEEKLY_CONTACT["weekly_contact_family"]
    lonely = published.LONELY
    figure.text(
        0.018, 0.042,
        f"Surveys: c {lonely.source}, {lonely.geography} {lonely.year} ({lonely.id}); "
        f"d {contact.source}, {contact.geography} {contact.year} "
        f"({', '.join(survey.id for survey in published.WEEKLY_CONTACT.values())}).",
        fontsize=10, color=style.GREY,
    )  # fmt: skip
    figure.text(0.018, 0.016, "Synthetic people; not a forecast.", fontsize=11, fontweight="bold", color="#111111")
    figure.text(0.222, 0.016, warning(ds, arm), fontsize=11, fontweight="bold", color=style.ink(style.VERMILLION))
    figure.text(0.982, 0.016, origin(ds, arm), fontsize=10, color=style.GREY, ha="right")
