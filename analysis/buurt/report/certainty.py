"""How sure the answer is: chance, assumptions, and published figures beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from buurt.effects import LAST_YEAR, effects, pairing_gain
from buurt.judgement import FEW_REPLICATES, UNCLEAR
from buurt.language import Language, digits_for
from buurt.report import tables
from buurt.report.answer import TILES
from buurt.report.parts import Cell, Table
from buurt.report.said import said
from buurt.results import ResultsError
from buurt.targets import read_targets
from buurt.tidy import parameters



def how_sure(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> dict[str, Any]:
    rows, changes = [], []
    for arm in arms:
        for outcome in main[:TILES]:
            effect = effects(ds, outcome, arm, LAST_YEAR, "all").iloc[0]
            tale = said(ds, effect, words)
            gain = pairing_gain(ds, outcome, arm)
            name = tables.called(ds, arm, words)
            shown_gain = words.text("sure.times", n=words.number(gain, digits_for(float("nan"), gain) if gain < 10 else 0)) if np.isfinite(gain) else "–"
            rows.append(
                (
                    tables.arm_cell(ds, arm, words),
                    tables.name_cell(words, ds, outcome),
                    Cell(f"{tale.amount} {tale.unit}"),
                    Cell(tale.error if np.isfinite(effect["se"]) else "–", number=True),
                    Cell(shown_gain, number=True),
                    Cell(tale.verdict_words, tone=tale.verdict),
                )
            )  # fmt: skip
            if tale.verdict == UNCLEAR and np.isfinite(effect["se"]) and effect["mean"] != 0:
                needed = int(np.ceil(effect["replicates"] * (1.7 * effect["se"] / abs(effect["mean"])) ** 2))
                changes.append(
                    words.text("sure.needed", outcome=words.outcome(outcome, ds[outcome].attrs).text, arm=name.text, n=words.number(max(needed, FEW_REPLICATES)))
                )
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "outcome", "difference", "error", "pairing", "verdict"))
    return {"table": Table(words.text("sure.caption"), heads, tuple(rows)), "notes": changes}


def assumptions(ds: xr.Dataset, main: list[str], words: Language) -> dict[str, Any]:
    table = parameters(ds)
    if table.empty:
        return {}
    grades = table["grade"].value_counts()
    chosen = tables.parameters_that_matter(ds, main)
    counts = [
        (words.text(f"grade.{grade}"), words.number(int(grades.get(grade, 0)))) for grade in ("measured", "literature", "assumed")
    ]
    return {
        "counts": counts,
        "changed": int(table["changed"].sum()),
        "table": tables.parameter_table(chosen, words.text("assumptions.caption"), words) if len(chosen) else None,
        "all": tables.parameter_table(table, words.text("assumptions.all_caption"), words),
    }


def targets_check(ds: xr.Dataset, words: Language) -> dict[str, Any] | None:
    try:
        read_targets()
    except ResultsError:
        return None
    found = tables.targets_table(ds, words)
    if found is None:
        return None
    table, fits, of = found
    return {"table": table, "fits": fits, "of": of, "sentence": words.text("targets.sentence", fits=words.number(fits), of=words.number(of))}
