"""Figures of ways: from need to help, and of money from those who pay to what it buys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from buurt import plots
from buurt.judgement import SAME, judge
from buurt.language import Language, digits_for
from buurt.ledger import CARE, ledger
from buurt.report.parts import Cell, Drawings, Plot, Table, csv_link, file_name
from buurt.way_to_help import way_to_help


def way(ds: xr.Dataset, arm: str, lead: str, words: Language, drawings: Drawings) -> Plot | None:
    """People, referrals, questions and hours along the way from need to help; `lead` begins the finding."""
    table = way_to_help(ds, arm)
    held = table.set_index("outcome")["with"]
    if not {"people_in_need", "people_with_unmet_need", "people_with_hidden_need"} <= set(held.index):
        return None
    need, unmet, hidden = (
        words.number(held[name], min(digits_for(float("nan"), float(held[name])), 0))
        for name in ("people_in_need", "people_with_unmet_need", "people_with_hidden_need")
    )
    finding = words.text("funnel.finding", lead=lead, need=need, unmet=unmet, hidden=hidden)
    rows = []
    for _, row in table.iterrows():
        outcome = str(row["outcome"])
        share = words.percent(100.0 * row["share"]) if np.isfinite(row["share"]) else ""
        name = words.outcome(outcome, ds[outcome].attrs)
        numbers = (words.number(row[which], min(digits_for(float("nan"), float(row[which])), 1)) for which in ("without", "with"))
        rows.append(
            (
                Cell(words.text(f"track.{row['track']}")),
                Cell(name.text, head=True, language="" if name.language == words.code else name.language),
                *(Cell(number, number=True) for number in numbers),
                Cell(share, number=True),
            )
        )
    heads = tuple(words.text(f"table.{head}") for head in ("unit", "outcome", "without", "with", "share"))
    return Plot(
        finding=finding,
        how=words.text("funnel.how"),
        alternative=words.text("funnel.alternative", finding=finding),
        svg=drawings.inline(plots.from_need_to_help(ds, arm, language=words), finding),
        table=Table(words.text("funnel.steps_caption"), heads, tuple(rows)),
        csv=csv_link(table.rename(columns={"with": "mean"})),
        csv_name=f"from-need-to-help-{file_name(arm)}.csv",
        python=f'buurt.plots.from_need_to_help(ds, "{arm}")',
    )


def money(ds: xr.Dataset, arm: str, lead: str, words: Language, drawings: Drawings) -> Plot | None:
    """Who pays, on which line, and what it buys; nothing where the file holds no money."""
    table = ledger(ds)
    table = table[table["arm"] == arm]
    if not (table["euro"] > 0).any():
        return None
    programmes = float(table.loc[table["line"] == "programmes", "euro"].sum())
    care = float(table.loc[table["payer"] == CARE, "euro"].sum())
    key = "money.flow_finding" if programmes > 0 else "money.flow_none"
    finding = words.text(key, lead=lead, programmes=_euro(programmes, words), all=_euro(care, words))
    rows = []
    for _, row in table.iterrows():
        payer = {CARE: words.text("payer.care"), "": words.text("payer.nobody")}.get(str(row["payer"]), words.payer(str(row["payer"])))
        paid = row["payer"] != "" or np.isfinite(row["euro"])
        unit = words.text(f"buys.{row['unit']}")
        rows.append(
            (
                Cell(words.capital(words.line(str(row["line"]))), head=True),
                Cell(payer if row["payer"] != "" or not paid else words.text("payer.unknown")),
                Cell(_round(float(row["euro"]), words) if np.isfinite(row["euro"]) else "–", number=True),
                Cell(f"{_round(float(row['amount']), words)} {unit}" if np.isfinite(row["amount"]) else "–"),
                _difference(row, words),
            )
        )
    heads = tuple(words.text(f"table.{head}") for head in ("line", "payer", "euro", "buys", "difference"))
    return Plot(
        finding=finding,
        how=words.text("money.flow_how"),
        alternative=words.text("money.flow_alternative", finding=finding),
        svg=drawings.inline(plots.money_flow(ds, arm, language=words), finding),
        table=Table(words.text("money.flow_caption"), heads, tuple(rows)),
        csv=csv_link(table.rename(columns={"euro": "mean"})),
        csv_name=f"money-{file_name(arm)}.csv",
        python=f'buurt.plots.money_flow(ds, "{arm}")',
    )


def _difference(row: pd.Series, words: Language) -> Cell:
    if not np.isfinite(row["difference"]):
        return Cell("–", number=True)
    verdict = judge(row.rename({"difference": "mean"}), "lower")
    if verdict == SAME:
        return Cell(words.number(0), number=True, tone=verdict)
    digits = min(digits_for(float(row["se"])), 0) if row["se"] > 0 else 0
    amount, low, high = (words.number(row[name], digits, signed=True) for name in ("difference", "low_90", "high_90"))
    interval = f" ({words.text('range', low=low, high=high)})" if np.isfinite(row["low_90"]) else ""
    return Cell(amount + interval, number=True, tone=verdict)


def _euro(value: float, words: Language) -> str:
    return words.text("plot.euro", amount=_round(value, words))


def _round(value: float, words: Language) -> str:
    """Three digits that count."""
    return words.number(value, 2 - int(np.floor(np.log10(abs(value)))) if value else 0)
