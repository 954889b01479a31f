"""`buurt compare`: arms side by side, effects that xarray opens, and an answer on one screen."""

import json
import re
import resource
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

sys.path.insert(0, str(Path(__file__).parent))
from _calls import call  # noqa: E402

SHORT = ["--set", "burn_in_weeks=4", "--replicates", "2", "--set", "output.every_weeks=4"]


def compare(results, *options, weeks=60):
    return call("compare", "herzele", "--weeks", str(weeks), *SHORT, "-o", results, *options)


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    path = tmp_path_factory.mktemp("compared") / "compared.h5"
    said = compare(path, "--with", "formal-care-minus-30", "--with", "no-op", "--explain")
    assert said.returncode == 0, said.stderr
    return path, said


def test_effects_open_with_their_labels(answer):
    effects = xr.open_dataset(answer[0], group="effects")
    assert list(effects["arm"].values) == ["formal-care-minus-30", "no-op"]
    assert list(effects["window"].values) == ["year_1", "year_2", "last_year", "whole"]
    assert list(effects["statistic"].values) == [
        "mean", "se", "low_90", "low_50", "high_50", "high_90", "share_better", "replicates"]
    assert effects["group"].values[0] == "all" and effects["group"].values[-1] == "worst_off_5_percent"
    assert {"in_need", "informal_carers"} < set(effects["group"].values)
    cut = effects["met_hours_professionals"].sel(arm="formal-care-minus-30", window="last_year", statistic="mean")
    assert float(cut.sel(group="worst_off_5_percent")) < 0.0 and float(cut.sel(group="in_need")) < 0.0
    assert effects["unmet_hours"].dims == ("arm", "window", "group", "statistic")
    assert effects["unmet_hours"].attrs["better"] == "lower"
    assert effects["deaths"].attrs["units"].endswith("per year")
    hours = effects["met_hours_professionals"].sel(arm="formal-care-minus-30", window="last_year", group="all")
    assert float(hours.sel(statistic="mean")) < 0.0
    assert float(hours.sel(statistic="low_90")) < float(hours.sel(statistic="high_90"))
    nothing = effects.sel(arm="no-op", statistic="mean")
    for name in effects.data_vars:
        values = nothing[name].values
        assert np.all((values == 0.0) | np.isnan(values)), name
    assert "unmet_hours" in json.loads(effects.attrs["main_outcomes"])
    assert set(json.loads(effects.attrs["pairing"])["arms"]) == {"formal-care-minus-30", "no-op"}


def test_neighbourhoods_persons_and_the_root_open_too(answer):
    path, _ = answer
    places = xr.open_dataset(path, group="effects/neighbourhood")
    assert places["population_by_neighbourhood"].dims == ("arm", "window", "neighbourhood", "statistic")
    persons = xr.open_dataset(path, group="persons")
    assert set(persons["arm"].values) == {"formal-care-minus-30"}
    assert persons["identity"].dtype == np.uint64
    assert json.loads(persons.attrs["totals"])["no-op"]["worse_off"] == 0
    root = xr.open_dataset(path)
    assert list(root["arm"].values) == ["baseline", "formal-care-minus-30", "no-op"]
    assert root.attrs["question"].endswith("?")
    assert [arm["name"] for arm in json.loads(root.attrs["comparison"])["arms"]] == list(root["arm"].values[1:])


def test_nobody_changed_opens_as_well(tmp_path):
    path = tmp_path / "same.h5"
    assert compare(path, "--with", "no-op").returncode == 0
    assert xr.open_dataset(path, group="persons").sizes["change"] == 0


def test_the_answer_fits_a_screen_and_says_what_is_not_clear(answer):
    path, said = answer
    lines = said.stdout.splitlines()
    assert len(lines) < 80
    assert lines[0].endswith("?")
    assert lines[-1] == str(path)
    assert "the same in every pair" in said.stdout
    assert "worse off" in said.stdout and "median" in said.stdout
    assert max(len(line) for line in lines) <= 160


def test_a_group_that_holds_next_to_nothing_of_an_outcome_is_not_named_as_changed_most(tmp_path):
    path = tmp_path / "cut.h5"
    said = call("compare", "herzele", "--with", "formal-care-minus-30", "--weeks", "104", "--replicates", "3",
                "--set", "burn_in_weeks=4", "--set", "output.every_weeks=4", "-o", path)  # fmt: skip
    told = re.search(r"^  (.+) changes most for (.+)$", said.stdout, re.MULTILINE)
    assert told, said.stdout
    with xr.open_dataset(path) as ds:
        outcome = next(one for one in ds.data_vars.values() if one.attrs.get("long_name") == told[1])
        level = outcome.isel(arm=0, week=slice(-13, None)).mean(("replicate", "week")).to_series()
    named = re.findall(r"(\w+) \(", told[2])
    assert named
    assert all(abs(level[group]) >= 0.02 * abs(level["all"]) for group in named)


