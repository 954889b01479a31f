"""Puts the page together from a results file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import pandas as pd
import xarray as xr

from buurt.effects import LAST_YEAR, arms_compared, effects, paired_replicates, pairing_gain
from buurt.judgement import BETTER, FEW_REPLICATES, LESS, MORE, SAME, UNCLEAR, WORSE, judge
from buurt.language import Language, Name, digits_for
from buurt.plots import shared_limits
from buurt.report import figures, tables
from buurt.report.parts import Cell, Drawings, Plot, Table
from buurt.report.said import Said, Worlds, said, worlds_of
from buurt.results import (
    ResultsError,
    complaints_of,
    finished_replicates,
    is_flow,
    municipality_of,
    open_results,
    outcome_names,
    scenario_of,
)
from buurt.shares import baseline_level, effects_by_group, hidden_groups, neighbourhood_outcomes
from buurt.targets import read_targets
from buurt.tidy import comparison_of, parameters, persons

TILES = 3
"""Outcomes that the answer stands on: the first of those that the question names, whatever they show."""

USUAL_OUTCOMES = (
    "unmet_hours", "people_with_unmet_need", "lonely_people", "strained_carers", "informal_carers", "hospital_admissions",
    "life_satisfaction", "loneliness", "ties_per_person", "isolated_people",
)  # fmt: skip
"""What a page looks at first when no question says."""

_SIDE = 8
_PANELS = {1: 6, 2: 4}
_LEAST_PANELS = 3


@dataclass(frozen=True)
class Tile:
    """One outcome of the answer."""

    name: Name
    tale: Said
    interval: str
    worlds: str
    dots: list[str]


@dataclass(frozen=True)
class ArmAnswer:
    """What an arm does: sentences, then tiles."""

    name: Name
    what: str
    sentences: list[str]
    tiles: list[Tile]


@dataclass(frozen=True)
class Part:
    """What stands under one heading of a section: of an arm, or of an outcome with the arms side by side."""

    name: Name
    plots: list[Plot]
    tables: list[Table]


def write_report(
    results: str | os.PathLike[str],
    output: str | os.PathLike[str],
    language: str = "en",
    *,
    unfinished: bool = False,
    overwrite: bool = True,
) -> Path:
    """Writes the report of a results file; the page appears under its name only when whole.

    Args:
        results: file of `buurt compare` or `buurt run`.
        output: the page to write, an .html file.
        language: "nl", "fr" or "en".
        unfinished: also accept the `.partial` file of a stopped run.
        overwrite: replace a page that is already there.

    Raises:
        ResultsError: a file cannot be read or written, or the language is not known; one sentence.
    """
    output = Path(output)
    if output.exists() and not overwrite:
        raise ResultsError(f"{output}: the file is there already; add --overwrite to replace it.")
    if output.is_dir():
        raise ResultsError(f"{output}: this is a folder; name the page to write, such as report.html.")
    words = Language(language)
    with open_results(results, unfinished=unfinished) as ds:
        try:
            text = report_html(ds, words.code)
        except (OSError, RuntimeError) as error:
            raise ResultsError(f"{results}: the file is damaged and cannot be read ({error}).") from error
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=output.parent, suffix=".html", delete=False) as file:
            unfinished_page = Path(file.name)
            file.write(text)
        unfinished_page.chmod(0o644)
        unfinished_page.replace(output)
    except OSError as error:
        raise ResultsError(f"{output}: the page cannot be written ({error.strerror or error}).") from error
    return output


def report_html(ds: xr.Dataset, language: str = "en") -> str:
    """The report as the text of one page of HTML that needs no other file.

    Args:
        ds: results from `buurt.open`; its values are loaded into memory.
        language: "nl", "fr" or "en".
    """
    words = Language(language)
    ds.load()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    page = environment.get_template("page.html.j2")
    return page.render(t=words.text, lang=words.code, style=style, **_content(ds, words))


def _content(ds: xr.Dataset, words: Language) -> dict[str, Any]:
    arms = [arm for arm in arms_compared(ds) if paired_replicates(ds, arm).any()]
    place = municipality_of(ds)
    main = main_outcomes(ds)
    drawings = Drawings()
    content: dict[str, Any] = {
        "place": place,
        "facts": _facts(ds, words),
        "warnings": _warnings(ds, arms, main, words),
        "assumptions": _assumptions(ds, main, words),
        "targets": _targets(ds, words),
        "reproduce": _reproduce(ds, words),
        "arms": arms,
        "asked": _asked(ds),
    }
    content["answers"] = [_answer(ds, arm, main, words) for arm in arms]
    named = [answer.name.text for answer in content["answers"]]
    if arms:
        listed = named[0] if len(named) == 1 else words.text("list.and", first="; ".join(named[:-1]), last=named[-1])
        titled = words.arm_called(arms[0], None, [one.get("name", "") for one in tables.told_of(ds, arms[0]).get("with", [])])
        key = "several" if len(arms) > 1 else "compare" if titled.language else "compare_titled"
        content["title"] = words.text(f"title.{key}", place=place, arm=listed)
        content["changes"] = tables.changes_table(ds, arms, scenario_of(ds), words)
        content["over_time"] = _over_time(ds, arms, main, words, drawings)
        content["who"] = _who(ds, arms, main, words, drawings)
        hidden = [words.group(name).text for name in hidden_groups(ds)]
        content["hidden"] = words.text("who.hidden", groups=", ".join(hidden)) if hidden else ""
        content["side"] = tables.side_by_side(ds, arms, main[:_SIDE], words) if len(arms) > 1 else None
        content["people"] = tables.people_table(ds, arms, words)
        content["where"] = _where(ds, arms, words, drawings)
        content["forests"] = [
            Part(tables.called(ds, arm, words), [plot], []) for arm in arms if (plot := figures.forest(ds, arm, words, drawings))
        ]
        for key, names in (("funnel", tables.FUNNEL), ("hours", tables.HOURS), ("money", tables.MONEY)):
            content[key] = _effect_parts(ds, arms, tables.held(ds, names), words.text(f"{key}.caption"), words)
        content["per_euro"] = _per_euro(ds, arms, main, words)
        content["sure"] = _how_sure(ds, arms, main, words)
        known = tables.held(ds, outcome_names(ds))
        content["all_outcomes"] = [
            tables.effect_table(ds, arm, known, words.text("all.caption", arm=tables.called(ds, arm, words).text), words)
            for arm in arms
        ]
        content["definitions"] = tables.definition_table(ds, known, words)
    else:
        content["title"] = words.text("title.single", place=place)
        content["levels"] = [figures.level_over_time(ds, name, words, drawings) for name in main[:6]]
        known = tables.held(ds, outcome_names(ds))
        content["all_outcomes"] = [tables.level_table(ds, known, words.text("all.caption_single"), words)]
        content["definitions"] = tables.definition_table(ds, known, words)
    content["cannot"] = _cannot(ds, arms, words)
    content["caveats"] = _caveats(ds, content["targets"], words)
    return content


def main_outcomes(ds: xr.Dataset) -> list[str]:
    """What the page looks at first: the outcomes that the question names, else the usual ones that the file holds."""
    asked = [str(name) for name in comparison_of(ds).get("main_outcomes", [])]
    known = tables.held(ds, [*asked, *(name for name in USUAL_OUTCOMES if name not in asked)])
    directed = [name for name in known if ds[name].attrs.get("better") in ("lower", "higher")]
    return directed or known or outcome_names(ds)[:TILES]


def _asked(ds: xr.Dataset) -> str:
    """The question as somebody put it; nothing for the one that the program makes up for a call without a question."""
    question = str(ds.attrs.get("question", ""))
    return "" if question.startswith("What is different in") else question


def _facts(ds: xr.Dataset, words: Language) -> list[tuple[str, str]]:
    weeks = int(ds["week"].values[-1])
    finished = int(finished_replicates(ds).sum())
    asked = ds.sizes["replicate"]
    worlds = words.count("count.worlds", finished)
    if finished < asked:
        worlds = words.text("facts.unfinished", done=worlds, asked=words.number(asked))
    created = str(ds.attrs.get("created", ""))
    facts = [
        ("facts.place", municipality_of(ds)),
        ("facts.period", words.text("facts.weeks", weeks=words.count("count.weeks", weeks), start=words.date(ds["date"].values[0]))),
        ("facts.worlds", worlds),
        ("facts.made", words.text("facts.with", version=ds.attrs["buurt_version"], date=words.date(created[:10]) if created else "")),
    ]
    return [(words.text(key), value) for key, value in facts]


def _answer(ds: xr.Dataset, arm: str, main: list[str], words: Language) -> ArmAnswer:
    name = tables.called(ds, arm, words)
    tiles, sentences = [], []
    for index, outcome in enumerate(main[:TILES]):
        effect = effects(ds, outcome, arm, LAST_YEAR, "all").iloc[0]
        tale = said(ds, effect, words)
        worlds = worlds_of(ds, outcome, arm)
        called = words.outcome(outcome, ds[outcome].attrs)
        interval = words.text("range", low=tale.low, high=tale.high) if np.isfinite(effect["low_90"]) else ""
        tiles.append(Tile(called, tale, interval, worlds.words(words), worlds.dots()))
        if index == 0:
            sentences.append(_first_sentence(called, tale, worlds, interval, words))
    sentences.append(_who_sentence(ds, arm, main[0], words))
    money = _money_sentence(ds, arm, words)
    return ArmAnswer(name, str(tables.told_of(ds, arm).get("what", "")), [*sentences, *([money] if money else [])], tiles)


def _first_sentence(called: Name, tale: Said, worlds: Worlds, interval: str, words: Language) -> str:
    key = {SAME: "same", UNCLEAR: "unclear"}.get(tale.verdict, "clear")
    if key == "unclear" and not interval:
        key = "one_world"
    share = words.text("answer.percent", percent=tale.percent) if tale.percent else ""
    return words.text(
        f"answer.{key}", outcome=called.text, amount=tale.unsigned, unit=tale.unit, direction=tale.direction,
        percent=share, interval=interval, worlds=worlds.words(words), signed=tale.amount,
    )  # fmt: skip


def _who_sentence(ds: xr.Dataset, arm: str, outcome: str, words: Language) -> str:
    table = effects_by_group(ds, outcome, arm)
    groups = table[table["group"] != "all"]
    clear = [row for _, row in groups.iterrows() if judge(row, str(row["better"])) in (BETTER, WORSE, MORE, LESS)]
    missed = [words.group(str(row["group"])).text for _, row in groups.iterrows() if judge(row, str(row["better"])) in (SAME, UNCLEAR)]
    if not clear:
        return words.text("answer.who_nobody")
    most = max(clear, key=lambda row: abs(row["mean"]))
    amount = words.number(most["mean"], digits_for(most["se"], most["mean"]), signed=True)
    unit = figures._unit_of(table, words, ds, outcome)
    text = words.text("answer.who", group=words.group(str(most["group"])).text, amount=amount, unit=unit)
    return text + (" " + words.text("answer.missed", groups=", ".join(missed)) if missed else "")


def _money_sentence(ds: xr.Dataset, arm: str, words: Language) -> str:
    cost = _cost(ds, arm)
    if cost is None:
        return words.text("answer.no_money")
    effect = effects(ds, cost, arm, LAST_YEAR, "all").iloc[0]
    tale = said(ds, effect, words)
    key = "answer.money_same" if tale.verdict == SAME else "answer.money"
    return words.text(
        key, outcome=words.outcome(cost, ds[cost].attrs).text, amount=tale.unsigned, unit=tale.unit, direction=tale.direction
    )


def _cost(ds: xr.Dataset, arm: str) -> str | None:
    """The cost that an arm is told with: of programmes when it runs any, else the widest that differs."""
    held = tables.held(ds, ("cost_programmes", "cost_total", "cost_formal_care"))
    for name in held:
        effect = effects(ds, name, arm, LAST_YEAR, "all").iloc[0]
        if judge(effect, str(effect["better"])) != SAME:
            return name
    return held[0] if held else None


def _warnings(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> list[str]:
    warnings = []
    finished = int(finished_replicates(ds).sum())
    if finished == 1:
        warnings.append(words.text("warning.one_world"))
    elif finished < FEW_REPLICATES:
        warnings.append(words.text("warning.few_worlds", n=words.number(finished), enough=words.number(FEW_REPLICATES)))
    left_out = [arm for arm in arms_compared(ds) if arm not in arms]
    if left_out:
        warnings.append(words.text("warning.arm_unfinished", arms=", ".join(tables.called(ds, arm, words).text for arm in left_out)))
    if finished < ds.sizes["replicate"]:
        warnings.append(words.text("warning.unfinished", done=words.number(finished), asked=words.number(ds.sizes["replicate"])))
    unbalanced = sum(bool(one) for one in complaints_of(ds))
    if unbalanced:
        warnings.append(words.text("warning.balance", n=words.number(unbalanced), of=words.number(finished)))
    if int(ds["week"].values[-1]) < figures._WEEKS_A_YEAR:
        warnings.append(words.text("warning.short", weeks=words.count("count.weeks", int(ds["week"].values[-1]))))
    return warnings


def _caveats(ds: xr.Dataset, targets: dict[str, Any] | None, words: Language) -> list[str]:
    grades = parameters(ds)["grade"].value_counts()
    caveats = []
    if grades.sum():
        caveats.append(
            words.text("caveat.assumed", assumed=words.number(int(grades.get("assumed", 0))), all=words.number(int(grades.sum())))
        )
    caveats.append(words.text("caveat.chance"))
    if targets:
        caveats.append(words.text("caveat.targets", missed=words.number(targets["of"] - targets["fits"]), of=words.number(targets["of"])))
    return caveats


def _over_time(ds: xr.Dataset, arms: list[str], main: list[str], words: Language, drawings: Drawings) -> list[Part]:
    """Of one arm all outcomes together; of several arms each outcome with the arms beside each other."""
    shown = main[: _PANELS.get(len(arms), _LEAST_PANELS)]
    limits = {outcome: shared_limits(ds, outcome, arms) for outcome in shown}
    return _in_parts(ds, arms, shown, words, lambda one, arm, lead: figures.over_time(ds, one, arm, limits[one], lead, words, drawings))


def _who(ds: xr.Dataset, arms: list[str], main: list[str], words: Language, drawings: Drawings) -> list[Part]:
    return _in_parts(ds, arms, main[:TILES], words, lambda one, arm, lead: figures.who(ds, one, arm, lead, words, drawings))


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


def _where(ds: xr.Dataset, arms: list[str], words: Language, drawings: Drawings) -> list[Part]:
    parts = []
    for arm in arms:
        plots = [plot for one in neighbourhood_outcomes(ds) if (plot := figures.where(ds, one, arm, words, drawings))]
        if plots:
            parts.append(Part(tables.called(ds, arm, words), plots, []))
    return parts


def _effect_parts(ds: xr.Dataset, arms: list[str], outcomes: list[str], caption: str, words: Language) -> list[Part]:
    if not outcomes:
        return []
    return [
        Part(tables.called(ds, arm, words), [], [tables.effect_table(ds, arm, outcomes, caption, words)]) for arm in arms
    ]


def _per_euro(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> list[str]:
    """What a change of an outcome goes with in money, where both are clear."""
    sentences = []
    for arm in arms:
        cost = _cost(ds, arm)
        if cost is None or str(ds[cost].attrs.get("units")) != "EUR per week":
            continue
        table = effects(ds, [cost, *main[:TILES]], arm, LAST_YEAR, "all").set_index("outcome")
        money = table.loc[cost]
        if judge(money, str(money["better"])) not in (BETTER, WORSE):
            continue
        for outcome in main[:TILES]:
            effect = table.loc[outcome]
            if is_flow(ds[outcome]) or judge(effect, str(effect["better"])) not in (BETTER, WORSE):
                continue
            ratio = abs(money["mean"] / effect["mean"])
            tale = said(ds, {**effect.to_dict(), "outcome": outcome}, words)
            cheaper = said(ds, {**money.to_dict(), "outcome": cost}, words)
            sentences.append(
                words.text(
                    "money.per_unit", arm=words.capital(tables.called(ds, arm, words).text), outcome=words.outcome(outcome, ds[outcome].attrs).text,
                    amount=tale.amount, unit=tale.unit, money=cheaper.amount, money_unit=cheaper.unit,
                    ratio=words.number(ratio, digits_for(float("nan"), ratio)),
                )
            )  # fmt: skip
    return sentences


def _how_sure(ds: xr.Dataset, arms: list[str], main: list[str], words: Language) -> dict[str, Any]:
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


def _assumptions(ds: xr.Dataset, main: list[str], words: Language) -> dict[str, Any]:
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


def _targets(ds: xr.Dataset, words: Language) -> dict[str, Any] | None:
    try:
        read_targets()
    except ResultsError:
        return None
    found = tables.targets_table(ds, words)
    if found is None:
        return None
    table, fits, of = found
    return {"table": table, "fits": fits, "of": of, "sentence": words.text("targets.sentence", fits=words.number(fits), of=words.number(of))}


def _reproduce(ds: xr.Dataset, words: Language) -> dict[str, Any]:
    hashes = []
    if "state_hash" in ds:
        last = ds["state_hash"].isel(week=-1)
        for arm in ds["arm"].values:
            done = np.flatnonzero(finished_replicates(ds, str(arm)))
            hashes += [(str(arm), int(ds["replicate"].values[r]), f"{int(last.sel(arm=arm).values[r]):016x}") for r in done]
    facts = [
        ("reproduce.command", str(ds.attrs.get("command_line", "–"))),
        ("reproduce.seed", str(ds.attrs.get("seed", "–"))),
        ("reproduce.version", f"buurt {ds.attrs['buurt_version']} ({ds.attrs.get('source_revision', '–')}), {ds.attrs.get('compiler', '–')}"),
        ("reproduce.created", str(ds.attrs.get("created", "–"))),
    ]
    scenario = json.dumps(scenario_of(ds), indent=2, ensure_ascii=False, sort_keys=True)
    rows = tuple((Cell(arm, head=True), Cell(str(r), number=True), Cell(value)) for arm, r, value in hashes)
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "world", "hash"))
    return {
        "facts": [(words.text(key), value) for key, value in facts],
        "scenario": scenario,
        "hashes": Table(words.text("reproduce.hashes"), heads, rows),
        "file": Path(str(ds.encoding.get("source", "results.h5"))).name,
    }


def _cannot(ds: xr.Dataset, arms: list[str], words: Language) -> list[str]:
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
    missing += ["map", "after", "parts", "parameter_spread"] if arms else ["map"]
    if arms and len(neighbourhood_outcomes(ds)) < 2:
        missing.append("neighbourhoods")
    return [words.text(f"cannot.{key}") for key in missing]
