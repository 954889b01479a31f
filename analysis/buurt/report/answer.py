"""The top of the page: the question, and what each arm does in a few sentences and tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from buurt.effects import LAST_YEAR, WEEKS_A_YEAR, WHOLE, effects, paired_difference
from buurt.judgement import BETTER, LESS, MORE, SAME, UNCLEAR, WORSE, judge
from buurt.language import Language, Name, digits_for
from buurt.lasting import end_of_money
from buurt.report import figures, tables
from buurt.report.apart import after_sentence
from buurt.report.said import Said, Worlds, said, worlds_of
from buurt.results import municipality_of, outcome_names
from buurt.shares import effects_by_group
from buurt.tidy import comparison_of



TILES = 3
"""Outcomes that the answer stands on: the first of those that the question names, whatever they show."""

USUAL_OUTCOMES = (
    "unmet_hours", "people_with_unmet_need", "lonely_people", "strained_carers", "informal_carers", "hospital_admissions",
    "life_satisfaction", "loneliness", "ties_per_person", "isolated_people",
)  # fmt: skip
"""What a page looks at first when no question says."""

PROGRAMMES = "cost_programmes"
"""What the programmes of an arm cost."""


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


def main_outcomes(ds: xr.Dataset) -> list[str]:
    """What the page looks at first: the outcomes that the question names, else the usual ones that the file holds."""
    asked = [str(name) for name in comparison_of(ds).get("main_outcomes", [])]
    known = tables.held(ds, [*asked, *(name for name in USUAL_OUTCOMES if name not in asked)])
    directed = [name for name in known if ds[name].attrs.get("better") in ("lower", "higher")]
    return directed or known or outcome_names(ds)[:TILES]


def asked(ds: xr.Dataset, words: Language) -> Name | None:
    """The question as somebody put it, in the page's language where it is known; nothing for one that the program made up."""
    question = str(ds.attrs.get("question", ""))
    if not question or question.startswith("What is different in"):
        return None
    return words.question(question)


def title_of(ds: xr.Dataset, arms: list[str], called: list[str], words: Language) -> str:
    """The heading of the page."""
    place = municipality_of(ds)
    if not arms:
        return words.text("title.single", place=place)
    listed = called[0] if len(called) == 1 else words.text("list.and", first=words.text("list.comma").join(called[:-1]), last=called[-1])
    titled = words.arm_called(arms[0], None, [one.get("name", "") for one in tables.told_of(ds, arms[0]).get("with", [])])
    key = "several" if len(arms) > 1 else "compare" if titled.language else "compare_titled"
    return words.text(f"title.{key}", place=place, arm=listed)


def answer_of(ds: xr.Dataset, arm: str, main: list[str], words: Language) -> ArmAnswer:
    """What an arm does to the first main outcomes, who feels it, what it costs, and what is left after the money."""
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
    sentences += [*_money_sentences(ds, arm, words), after_sentence(ds, arm, main[0], words)]
    return ArmAnswer(name, str(tables.told_of(ds, arm).get("what", "")), [one for one in sentences if one], tiles)


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
    missed = [words.within(words.group(str(row["group"])).text) for _, row in groups.iterrows() if judge(row, str(row["better"])) in (SAME, UNCLEAR)]
    if not clear:
        return words.text("answer.who_nobody")
    whole = effects(ds, outcome, arm, LAST_YEAR, "all").iloc[0]
    if judge(whole, str(whole["better"])) in (SAME, UNCLEAR):
        return words.text("answer.who_by_chance", clear=words.number(len(clear)), groups=words.number(len(groups)))
    most = max(clear, key=lambda row: abs(row["mean"]))
    amount = words.number(most["mean"], digits_for(most["se"], most["mean"]), signed=True)
    unit = figures.unit_of(table, words, ds, outcome)
    text = words.text("answer.who", group=words.within(words.group(str(most["group"])).text), amount=amount, unit=unit)
    return text + (" " + words.text("answer.missed", groups=", ".join(missed)) if missed else "")


def _money_sentences(ds: xr.Dataset, arm: str, words: Language) -> list[str]:
    """What an arm costs in the last year, or that this is not clear; and what its programmes cost in all where they are over."""
    cost = cost_of(ds, arm)
    if cost is None:
        return [words.text("answer.no_money")]
    effect = effects(ds, cost, arm, LAST_YEAR, "all").iloc[0]
    tale = said(ds, effect, words)
    called = words.outcome(cost, ds[cost].attrs).text
    if tale.verdict != UNCLEAR:
        key = "answer.money_same" if tale.verdict == SAME else "answer.money"
        sentence = words.text(key, outcome=called, amount=tale.unsigned, unit=tale.unit, direction=tale.direction)
    elif np.isfinite(effect["low_90"]):
        interval = words.text("range", low=tale.low, high=tale.high)
        sentence = words.text("answer.money_unclear", outcome=called, signed=tale.amount, unit=tale.unit, interval=interval)
    else:
        sentence = words.text("answer.money_one_world", outcome=called, signed=tale.amount, unit=tale.unit)
    spent = spent_in_all(ds, arm)
    if spent is None:
        return [sentence]
    euro, week = spent
    key = "answer.money_spent_late" if cost == PROGRAMMES else "answer.money_spent"
    return [words.text(key, amount=words.number(euro, 2 - int(np.floor(np.log10(euro)))), week=words.number(week)), sentence]


def spent_in_all(ds: xr.Dataset, arm: str) -> tuple[float, int] | None:
    """What the programmes of an arm cost in all beyond the baseline's, and the last week in which they did.

    Returns:
        Euro, mean of the worlds, and the week; nothing while they go on or where they cost nothing.
    """
    if not tables.held(ds, (PROGRAMMES,)):
        return None
    difference = paired_difference(ds, PROGRAMMES, arm)
    weeks = difference["week"].values
    after_start = difference.values[:, weeks > 0]
    paid = (after_start > 0).any(axis=0)
    in_all = effects(ds, PROGRAMMES, arm, WHOLE, "all").iloc[0]["mean"] * weeks[-1]
    if not paid.any() or not in_all > 0:
        return None
    last = int(weeks[weeks > 0][paid][-1])
    over = end_of_money(ds, arm) is not None or weeks[-1] - last >= WEEKS_A_YEAR
    return (float(in_all), last) if over and last < weeks[-1] else None


def cost_of(ds: xr.Dataset, arm: str) -> str | None:
    """The cost that an arm is told with: of programmes when it runs any, else the widest that differs."""
    held = tables.held(ds, (PROGRAMMES, "cost_total", "cost_formal_care"))
    for name in held:
        effect = effects(ds, name, arm, LAST_YEAR, "all").iloc[0]
        if judge(effect, str(effect["better"])) != SAME:
            return name
    return held[0] if held else None
