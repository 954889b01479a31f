"""The tables of the page: outcomes, the way from need to help, money, parameters, targets, people who changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import LAST_YEAR, effects
from buurt.judgement import SAME
from buurt.language import Language, Name, digits_for
from buurt.report.parts import Cell, Table
from buurt.report.said import said, unit_in, worlds_of
from buurt.results import outcome_names
from buurt.shares import baseline_level
from buurt.targets import FITS, TOO_LOW, UNKNOWN, compare
from buurt.tidy import comparison_of, parameters, person_totals

FUNNEL = (
    "need_hours", "people_with_hidden_need", "needs_detected", "weeks_to_detection", "referrals", "referrals_completed",
    "waiting_people", "waiting_weeks", "help_requests", "help_given", "met_hours", "unmet_hours",
)  # fmt: skip
"""From need to help, in the order of the way."""

HOURS = ("met_hours_household", "met_hours_kin", "met_hours_friends", "met_hours_volunteers", "met_hours_professionals")
"""Who gives the hours of help."""

MONEY = ("cost_programmes", "cost_formal_care", "cost_residential", "cost_hospital", "cost_total", "value_informal_hours")

_IN_ROWS = {"parts": "kind", "effects": "lever"}
"""Lists within a programme or a shock whose entries have a row each, and the field that names an entry."""

_SHARES = ("phone", "poverty", "nuisance")
"""Levers that an effect sets to a share; others it multiplies."""

_PARAMETER = re.compile(r"\b[a-z_]+\.[a-z_]+[a-z]\b")


def name_cell(words: Language, ds: xr.Dataset, outcome: str) -> Cell:
    """The name of an outcome, marked with its language when that is not the page's."""
    name = words.outcome(outcome, ds[outcome].attrs)
    return Cell(name.text, head=True, language="" if name.language == words.code else name.language)


def effect_table(
    ds: xr.Dataset, arm: str, outcomes: Sequence[str], caption: str, words: Language
) -> Table:
    """Level, paired difference, interval, worlds and verdict of each outcome, everybody, last year."""
    rows = []
    table = effects(ds, list(outcomes), arm, LAST_YEAR, "all")
    for _, effect in table.iterrows():
        outcome = str(effect["outcome"])
        if not np.isfinite(effect["mean"]):
            continue
        tale = said(ds, effect, words)
        worlds = worlds_of(ds, outcome, arm).words(words, short=True)
        interval = words.text("range", low=tale.low, high=tale.high) if np.isfinite(effect["low_90"]) and tale.verdict != SAME else ""
        row = [
            name_cell(words, ds, outcome), Cell(tale.unit), Cell(tale.level, number=True),
            Cell(tale.amount if tale.verdict != SAME else words.number(0), number=True), Cell(interval, number=True),
            Cell(worlds), Cell(tale.verdict_words, tone=tale.verdict),
        ]  # fmt: skip
        rows.append(tuple(row))
    heads = ("outcome", "unit", "without", "difference", "range", "worlds", "verdict")
    return Table(caption, tuple(words.text(f"table.{head}") for head in heads), tuple(rows))


def definition_table(ds: xr.Dataset, outcomes: Sequence[str], words: Language) -> Table:
    """What each outcome is."""
    rows = tuple((name_cell(words, ds, name), Cell(unit_in(ds, name, words)), definition_cell(words, ds, name)) for name in outcomes)
    heads = tuple(words.text(f"table.{head}") for head in ("outcome", "unit", "definition"))
    return Table(words.text("all.definitions"), heads, rows)


def level_table(ds: xr.Dataset, outcomes: Sequence[str], caption: str, words: Language) -> Table:
    """The level of each outcome in the last year: for a file without comparison."""
    rows = []
    for outcome in outcomes:
        level = baseline_level(ds, outcome)
        if np.isfinite(level):
            shown = words.number(level, digits_for(float("nan"), level))
            rows.append(
                (name_cell(words, ds, outcome), Cell(unit_in(ds, outcome, words)), Cell(shown, number=True))
            )
    heads = tuple(words.text(f"table.{head}") for head in ("outcome", "unit", "mean"))
    return Table(caption, heads, tuple(rows))


