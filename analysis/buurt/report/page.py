"""Puts the page together from a results file."""

from __future__ import annotations

import os
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

import jinja2
import xarray as xr

from buurt.effects import BASELINE, arms_compared, paired_replicates
from buurt.language import Language
from buurt.plots import has_map
from buurt.report import answer, apart, caution, certainty, figures, flows, origin, sections, tables
from buurt.report.parts import Drawings
from buurt.results import ResultsError, municipality_of, open_results, outcome_names, scenario_of
from buurt.shares import hidden_groups

_SIDE = 8
_LEVELS = 6



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
    if output.exists() and Path(results).exists() and output.samefile(results):
        raise ResultsError(f"{output}: these are the results that are read, and a page cannot replace them; name another page with -o.")
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
    main = answer.main_outcomes(ds)
    drawings = Drawings()
    answers = [answer.answer_of(ds, arm, main, words) for arm in arms]
    known = tables.held(ds, outcome_names(ds))
    targets = certainty.targets_check(ds, words)
    content: dict[str, Any] = {
        "title": answer.title_of(ds, arms, [one.name.text for one in answers], words),
        "asked": answer.asked(ds, words),
        "facts": origin.facts(ds, words),
        "warnings": caution.warnings(ds, arms, words),
        "arms": arms,
        "answers": answers,
        "caveats": caution.caveats(ds, targets, words),
        "assumptions": certainty.assumptions(ds, main, words),
        "targets": targets,
        "definitions": tables.definition_table(ds, known, words),
        "cannot": caution.cannot(ds, arms, words),
        "reproduce": origin.reproduce(ds, words),
    }
    return content | (_compared(ds, arms, main, known, words, drawings) if arms else _alone(ds, main, known, words, drawings))


def _compared(
    ds: xr.Dataset, arms: list[str], main: list[str], known: list[str], words: Language, drawings: Drawings
) -> dict[str, Any]:
    """What a file of several arms has to show."""
    hidden = [words.group(name).text for name in hidden_groups(ds)]
    return {
        "changes": tables.changes_table(ds, arms, scenario_of(ds), words),
        "side": tables.side_by_side(ds, arms, main[:_SIDE], words) if len(arms) > 1 else None,
        "over_time": sections.over_time(ds, arms, main, words, drawings),
        "people": tables.people_table(ds, arms, words),
        "who": sections.who(ds, arms, main, words, drawings),
        "hidden": words.text("who.hidden", groups=", ".join(hidden)) if hidden else "",
        "where": sections.where(ds, arms, words, drawings),
        "has_map": has_map(ds),
        "funnel": sections.funnel(ds, arms, words, drawings),
        "hours": sections.effect_parts(ds, arms, tables.held(ds, tables.HOURS), words.text("hours.caption"), words),
        "money": sections.money(ds, arms, words, drawings),
        "per_euro": sections.per_euro(ds, arms, main, words),
        "after": sections.after_the_money(ds, arms, main, words),
        "parts": sections.parts_of_packages(ds, main, words, drawings),
        "dominoes": sections.dominoes(ds, arms, words, drawings),
        "forests": sections.forests(ds, arms, words, drawings),
        "sure": certainty.how_sure(ds, arms, main, words),
        "all_outcomes": [
            tables.effect_table(ds, arm, known, words.text("all.caption", arm=tables.called(ds, arm, words).text), words)
            for arm in arms
        ],
    }


def _alone(ds: xr.Dataset, main: list[str], known: list[str], words: Language, drawings: Drawings) -> dict[str, Any]:
    """What a file of one course of things has to show."""
    place = municipality_of(ds)
    flowing = [plot for plot in (draw(ds, BASELINE, place, words, drawings) for draw in (flows.way, flows.money)) if plot]
    levels = (figures.level_over_time(ds, name, words, drawings) for name in main)
    return {
        "levels": list(islice(filter(None, levels), _LEVELS)),
        "flows": flowing,
        "networks": apart.networks(ds, words, drawings),
        "all_outcomes": [tables.level_table(ds, known, words.text("all.caption_single"), words)],
    }
