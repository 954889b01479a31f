"""Results beside published figures: what is computed, and that the mapping speaks of known things."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import results_file
from matplotlib.text import Text

import buurt
from buurt import targets, targets_text
from buurt.__main__ import main

SOURCE = Path(__file__).resolve().parents[2]
FOLDER = SOURCE / "scenarios" / "targets"
PAGE = SOURCE / "docs" / "validation.md"
COLUMNS = (
    "id", "group", "indicator", "value", "unit", "population", "year", "geography", "source", "where_read",
    "confidence", "use",
)  # fmt: skip


def term(outcome: str | list[str], group: str | list[str] = "all", statistic: str = "mean") -> dict[str, Any]:
    return {"outcome": outcome, "group": group, "statistic": statistic}


def made_up(values: dict[str, str], *comparisons: dict[str, Any]) -> targets.Targets:
    """Targets of these published values; what a comparison does not say is usual."""
    usual = {"compared_with": "something", "unit": "%", "role": "independent", "comparable": "whole"}
    rows = {id_: dict.fromkeys(COLUMNS, "") | {"id": id_, "value": value} for id_, value in values.items()}
    return targets.Targets(rows, tuple(usual | one for one in comparisons))


def write(folder: Path, changes: dict[str, float | np.ndarray], **more: Any) -> Path:
    """A results file in which these outcomes have these values, broadcast over arm, replicate, week, group."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        for name, value in changes.items():
            outcomes[name] = np.broadcast_to(np.asarray(value, dtype=float), outcomes["population"].shape).copy()

    return results_file.write(folder / "results.h5", change=change, **more)


def of_groups(**values: float) -> np.ndarray:
    return np.array([values.get(group, 0.0) for group in results_file.GROUPS]).reshape(1, 1, 1, -1)


def only(path: Path, published: targets.Targets) -> dict[str, Any]:
    with buurt.open(path) as ds:
        (row,) = targets.compare(ds, published).to_dict("records")
    return row


def test_a_share_is_of_the_groups_together_and_its_interval_is_over_replicates(tmp_path: Path) -> None:
    replicate = np.arange(101.0).reshape(1, 101, 1, 1)
    path = write(
        tmp_path,
        {
            "people_in_need": replicate * of_groups(age_65_79=1.0, age_80_plus=3.0, women=50.0),
            "population": of_groups(age_65_79=100.0, age_80_plus=300.0, women=7.0),
        },
        weeks=4, replicates=101,
    )  # fmt: skip
    old = ["age_65_79", "age_80_plus"]
    one = {"target": "A", "result": term("people_in_need", old), "over": term("population", old), "factor": 100}
    row = only(path, made_up({"A": "47"}, one))
    assert row["result"] == pytest.approx(50.0) and row["replicates"] == 101
    assert (row["low_90"], row["high_90"]) == pytest.approx((5.0, 95.0))
    assert row["ratio"] == pytest.approx(50.0 / 47.0)


@pytest.mark.parametrize(
    ("value", "verdict"), [(7.4, "too low"), (7.47, "fits"), (8.3, "fits"), (9.13, "fits"), (9.2, "too high")]
)
def test_a_result_fits_within_a_tenth_of_a_figure_without_interval(tmp_path: Path, value: float, verdict: str) -> None:
    row = only(write(tmp_path, {"loneliness": value}), made_up({"A": "8.3"}, {"target": "A", "result": term("loneliness")}))
    assert row["verdict"] == verdict and (row["low"], row["high"]) == pytest.approx((7.47, 9.13))


@pytest.mark.parametrize(("value", "verdict"), [(19.9, "too low"), (20.1, "fits"), (43.9, "fits"), (44.1, "too high")])
def test_the_interval_of_the_source_goes_before_a_tenth(tmp_path: Path, value: float, verdict: str) -> None:
    one = {"target": "A", "value": 32, "low": 20, "high": 44, "result": term("loneliness")}
    assert only(write(tmp_path, {"loneliness": value}), made_up({"A": "20-44"}, one))["verdict"] == verdict


def test_means_are_of_the_last_year_and_events_are_counted_in_it(tmp_path: Path) -> None:
    weeks = np.arange(157).reshape(1, 1, -1, 1)
    path = write(
        tmp_path, {"loneliness": np.where(weeks > 104, 3.0, 99.0), "deaths": np.where(weeks > 104, 2.0, 99.0)}, weeks=156
    )
    one, two = {"target": "A", "result": term("loneliness")}, {"target": "A", "result": term("deaths", "all", "per_year")}
    with buurt.open(path) as ds:
        assert targets.compare(ds, made_up({"A": "1"}, one, two))["result"].to_list() == pytest.approx([3.0, 2 * 365.25 / 7])