def definition_cell(words: Language, ds: xr.Dataset, outcome: str) -> Cell:
    """How an outcome is defined, and which direction counts as better."""
    definition = words.definition(outcome, ds[outcome].attrs)
    better = str(ds[outcome].attrs.get("better", "neither"))
    text = f"{definition.text}."
    if better in ("lower", "higher"):
        text += " " + words.text(f"better.{better}")
    return Cell(text, language="" if definition.language == words.code else definition.language)


def changes_table(ds: xr.Dataset, arms: Sequence[str], baseline: dict[str, Any], words: Language) -> Table:
    """All that differs between the scenario of each arm and that of the baseline."""
    rows = []
    for arm in arms:
        scenario = told_of(ds, arm).get("scenario") or {}
        where: list[tuple[str, str, str]] = []
        for key in sorted(set(scenario) | set(baseline)):
            if key not in ("name", "replicates", "output", "$schema") and scenario and scenario.get(key) != baseline.get(key):
                where += _differences(key, baseline.get(key), scenario.get(key), words)
        if not where:
            where = [("", words.text("changed.nothing"), "")]
        for index, (path, was, is_) in enumerate(where):
            lever = Cell(words.lever(path))
            rows.append(
                (
                    arm_cell(ds, arm, words) if index == 0 else Cell(""),
                    lever,
                    Cell(was or words.text("changed.none")),
                    Cell(is_ or words.text("changed.none")),
                )
            )
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "lever", "baseline", "scenario"))
    return Table(words.text("changed.caption"), heads, tuple(rows))


def _differences(path: str, was: Any, now: Any, words: Language) -> list[tuple[str, str, str]]:
    """Levers at which two scenarios differ, with both settings in words."""
    if path.count(".") == 1 and path.startswith("budget."):
        return [(path, _budget_line(was, words), _budget_line(now, words))]
    if isinstance(was or {}, dict) and isinstance(now or {}, dict) and (was or now):
        was, now = was or {}, now or {}
        keys = [key for key in sorted(set(was) | set(now)) if was.get(key) != now.get(key)]
        return [found for key in keys for found in _differences(f"{path}.{key}", was.get(key), now.get(key), words)]
    if isinstance(was or [], list) and isinstance(now or [], list) and (was or now):
        was, now = was or [], now or []
        added = [row for one in now if one not in was for row in _entry(path, one, words)]
        gone = [row for one in was if one not in now for row in _entry(path, one, words)]
        return [(lever, "", text) for lever, text in added] + [(lever, text, "") for lever, text in gone]
    field = path.rpartition(".")[2]
    return [(path, _as_words(was, words, field), _as_words(now, words, field))]


def _entry(path: str, entry: Any, words: Language) -> list[tuple[str, str]]:
    """An entry of a list, such as a programme: itself in the first row, its parts or effects in one row each."""
    if not isinstance(entry, dict):
        return [(path, _as_words(entry, words, path))]
    first = {key: entry[key] for key in ("use", "name") if key in entry}
    own = first | {key: value for key, value in entry.items() if key not in _IN_ROWS}
    rows = [(path, _as_words(own, words, path))]
    for several, naming in _IN_ROWS.items():
        listed = entry.get(several, [])
        for one in listed if isinstance(listed, list) else []:
            named = str(one.get(naming, "")) if isinstance(one, dict) else ""
            rest = _own_fields(one, naming) if isinstance(one, dict) else one
            rows.append((f"{naming}.{named}" if named else several, _as_words(rest, words, several)))
    return rows


def _own_fields(entry: dict[str, Any], naming: str) -> dict[str, Any]:
    """The fields of a part or an effect that are not its name; where an effect goes stands first, and no source."""
    rest = {key: value for key, value in entry.items() if key not in (naming, "source")}
    if naming != "lever" or "value" not in rest:
        return rest
    goes_to = {"value" if entry.get("lever") in _SHARES else "times": rest.pop("value")}
    return goes_to | {key: rest.pop(key) for key in ("of", "group") if key in rest} | rest


