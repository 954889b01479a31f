"""What the page warns of: before reading, to keep in mind, and what its file cannot show."""

from __future__ import annotations

from typing import Any

import xarray as xr

from buurt.dominoes import domino_totals
from buurt.effects import arms_compared
from buurt.judgement import FEW_REPLICATES
from buurt.language import Language
from buurt.lasting import reaches_far_enough
from buurt.packages import packages
from buurt.plots import has_map
from buurt.report import figures, tables
from buurt.report.late import late_changes
from buurt.results import complaints_of, finished_replicates
from buurt.shares import neighbourhood_outcomes
from buurt.tidy import comparison_of, parameters, persons



def warnings(ds: xr.Dataset, arms: list[str], words: Language) -> list[str]:
    """What a reader must know before reading on."""
    found = []
    finished = int(finished_replicates(ds).sum())
    if finished == 1:
        found.append(words.text("warning.one_world"))
    elif finished < FEW_REPLICATES:
        found.append(words.text("warning.few_worlds", n=words.number(finished), enough=words.number(FEW_REPLICATES)))
    left_out = [arm for arm in arms_compared(ds) if arm not in arms]
    if left_out:
        found.append(words.text("warning.arm_unfinished", arms=", ".join(tables.called(ds, arm, words).text for arm in left_out)))
    if finished < ds.sizes["replicate"]:
        found.append(words.text("warning.unfinished", done=words.number(finished), asked=words.number(ds.sizes["replicate"])))
    unbalanced = sum(bool(one) for one in complaints_of(ds))
    if unbalanced:
        found.append(words.text("warning.balance", n=words.number(unbalanced), of=words.number(finished)))
    if int(ds["week"].values[-1]) < figures.WEEKS_A_YEAR:
        found.append(words.text("warning.short", weeks=words.count("count.weeks", int(ds["week"].values[-1]))))
    late = late_changes(ds, words)
    if late:
        found.append(words.text("warning.late", names=", ".join(late)))
    return found


def caveats(ds: xr.Dataset, targets: dict[str, Any] | None, words: Language) -> list[str]:
    """What to keep in mind: assumed numbers, chance alone in the intervals, published figures that are missed."""
    grades = parameters(ds)["grade"].value_counts()
    found = []
    if grades.sum():
        found.append(
            words.text("caveat.assumed", assumed=words.number(int(grades.get("assumed", 0))), all=words.number(int(grades.sum())))
        )
    sets = comparison_of(ds).get("accepted", [])
    found.append(
        words.text("caveat.sets", n=words.number(len(sets)), of=words.number(len(sets[0]))) if sets else words.text("caveat.chance")
    )
    if targets:
        found.append(words.text("caveat.targets", missed=words.number(targets["of"] - targets["fits"]), of=words.number(targets["of"])))
    return found


def cannot(ds: xr.Dataset, arms: list[str], words: Language) -> list[str]:
    """What this file does not allow to show, one sentence each."""
    missing = []
    if not arms:
        missing.append("comparison")
    if not tables.held(ds, ["cost_programmes"]):
        missing.append("programme_cost")
    if not tables.held(ds, ["value_informal_hours"]):
        missing.append("family_value")
    if arms and persons(ds).empty:
        missing.append("persons")
    if not has_map(ds):
        missing.append("map")
    if tables.held(ds, tables.MONEY):
        missing.append("payers")
    if arms:
        missing += [] if all(reaches_far_enough(ds, arm) for arm in arms) else ["after"]
        missing += [] if packages(ds) else ["parts"]
        missing += [] if domino_totals(ds) else ["dominoes"]
        missing.append("parameter_spread")
    if arms and len(neighbourhood_outcomes(ds)) < 2:
        missing.append("neighbourhoods")
    return [words.text(f"cannot.{key}") for key in missing]
