"""`buurt run`: what it answers, and what it refuses."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

sys.path.insert(0, str(Path(__file__).parent))
from _calls import BUURT, SCENARIO, SHORT, call, run, run_fine  # noqa: E402


def hashes(results):
    with xr.open_dataset(results, engine="netcdf4") as opened:
        return opened["state_hash"].values.copy()


def names_in(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture(name="open_folder")
def an_open_folder():
    """A folder that another user reaches too. pytest closes its own ones to them at every start."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_the_answer_is_the_path_of_the_results_and_nothing_else(tmp_path):
    answer = run_fine(tmp_path / "results.h5")
    assert answer.stdout == f"{tmp_path / 'results.h5'}\n"
    assert names_in(tmp_path) == ["results.h5"]


def test_quiet_says_nothing(tmp_path):
    answer = run_fine(tmp_path / "results.h5", "--quiet")
    assert (answer.stdout, answer.stderr) == ("", "")


def test_without_a_terminal_progress_is_plain_lines_on_stderr(tmp_path):
    answer = run_fine(tmp_path / "results.h5")
    assert "\r" not in answer.stderr and "\x1b" not in answer.stderr


def test_the_summary_in_json_agrees_with_the_file(tmp_path):
    answer = run_fine(tmp_path / "results.h5", "--json", "--replicates", "2")
    summary = json.loads(answer.stdout)
    assert summary["results"] == str(tmp_path / "results.h5")
    assert summary["replicates_finished"] == 2
    assert summary["interrupted"] is False
    with xr.open_dataset(tmp_path / "results.h5", engine="netcdf4") as results:
        last = results.isel(week=-1).sel(group="all", arm="baseline")
        assert int(summary["final_state_hash"], 16) == int(last["state_hash"].values[0])
        assert summary["last_week"]["population"] == pytest.approx(float(last["population"].mean()))
    assert {phase["phase"] for phase in summary["profile"]} >= {"encounters", "measuring"}


def test_the_profile_is_shown_beside_the_answer(tmp_path):
    answer = run_fine(tmp_path / "results.h5", "--profile")
    assert answer.stdout == f"{tmp_path / 'results.h5'}\n"
    assert "encounters" in answer.stderr and "making the municipality" in answer.stderr


def test_without_o_the_results_are_named_after_the_scenario(tmp_path):
    answer = call("run", SCENARIO, *SHORT, cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "herzele-baseline.h5\n"
    assert names_in(tmp_path) == ["herzele-baseline.h5"]


def test_a_scenario_can_be_called_by_name(tmp_path):
    answer = call("run", "herzele/baseline", *SHORT, "-o", tmp_path / "by_name.h5")
    assert answer.returncode == 0, answer.stderr
    run_fine(tmp_path / "by_path.h5")
    assert (hashes(tmp_path / "by_name.h5") == hashes(tmp_path / "by_path.h5")).all()


def test_an_existing_file_is_refused_and_kept(tmp_path):
    results = tmp_path / "results.h5"
    results.write_bytes(b"precious")
    answer = run(results)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert str(results) in answer.stderr and "--overwrite" in answer.stderr
    assert results.read_bytes() == b"precious"
    assert names_in(tmp_path) == ["results.h5"]
    run_fine(results, "--overwrite")
    assert hashes(results).shape == (1, 1, 9)


def test_a_folder_that_is_not_there_is_refused_before_the_run(tmp_path):
    answer = run(tmp_path / "nowhere" / "results.h5")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert str(tmp_path / "nowhere") in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"),
                    reason="root writes everywhere and cannot become somebody else here")
def test_a_folder_that_cannot_be_written_is_refused_before_the_run(open_folder):
    folder = open_folder / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    command = [BUURT, "run", SCENARIO, *SHORT, "-o", folder / "results.h5"]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", *command]
        if subprocess.run([*command[:6], "test", "-x", BUURT], check=False).returncode != 0:
            pytest.skip("nobody but root reaches the program here")
    answer = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert str(folder) in answer.stderr and "written" in answer.stderr
    assert names_in(folder) == []


