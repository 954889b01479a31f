"""docs/odd.md speaks of the model as it is: phases, parameters, anchors, and the figures it shows.

With BUURT_WRITE_DOCS=1 in the environment the tables are written instead of compared.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest

SOURCE = Path(os.environ["BUURT_SOURCE"])
BUURT = os.environ["BUURT"]
PAGE = SOURCE / "docs/odd.md"
CATALOGUE = json.loads((SOURCE / "scenarios/parameters.json").read_text(encoding="utf-8"))


def text():
    return PAGE.read_text(encoding="utf-8")


def check_table(name, table):
    """Compares what stands between the marks of a table with the table, or writes it."""
    page = text()
    begin = page.index(f"<!-- {name} -->\n") + len(f"<!-- {name} -->\n")
    end = page.index("<!-- end -->", begin)
    if "BUURT_WRITE_DOCS" in os.environ:
        PAGE.write_text(page[:begin] + table + page[end:], encoding="utf-8")
    else:
        assert page[begin:end] == table


def number(value):
    return f"{value:g}"


def test_every_parameter_is_explained_and_none_is_made_up():
    prose = text()[: text().index('<a id="parameters">')]
    named = set(re.findall(r"`([a-z]+\.[a-z0-9_]+)`", prose)) - {"care.hpp"}
    groups = {name.split(".")[0] for name in CATALOGUE}
    assert not {name for name in named if name.split(".")[0] in groups} - set(CATALOGUE)
    # Rates and lengths of contacts by kind are explained by the first and the last of each.
    by_kind = {name for name in CATALOGUE if re.match(r"ties\.(rate|hours)_(?!scale|half)", name)}
    assert set(CATALOGUE) - by_kind <= named


def test_every_anchor_that_code_and_pages_name_is_there():
    anchors = set(re.findall(r'<a id="([a-z-]+)"></a>', text()))
    named = set(re.findall(r"\]\(#([a-z-]+)\)", text()))
    for folder in ("sim", "docs", "scenarios", "analysis"):
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix in {".cpp", ".hpp", ".md", ".json", ".py"}:
                named.update(re.findall(r"odd\.md#([a-z-]+)", path.read_text(encoding="utf-8")))
    assert "encounters" in named
    assert named <= anchors


def test_the_phases_stand_in_the_order_of_the_week_and_as_often():
    week = (SOURCE / "sim/care/week.cpp").read_text(encoding="utf-8")
    often = {"": "every week", "yearly": "every 52 weeks", "quarterly": "every 13 weeks", "weeks_between_looks": "every 4 weeks"}
    phases = [(name, often[interval]) for name, interval in re.findall(r'add\("([a-z ]+)", phase<\w+>(?:, (\w+))?', week)]
    section = text()[text().index("## 3. Process overview") : text().index("## 4. Design concepts")]
    assert phases
    assert re.findall(r"^\| ([a-z ]+) \| (every (?:week|\d+ weeks))", section, re.M) == phases


def test_every_file_that_the_page_names_is_there():
    named = re.findall(r"`((?:sim|scenarios)/[a-z_/.]+?)/?`", text()) + re.findall(r"\]\(([a-z_]+\.[a-z]+)\)", text())
    assert len(named) > 10
    assert not [path for path in named if not (SOURCE / path).exists() and not (SOURCE / "docs" / path).exists()]


@pytest.fixture(scope="module")
def herzele(tmp_path_factory):
    path = tmp_path_factory.mktemp("results") / "herzele.h5"
    subprocess.run(
        [BUURT, "run", SOURCE / "scenarios/herzele/baseline.json", "-o", path, "--quiet"],
        check=True, capture_output=True, timeout=500)  # fmt: skip
    with h5py.File(path) as file:
        yield lambda name: file[name][0, 0, :, 0].astype(float)


def test_the_patterns_are_those_of_herzele(herzele):
    def bounds(name):
        return " to ".join(number(CATALOGUE[f"balance.{name}_{end}"]["default"]) for end in ("from", "to"))

    def last(name, digits):
        return f"{herzele(name)[-1]:.{digits}f}"

    lonely = 100.0 * herzele("lonely_people")[-1] / herzele("people_16_plus")[-1]
    deaths = np.nansum(herzele("deaths")[1:]) / 5.0
    survey = "Statistiek Vlaanderen, SV-bevraging 2023, Flemish Region"
    rows = [
        ("Ties per person", "about 50 (Dunbar; MacCarron; Miritello et al. 2013)", "bounds, " + bounds("ties"),
         last("ties_per_person", 1)),
        ("Monthly ties, weekly ones included", "about 15 (the same)", "bounds, " + bounds("monthly"),
         last("ties_monthly", 1)),
        ("Weekly ties", "about 5 (the same)", "bounds, " + bounds("weekly"), last("ties_weekly", 1)),
        ("Yearly loss among the five closest ties", ".01 to .04 (Roy et al. 2022)", "bounds, " + bounds("inner"),
         last("inner_tie_turnover", 3)),
        ("Yearly loss among all ties", "about .10 (Mollenhorst et al. 2014)", "bounds, " + bounds("turnover"),
         last("tie_turnover", 3)),
        ("At least weekly contact with family outside the household, % of adults", f"48 ({survey})", "set",
         last("weekly_contact_family", 1)),
        ("At least weekly contact with friends or acquaintances, % of adults", f"39 ({survey})", "set",
         last("weekly_contact_friends", 1)),
        ("At least weekly contact with neighbours, % of adults", f"45 ({survey})", "set",
         last("weekly_contact_neighbours", 1)),
        ("Always or mostly lonely, % of 16 and over", "8.3 of 16 to 74 (Statbel, Belgium, end of 2021)", "set",
         f"{lonely:.1f}"),
        ("Deaths a year", "211 (derived from Belgian rates and the inhabitants of 2026)", "shown", f"{deaths:.0f}"),
    ]  # fmt: skip
    lines = ["| pattern | published | held against | simulated |", "|---|---|---|---:|"]
    check_table("patterns of herzele", "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows]) + "\n")


def test_weekly_and_monthly_ties_are_told_by_the_codes_of_the_model():
    rules = (SOURCE / "sim/care/world/tie_rules.hpp").read_text(encoding="utf-8")
    weekly, monthly = (re.search(rf"{name}_code = (\d+);", rules)[1] for name in ("weekly", "monthly"))
    assert f"(c below {weekly} and {monthly})" in " ".join(text().split())
