"""Paired differences: computed as `buurt compare` writes them, and told in one sentence where there are none."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import compare_file
import h5py
import numpy as np
import pandas as pd
import pytest
import results_file
import xarray as xr

import buurt
from buurt.__main__ import main
from buurt.effects import weeks_in, windows_of
from buurt.judgement import BETTER, LESS, SAME, UNCLEAR, WORSE, judge
from buurt.lags import as_text as lags_as_text
from buurt.language import LANGUAGES, Language
from buurt.results import outcome_names
from buurt.shares import effects_by_group, hidden_groups, relative_effects


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two arms, six replicates, 130 weeks."""
    return compare_file.invented(tmp_path_factory.mktemp("compare") / "c.h5", weeks=130, replicates=6)


def without_effects(path: Path, target: Path) -> Path:
    """The same file without the groups that `buurt compare` adds."""
    target.write_bytes(path.read_bytes())
    with h5py.File(target, "a") as file:
        del file["effects"]
    return target


def test_effects_computed_from_the_values_are_those_in_the_file(compared: Path, tmp_path: Path) -> None:
    with buurt.open(compared) as ds, buurt.open(without_effects(compared, tmp_path / "bare.h5")) as bare:
        pd.testing.assert_frame_equal(buurt.effects(ds), buurt.effects(bare))


def test_effects_are_taken_from_the_file_where_it_holds_them(compared: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.h5"
    target.write_bytes(compared.read_bytes())
    with h5py.File(target, "a") as file:
        file["effects/lonely_people"][0, :, 0, 0] = 4711.0
    with buurt.open(target) as ds:
        assert set(buurt.effects(ds, "lonely_people", group="all")["mean"]) == {4711.0}


def test_a_replicate_is_compared_with_the_same_replicate_of_the_baseline(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        levels = np.array([100.0, 900.0, 5000.0, 20.0]).reshape(4, 1, 1)
        outcomes["loneliness"][0], outcomes["loneliness"][1] = levels, levels - np.array([1, 2, 3, 4]).reshape(4, 1, 1)

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), change=change)
    with buurt.open(path) as ds:
        effect = buurt.effects(ds, "loneliness", "other", "last_year", "all").iloc[0]
        assert (effect["mean"], effect["replicates"], effect["share_better"]) == (-2.5, 4, 1.0)
        assert effect["se"] == pytest.approx(np.std([1, 2, 3, 4], ddof=1) / 2)
        assert effect["low_90"] == pytest.approx(-2.5 - 2.353363 * effect["se"])
        assert judge(effect, "lower") == BETTER and judge(effect, "higher") == WORSE and judge(effect, "neither") == LESS
        assert buurt.pairing_gain(ds, "loneliness", "other") > 1e6


def test_only_replicates_finished_in_both_arms_are_paired(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", replicates=5)
    with h5py.File(path, "a") as file:
        file["finished"][1, 3:] = 0
        del file["effects"]
    with buurt.open(path) as ds:
        assert set(buurt.effects(ds, "lonely_people")["replicates"]) == {3.0}
        assert buurt.paired_difference(ds, "lonely_people", "connector").sizes["replicate"] == 3


def test_a_flow_is_given_for_a_year_and_a_state_is_averaged(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["births"][0], outcomes["births"][1] = 2.0, 5.0
        outcomes["households"][0], outcomes["households"][1] = 2.0, 5.0

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), weeks=78, change=change)
    with buurt.open(path) as ds:
        flow = buurt.effects(ds, "births", group="all").set_index("window")["mean"]
        state = buurt.effects(ds, "households", group="all").set_index("window")["mean"]
    assert flow.to_dict() == pytest.approx({"year_1": 156.0, "year_2": 156.0, "last_year": 156.0, "whole": 156.0})
    assert set(state) == {3.0}