def own_scenario(folder, **more):
    """The baseline of Herzele as a file of one's own, with more in it."""
    file = folder / "own.json"
    file.write_text(json.dumps({**json.loads(SCENARIO.read_text()), **more}))
    return file


def test_a_run_never_replaces_what_it_reads(tmp_path):
    own = own_scenario(tmp_path)
    (tmp_path / "link.h5").symlink_to(own)
    town = tmp_path / "town.json"
    shutil.copy(SCENARIO.parents[1] / "municipalities/herzele.json", town)
    in_town = ["--set", f"municipality={town}"]
    before = {file: file.read_bytes() for file in (own, town)}
    for results, options in ((own, []), (tmp_path / "link.h5", []), (town, in_town)):
        answer = call("run", own, *SHORT, "-o", results, "--overwrite", *options)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr.startswith(f"{results}: is a file that this call reads"), answer.stderr
    assert {file: file.read_bytes() for file in before} == before
    assert names_in(tmp_path) == ["link.h5", "own.json", "town.json"]


def test_what_begins_after_the_last_week_is_warned_of(tmp_path):
    heat = {"name": "heat", "from_week": 5000, "effects": [{"lever": "contacts", "value": 0.5}]}
    own = own_scenario(tmp_path, shocks=[heat])
    warned = call("run", own, *SHORT, "-o", tmp_path / "a.h5")
    assert warned.returncode == 0
    assert ('warning: shock "heat" begins in week 5000, after the 8 weeks of the run, and changes nothing\n'
            in warned.stderr)
    quiet = call("run", own, *SHORT, "-o", tmp_path / "b.h5", "--quiet")
    assert (quiet.returncode, quiet.stderr) == (0, "")


@pytest.mark.parametrize("seed", ["-1", "99999999999999999999", "1.5", "0x10", "9007199254740992"])
def test_a_seed_that_is_none_is_told_as_it_was_typed(tmp_path, seed):
    for command in (["run", SCENARIO], ["compare", "herzele", "--with", "no-op"], ["sweep", "herzele-ties"]):
        answer = call(*command, "--seed", seed, "-o", tmp_path / "never.h5")
        assert (answer.returncode, answer.stdout) == (2, "")
        told = f'--seed: found "{seed}"; a whole number from 0 to 9007199254740991 is allowed'
        assert answer.stderr.splitlines()[0] == told
    assert names_in(tmp_path) == []


@pytest.mark.parametrize(("option", "value", "allowed"),
                         [("--weeks", "0", "1 to 5200"), ("--weeks", "2.5", "1 to 5200"),
                          ("--replicates", "0", "1 to 100000"), ("--traces", "many", "0 to 100000")])
def test_a_number_that_makes_no_sense_is_told_by_its_option(tmp_path, option, value, allowed):
    for command in (["run", SCENARIO], ["compare", "herzele", "--with", "no-op"]):
        answer = call(*command, option, value, "-o", tmp_path / "never.h5")
        assert (answer.returncode, answer.stdout) == (2, "")
        told = f'{option}: found "{value}"; a whole number from {allowed} is allowed'
        assert answer.stderr.splitlines()[0] == told
    assert names_in(tmp_path) == []


def test_a_parameter_that_is_not_known_is_told_with_the_nearest(tmp_path):
    answer = run(tmp_path / "results.h5", "--set", "life.birth_rate_facto=1")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert 'did you mean "life.birth_rate_factor"?' in answer.stderr
    assert names_in(tmp_path) == []


def test_a_parameter_out_of_its_range_is_refused_unless_allowed(tmp_path):
    out_of_range = ["--set", "life.death_rate_factor=1.7"]
    answer = run(tmp_path / "results.h5", *out_of_range)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "life.death_rate_factor" in answer.stderr and "0.7" in answer.stderr
    run_fine(tmp_path / "results.h5", *out_of_range, "--allow-out-of-range")
    with xr.open_dataset(tmp_path / "results.h5", engine="netcdf4") as results:
        held = json.loads(results.attrs["parameters"])["life.death_rate_factor"]
    assert held["value"] == 1.7


