"""The one figure of `make demo`: people, ties, loneliness and contact over the years of a run."""

from __future__ import annotations

import matplotlib
import matplotlib.dates as mdates
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from buurt import measures, published
from buurt.bands import bands, bands_of
from buurt.plots import style
from buurt.plots.key import draw_key
from buurt.plots.words import change, listed, number, one, period, place
from buurt.results import municipality_of

AGE_COLOURS = {
    "age_0_17": style.SKY, "age_18_64": style.BLUE, "age_65_79": style.ORANGE, "age_80_plus": style.VERMILLION,
}  # fmt: skip

# From the inner layer outwards, darker to lighter: an order, not three unlike things.
TIE_LAYERS = {
    "ties_weekly": ("met weekly", "#00543d"),
    "ties_monthly": ("met monthly", style.GREEN),
    "ties_per_person": ("all ties", "#66c2a5"),
}

CONTACTS = {
    "weekly_contact_family": ("family", style.BLACK),
    "weekly_contact_neighbours": ("neighbours", style.PURPLE),
    "weekly_contact_friends": ("friends", style.GREEN),
}

YEARLY = {
    "moved_in": ("move in", style.GREEN, "^"),
    "moved_out": ("move out", style.PURPLE, "v"),
    "births": ("births", style.SKY, "o"),
    "deaths": ("deaths", style.BLACK, "s"),
}


