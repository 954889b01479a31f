"""Domino chains: what a programme did, in what order, before somebody began to help somebody."""

from __future__ import annotations

import matplotlib
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from buurt.dominoes import ANYWAY, domino_steps, domino_totals, dominoes
from buurt.language import Language
from buurt.plots import style
from buurt.plots.narrow import INK, LINE, SETTINGS, WIDTH_INCHES, numbers
from buurt.results import ResultsError

# Never colour alone: the shape of the mark says the same.
STEP_MARKS = {
    "introduced": (style.BLUE, "o"), "gathered": (style.BLUE, "s"), "met_at_place": (style.GREEN, "s"), "met_at_activity": (style.GREEN, "o"),
    "brought_along": (style.GREEN, "<"), "told_of_place": (style.GREEN, ">"), "noticed_by_connector": (style.ORANGE, "o"),
    "noticed_by_host": (style.ORANGE, "s"), "noticed_at_activity": (style.ORANGE, "<"), "noticed_by_finder": (style.ORANGE, ">"),
    "referred": (style.PURPLE, "o"), "accompanied": (style.PURPLE, "s"), "met_at_initiative": (style.BLUE, "<"),
}  # fmt: skip
_LETTERS = 68  # of a row; beyond, who the giver is to the one helped stands in the table alone
_HELP = ("#111111", "D")
_ANYWAY_LOOKS = {"same": (style.GREY, ""), "other": ("#b9b9b9", "///"), "none": (style.BLUE, "")}


def domino_chains(ds: xr.Dataset, arm: str, most: int = 10, *, language: Language | None = None) -> Figure:
    """Chains of steps of a programme that end in an act of help, of the first replicate, and what had happened anyway.

    Above: of all acts that follow from the programme, which the same two begin without it too, in which somebody else
    begins to help, and which have nothing in their place. Below: the longest chains, each from its first step to the
    help, among acts that nobody else does without the programme first.

    Args:
        most: chains drawn.

    Returns:
        A Figure 4.7 inches wide, a row for each chain.

    Raises:
        ResultsError: the file holds no acts of this arm that follow from a programme.
    """
    words = language or Language()
    acts = dominoes(ds)
    acts = acts[acts["arm"] == arm]
    if acts.empty:
        raise ResultsError(f'the file holds no acts of help that follow from the programmes of "{arm}"; ask with --traces.')
    steps = domino_steps(ds)
    steps = steps[steps["act"].isin(acts.index)]
    chosen = _longest(acts, steps, most)
    kinds = [kind for kind in STEP_MARKS if (steps[steps["act"].isin(chosen.index)]["what"] == kind).any()]
    head, row, foot = 1.1, 0.47, 0.55 + 0.19 * (len(kinds) + 1)
    height = head + row * len(chosen) + foot
    with matplotlib.rc_context(SETTINGS | {"axes.grid.axis": "x"}):
        figure = Figure(figsize=(WIDTH_INCHES, height), dpi=style.DOTS_PER_INCH, facecolor="white")
        _anyway(figure.add_axes((0.03, 1.0 - 0.62 / height, 0.94, 0.26 / height)), domino_totals(ds)[arm]["anyway"], words)
        axes = figure.add_axes((0.03, foot / height, 0.94, row * len(chosen) / height))
        axes.set(ylim=(len(chosen) - 0.5, -0.5), yticks=[])
        axes.spines["left"].set_visible(False)
        first = float(steps.loc[steps["act"].isin(chosen.index), "week"].min())
        axes.set_xlim(first - 4, float(chosen["week"].max()) + 4)
        for place, (number, act) in enumerate(chosen.iterrows()):
            _chain(axes, place, act, steps[steps["act"] == number], words)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        numbers(axes, "x", words)
        axes.set_xlabel(words.text("plot.week"), color=INK, fontsize=9.4)
        marks = [Line2D([], [], color=STEP_MARKS[kind][0], marker=STEP_MARKS[kind][1], linestyle="none", label=words.text(f"step.{kind}")) for kind in kinds]
        marks.append(Line2D([], [], color=_HELP[0], marker=_HELP[1], linestyle="none", label=words.text("step.help")))
        figure.legend(handles=marks, loc="lower left", bbox_to_anchor=(0.0, 0.0), frameon=False, fontsize=8.4, labelspacing=0.3,
                      labelcolor=INK, columnspacing=1.0, handletextpad=0.3, borderpad=0.2)  # fmt: skip
    return figure


def _longest(acts: pd.DataFrame, steps: pd.DataFrame, most: int) -> pd.DataFrame:
    """The acts with most steps, those first that have nothing in their place; ties in the order of weeks."""
    order = acts.assign(steps=steps.groupby("act").size().reindex(acts.index).fillna(0), rank=acts["anyway"].map({"none": 0, "other": 1}).fillna(2))
    order = order.sort_values(["rank", "steps", "week"], ascending=[True, False, True], kind="stable")
    return order.head(most).sort_values("week", kind="stable")


def _anyway(axes: Axes, counts: dict[str, int], words: Language) -> None:
    axes.set_axis_off()
    total = max(sum(counts.values()), 1)
    axes.set(xlim=(0, total), ylim=(0, 1))
    left = 0
    axes.annotate(words.text("plot.anyway", n=words.number(total)), (0, 1), xytext=(0, 7), textcoords="offset points", fontsize=9.4, color=INK, annotation_clip=False)
    for kind in reversed(ANYWAY):
        colour, hatch = _ANYWAY_LOOKS[kind]
        axes.barh(0.5, counts[kind], left=left, height=0.9, color=colour, hatch=hatch, edgecolor="white", linewidth=0.8, align="center")
        left += counts[kind]
    text = " · ".join(f"{words.text(f'anyway.{kind}')} {words.percent(100.0 * counts[kind] / total)}" for kind in reversed(ANYWAY))
    axes.annotate(text, (0, 0), xytext=(0, -12), textcoords="offset points", fontsize=8.2, color=INK, annotation_clip=False)


def _chain(axes: Axes, place: int, act: pd.Series, steps: pd.DataFrame, words: Language) -> None:
    text = act_in_words(act, words)
    if len(text) > _LETTERS:
        text = text.rpartition(" (")[0] or text
    axes.text(0.0, place - 0.08, text, transform=axes.get_yaxis_transform(), va="bottom", fontsize=8.2, color=INK,
              bbox={"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.4}, zorder=3)  # fmt: skip
    axes.plot([float(steps["week"].min()), float(act["week"])], [place + 0.2] * 2, color=LINE, linewidth=1.2, zorder=2)
    for _, step in steps.iterrows():
        colour, marker = STEP_MARKS[str(step["what"])]
        axes.plot([float(step["week"])], [place + 0.2], marker=marker, color=colour, markersize=6.2, linestyle="none", zorder=4)
    axes.plot([float(act["week"])], [place + 0.2], marker=_HELP[1], color=_HELP[0], markersize=6.2, linestyle="none", zorder=5)


def act_in_words(act: pd.Series, words: Language) -> str:
    """ "A woman of 82: company, from a woman of 64 (neighbours and friends)"."""
    helped = words.text(f"person.{act['helped_sex']}", age=words.number(act["helped_age"]))
    need = words.text(f"need.{act['need']}")
    source = words.text(f"source.{act['source']}")
    if act["source"] == "professionals":
        return words.text("act.organisation", helped=words.capital(helped), need=need, source=source)
    giver = words.text(f"person.{act['giver_sex']}", age=words.number(act["giver_age"]))
    return words.text("act.person", helped=words.capital(helped), need=need, giver=giver, source=source)
