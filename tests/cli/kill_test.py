"""Kill -9 in the middle of `buurt run`: older results stay whole, what was finished can be read."""

import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

BUURT = os.environ["BUURT"]
SCENARIO = Path(os.environ["BUURT_SOURCE"]) / "scenarios/herzele/baseline.json"
OLDER = b"results of an older run " * 1000
LONGEST_WAIT = 120.0
SHORT_BURN_IN = ["--set", "burn_in_weeks=4"]


class Run:
    """A run of fifty replicates over an older file, going on until it is killed."""

    def __init__(self, folder):
        self.path = folder / "results.h5"
        self.partial = folder / "results.h5.partial"
        self.path.write_bytes(OLDER)
        self.process = subprocess.Popen(
            [BUURT, "run", SCENARIO, "--replicates", "50", "--weeks", "52", *SHORT_BURN_IN,
             "--overwrite", "--quiet", "-o", self.path],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def wait_for_first_replicate(self):
        end = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < end:
            assert self.process.poll() is None, self.process.stderr.read().decode()
            if self.partial.exists() and finished_in(self.partial) > 0:
                return
            time.sleep(0.01)
        raise AssertionError("no replicate was finished in time")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
        assert self.process.returncode == -signal.SIGKILL, "the run was over before it was killed"


def finished_in(partial):
    """Replicates that are marked as finished, read while the run may still be writing."""
    with xr.open_dataset(partial, engine="netcdf4") as results:
        return int(results["finished"].sum())


def call(*arguments):
    return subprocess.run([BUURT, *arguments], capture_output=True, text=True, timeout=300,
                          check=False)


@pytest.mark.parametrize("seconds", [0.0, 0.07, 0.31, 0.73])
def test_a_killed_run_keeps_every_finished_replicate(tmp_path, seconds):
    run = Run(tmp_path)
    try:
        run.wait_for_first_replicate()
        before = finished_in(run.partial)
        time.sleep(seconds)
    finally:
        run.kill()
    assert run.path.read_bytes() == OLDER
    assert finished_in(run.partial) >= before > 0
    with xr.open_dataset(run.partial, engine="netcdf4") as results:
        finished = results["finished"].values.astype(bool)
        assert results.attrs["complete"] == 0
        # The count is written right after the mark; a kill may come between the two.
        assert finished.sum() - results.attrs["replicates_finished"] in (0, 1)
        population = results["population"].sel(group="all").values
        assert (population[finished] > 10_000).all()
        assert np.isnan(population[~finished][1:]).all()
        assert (results["state_hash"].values[finished] != 0).all()


def test_a_run_that_is_killed_at_once_leaves_the_older_file(tmp_path):
    run = Run(tmp_path)
    time.sleep(0.02)
    run.kill()
    assert run.path.read_bytes() == OLDER


def test_what_a_killed_run_leaves_is_neither_lost_nor_in_the_way(tmp_path):
    run = Run(tmp_path)
    try:
        run.wait_for_first_replicate()
    finally:
        run.kill()
    verified = call("verify", run.partial)
    assert verified.returncode == 2
    assert "unfinished" in verified.stderr

    run.path.unlink()
    again = ["run", SCENARIO, "--replicates", "1", "--weeks", "2", *SHORT_BURN_IN, "--quiet", "-o",
             run.path]
    refused = call(*again)
    assert refused.returncode == 2
    assert "an interrupted run left" in refused.stderr and "--overwrite" in refused.stderr
    assert finished_in(run.partial) > 0

    done = call(*again, "--overwrite")
    assert (done.returncode, done.stderr) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["results.h5"]
    with xr.open_dataset(run.path, engine="netcdf4") as results:
        assert results.attrs["complete"] == 1