def test_all_faults_of_a_call_are_told_at_once(tmp_path):
    answer = run(tmp_path / "results.h5", "--set", "weks=9", "--set", "ties.hours_scal=1",
                 "--set", "replicates=0.5", "--set", "ties.silence_gaps=-1")
    assert (answer.returncode, answer.stdout) == (2, "")
    for fault in ('"weeks"', '"ties.hours_scale"', "replicates", "ties.silence_gaps"):
        assert fault in answer.stderr
    assert len(answer.stderr.splitlines()) == 4


@pytest.mark.parametrize("arguments", [
    [], ["run"], ["rnu"], ["run", str(SCENARIO), "--threads", "-1"],
    ["run", str(SCENARIO), "--threads", "many"], ["run", str(SCENARIO), "--no-such-option"],
    ["run", "no/such/scenario.json"]])
def test_a_wrong_call_ends_with_2_and_a_sentence(arguments, tmp_path):
    answer = call(*arguments, cwd=tmp_path)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.strip()
    assert "terminate" not in answer.stderr
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("command", ["run", "verify", "check", "list", "describe", "example"])
def test_help_shows_an_example(command):
    answer = call(command, "--help")
    assert answer.returncode == 0
    assert f"buurt {command} " in answer.stdout.split("Example")[1]


def test_the_number_of_threads_changes_no_result(tmp_path):
    all_hashes = []
    for threads in (1, 2, 3):
        run_fine(tmp_path / f"{threads}.h5", "--threads", str(threads), "--replicates", "2")
        all_hashes.append(hashes(tmp_path / f"{threads}.h5"))
    assert (all_hashes[0] == all_hashes[1]).all() and (all_hashes[0] == all_hashes[2]).all()
    assert len(np.unique(all_hashes[0])) == all_hashes[0].size


def test_another_seed_is_another_life(tmp_path):
    for seed in (1, 2):
        run_fine(tmp_path / f"{seed}.h5", "--seed", str(seed))
    assert (hashes(tmp_path / "1.h5") != hashes(tmp_path / "2.h5")).all()


def test_weeks_that_are_not_recorded_are_lived_all_the_same(tmp_path):
    run_fine(tmp_path / "weekly.h5")
    run_fine(tmp_path / "seldom.h5", "--set", "output.every_weeks=4")
    assert (hashes(tmp_path / "seldom.h5") == hashes(tmp_path / "weekly.h5")[..., ::4]).all()


def test_an_audited_run_gives_the_same(tmp_path):
    run_fine(tmp_path / "plain.h5")
    run_fine(tmp_path / "audited.h5", "--audit")
    assert (hashes(tmp_path / "plain.h5") == hashes(tmp_path / "audited.h5")).all()


def wait_for(condition, process):
    end = time.monotonic() + 60.0
    while not condition():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.005)


def finished_in(partial):
    if not partial.exists():
        return 0
    with xr.open_dataset(partial, engine="netcdf4") as results:
        return int(results["finished"].sum())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_with_130_and_keeps_what_was_finished(tmp_path, how):
    partial = tmp_path / "results.h5.partial"
    running = subprocess.Popen(
        [BUURT, "run", SCENARIO, *SHORT, "--replicates", "300", "-o", tmp_path / "results.h5"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: finished_in(partial) > 0, running)
        running.send_signal(how)
        told = running.communicate(timeout=60)[1]
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 130, told
    assert str(partial) in told
    assert names_in(tmp_path) == ["results.h5.partial"]
    with xr.open_dataset(partial, engine="netcdf4") as results:
        finished = results["finished"].values.astype(bool)
        assert 0 < finished.sum() < 300
        assert (results["population"].sel(group="all").values[finished] > 10_000).all()