def _budget_line(line: Any, words: Language) -> str:
    """A change of a line of the budget: "−30 % from week 26 on; told so many weeks ahead 13; neighbourhoods the centre"."""
    if not isinstance(line, dict) or "change" not in line:
        return ""
    share = words.percent(100.0 * float(line["change"]), signed=True)
    first, last = words.number(line.get("from_week", 0)), line.get("to_week")
    if last is None:
        text = words.text("changed.from_on", change=share, first=first)
    else:
        text = words.text("changed.from_to", change=share, first=first, last=words.number(last))
    rest = {key: value for key, value in line.items() if key not in ("change", "from_week", "to_week")}
    return "; ".join(one for one in (text, _as_words(rest, words, "budget")) if one)


def _as_words(value: Any, words: Language, field: str, within: str = "") -> str:
    """A setting in words; `field` is what it is a setting of, `within` the field that this one stands in."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{_label(key, words)} {_grouped(one, words, key, field)}".strip() for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_grouped(one, words, field, within) for one in value)
    if isinstance(value, bool):
        return words.text("yes" if value else "no")
    if not isinstance(value, int | float):
        return words.value(field, str(value), within) or str(value)
    return _value(value, words)


def _label(field: str, words: Language) -> str:
    """The name of a field before its setting, apart from it where it ends in a number itself: "skill, 0 to 1: 0.5"."""
    name = words.lever(field)
    return words.text("changed.label", name=name) if name[-1:].isdigit() else name


def _grouped(value: Any, words: Language, field: str, within: str) -> str:
    """The same in brackets where it is itself made of fields, so that it is seen where they end."""
    text = _as_words(value, words, field, within)
    return f"({text})" if isinstance(value, dict) else text


def people_table(ds: xr.Dataset, arms: Sequence[str], words: Language) -> Table | None:
    """How many people fare better, worse, or otherwise in the last week, in the mean of the worlds."""
    totals = person_totals(ds)
    replicates = totals.get("replicates", 0)
    rows = []
    for arm in arms:
        one = totals.get(arm)
        if not one or not replicates:
            continue
        people = one["people"] / replicates
        counts = [one[name] / replicates for name in ("better_off", "worse_off", "mixed")]
        # Who became or ceased to be a carer lives here both ways, who moved does not: nobody is counted twice.
        otherwise = sum(kind.get("neither", 0) for kind in one.get("changed", {}).values()) / replicates
        rows.append(
            (
                arm_cell(ds, arm, words),
                *(Cell(words.number(count, 0 if count >= 10 else 1), number=True) for count in counts),
                Cell(words.number(people - sum(counts)), number=True),
                Cell(words.number(otherwise, 0 if otherwise >= 10 else 1), number=True),
            )
        )
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "better_off", "worse_off", "mixed", "not_judged", "otherwise"))
    return Table(words.text("people.caption"), heads, tuple(rows)) if rows else None


def told_of(ds: xr.Dataset, arm: str) -> dict[str, Any]:
    """What the file tells of an arm: title, what it does, its parts and its scenario; empty when it does not."""
    return next((one for one in comparison_of(ds).get("arms", []) if one.get("name") == arm), {})


def called(ds: xr.Dataset, arm: str, words: Language) -> Name:
    """What an arm is called on the page."""
    told = told_of(ds, arm)
    parts = [str(one.get("name")) for one in told.get("with", [])]
    return words.arm_called(arm, told.get("title"), parts)


def arm_cell(ds: xr.Dataset, arm: str, words: Language) -> Cell:
    """The name of an arm as the head of a row, marked with its language when that is not the page's."""
    name = called(ds, arm, words)
    return Cell(words.capital(name.text), head=True, language="" if name.language == words.code else name.language)