def test_a_change_is_scaled_to_five_years(tmp_path: Path) -> None:
    growth = np.linspace(1.0, 1.21, 105).reshape(1, 1, -1, 1)
    one = {"target": "A", "result": term("population", "all", "change_in_five_years")}
    row = only(write(tmp_path, {"population": 1000 * growth}, weeks=104), made_up({"A": "1"}, one))
    assert row["result"] == pytest.approx(100 * (1.21 ** (5 * 365.25 / 728) - 1))


def test_a_count_of_a_place_of_another_size_is_compared_by_inhabitant(tmp_path: Path) -> None:
    path = write(tmp_path, {"informal_carers": 300.0, "population": 1000.0})
    one = {"target": "A", "target_over": "N", "result": term("informal_carers"), "over": term("population"), "factor": 1000}
    row = only(path, made_up({"A": "600", "N": "2000"}, one))
    assert (row["published"], row["result"], row["ratio"]) == pytest.approx((300.0, 300.0, 1.0))


def test_figures_of_another_place_are_left_out_and_unrecorded_outcomes_are_said(tmp_path: Path) -> None:
    path = write(tmp_path, {})
    elsewhere = {"target": "A", "municipality": "bruges", "result": term("population")}
    here = {"target": "A", "municipality": "herzele", "result": term("no_such_outcome")}
    row = only(path, made_up({"A": "1"}, elsewhere, here))
    assert row["verdict"] == "not in the file" and np.isnan(row["result"])


def test_the_table_counts_what_fits_and_what_is_not_spoken_about(tmp_path: Path) -> None:
    one = {"target": "A", "result": term("loneliness"), "role": "set"}
    two = {"target": "B", "result": term("loneliness"), "comparable": "in part", "because": "of another year"}
    published = made_up({"A": "5", "B": "10", "C": "1"}, one, two)
    with buurt.open(write(tmp_path, {"loneliness": 5.0})) as ds:
        table = targets.compare(ds, published)
        words, page = targets_text.as_text(ds, table, published), targets_text.as_markdown(ds, table)
    assert published.not_spoken_about() == ["C"]
    for expected in ("Fits: 1 of 2 comparisons", "used to set parameters: 1 of 1", "independent: 0 of 1", "B ~"):
        assert expected in words
    assert "Not spoken about: 1 of 3 published figures" in words
    assert "| B ~ | something | % | 10.0 | 5.00 | 5.00 – 5.00 | 0.50 | **too low** | independent |" in page
    assert "- B: of another year" in page


def test_the_fit_set_is_counted_in_one_line_with_the_names_of_those_that_fail(tmp_path: Path) -> None:
    one = {"target": "A", "result": term("loneliness"), "fit_set": True}
    two = {"target": "B", "part": "women", "result": term("loneliness"), "fit_set": True}
    three = {"target": "C", "result": term("no_such_outcome"), "fit_set": True}
    four = {"target": "D", "result": term("loneliness")}
    published = made_up({"A": "5", "B": "10", "C": "1", "D": "1"}, one, two, three, four)
    with buurt.open(write(tmp_path, {"loneliness": 5.0})) as ds:
        table = targets.compare(ds, published)
        words, page = targets_text.as_text(ds, table, published), targets_text.as_markdown(ds, table)
    for text in (words, page):
        assert "Fit set: 1 of 3; B women too low, C not in the file" in text
    assert targets_text.fit_set(table[table["target"] == "A"]) == ["Fit set: 1 of 1"]
    assert targets_text.fit_set(table[table["target"] == "D"]) == []


