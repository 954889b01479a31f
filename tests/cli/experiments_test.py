"""`buurt sweep` and `buurt calibrate` as people call them: results that xarray opens, kills and resumes,
and experiment files that are wrong."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

BUURT = os.environ["BUURT"]
SOURCE = Path(os.environ["BUURT_SOURCE"])
PEOPLE = 800
LONGEST_WAIT = 120.0


def call(*arguments):
    return subprocess.run([BUURT, *map(str, arguments)], capture_output=True, text=True, timeout=300,
                          check=False)


def fine(*arguments):
    answer = call(*arguments)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture
def experiment(tmp_path):
    """An experiment with a town of eight hundred people and a few weeks."""
    town = json.loads((SOURCE / "scenarios/municipalities/herzele.json").read_text())
    scale = PEOPLE / town["population"]["value"]
    for figure in (town["population"], town["area"], *(area["population"] for area in town["areas"])):
        figure["value"] *= scale
    (tmp_path / "town.json").write_text(json.dumps(town))
    (tmp_path / "scenario.json").write_text(json.dumps(
        {"name": "small", "municipality": "town.json", "start": "2024-01-01", "weeks": 8,
         "burn_in_weeks": 4, "seed": 5}))
    file = tmp_path / "experiment.json"
    file.write_text(json.dumps({
        "name": "small-experiment", "scenario": "scenario.json", "replicates": 2,
        "vary": {"ties.choice_rate": {"scale": "logarithmic"}, "ties.rate_neighbour": {"scale": "logarithmic"},
                 "life.birth_rate_factor": {}},
        "outcomes": {"ties_weekly": {"from_week": 4},
                     "weekly_contact_neighbours": {"statistic": "last"},
                     "lonely": {"outcome": "lonely_people", "statistic": "share", "of": "people_16_plus"}},
        "sweep": {"design": "latin_hypercube", "points": 16},
        "calibration": {
            "waves": 2, "points_per_wave": 20,
            "targets": {"ties_weekly": {"value": 4.5, "tolerance": 0.4, "source": "made up"},
                        "weekly_contact_neighbours": {"minimum": 30, "maximum": 45, "source": "made up"}}}}))
    return file


def test_a_sweep_is_a_table_in_words_and_arrays_for_xarray(experiment, tmp_path):
    results = tmp_path / "sweep.h5"
    told = fine("sweep", experiment, "-o", results)
    for word in ("ties_weekly", "rank regression", "PAWN", "ties.choice_rate", str(results)):
        assert word in told
    with xr.open_dataset(results) as sweep:
        assert dict(sweep["value"].sizes) == {"point": 16, "outcome": 3, "replicate": 2}
        assert sweep.attrs["complete"] == 1
        design = sweep["design"]
        rates = design.sel(parameter="ties.choice_rate")
        assert rates.min() >= 0.2 and rates.max() <= 4.0
        assert int(sweep["finished"].sum()) == 32
        assert np.allclose(sweep["mean"], sweep["value"].mean("replicate"), atol=0, rtol=1e-12)
        # Neighbours meet more often where they meet more often of themselves.
        effect = sweep["rank_regression"].sel(outcome="weekly_contact_neighbours")
        assert effect.sel(parameter="ties.rate_neighbour") > 0.8
        # Twelve weeks are too few for births to matter to contacts with neighbours.
        assert abs(effect.sel(parameter="life.birth_rate_factor")) < 0.2
        assert sweep["parameter_units"].sel(parameter="ties.choice_rate") == "contacts per week"
        assert json.loads(sweep.attrs["experiment"])["name"] == "small-experiment"


def test_replicates_share_their_draws_over_all_points(experiment, tmp_path):
    """A parameter without any influence in the weeks simulated leaves every replicate as it was."""
    document = json.loads(experiment.read_text())
    document["vary"] = {"life.newcomer_kin": {}}
    document["set"] = {"life.arrivals_factor": 0}
    document.pop("calibration")
    experiment.write_text(json.dumps(document))
    results = tmp_path / "sweep.h5"
    fine("sweep", experiment, "--points", 4, "-o", results)
    with xr.open_dataset(results) as sweep:
        values = sweep["value"].values
        assert (values == values[:1]).all()
        assert (values[:, :, 0] != values[:, :, 1]).any()


def test_a_saltelli_sweep_gives_indices(experiment, tmp_path):
    document = json.loads(experiment.read_text())
    document["sweep"] = {"design": "saltelli", "points": 8}
    document["replicates"] = 1
    experiment.write_text(json.dumps(document))
    summary = json.loads(fine("sweep", experiment, "--quiet", "--json", "-o", tmp_path / "sweep.h5"))
    assert summary["points"] == 8 * 5
    contact = summary["sensitivity"]["weekly_contact_neighbours"]
    assert contact["ties.rate_neighbour"]["total"]["value"] > contact["ties.choice_rate"]["total"]["value"]
    with xr.open_dataset(tmp_path / "sweep.h5") as sweep:
        assert dict(sweep["total_high"].sizes) == {"outcome": 3, "parameter": 3}


def kept_runs(partial):
    with xr.open_dataset(partial) as kept:
        return int(kept["finished"].sum())


def kill_when_some_are_kept(arguments, partial, sign):
    process = subprocess.Popen([BUURT, *map(str, arguments)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read().decode()
        if partial.exists() and kept_runs(partial) > 0:
            break
        time.sleep(0.02)
    process.send_signal(sign)
    process.wait(timeout=60)
    process.stderr.close()
    return process.returncode


@pytest.mark.parametrize("sign, code", [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_sweep_that_is_killed_goes_on_where_it_stopped(experiment, tmp_path, sign, code):
    results = tmp_path / "sweep.h5"
    partial = tmp_path / "sweep.h5.partial"
    many = ["sweep", experiment, "--points", 300, "--quiet", "-o", results]
    assert kill_when_some_are_kept(many, partial, sign) == code
    assert not results.exists()
    kept = kept_runs(partial)
    assert 0 < kept < 600

    refused = call(*many)
    assert refused.returncode == 2
    assert "--resume" in refused.stderr and "--overwrite" in refused.stderr
    summary = json.loads(fine(*many, "--resume", "--json", "--threads", 3))
    assert summary["runs_resumed"] == kept
    assert summary["runs_finished"] == 600
    assert not partial.exists()
    straight = tmp_path / "straight.h5"
    fine("sweep", experiment, "--points", 300, "--quiet", "-o", straight)
    with xr.open_dataset(results) as a, xr.open_dataset(straight) as b:
        assert a.equals(b)


def test_a_calibration_tells_every_wave_and_can_be_continued(experiment, tmp_path):
    results = tmp_path / "waves.h5"
    told = fine("calibrate", experiment, "-o", results)
    for word in ("wave 1:", "wave 2:", "of the space is left", "range left", "match all targets"):
        assert word in told, told
    assert any("not identified" in line and "life.birth_rate_factor" in line for line in told.splitlines()), told
    assert "wave 3:" not in told
    refused = call("calibrate", experiment, "-o", results)
    assert refused.returncode == 2 and str(results) in refused.stderr

    more = fine("calibrate", experiment, "-o", results, "--waves", 3)
    assert "wave 3:" in more and "wave 2:" not in more
    with xr.open_dataset(results) as waves:
        assert dict(waves.sizes)["wave"] == 3
        assert int(waves.sizes["point"]) == 60
        assert (np.diff(waves["space_left"]) <= 0).all()
        accepted = waves["accepted"] == 1
        weekly = waves["mean"].sel(outcome="ties_weekly")
        contact = waves["mean"].sel(outcome="weekly_contact_neighbours")
        within = (abs(weekly - 4.5) <= 0.4) & (contact >= 30) & (contact <= 45)
        assert (accepted == within).all()
        assert waves["width_left"].sel(parameter="life.birth_rate_factor")[-1] > 0.85
        assert waves["width_left"].sel(parameter="ties.rate_neighbour")[-1] < 0.6

    # On other threads and at once: the same.
    at_once = tmp_path / "at_once.h5"
    fine("calibrate", experiment, "-o", at_once, "--waves", 3, "--threads", 7, "--quiet")
    with xr.open_dataset(results) as a, xr.open_dataset(at_once) as b:
        assert a.equals(b)


@pytest.mark.parametrize("command", ["sweep", "calibrate"])
@pytest.mark.parametrize("patch, place", [
    ({"vary": {"ties.choice_rat": {}}}, 'vary["ties.choice_rat"]: '),
    ({"vary": {"ties.choice_rate": {"maximum": 1e9}}}, 'vary["ties.choice_rate"].maximum: '),
    ({"vary": {}}, "vary: "),
    ({"outcomes": {"a": {"outcome": "happiness"}}}, "outcomes.a.outcome: "),
    ({"outcomes": {"ties_weekly": {"to_week": 99}}}, "outcomes.ties_weekly: "),
    ({"set": {"weeks": "many"}}, "set.weeks: "),
    ({"scenario": 7}, "scenario: "),
    ({"replicates": 0.5}, "replicates: "),
    ({"sweep": {"design": "grid", "points": 4}}, "sweep.design: "),
    ({"calibration": {"targets": {"a": {"value": 1, "tolerance": 1, "source": "b"}}}}, "calibration.targets.a: "),
    ({"calibration": {"targets": {"ties_weekly": {"value": 1, "source": "b"}}}}, "calibration.targets.ties_weekly: "),
    ({"calibrations": {}}, "calibrations: "),
])
def test_an_experiment_that_is_wrong_is_refused_with_its_place(experiment, tmp_path, command, patch, place):
    experiment.write_text(json.dumps({**json.loads(experiment.read_text()), **patch}))
    before = sorted(os.listdir(tmp_path))
    for answer in (call(command, experiment, "-o", tmp_path / "r.h5"), call("check", experiment)):
        assert answer.returncode == 2, (answer.stdout, answer.stderr)
        assert answer.stdout == ""
        assert f"{experiment}: {place}" in answer.stderr, answer.stderr
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize("options, told", [
    (["--points", 4], "--points"),
    (["--set", "ties.choice_rate=1"], "--set ties.choice_rate=1: this parameter varies, so it cannot be set"),
    (["--overwrite"], "experiment.json: is a file that this call reads"),
])
def test_a_call_that_cannot_be_meant_is_refused_before_anything_runs(experiment, tmp_path, options, told):
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    results = experiment if "--overwrite" in options else tmp_path / "r.h5"
    answer = call("calibrate", experiment, "-o", results, *options)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert told in answer.stderr, answer.stderr
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_name_that_is_no_experiment_is_helped():
    answer = call("calibrate", "herzele-tie")
    assert answer.returncode == 2
    assert 'did you mean "herzele-ties"?' in answer.stderr


def test_results_of_another_kind_are_no_calibration(experiment, tmp_path):
    results = tmp_path / "sweep.h5"
    fine("sweep", experiment, "--points", 2, "--quiet", "-o", results)
    answer = call("calibrate", experiment, "-o", results, "--waves", 3)
    assert answer.returncode == 2
    assert "is a sweep of buurt, not a calibration of buurt" in answer.stderr
