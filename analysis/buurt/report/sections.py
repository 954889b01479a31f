"""What stands under the headings of the page: figures and tables by arm, or by outcome with the arms side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import xarray as xr
from scipy.stats import t as student_t

from buurt.effects import LAST_YEAR, effects, paired_window_values
from buurt.judgement import BETTER, WORSE, judge
from buurt.language import Language, Name
from buurt.plots import group_limits, has_map, map_limit, shared_limits
from buurt.report import apart, figures, flows, tables, trace
from buurt.report.answer import PROGRAMMES, TILES
from buurt.report.parts import Drawings, Plot, Table
from buurt.report.said import said
from buurt.results import is_flow, scenario_of
from buurt.shares import INHABITANTS, is_count, neighbourhood_outcomes

_SIDE = 8
_PANELS = {1: 6, 2: 4}
_LEAST_PANELS = 3



@dataclass(frozen=True)
class Part:
    """What stands under one heading of a section: of an arm, or of an outcome with the arms side by side.

    `folded` are figures of which nothing need be seen: they open at a click.
    """

    name: Name
    plots: list[Plot]
    tables: list[Table]
    folded: tuple[Plot, ...] = ()

    @property
    def same_reading(self) -> bool:
        """Whether several figures are read in the same way, so that it is told once."""
        return len(self.plots) > 1 and len({plot.how for plot in self.plots}) == 1


def over_time(ds: xr.Dataset, arms: list[str], main: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """Of one arm all outcomes together; of several arms each outcome with the arms beside each other."""
    shown = main[: _PANELS.get(len(arms), _LEAST_PANELS)]
    limits = {outcome: shared_limits(ds, outcome, arms) for outcome in shown}
    return _in_parts(ds, arms, shown, words, lambda one, arm, lead: figures.over_time(ds, one, arm, limits[one], lead, words, drawings))


def who(ds: xr.Dataset, arms: list[str], main: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """The effect on the first main outcomes by group."""
    limits = {one: group_limits(ds, one, arms) for one in main[:TILES]}
    return _in_parts(
        ds, arms, main[:TILES], words, lambda one, arm, lead: figures.who(ds, one, arm, limits[one], lead, words, drawings)
    )


def _in_parts(
    ds: xr.Dataset, arms: list[str], outcomes: list[str], words: Language, draw: Callable[[str, str, str], Plot | None]
) -> list[Part]:
    called = {name: words.outcome(name, ds[name].attrs) for name in outcomes}
    if len(arms) == 1:
        plots = [draw(one, arms[0], called[one].text) for one in outcomes]
        return [Part(tables.called(ds, arms[0], words), [plot for plot in plots if plot], [])]
    parts = []
    for one in outcomes:
        plots = [draw(one, arm, words.capital(tables.called(ds, arm, words).text)) for arm in arms]
        parts.append(Part(called[one], [plot for plot in plots if plot], []))
    return parts


def where(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """The effect by neighbourhood, on a map where the file says where they lie; the number of inhabitants is no effect."""
    held = [name for name in neighbourhood_outcomes(ds) if name != INHABITANTS] or neighbourhood_outcomes(ds)
    limits = {one: map_limit(ds, one, arms) if has_map(ds) else None for one in held}
    parts = _in_parts(ds, arms, held, words, lambda one, arm, lead: figures.where(ds, one, arm, limits[one], lead, words, drawings))
    return [_folded(part, apart=len(arms) == 1) for part in parts if part.plots]


def _folded(part: Part, apart: bool) -> Part:
    """Folds the figures that show no more than chance does: one by one, or only all of them, which belong side by side."""
    if not apart and not all(plot.by_chance for plot in part.plots):
        return part
    return replace(part, plots=[plot for plot in part.plots if not plot.by_chance], folded=tuple(plot for plot in part.plots if plot.by_chance))


def forests(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """Every outcome that moves, in % of its level."""
    several = len(arms) > 1
    plots = []
    for arm in arms:
        lead = words.capital(tables.called(ds, arm, words).text) if several else ""
        plots.append(figures.forest(ds, arm, lead, words, drawings))
    shown = [plot for plot in plots if plot]
    name = Name(words.text("window.last_year"), words.code) if several else tables.called(ds, arms[0], words)
    return [Part(name, shown, [])] if shown else []


def effect_parts(ds: xr.Dataset, arms: list[str], outcomes: list[str], caption: str, words: Language) -> list[Part]:
    """A table of effects for each arm."""
    if not outcomes:
        return []
    return [
        Part(tables.called(ds, arm, words), [], [tables.effect_table(ds, arm, outcomes, caption, words)]) for arm in arms
    ]


def funnel(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """The way from need to help: a figure for each arm side by side, then its tables."""
    return [*_drawn(ds, arms, "window.last_year", words, drawings, flows.way), *effect_parts(ds, arms, tables.held(ds, tables.FUNNEL), words.text("funnel.caption"), words)]


def money(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """Money: a figure of who pays and what it buys for each arm side by side, then its tables."""
    return [*_drawn(ds, arms, "window.last_year", words, drawings, flows.money), *effect_parts(ds, arms, tables.held(ds, tables.MONEY), words.text("money.caption"), words)]


def dominoes(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """Acts of help that follow from each arm's programmes, where lives were written down."""
    return _drawn(ds, arms, "dominoes.world", words, drawings, trace.chains)