def test_the_command_writes_table_figure_and_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = results_file.write(tmp_path / "results.h5", weeks=60)
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- targets of herzele -->\nyesterday's\n<!-- end -->\nafter\n", encoding="utf-8")
    table, figure = tmp_path / "t.csv", tmp_path / "t.png"
    assert main(["targets", str(path), "-o", str(table), "--figure", str(figure), "--markdown", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "SOC-neigh-2023" in shown and "Not spoken about" in shown
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(targets.COLUMNS) and any(row["target"] == "SOC-neigh-2023" for row in rows)
    assert figure.read_bytes().startswith(b"\x89PNG")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n") and text.endswith("<!-- end -->\nafter\n") and "yesterday" not in text
    assert "| SOC-neigh-2023 |" in text


def test_a_page_without_the_block_and_a_missing_folder_are_said_in_a_sentence(
    tmp_path: Path, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n", encoding="utf-8")
    assert main(["targets", str(results), "--markdown", str(page)]) == 2
    assert "the page holds no block that begins with <!-- targets of herzele -->" in capsys.readouterr().err
    assert main(["targets", str(results), "--targets", str(tmp_path / "none")]) == 2
    assert "mapping.json: the file cannot be read" in capsys.readouterr().err


def test_the_figure_draws_every_comparison_and_says_how_many_fit(results: Path) -> None:
    with buurt.open(results) as ds:
        table = targets.compare(ds)
        figure = buurt.plots.targets_forest(ds, table)
    shown = table[table["verdict"] != targets.UNKNOWN]
    words = [text.get_text() for text in figure.findobj(Text)]
    for _, row in shown.iterrows():
        assert row["target"] in words
    fits = (shown["verdict"] == targets.FITS).sum()
    assert f"Synthetic Herzele beside published figures: {fits} of {len(shown)} fit" in words


# What stands in scenarios/targets and docs/validation.md.


def published_rows() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert tuple(row) == COLUMNS
                assert row["id"] not in rows, row["id"]
                rows[row["id"]] = row
    return rows


def declared(page: str) -> set[str]:
    """Names that the simulator declares: `{"name", "Label", …}` of outcomes, `{"name", "who"}` of groups."""
    return set(re.findall(r'^    \{"([a-z0-9_]+)",', (SOURCE / "sim/care" / page).read_text(encoding="utf-8"), re.M))


def mapping() -> list[dict[str, Any]]:
    return json.loads((FOLDER / "mapping.json").read_text(encoding="utf-8"))["comparisons"]


def test_every_comparison_names_known_figures_outcomes_and_groups() -> None:
    rows = published_rows()
    known = set().union(*(declared(page.name) for page in (SOURCE / "sim" / "care").glob("*outcomes.cpp")))
    groups = set(results_file.GROUPS)
    assert groups <= known
    places = {path.stem for path in (SOURCE / "scenarios" / "municipalities").glob("*.json")}
    for one in mapping():
        assert one["target"] in rows and one.get("target_over", one["target"]) in rows
        assert one.get("municipality", "herzele") in places
        for part in targets.terms_of(one):
            names = part["outcome"] if isinstance(part["outcome"], list) else [part["outcome"]]
            of = part["group"] if isinstance(part["group"], list) else [part["group"]]
            assert set(names) <= known - groups, one
            assert set(of) <= groups, one
            assert part["statistic"] in targets.STATISTICS


def test_every_comparison_says_how_it_is_meant() -> None:
    for one in mapping():
        assert one["role"] in targets.ROLES and one["compared_with"] and one["unit"]
        assert one["comparable"] in ("whole", "in part")
        assert (one["comparable"] == "in part") == bool(one.get("because")), one


def test_no_figure_is_compared_twice_in_the_same_part() -> None:
    names = [(one["target"], one.get("part")) for one in mapping()]
    assert len(names) == len(set(names))


def test_a_value_beside_the_table_stands_in_the_row_or_its_derivation_is_told() -> None:
    rows = published_rows()
    for one in mapping():
        row = rows[one["target"]]
        text = row["value"] + " " + row["unit"] + " " + row["indicator"]
        if "value" not in one:
            float(row["value"])
        elif not one.get("derivation"):
            assert one["value"] in [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)], one
        if "low" in one:
            words = row["value"] + " " + one.get("derivation", "")
            numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", words)]
            assert one["low"] in numbers and one["high"] in numbers


def test_the_fit_set_holds_each_published_figure_once_and_says_why_others_are_left_out() -> None:
    published = targets.read_targets(FOLDER)
    chosen = {one["target"] for one in published.comparisons if one.get("fit_set")}
    assert not chosen & set(published.left_out)
    assert all(published.left_out.values())
    for place in ("herzele", "bruges"):
        names = [one["target"] for one in published.of(place) if one.get("fit_set")]
        assert len(names) == len(set(names)) == 23
        # One row for one measure of the model, so that nothing counts twice.
        measures = [json.dumps([one["result"], one.get("over")]) for one in published.of(place) if one.get("fit_set")]
        assert len(measures) == len(set(measures))


def test_what_repeats_a_figure_of_the_fit_set_is_left_out_with_a_word() -> None:
    """Another row with the same measure of the model is another wave, region or survey, and the list says which."""
    published = targets.read_targets(FOLDER)
    for place in ("herzele", "bruges"):
        rows = published.of(place)
        chosen = {json.dumps([one["result"], one.get("over")]) for one in rows if one.get("fit_set")}
        for one in rows:
            if one.get("fit_set") or json.dumps([one["result"], one.get("over")]) not in chosen:
                continue
            assert one["target"] in published.left_out, one["target"]


def test_many_of_the_published_figures_are_spoken_about() -> None:
    published = targets.read_targets(FOLDER)
    assert len(published.rows) - len(published.not_spoken_about()) >= 90


def test_the_page_shows_the_comparisons_of_today() -> None:
    """Names only: the numbers are those of the run that the page names."""
    words = PAGE.read_text(encoding="utf-8")
    published = targets.read_targets(FOLDER)
    for place in ("herzele", "bruges"):
        block = words.split(f"<!-- targets of {place} -->")[1].split("<!-- end -->")[0]
        shown = sorted(re.findall(r"^\| ([A-Z][^|]*?)(?: ~)? \|", block, re.M))
        expected = sorted(f"{one['target']} {one.get('part', '')}".strip() for one in published.of(place))
        assert shown == expected