def side_by_side(ds: xr.Dataset, arms: Sequence[str], outcomes: Sequence[str], words: Language) -> Table:
    """Outcomes in rows, arms in columns: the paired difference of the last year with its 90 % interval."""
    rows = []
    for outcome in outcomes:
        row = [name_cell(words, ds, outcome), Cell(unit_in(ds, outcome, words))]
        for arm in arms:
            effect = effects(ds, outcome, arm, LAST_YEAR, "all").iloc[0]
            tale = said(ds, effect, words)
            interval = f" ({words.text('range', low=tale.low, high=tale.high)})" if np.isfinite(effect["low_90"]) else ""
            same = tale.verdict == SAME
            row.append(Cell(words.number(0) if same else tale.amount + interval, number=True, tone=tale.verdict))
        rows.append(tuple(row))
    heads = tuple(words.text(f"table.{head}") for head in ("outcome", "unit"))
    names = tuple(words.capital(called(ds, arm, words).text) for arm in arms)
    return Table(words.text("side.caption"), heads + names, tuple(rows))


def parameters_that_matter(ds: xr.Dataset, outcomes: Sequence[str]) -> pd.DataFrame:
    """Parameters that were changed, and those that the definitions of the outcomes name."""
    table = parameters(ds)
    named = {name for outcome in outcomes for name in _PARAMETER.findall(str(ds[outcome].attrs.get("definition", "")))}
    return table[table["changed"] | table.index.isin(named)]


def parameter_table(table: pd.DataFrame, caption: str, words: Language) -> Table:
    """Value, range, grade and source of parameters. Descriptions and sources are data, in English."""
    rows = []
    for name, row in table.iterrows():
        default = words.text("parameter.changed", default=_value(row["default"], words)) if row["changed"] else ""
        rows.append(
            (
                Cell(str(name), head=True, language="en"),
                Cell(f"{_value(row['value'], words)}{default}", number=True),
                Cell(str(row["unit"] or ""), language="en"),
                Cell(words.text("range", low=_value(row["minimum"], words), high=_value(row["maximum"], words)), number=True),
                Cell(words.text(f"grade.{row['grade']}") if row["grade"] in ("assumed", "literature", "measured") else str(row["grade"])),
                Cell(str(row["source"] or ""), language="en"),
            )
        )  # fmt: skip
    heads = tuple(words.text(f"table.{head}") for head in ("parameter", "value", "unit", "allowed", "grade", "source"))
    return Table(caption, heads, tuple(rows))


def _value(value: Any, words: Language) -> str:
    """A parameter's number with all its decimals."""
    if not isinstance(value, int | float) or not np.isfinite(value):
        return str(value)
    decimals = f"{float(value):.6f}".rstrip("0").partition(".")[2]
    return words.number(float(value), len(decimals))


def targets_table(ds: xr.Dataset, words: Language) -> tuple[Table, int, int] | None:
    """Published figures beside the baseline, how many fit, and of how many; nothing where none speak of this place."""
    table = compare(ds)
    table = table[table["verdict"] != UNKNOWN]
    if table.empty:
        return None
    rows = []
    for _, row in table.iterrows():
        part = f" ({row['part']})" if row["part"] else ""
        verdict = "fits" if row["verdict"] == FITS else "too_low" if row["verdict"] == TOO_LOW else "too_high"
        rows.append(
            (
                Cell(f"{row['target']}{part}", head=True),
                Cell(f"{row['compared_with']}, {row['unit']}", language="en"),
                Cell(words.number(row["published"], digits_for(float("nan"), row["published"])), number=True),
                Cell(words.number(row["result"], digits_for(float("nan"), row["result"])), number=True),
                Cell(words.text(f"fit.{verdict}"), tone="better" if verdict == "fits" else "worse"),
                Cell(words.text(f"role.{row['role']}")),
                Cell(str(row["source"]), language="en"),
            )
        )
    heads = tuple(words.text(f"table.{head}") for head in ("target", "compared_with", "published", "simulated", "fit", "role", "source"))
    return Table(words.text("targets.caption"), heads, tuple(rows)), int((table["verdict"] == FITS).sum()), len(table)


def held(ds: xr.Dataset, outcomes: Sequence[str]) -> list[str]:
    """Those of some outcomes that the file holds and knows a value of, for everybody."""
    known = set(outcome_names(ds))
    return [name for name in outcomes if name in known and bool(np.isfinite(ds[name].sel(group="all").values).any())]
