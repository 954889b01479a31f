"""The domino trace on the page: acts of help that follow from a programme, and what had happened anyway."""

from __future__ import annotations

import pandas as pd
import xarray as xr

from buurt import plots
from buurt.dominoes import domino_steps, domino_totals, dominoes
from buurt.language import Language
from buurt.plots.dominoes import act_in_words
from buurt.report.parts import Cell, Drawings, Plot, Table, csv_link, file_name

ROWS = 25
"""Acts in the table; the CSV holds all."""


def chains(ds: xr.Dataset, arm: str, lead: str, words: Language, drawings: Drawings) -> Plot | None:
    """Domino chains of an arm; nothing where no act of help follows from its programmes."""
    acts = dominoes(ds)
    acts = acts[acts["arm"] == arm]
    if acts.empty:
        return None
    steps = domino_steps(ds)
    totals = domino_totals(ds)[arm]
    share = 100.0 * (totals["anyway"]["same"] + totals["anyway"]["other"]) / totals["opened"]
    finding = words.text(
        "dominoes.finding", lead=lead, opened=words.number(totals["opened"]), acts=words.number(totals["acts"]), share=words.percent(share)
    )
    rows = []
    for number, act in acts.head(ROWS).iterrows():
        chain = steps[steps["act"] == number]
        told = "; ".join(words.text("step.in_week", step=words.text(f"step.{one['what']}"), week=words.number(one["week"])) for _, one in chain.iterrows())
        rows.append(
            (
                Cell(words.number(act["week"]), number=True), Cell(act_in_words(act, words), head=True), Cell(told),
                Cell(words.text(f"anyway.{act['anyway']}")),
            )
        )  # fmt: skip
    heads = tuple(words.text(f"table.{head}") for head in ("week_number", "act", "steps", "anyway"))
    note = words.text("dominoes.more", n=words.number(ROWS), all=words.number(len(acts))) if len(acts) > ROWS else ""
    return Plot(
        finding=finding,
        how=words.text("dominoes.how"),
        alternative=words.text("dominoes.alternative", finding=finding),
        svg=drawings.inline(plots.domino_chains(ds, arm, language=words), finding),
        table=Table(words.text("dominoes.caption"), heads, tuple(rows), note),
        csv=csv_link(_with_steps(ds, arm)),
        csv_name=f"dominoes-{file_name(arm)}.csv",
        python=f'buurt.plots.domino_chains(ds, "{arm}")',
    )


def _with_steps(ds: xr.Dataset, arm: str) -> pd.DataFrame:
    """All steps of all acts of an arm, side by side."""
    acts = dominoes(ds)
    acts = acts[acts["arm"] == arm].add_prefix("act_")
    return domino_steps(ds).join(acts, on="act", how="inner")