def test_windows_are_years_of_52_weeks_the_last_year_and_the_whole_run(compared: Path) -> None:
    with buurt.open(compared) as ds:
        assert windows_of(ds) == ["year_1", "year_2", "year_3", "last_year", "whole"]
        spans = {window: ds["week"].values[weeks_in(ds, window)] for window in windows_of(ds)}
    ends = {window: (int(weeks[0]), int(weeks[-1])) for window, weeks in spans.items()}
    assert ends == {"year_1": (1, 52), "year_2": (53, 104), "year_3": (105, 130), "last_year": (79, 130), "whole": (1, 130)}


def test_an_arm_that_changes_nothing_is_the_same_and_a_spread_around_nothing_is_unclear() -> None:
    assert judge({"mean": 0.0, "low_90": 0.0, "high_90": 0.0, "replicates": 9}, "lower") == SAME
    assert judge({"mean": 1.0, "low_90": -1.0, "high_90": 3.0, "replicates": 9}, "lower") == UNCLEAR
    assert judge({"mean": 1.0, "low_90": np.nan, "high_90": np.nan, "replicates": 1}, "lower") == UNCLEAR


def test_groups_of_fewer_than_ten_people_are_hidden_and_counts_are_per_thousand(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["population"][...] = 500.0
        outcomes["population"][..., results_file.GROUPS.index("poverty")] = 9.0
        outcomes["lonely_people"][0], outcomes["lonely_people"][1] = 50.0, 40.0

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), change=change)
    with buurt.open(path) as ds:
        table = effects_by_group(ds, "lonely_people", "other")
        assert hidden_groups(ds) == ["poverty"]
    assert "poverty" not in set(table["group"]) and len(table) == len(results_file.GROUPS) - 1
    assert set(table["mean"]) == {-20.0}


def test_effects_in_percent_leave_out_what_does_not_move(compared: Path) -> None:
    with buurt.open(compared) as ds:
        table = relative_effects(ds, "connector").set_index("outcome")
    assert set(table.index) == {"lonely_people", "isolated_people", "loneliness"}
    assert table.loc["lonely_people", "mean"] == pytest.approx(-10.0, abs=4.0)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"outcome": "lonelyness"}, 'outcome "lonelyness" is not in the file; did you mean "loneliness"?'),
        ({"arm": "conector"}, 'arm "conector" is not in the file; did you mean "connector"?'),
        ({"window": "year_9"}, 'window "year_9" is not in the file; did you mean "year_3"?'),
        ({"group": "wommen"}, 'group "wommen" is not in the file; did you mean "women"?'),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(compared: Path, asked: dict[str, str], answer: str) -> None:
    with buurt.open(compared) as ds, pytest.raises(buurt.ResultsError) as error:
        buurt.effects(ds, **asked)
    assert str(error.value) == answer


def test_one_arm_has_no_effects_and_says_how_to_get_them(results: Path) -> None:
    with buurt.open(results) as ds, pytest.raises(buurt.ResultsError) as error:
        buurt.effects(ds)
    assert str(error.value) == "the file holds one arm only, so there is nothing to compare; make one with buurt compare."


def test_results_become_plain_tables(compared: Path) -> None:
    with buurt.open(compared) as ds:
        table = buurt.to_pandas(ds, ["population", "births"], groups=["all", "women"])
        assert list(table.columns) == ["arm", "replicate", "week", "date", "group", "population", "births"]
        assert len(table) == 2 * 6 * 131 * 2
        one = table[(table.arm == "connector") & (table.replicate == 4) & (table.week == 7) & (table.group == "women")]
        assert one["population"].item() == float(ds["population"].sel(arm="connector", replicate=4, week=7, group="women"))
        assert len(buurt.to_pandas(ds)) == 2 * 6 * 131 and outcome_names(ds)[0] in buurt.to_pandas(ds)
        people = buurt.persons(ds)
        assert set(people["arm"]) == {"connector"} and set(people["event"]) == {"unmet_need"}
        assert buurt.person_totals(ds)["connector"]["better_off"] == 1
        assert buurt.comparison_of(ds)["arms"][0]["name"] == "connector"
        assert buurt.profile(ds).empty