def _drawn(
    ds: xr.Dataset, arms: list[str], title: str, words: Language, drawings: Drawings,
    draw: Callable[[xr.Dataset, str, str, Language, Drawings], Plot | None],
) -> list[Part]:  # fmt: skip
    plots = [draw(ds, arm, words.capital(tables.called(ds, arm, words).text), words, drawings) for arm in arms]
    shown = [plot for plot in plots if plot]
    return [Part(Name(words.text(title), words.code), shown, [])] if shown else []


def parts_of_packages(ds: xr.Dataset, main: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """What the parts of each package do alone and together."""
    return [Part(name, shown, []) for name, shown in apart.parts_alone(ds, main[:TILES], words, drawings)]


def after_the_money(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> list[Part]:
    """What is left of the effect of each arm whose money ends two years before the run does."""
    found = [(arm, apart.after_the_money(ds, arm, main[:_SIDE], words)) for arm in arms]
    return [Part(tables.called(ds, arm, words), [], [table]) for arm, table in found if table]


def per_euro(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> list[str]:
    """What a change for the better of an outcome goes with in money for programmes, where both are clear.

    Nothing of an arm that also holds a shock, a change of budgets or other numbers: there the effect is not that of the
    money alone.
    """
    if not tables.held(ds, (PROGRAMMES,)):
        return []
    sentences = []
    for arm in (one for one in arms if _programmes_alone(ds, one)):
        table = effects(ds, [PROGRAMMES, *main[:TILES]], arm, LAST_YEAR, "all").drop_duplicates("outcome").set_index("outcome")
        money = table.loc[PROGRAMMES]
        if judge(money, "lower") != WORSE:
            continue
        for outcome in main[:TILES]:
            effect = table.loc[outcome]
            if not _has_price(ds[outcome]) or judge(effect, str(effect["better"])) != BETTER:
                continue
            ratio, *ends = price_of(ds, outcome, arm)
            if not np.isfinite(ends).all():
                continue
            digits = 1 - int(np.floor(np.log10(ratio)))
            tale = said(ds, {**effect.to_dict(), "outcome": outcome}, words)
            paid = said(ds, {**money.to_dict(), "outcome": PROGRAMMES}, words)
            sentences.append(
                words.text(
                    "money.per_unit", arm=words.capital(tables.called(ds, arm, words).text), outcome=words.outcome(outcome, ds[outcome].attrs).text,
                    amount=tale.amount, unit=tale.unit, money=paid.amount, money_unit=paid.unit,
                    ratio=words.number(ratio, digits), low=words.number(min(ends), digits), high=words.number(max(ends), digits),
                )
            )  # fmt: skip
    return sentences


def _has_price(values: xr.DataArray) -> bool:
    """Whether an outcome is a number of people or hours in a week."""
    return not is_flow(values) and is_count(values) and not str(values.attrs.get("units", "")).startswith("EUR")


def _programmes_alone(ds: xr.Dataset, arm: str) -> bool:
    """Whether an arm differs from the baseline in programmes and who pays them, and in nothing that has an effect besides."""
    scenario, usual = tables.told_of(ds, arm).get("scenario") or {}, scenario_of(ds)
    mixed = any((scenario.get(key) or None) != (usual.get(key) or None) for key in ("shocks", "budget", "parameters"))
    return bool(scenario.get("programmes")) and not mixed


def price_of(ds: xr.Dataset, outcome: str, arm: str) -> tuple[float, float, float]:
    """Euro a week of programmes for one less or one more of an outcome, with the ends of its 90 % interval.

    The interval holds the chance in both the money and the effect, and that they go together (Fieller's interval of a ratio
    of means over the replicates). Its ends are not-a-number where the effect is not clear.
    """
    money, effect = (np.subtract(*paired_window_values(ds, one, arm)) for one in (PROGRAMMES, outcome))
    known = np.isfinite(money + effect)
    money, effect = money[known], effect[known] * np.sign(effect[known].mean())
    ratio = float(money.mean() / effect.mean())
    (money_error, both), (_, effect_error) = np.cov(money, effect) / known.sum()
    reach = float(student_t.ppf(0.95, known.sum() - 1)) ** 2
    squared = effect.mean() ** 2 - reach * effect_error
    if squared <= 0.0:
        return ratio, float("nan"), float("nan")
    middle = money.mean() * effect.mean() - reach * both
    width = np.sqrt(max(middle**2 - squared * (money.mean() ** 2 - reach * money_error), 0.0))
    return ratio, float((middle - width) / squared), float((middle + width) / squared)