def test_the_answer_in_json(tmp_path):
    said = compare(tmp_path / "a.h5", "--with", "formal-care-minus-10", "--json")
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told["replicates_finished"] == 2
    effect = told["arms"][0]["effects"][0]
    assert {"outcome", "baseline", "mean", "low_90", "high_90", "verdict", "units"} <= effect.keys()


def test_an_older_file_is_not_replaced(answer):
    path, _ = answer
    again = compare(path, "--with", "no-op")
    assert (again.returncode, again.stdout) == (2, "")
    assert "--overwrite" in again.stderr


@pytest.mark.parametrize(("options", "hint"), [
    (["--with", "formal-care-minus-3"], 'did you mean "formal-care-minus-30"?'),
    (["--with", "no-op", "--with", "no-op"], "two arms"),
    ([], "--with NAME"),
    (["--with", "no-op", "--until", "lonely_peple=3"], "lonely_people"),
    (["--with", "no-op", "--until", "lonely_people"], "HALFWIDTH"),
    (["--with", "no-op", "--until", "lonely_people=-1"], "HALFWIDTH"),
    (["--with", "no-op", "--until", "lonely_people=inf"], "HALFWIDTH"),
    (["--with", "no-op", "--until", "lonely_people=nan"], "HALFWIDTH"),
    (["--with", "no-op", "--max-replicates", "3"], "--max-replicates: is for --until alone"),
    (["--with", ""], '--with: found "", in which a name is missing'),
    (["--with", "+"], "a name is missing"),
])
def test_slips_are_told_before_anything_runs(tmp_path, options, hint):
    said = compare(tmp_path / "never.h5", *options)
    assert (said.returncode, said.stdout) == (2, "")
    assert hint in said.stderr
    assert not list(tmp_path.iterdir())


def test_a_maximum_below_the_replicates_asked_for_is_refused(tmp_path):
    said = call("compare", "herzele", "--with", "no-op", "--replicates", "6", "--until", "lonely_people=5",
                "--max-replicates", "3", "-o", tmp_path / "never.h5")
    assert said.returncode == 2
    assert said.stderr == "--max-replicates: found 3; at least --replicates, 6, is allowed\n"


def test_a_comparison_never_replaces_what_it_reads(tmp_path):
    arm = tmp_path / "arm.json"
    arm.write_text('{"name": "arm", "title": "t", "what": "w", "source": "s", "budget": '
                   '{"formal_care": {"change": -0.3, "from_week": 70}}}')
    before = arm.read_bytes()
    said = compare(arm, "--with", arm, "--overwrite")
    assert (said.returncode, said.stdout) == (2, "")
    assert f"{arm}: is a file that this call reads" in said.stderr
    assert arm.read_bytes() == before and list(tmp_path.iterdir()) == [arm]

    # And an arm that begins after the last week is warned of.
    said = compare(tmp_path / "a.h5", "--with", arm)
    assert said.returncode == 0
    assert ('warning: arm "arm": the change of the budget "formal_care" begins in week 70, after the 60 weeks of '
            "the run, and changes nothing\n") in said.stderr


def test_burnt_in_files_that_do_not_fit_are_told_before_anything_runs(tmp_path):
    kept, results = tmp_path / "kept", tmp_path / "a.h5"
    short = ["--weeks", "4", "--set", "burn_in_weeks=2", "--replicates", "3", "--threads", "1", "--burnt-in", kept]
    assert call("compare", "herzele", "--with", "no-op", *short, "-o", results).returncode == 0
    before = results.read_bytes()
    (tmp_path / "kept.replicate001.h5").write_text("no snapshot")
    damaged = bytearray((tmp_path / "kept.replicate002.h5").read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "kept.replicate002.h5").write_bytes(damaged)
    failed = call("compare", "herzele", "--with", "no-op", *short, "-o", results, "--overwrite")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert [line.partition(": ")[::2] for line in failed.stderr.splitlines()] == [
        (f"{tmp_path}/kept.replicate001.h5", "is not an HDF5 file, so not a snapshot of buurt"),
        (f"{tmp_path}/kept.replicate002.h5", "is damaged: its bytes are not those that were written")]
    assert results.read_bytes() == before and not (tmp_path / "a.h5.partial").exists()


def test_a_comparison_that_fails_says_what_it_leaves(tmp_path):
    kept, results = tmp_path / "kept", tmp_path / "a.h5"
    short = ["--weeks", "4", "--set", "burn_in_weeks=2", "--threads", "1", "--burnt-in", kept]
    assert call("compare", "herzele", "--with", "no-op", *short, "--replicates", "1", "-o", results).returncode == 0
    # The second replicate cannot keep its burn-in, which is larger than a file may grow.
    failed = call("compare", "herzele", "--with", "no-op", *short, "--replicates", "2", "-o", results, "--overwrite",
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000)))
    assert failed.returncode == 1
    assert re.search(rf"{kept}.replicate001.h5: the file would grow too large: .* are needed and 4.0 MB are allowed "
                     r"\(ulimit -f\)\n", failed.stderr)
    assert f"1 of 2 replicates are kept in '{results}.partial'" in failed.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.h5", "a.h5.partial", "kept.replicate000.h5"]