def test_life_stories_are_a_table_and_missing_ones_an_empty_one(results: Path) -> None:
    with buurt.open(results) as ds:
        assert buurt.traces(ds).empty and list(buurt.traces(ds)) == ["arm", "person", "week", "event", "sentence"]
    text = h5py.string_dtype()
    with h5py.File(results, "a") as file:
        lines = {"arm": ["baseline"], "person": [2**63 + 1], "week": [3], "event": ["asked"], "sentence": ["She asks."]}
        people = {"arm": ["baseline"], "person": [2**63 + 1], "introduction": ["A woman of 72."]}
        for name, columns in {"traces": lines, "traces/people": people}.items():
            for column, values in columns.items():
                kind = text if isinstance(values[0], str) else np.uint64 if column == "person" else np.int32
                file.create_dataset(f"{name}/{column}", data=np.array(values, dtype=kind))
    with buurt.open(results) as ds:
        assert buurt.traces(ds).iloc[0].to_list() == ["baseline", 2**63 + 1, 3, "asked", "She asks."]
        assert buurt.traced_people(ds)["introduction"].to_list() == ["A woman of 72."]


def test_parameters_say_which_were_changed(tmp_path: Path) -> None:
    one = {"value": 2.0, "default": 2.0, "unit": "1", "minimum": 0, "maximum": 3, "grade": "assumed", "source": "us"}
    held = f'{{"b.two": {one | {"value": 3.0}}, "a.one": {one}}}'.replace("'", '"')
    with buurt.open(results_file.write(tmp_path / "r.h5", attributes={"parameters": held})) as ds:
        table = buurt.parameters(ds)
    assert list(table.index) == ["a.one", "b.two"] and list(table["changed"]) == [False, True]


def test_what_the_program_compares_is_what_python_computes(tmp_path: Path) -> None:
    program = os.environ.get("BUURT")
    if not program or subprocess.run([program, "compare", "--help"], capture_output=True, check=False).returncode != 0:
        pytest.skip("BUURT does not name a program that compares")
    path = tmp_path / "c.h5"
    with buurt.compare(
        "herzele/baseline", path, with_="formal-care-minus-30", replicates=2, weeks=30, set={"burn_in_weeks": 4}, progress=False
    ) as ds:
        stored = buurt.effects(ds)
        people = buurt.persons(ds)
    with buurt.open(without_effects(path, tmp_path / "bare.h5")) as bare:
        computed = buurt.effects(bare)
    pd.testing.assert_frame_equal(computed, stored, rtol=1e-6, atol=1e-6)
    assert set(people["arm"]) == {"formal-care-minus-30"}


def test_a_refused_call_says_what_the_program_said(tmp_path: Path) -> None:
    if "BUURT" not in os.environ:
        pytest.skip("BUURT does not name the program")
    with pytest.raises(buurt.CommandError) as error:
        buurt.run("herzele/baseline", tmp_path / "r.h5", weeks=0, progress=False)
    assert "weeks" in str(error.value) and "Traceback" not in str(error.value)


def test_a_program_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURT", str(tmp_path / "nowhere"))
    with pytest.raises(buurt.CommandError, match="nowhere: the program cannot be called"):
        buurt.run("herzele/baseline", tmp_path / "r.h5")


