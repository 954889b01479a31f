"""Figures and tables of parts of a package one at a time, of what is left after the money, and of networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr

from buurt import plots
from buurt.bands import bands
from buurt.judgement import SAME, UNCLEAR, judge
from buurt.language import Language, Name, digits_for
from buurt.lasting import AFTER, WHILE, end_of_money, lasting, reaches_far_enough
from buurt.packages import BEYOND, packages, parts_apart
from buurt.plots.network import PANELS
from buurt.plots.parts import part_label
from buurt.report import tables
from buurt.report.parts import Cell, Drawings, Plot, Table, csv_link, file_name
from buurt.report.said import unit_in
from buurt.results import is_flow, outcome_names


def parts_alone(ds: xr.Dataset, outcomes: Sequence[str], words: Language, drawings: Drawings) -> list[tuple[Name, list[Plot]]]:
    """For each package, a figure of its parts alone and together for each outcome."""
    found = []
    for package, parts in packages(ds).items():
        shown = [_parts(ds, outcome, package, parts, words, drawings) for outcome in outcomes]
        found.append((tables.called(ds, package, words), shown))
    return found


def _parts(ds: xr.Dataset, outcome: str, package: str, parts: Sequence[str], words: Language, drawings: Drawings) -> Plot:
    table = parts_apart(ds, outcome, package, parts)
    name = words.outcome(outcome, ds[outcome].attrs).text
    unit = unit_in(ds, outcome, words)
    beyond = table.set_index("what").loc[BEYOND]
    clear = judge(beyond, str(beyond["better"])) not in (SAME, UNCLEAR)
    key = "added" if not clear else "up" if beyond["mean"] > 0 else "down"
    amount = words.number(abs(beyond["mean"]), digits_for(float(beyond["se"]), float(beyond["mean"])))
    finding = words.text(f"parts.together.{key}", outcome=name, amount=amount, unit=unit)
    rows = []
    for _, row in table.iterrows():
        digits = digits_for(float(row["se"]), float(row["mean"]))
        verdict = judge(row, str(row["better"]))
        low, high = (words.number(row[end], digits, signed=True) for end in ("low_90", "high_90"))
        rows.append(
            (
                Cell(part_label(ds, str(row["what"]), words), head=True),
                Cell(words.number(row["mean"], digits, signed=True), number=True),
                Cell(words.text("range", low=low, high=high) if np.isfinite(row["low_90"]) else "–", number=True),
                Cell(words.text(f"verdict.{verdict}"), tone=verdict),
            )
        )
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "difference", "range", "verdict"))
    arms = ", ".join(f'"{part}"' for part in parts)
    return Plot(
        finding=finding,
        how=words.text("parts.how", unit=unit),
        alternative=words.text("parts.alternative", outcome=name, finding=finding),
        svg=drawings.inline(plots.parts_one_at_a_time(ds, outcome, package, parts, language=words), f"{name}: {finding}"),
        table=Table(words.text("parts.caption", outcome=name, unit=unit), heads, tuple(rows)),
        csv=csv_link(table),
        csv_name=f"{outcome}-{file_name(package)}-parts.csv",
        python=f'buurt.plots.parts_one_at_a_time(ds, "{outcome}", "{package}", [{arms}])',
    )


def after_the_money(ds: xr.Dataset, arm: str, outcomes: Sequence[str], words: Language) -> Table | None:
    """The effect in the last year with the money and in the second year without it; nothing where that is not known."""
    if not reaches_far_enough(ds, arm):
        return None
    rows, heads = [], (words.text("table.outcome"), words.text("table.unit"))
    for outcome in outcomes:
        table = lasting(ds, outcome, arm)
        unit = unit_in(ds, outcome, words)
        rows.append((tables.name_cell(words, ds, outcome), Cell(unit), *(_lasting_cell(ds, outcome, table.loc[when], words) for when in (WHILE, AFTER))))
        spans = [(words.number(table.loc[when, "first_week"]), words.number(table.loc[when, "last_week"])) for when in (WHILE, AFTER)]
        heads = (*heads[:2], *(words.text(f"after.{when}", first=first, last=last) for when, (first, last) in zip((WHILE, AFTER), spans)))
    return Table(words.text("after.caption"), heads, tuple(rows))


def _lasting_cell(ds: xr.Dataset, outcome: str, one: pd.Series, words: Language) -> Cell:
    verdict = judge(one, str(ds[outcome].attrs.get("better", "neither")))
    if verdict == SAME:
        return Cell(words.number(0), number=True, tone=verdict)
    digits = digits_for(float(one["se"]), float(one["mean"]))
    amount, low, high = (words.number(one[name], digits, signed=True) for name in ("mean", "low_90", "high_90"))
    interval = f" ({words.text('range', low=low, high=high)})" if np.isfinite(one["low_90"]) else ""
    return Cell(amount + interval, number=True, tone=verdict)


def after_sentence(ds: xr.Dataset, arm: str, outcome: str, words: Language) -> str:
    """What is left of an effect two years after the money ends, or why that cannot be told; nothing where no money is spent."""
    end = end_of_money(ds, arm)
    told = tables.told_of(ds, arm)
    if end is None:
        return words.text("answer.after_goes_on") if (told.get("scenario") or {}).get("programmes") else ""
    if not reaches_far_enough(ds, arm):
        return words.text("answer.after_short", week=words.number(end))
    table = lasting(ds, outcome, arm)
    before, left = table.loc[WHILE], table.loc[AFTER]
    digits = digits_for(float(left["se"]), float(left["mean"]))
    clear = judge(left, str(ds[outcome].attrs.get("better", "neither"))) not in (SAME, UNCLEAR)
    interval = words.text("range", **{name: words.number(left[f"{name}_90"], digits, signed=True) for name in ("low", "high")})
    return words.text(
        f"answer.after_{'clear' if clear else 'unclear'}", outcome=words.outcome(outcome, ds[outcome].attrs).text,
        signed=words.number(left["mean"], digits, signed=True), unit=unit_in(ds, outcome, words), interval=interval,
        before=words.number(before["mean"], digits, signed=True),
    )  # fmt: skip


def networks(ds: xr.Dataset, words: Language, drawings: Drawings) -> Plot | None:
    """Ties, their loss, and isolated people over time, of the baseline."""
    shown = [name for name in PANELS if name in outcome_names(ds)]
    if "ties_per_person" not in shown:
        return None
    rows, ends = [], {}
    for outcome in shown:
        table = bands(ds, outcome)
        table = table[table["replicates"] > 0]
        if table.empty:
            continue
        first, last = table.iloc[0], table.iloc[-1]
        digits = digits_for(float("nan"), float(last["mean"])) if not is_flow(ds[outcome]) else 0
        ends[outcome] = tuple(words.number(one["mean"], digits) for one in (first, last))
        low, high = (words.number(last[end], digits) for end in ("low_90", "high_90"))
        rows.append(
            (
                tables.name_cell(words, ds, outcome), Cell(unit_in(ds, outcome, words)),
                *(Cell(number, number=True) for number in ends[outcome]), Cell(words.text("range", low=low, high=high), number=True),
            )
        )  # fmt: skip
    first_tie, last_tie = ends["ties_per_person"]
    finding = words.text("networks.finding", first=first_tie, last=last_tie)
    heads = tuple(words.text(f"table.{head}") for head in ("outcome", "unit", "first", "last", "range"))
    return Plot(
        finding=finding,
        how=words.text("networks.how"),
        alternative=words.text("networks.alternative", finding=finding),
        svg=drawings.inline(plots.network_diagnostics(ds, language=words), finding),
        table=Table(words.text("networks.caption"), heads, tuple(rows)),
        csv=csv_link(bands(ds, "ties_per_person").reset_index()),
        csv_name="networks.csv",
        python="buurt.plots.network_diagnostics(ds)",
    )