def test_one_replicate_is_too_few_for_until(tmp_path):
    said = call("compare", "herzele", "--with", "no-op", "--replicates", "1", "--until", "lonely_people=5",
                "-o", tmp_path / "never.h5")
    assert said.returncode == 2 and "at least 2" in said.stderr


def test_verify_runs_every_arm_again(answer):
    said = call("verify", answer[0])
    assert said.returncode == 0, said.stderr
    assert "2 replicates of 3 arms" in said.stdout


def test_interventions_and_questions_are_checked(tmp_path):
    said = call("check", "scenarios/changes/formal-care-minus-30.json", "scenarios/questions/formal-care-cuts.json",
                "scenarios/programmes/no-op.json")
    assert said.returncode == 0, said.stderr
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"name": "x", "title": "t", "what": "w", "source": "s", "budget": {"formal": {}}}')
    said = call("check", wrong)
    assert said.returncode == 2 and "budget.formal" in said.stderr and "formal_care" in said.stderr


def test_pairs_that_do_not_differ_are_told_in_words(answer):
    _, said = answer
    explained = said.stdout.partition("What pairing gains")[2]
    assert "no difference in any pair" in explained.partition("no-op")[2]
    assert not re.search(r"\b(inf|nan)\b", explained)


def test_writing_lives_down_changes_nothing_and_tells_which_help_followed_from_a_programme(tmp_path):
    plain, told = tmp_path / "plain.h5", tmp_path / "told.h5"
    assert compare(plain, "--with", "connector", weeks=110).returncode == 0
    said = compare(told, "--with", "connector", "--traces", "4", weeks=110)
    assert said.returncode == 0, said.stderr
    one, other = xr.open_dataset(plain), xr.open_dataset(told)
    assert (one["state_hash"].values == other["state_hash"].values).all()
    stories = xr.open_dataset(told, group="traces")
    assert set(stories["arm"].values) == {"baseline", "connector"}
    acts, steps = (xr.open_dataset(told, group=group) for group in ("dominoes", "dominoes/steps"))
    totals = json.loads(acts.attrs["totals"])["connector"]
    assert totals["opened"] == acts.sizes["act"] > 0
    assert sum(totals["anyway"].values()) == totals["opened"]
    assert 0 < totals["in_both"] <= min(totals["acts"], totals["acts_of_baseline"])
    # Every act has a step before it, in its own week or sooner.
    assert set(steps["act"].values) == set(range(acts.sizes["act"]))
    assert (steps["week"].values <= acts["week"].values[steps["act"].values]).all()


def test_results_say_where_neighbourhoods_lie(answer):
    root = xr.open_dataset(answer[0])
    places = np.stack([root["neighbourhood_x"].values, root["neighbourhood_y"].values], axis=1)
    assert root["neighbourhood_x"].dims == ("neighbourhood",) and root["neighbourhood_x"].attrs["units"] == "m"
    assert len({tuple(place) for place in places}) == root.sizes["neighbourhood"]
    hours = root["unmet_hours_by_neighbourhood"].sum("neighbourhood")
    assert np.allclose(hours, root["unmet_hours"].sel(group="all"))


def test_each_pair_takes_one_of_the_parameter_sets_that_a_calibration_accepted(tmp_path):
    accepted = tmp_path / "accepted.json"
    sets = [{"parameters": {"ties.choice_rate": rate, "helping.asking_rate": 0.4}} for rate in (0.25, 1, 3.5)]
    accepted.write_text(json.dumps({"accepted": sets}))
    said = compare(tmp_path / "sets.h5", "--with", "formal-care-minus-30", "--accepted", accepted)
    assert said.returncode == 0, said.stderr
    assert "The pairs take 2 of the 3 parameter sets that a calibration accepted in turn." in said.stdout
    root = xr.open_dataset(tmp_path / "sets.h5")
    assert sorted(one["ties.choice_rate"] for one in json.loads(root.attrs["comparison"])["accepted"]) == [0.25, 1, 3.5]
    met = root["encounters"].sel(arm="baseline", group="all").mean("week").values
    assert abs(met[0] - met[1]) > 0.05 * met[0]

    accepted.write_text(json.dumps({"accepted": [{"parameters": {"ties.choice_rat": 1}}]}))
    refused = compare(tmp_path / "never.h5", "--with", "no-op", "--accepted", accepted)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert 'did you mean "ties.choice_rate"?' in refused.stderr
    assert not (tmp_path / "never.h5").exists()