def test_progress_becomes_a_bar_and_other_words_are_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stand-in for the program writes what it was called with, and two lines."""
    written = results_file.write(tmp_path / "made.h5")
    program = tmp_path / "buurt"
    program.write_text(
        "#!/bin/sh\necho \"$@\" > called\nmv made.h5 r.h5\necho '40 % done, 3 s left' >&2\necho 'warning: odd' >&2\n"
    )
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUURT", str(program))
    with buurt.run("herzele", "r.h5", replicates=4, seed=9, set={"weeks": 26}, overwrite=True) as ds:
        assert ds.sizes["replicate"] == 4
    assert not written.exists()
    assert capsys.readouterr().err == "40 % done, 3 s left\nwarning: odd\n"
    assert (tmp_path / "called").read_text() == "run herzele -o r.h5 --replicates 4 --seed 9 --set weeks=26 --overwrite\n"


def test_an_outcome_follows_when_two_quarters_in_a_row_are_clear(tmp_path: Path) -> None:
    """Hand-made: lives part after week 26; one outcome follows at once, one after a year, one for a quarter by chance, one never."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        shape = outcomes["loneliness"].shape[1:]
        noise = 0.2 * np.random.default_rng(3).normal(size=(shape[0], 1, 1))
        weeks = np.arange(shape[1]).reshape(1, -1, 1)
        for name, felt in {
            "lonely_people": weeks > 26, "isolated_people": weeks > 26 + 52,
            "ties_per_person": (weeks > 26 + 13) & (weeks <= 26 + 26), "loneliness": weeks < 0,
        }.items():  # fmt: skip
            outcomes[name][0] = 100.0
            outcomes[name][1] = 100.0 + np.where(felt, 2.0 + noise, 0.0)

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), replicates=8, weeks=156, change=change)
    with h5py.File(path, "a") as file:
        file["state_hash"][1] = file["state_hash"][0]
        file["state_hash"][1, :, 27:] += 1
    with buurt.open(path) as ds:
        assert buurt.parting_week(ds, "other") == 26
        table = buurt.lags(ds, "other", ["loneliness", "isolated_people", "ties_per_person", "lonely_people"])
        assert list(table["outcome"][:2]) == ["lonely_people", "isolated_people"]
        assert list(table["lag"][:2]) == [13.0, 65.0] and table["lag"][2:].isna().all()
        assert table["difference"][0] == pytest.approx(2.0, abs=0.3) and set(table["parted"]) == {26}
        assert (table["low_90"] <= table["difference"]).all() and (table["difference"] <= table["high_90"]).all()


def test_yearly_flows_say_so_in_their_unit(compared: Path) -> None:
    with buurt.open(compared) as ds:
        table = buurt.effects(ds, ["births", "lonely_people"], group="all")
        lag = buurt.lags(ds, "connector", ["births", "lonely_people"])
    units = {"births": {"persons per year"}, "lonely_people": {"persons"}}
    assert {name: set(rows["units"]) for name, rows in table.groupby("outcome")} == units
    assert {name: {unit} for name, unit in zip(lag["outcome"], lag["units"])} == units
    assert "persons per year" in lags_as_text(lag.assign(parted=0))
    assert [Language(one).unit("persons per year") for one in LANGUAGES] == ["mensen per jaar", "personnes par an", "people a year"]


def test_a_file_without_comparison_has_no_lags_and_says_so(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lags", str(results)]) == 2
    said = capsys.readouterr().err
    assert said == "buurt: the file holds one arm only, so there is nothing to compare; make one with buurt compare.\n"


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda ds: buurt.way_to_help(ds, "conector"), 'arm "conector" is not in the file; did you mean "connector"?'),
        (lambda ds: buurt.way_to_help(ds, window="year_9"), 'window "year_9" is not in the file; did you mean "year_3"?'),
        (lambda ds: buurt.window_values(ds, "births", "conector"), 'arm "conector" is not in the file; did you mean "connector"?'),
        (lambda ds: buurt.to_pandas(ds, []), "the list of outcomes is empty, so there is nothing to put in a table; None stands for all of them."),
        (lambda ds: buurt.to_pandas(ds, groups=[]), "the list of groups is empty, so there is nothing to put in a table; None stands for all of them."),
    ],
)
def test_what_is_not_there_or_not_asked_for_is_told_in_one_sentence(compared: Path, ask: Callable[[xr.Dataset], object], answer: str) -> None:
    with buurt.open(compared) as ds, pytest.raises(buurt.ResultsError) as error:
        ask(ds)
    assert str(error.value) == answer


def test_arms_that_never_part_have_no_lag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"))
    with h5py.File(path, "a") as file:
        file["state_hash"][1] = file["state_hash"][0]
    with buurt.open(path) as ds:
        assert buurt.parting_week(ds, "other") is None and buurt.lags(ds)["lag"].isna().all()
    assert main(["lags", str(path)]) == 0
    assert "other: never differs from the baseline" in capsys.readouterr().out
