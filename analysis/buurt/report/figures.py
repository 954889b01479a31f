"""The figures of the page, each with its finding, reading line, text alternative, table and CSV."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from buurt import plots
from buurt.effects import BASELINE, LAST_YEAR, effects
from buurt.judgement import BETTER, SAME, UNCLEAR, WORSE, beyond_chance, judge
from buurt.language import Language, digits_for
from buurt.plots.paired import difference_bands, level_bands
from buurt.report.parts import Cell, Drawings, Plot, Table, csv_link, file_name
from buurt.report.said import level_of, said, unit_in
from buurt.shares import effects_by_group, effects_by_neighbourhood, is_count, relative_effects

WEEKS_A_YEAR = 52


def over_time(
    ds: xr.Dataset, outcome: str, arm: str, limits: plots.Limits, lead: str, words: Language, drawings: Drawings
) -> Plot:
    """Difference and levels over time, with a table by year; `lead` begins the finding: the outcome or the arm."""
    name = words.outcome(outcome, ds[outcome].attrs).text
    unit = unit_in(ds, outcome, words)
    effect = effects(ds, outcome, arm, LAST_YEAR, "all").iloc[0]
    tale = said(ds, effect, words)
    key = "time.same" if tale.verdict == SAME else "time.unclear" if tale.verdict == UNCLEAR else "time.finding"
    finding = words.text(
        key, outcome=lead, amount=tale.unsigned, unit=tale.unit, direction=tale.direction, window=words.window(LAST_YEAR)
    )
    difference = difference_bands(ds, outcome, arm)
    levels = {one: level_bands(ds, outcome, one) for one in (BASELINE, arm)}
    table = pd.concat([difference, *(one.drop(columns="date").add_prefix(f"{which} ") for which, one in levels.items())], axis=1)
    largest = float(difference["mean"].abs().max())
    digits = digits_for(float(effect["se"]), float(effect["mean"])) if effect["mean"] else digits_for(float("nan"), largest)
    rows = []
    for week in yearly_weeks(ds):
        low, high = difference.loc[week, "low_90"], difference.loc[week, "high_90"]
        rows.append(
            (
                Cell(words.date(difference.loc[week, "date"]), head=True),
                Cell(words.number(difference.loc[week, "mean"], digits, signed=True), number=True),
                Cell(words.text("range", low=words.number(low, digits, signed=True), high=words.number(high, digits, signed=True)), number=True),
                *(Cell(level_of(float(one.loc[week, "mean"]), words), number=True) for one in levels.values()),
            )
        )  # fmt: skip
    heads = ("table.week", "table.difference", "table.range", "table.without", "table.with")
    return Plot(
        finding=finding,
        how=words.text("time.how", unit=unit),
        alternative=words.text("time.alternative", outcome=name, finding=finding),
        svg=drawings.inline(plots.paired_over_time(ds, outcome, arm, limits=limits, language=words), f"{name}: {finding}"),
        table=Table(words.text("time.caption", outcome=name, unit=unit), tuple(words.text(head) for head in heads), tuple(rows)),
        csv=csv_link(table.reset_index()),
        csv_name=f"{outcome}-{file_name(arm)}-over-time.csv",
        python=f'buurt.plots.paired_over_time(ds, "{outcome}", "{arm}")',
    )


def level_over_time(ds: xr.Dataset, outcome: str, words: Language, drawings: Drawings) -> Plot | None:
    """The level of an outcome over time, for the file of a run without comparison; nothing when it has no value in any week."""
    name = words.outcome(outcome, ds[outcome].attrs).text
    unit = unit_in(ds, outcome, words)
    table = level_bands(ds, outcome)
    table = table[table["replicates"] > 0]
    if table.empty:
        return None
    first, last = table.iloc[0], table.iloc[-1]
    digits = digits_for(float("nan"), float(last["mean"]))
    finding = words.text(
        "levels.finding", outcome=name, first=words.number(first["mean"], digits), last=words.number(last["mean"], digits), unit=unit
    )
    rows = tuple(
        (
            Cell(words.date(table.loc[week, "date"]), head=True),
            Cell(words.number(table.loc[week, "mean"], digits), number=True),
            Cell(words.text("range", low=words.number(table.loc[week, "low_90"], digits), high=words.number(table.loc[week, "high_90"], digits)), number=True),
        )
        for week in yearly_weeks(ds)
        if week in table.index
    )  # fmt: skip
    heads = tuple(words.text(head) for head in ("table.week", "table.mean", "table.range"))
    return Plot(
        finding=finding,
        how=words.text("levels.how", unit=unit),
        alternative=words.text("levels.alternative", outcome=name, finding=finding),
        svg=drawings.inline(plots.levels_over_time(ds, outcome, language=words), f"{name}: {finding}"),
        table=Table(words.text("levels.caption", outcome=name, unit=unit), heads, rows),
        csv=csv_link(table.reset_index()),
        csv_name=f"{outcome}-over-time.csv",
        python=f'buurt.plots.levels_over_time(ds, "{outcome}")',
    )


def forest(ds: xr.Dataset, arm: str, lead: str, words: Language, drawings: Drawings) -> Plot | None:
    """Every outcome that moves, in % of its level; `lead` begins the finding where there are several arms."""
    table = relative_effects(ds, arm)
    if table.empty:
        return None
    verdicts = [judge(row, str(row["better"])) for _, row in table.iterrows()]
    finding = words.text(
        "forest.finding", better=words.number(verdicts.count(BETTER)), worse=words.number(verdicts.count(WORSE)),
        unclear=words.number(len(verdicts) - verdicts.count(BETTER) - verdicts.count(WORSE)),
    )  # fmt: skip
    finding = words.text("lead", lead=lead, finding=finding) if lead else finding
    rows = []
    for (_, row), verdict in zip(table.iterrows(), verdicts):
        digits = digits_for(float(row["se"]), float(row["mean"]))
        name = words.outcome(str(row["outcome"]), ds[row["outcome"]].attrs)
        rows.append(
            (
                Cell(name.text, head=True, language="" if name.language == words.code else name.language),
                Cell(words.percent(row["mean"], digits, signed=True), number=True),
                Cell(words.text("range", low=words.percent(row["low_90"], digits, signed=True), high=words.percent(row["high_90"], digits, signed=True)), number=True),
                Cell(words.text(f"verdict.{verdict}"), tone=verdict),
            )
        )  # fmt: skip
    heads = tuple(words.text(head) for head in ("table.outcome", "table.change", "table.range", "table.verdict"))
    return Plot(
        finding=finding,
        how=words.text("forest.how"),
        alternative=words.text("forest.alternative", finding=finding),
        svg=drawings.inline(plots.effects_forest(ds, arm, language=words), finding),
        table=Table(words.text("forest.caption"), heads, tuple(rows)),
        csv=csv_link(table),
        csv_name=f"effects-in-percent-{file_name(arm)}.csv",
        python=f'buurt.plots.effects_forest(ds, "{arm}")',
    )


def who(
    ds: xr.Dataset, outcome: str, arm: str, limits: tuple[float, float], lead: str, words: Language, drawings: Drawings
) -> Plot | None:
    """The effect by group, sorted; `lead` begins the finding: the outcome or the arm."""
    table = effects_by_group(ds, outcome, arm)
    if table.empty:
        return None
    name = words.outcome(outcome, ds[outcome].attrs).text
    unit = unit_of(table, words, ds, outcome)
    groups = table[table["group"] != "all"]
    verdicts = {str(row["group"]): judge(row, str(row["better"])) for _, row in groups.iterrows()}
    clear = [group for group, verdict in verdicts.items() if verdict not in (UNCLEAR, SAME)]
    missed = [words.within(words.group(group).text) for group, verdict in verdicts.items() if verdict in (UNCLEAR, SAME)]
    whole = table[table["group"] == "all"]
    if clear and len(whole) and judge(whole.iloc[0], str(whole.iloc[0]["better"])) in (UNCLEAR, SAME):
        finding = words.text("who.by_chance", outcome=lead, clear=words.number(len(clear)), groups=words.number(len(groups)))
    elif clear:
        sizes = groups.set_index("group")["mean"].abs()
        most = max(clear, key=lambda group: float(sizes[group]))
        finding = words.text("who.finding", outcome=lead, group=words.within(words.group(most).text))
    else:
        finding = words.text("who.nobody", outcome=lead)
    note = words.text("who.missed", groups=", ".join(missed)) if missed and clear else ""
    rows = []
    for _, row in table.iterrows():
        digits = digits_for(float(row["se"]), float(row["mean"]))
        verdict = judge(row, str(row["better"]))
        rows.append(
            (
                Cell(words.group(str(row["group"])).text, head=True),
                Cell(words.number(row["people"]), number=True),
                Cell(words.number(row["mean"], digits, signed=True), number=True),
                Cell(words.text("range", low=words.number(row["low_90"], digits, signed=True), high=words.number(row["high_90"], digits, signed=True)), number=True),
                Cell(words.text(f"verdict.{verdict}"), tone=verdict),
            )
        )  # fmt: skip
    heads = tuple(words.text(head) for head in ("table.group", "table.people", "table.difference", "table.range", "table.verdict"))
    return Plot(
        finding=finding,
        how=words.text("who.how_thousand" if table.attrs["per_thousand"] else "who.how", unit=unit),
        alternative=words.text("who.alternative", outcome=name, finding=finding),
        svg=drawings.inline(plots.who_gains(ds, outcome, arm, limits=limits, language=words), f"{name}: {finding}"),
        table=Table(words.text("who.caption", outcome=name, unit=unit), heads, tuple(rows), note),
        csv=csv_link(table),
        csv_name=f"{outcome}-{file_name(arm)}-by-group.csv",
        python=f'buurt.plots.who_gains(ds, "{outcome}", "{arm}")',
    )


def where(
    ds: xr.Dataset, outcome: str, arm: str, limit: float | None, lead: str, words: Language, drawings: Drawings
) -> Plot | None:
    """The effect by neighbourhood, on a map where the file has one; nothing where none differs in any replicate."""
    table = effects_by_neighbourhood(ds, outcome, arm)
    if not (table[["mean", "low_90", "high_90"]].abs().to_numpy() > 0).any():
        return None
    name = words.outcome(outcome, ds[outcome].attrs).text
    unit = unit_in(ds, outcome, words)
    mapped = plots.has_map(ds)
    called = "buurt.plots.neighbourhood_map" if mapped else "buurt.plots.where"
    drawing = plots.neighbourhood_map(ds, outcome, arm, limit=limit, language=words) if mapped else plots.where(ds, outcome, arm, language=words)
    clear = [row for _, row in table.iterrows() if judge(row, str(row["better"])) not in (UNCLEAR, SAME)]
    by_chance = not beyond_chance(len(clear), len(table))
    key = "where.unclear" if not clear else "where.by_chance" if by_chance else "where.finding"
    finding = words.text(key, outcome=lead, clear=words.number(len(clear)), all=words.number(len(table)))
    rows = []
    for _, row in table.iterrows():
        digits = digits_for(float(row["se"]), float(row["mean"]))
        rows.append(
            (
                Cell(str(row["neighbourhood"]), head=True),
                Cell(level_of(float(row["level"]), words), number=True),
                Cell(words.number(row["mean"], digits, signed=True), number=True),
                Cell(words.text("range", low=words.number(row["low_90"], digits, signed=True), high=words.number(row["high_90"], digits, signed=True)), number=True),
            )
        )  # fmt: skip
    heads = tuple(words.text(head) for head in ("table.neighbourhood", "table.without", "table.difference", "table.range"))
    return Plot(
        finding=finding,
        how=words.text(("where.map_how" if is_count(ds[outcome]) else "where.map_how_mean") if mapped else "where.how", unit=unit),
        alternative=words.text("where.map_alternative" if mapped else "where.alternative", outcome=name, finding=finding),
        svg=drawings.inline(drawing, f"{name}: {finding}"),
        table=Table(words.text("where.caption", outcome=name, unit=unit), heads, tuple(rows)),
        csv=csv_link(table),
        csv_name=f"{outcome}-{file_name(arm)}-by-neighbourhood.csv",
        python=f'{called}(ds, "{outcome}", "{arm}")',
        by_chance=by_chance,
    )


def yearly_weeks(ds: xr.Dataset) -> Sequence[int]:
    """The recorded weeks nearest to the start and to each year after it, and the last."""
    weeks = ds["week"].values
    wished = np.append(np.arange(0, weeks[-1], WEEKS_A_YEAR), weeks[-1])
    return sorted({int(weeks[np.abs(weeks - week).argmin()]) for week in wished})


def unit_of(table: pd.DataFrame, words: Language, ds: xr.Dataset, outcome: str) -> str:
    """The unit of a table of effects by group."""
    unit = unit_in(ds, outcome, words)
    return words.text("unit.per_thousand", unit=unit) if table.attrs["per_thousand"] else unit