def life_and_meeting(ds: xr.Dataset, arm: str = "baseline") -> Figure:
    """People, ties, loneliness and weekly contact over the years, with bands over the replicates.

    Five panels and a key: (a) change in people by age group, (b) ties per person in three layers,
    (c) lonely adults by age group, (d) adults in weekly contact beside the published Flemish
    figures, (e) births, deaths and moves per year.

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
        grid = figure.add_gridspec(
            2, 3, left=0.042, right=0.918, top=0.775, bottom=0.108, wspace=0.50, hspace=0.50
        )
        panels = [figure.add_subplot(grid[row, column]) for row in range(2) for column in range(3)]
        _people(panels[0], ds, arm)
        _ties(panels[1], ds, arm)
        _lonely(panels[2], ds, arm)
        _contact(panels[3], ds, arm)
        _yearly(panels[4], ds, arm)
        _head(figure, ds, arm)
        draw_key(panels[5], ds, arm)
        _foot(figure, ds)
    return figure


def _people(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    tables = {group: bands_of(measures.change_since_start(ds, group, arm)) for group in measures.AGE_GROUPS}
    last = {group: float(table["mean"].iloc[-1]) for group, table in tables.items()}
    axes.axhline(0.0, color="#8a8a8a", linewidth=1.1)
    labels = []
    for group, words in measures.AGE_GROUPS.items():
        style.draw_band(axes, tables[group], AGE_COLOURS[group])
        people = float(bands(ds, "population", group, arm)["mean"].iloc[-1])
        labels.append(style.Label(last[group], f"{words}\n{number(people)}", AGE_COLOURS[group]))
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:+.3g} %".replace("-", "−") if value else "0")
    most, least = max(last, key=last.__getitem__), min(last, key=last.__getitem__)
    finding = f"Aged {measures.AGE_GROUPS[most]} {change(last[most])}, {measures.AGE_GROUPS[least]} {change(last[least])}"
    style.panel_heading(axes, "a", finding, "People by age group, change since the start")
    style.label_lines(axes, labels, lines=2)


def _ties(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, last = [], {}
    for outcome, (words, colour) in TIE_LAYERS.items():
        table = bands(ds, outcome, "all", arm)
        style.draw_band(axes, table, colour)
        last[outcome] = float(table["mean"].iloc[-1])
        labels.append(style.Label(last[outcome], f"{words}\n{one(last[outcome])}", colour))
    axes.set_ylim(bottom=0.0)
    axes.margins(y=0.08)
    axes.set_ylim(0.0, axes.get_ylim()[1] * 1.05)
    _dates(axes, ds)
    layers = [number(last[name]) for name in TIE_LAYERS]
    style.panel_heading(axes, "b", f"{layers[0]} people met weekly, {layers[2]} ties in all", "Ties per person, mean")
    style.label_lines(axes, labels, lines=2)


def _lonely(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, last = [], {}
    for group in measures.ADULT_GROUPS:
        table = bands_of(measures.lonely_share(ds, (group,), arm))
        style.draw_band(axes, table, AGE_COLOURS[group], width=2.0)
        last[group] = float(table["mean"].iloc[-1])
        text = f"{measures.AGE_GROUPS[group]}  {one(last[group])} %"
        labels.append(style.Label(last[group], text, AGE_COLOURS[group]))
    table = bands_of(measures.lonely_share(ds, arm=arm))
    style.draw_band(axes, table, style.BLACK, width=2.8)
    everyone = float(table["mean"].iloc[-1])
    labels.append(style.Label(everyone, f"all adults  {one(everyone)} %", style.BLACK))
    known = published.LONELY
    axes.axhline(known.value, color=style.GREY, linewidth=1.5, linestyle=(0, (4, 3)))
    axes.set_ylim(0.0, max(axes.get_ylim()[1], known.value) * 1.08)
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    most = max(last, key=last.__getitem__)
    finding = f"{one(everyone)} % of adults lonely, {measures.AGE_GROUPS[most]} most"
    style.panel_heading(axes, "c", finding, "Always or mostly lonely, % of those aged 18 and over")
    _published_label(axes, known.value, f"published: {known.value:g} % ({known.geography}, {known.population.replace('-', '–')})")
    style.label_lines(axes, labels)


def _contact(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    labels, last = [], {}
    for outcome, (words, colour) in CONTACTS.items():
        values = measures.percent(measures.replicate_values(ds, outcome, "all", arm))
        table = bands_of(values)
        style.draw_band(axes, table, colour)
        known = published.WEEKLY_CONTACT[outcome].value
        dates = table["date"].to_numpy()
        axes.plot(dates[[0, -1]], [known, known], color=colour, linewidth=1.5, linestyle=(0, (4, 3)))
        axes.plot(dates[[-1]], [known], color=colour, marker="o", markersize=7, markerfacecolor="white",
                  markeredgewidth=1.8, clip_on=False, zorder=5)  # fmt: skip
        last[words] = float(table["mean"].iloc[-1])
        labels.append(style.Label(last[words], f"{words}  {number(last[words])} %\npublished {known:g} %", colour))
    low, high = axes.get_ylim()
    axes.set_ylim(max(0.0, low - 0.12 * (high - low)), min(100.0, high + 0.12 * (high - low)))
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    finding = "Weekly contact: " + listed([f"{words} {number(share)}" for words, share in last.items()]) + " %"
    style.panel_heading(axes, "d", finding, "Adults with contact at least weekly, %; axis does not start at 0")
    style.label_lines(axes, labels, lines=2)


def _yearly(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    tables = {name: bands_of(measures.per_year(ds, name, arm=arm)) for name in YEARLY}
    blocks = len(next(iter(tables.values())))
    # Side by side, so that dots at the same height do not hide each other.
    shift = np.timedelta64(13, "D") if blocks > 1 else np.timedelta64(1, "D")
    labels, means = [], {}
    for place_in_row, (name, (words, colour, marker)) in enumerate(YEARLY.items()):
        table = tables[name]
        dates = table["date"].to_numpy() + (2 * place_in_row - 3) * shift
        axes.plot(dates, table["mean"], color=colour, linewidth=1.0, alpha=0.6)
        if (table["replicates"] > 1).any():
            axes.vlines(dates, table["low_90"], table["high_90"], color=colour, linewidth=1.6)
            axes.vlines(dates, table["low_50"], table["high_50"], color=colour, linewidth=4.5, alpha=0.55)
        axes.plot(dates, table["mean"], color=colour, marker=marker, markersize=7, linestyle="none",
                  markeredgecolor="white", markeredgewidth=0.8, zorder=4)  # fmt: skip
        if blocks:
            means[name] = float(table["mean"].mean())
            labels.append(style.Label(float(table["mean"].iloc[-1]), f"{words}  {number(means[name])}", colour))
    axes.set_ylim(0.0, max(axes.get_ylim()[1], 1.0) * 1.06)
    _dates(axes, ds)
    axes.yaxis.set_major_formatter(lambda value, _: number(value))
    if means:
        natural, moves = means["births"] - means["deaths"], means["moved_in"] - means["moved_out"]
        finding = f"Births less deaths {natural:+,.0f} a year, moves {moves:+,.0f}".replace("-", "−")
    else:
        finding = "No whole week recorded"
    measure = "Events a year, per 52 weeks; words give the mean of all years"
    style.panel_heading(axes, "e", finding, measure if blocks > 1 else "Events, scaled from the weeks of the run to a year")
    style.label_lines(axes, labels)


def _published_label(axes: Axes, value: float, text: str) -> None:
    axes.annotate(
        text, xy=(0.015, value), xycoords=("axes fraction", "data"), xytext=(0, -4), textcoords="offset points",
        fontsize=10, color=style.GREY, va="top",
    )  # fmt: skip


def _dates(axes: Axes, ds: xr.Dataset) -> None:
    dates = ds["date"].values
    axes.set_xlim(dates[0], dates[-1] if dates[-1] > dates[0] else dates[0] + np.timedelta64(7, "D"))
    days = (dates[-1] - dates[0]) / np.timedelta64(1, "D")
    if days > 500:
        axes.xaxis.set_major_locator(mdates.YearLocator(base=max(1, round(days / 365 / 6))))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    else:
        locator = mdates.AutoDateLocator(minticks=2, maxticks=4)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b %Y"))


def _head(figure: Figure, ds: xr.Dataset, arm: str) -> None:
    people = bands(ds, "population", "all", arm)["mean"]
    ties = float(bands(ds, "ties_per_person", "all", arm)["mean"].iloc[-1])
    lonely = float(bands_of(measures.lonely_share(ds, arm=arm))["mean"].iloc[-1])
    figure.text(
        0.018, 0.943,
        f"Life and meeting in a synthetic {municipality_of(ds)} over {period(ds)}",
        fontsize=23, fontweight="bold", color="#111111",
    )  # fmt: skip
    figure.text(
        0.018, 0.903,
        f"{number(people.iloc[0])} people become {number(people.iloc[-1])}; at the end each has {number(ties)} ties "
        f"on average, and {one(lonely)} % of adults are always or mostly lonely.",
        fontsize=14.5, color="#333333",
    )  # fmt: skip


def _foot(figure: Figure, ds: xr.Dataset) -> None:
    contact = published.WEEKLY_CONTACT["weekly_contact_family"]
    lonely = published.LONELY
    figure.text(
        0.018, 0.040,
        f"Published: c {lonely.source}, {lonely.geography} {lonely.year} ({lonely.id}); "
        f"d {contact.source}, {contact.geography} {contact.year} "
        f"({', '.join(known.id for known in published.WEEKLY_CONTACT.values())}).",
        fontsize=10, color=style.GREY,
    )  # fmt: skip
    figure.text(0.018, 0.016, "Synthetic people; not a forecast.", fontsize=10.5, fontweight="bold", color="#111111")
    figure.text(0.982, 0.016, place(ds), fontsize=10, color=style.GREY, ha="right")
