"""A full disk: a clear sentence before the run begins, older results whole; and a disk that fills up
during a run loses no result.

The disk is a small file system in memory, which only root can mount; elsewhere this is skipped.
"""

import os
import resource
import subprocess
import time
from pathlib import Path

import pytest

BUURT = os.environ["BUURT"]
SCENARIO = Path(os.environ["BUURT_SOURCE"]) / "scenarios/herzele/baseline.json"
OLDER = b"results of an older run " * 1000


@pytest.fixture
def disk(tmp_path):
    """A disk of 8 MB with older results on it."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", tmp_path],
                             capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    (tmp_path / "results.h5").write_bytes(OLDER)
    yield tmp_path
    subprocess.run(["umount", "--lazy", tmp_path], check=True)


def start(disk, *options):
    return subprocess.Popen(
        [BUURT, "run", SCENARIO, "--set", "burn_in_weeks=4", *options, "--overwrite", "--quiet",
         "-o", disk / "results.h5"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def fill(disk, leave=0):
    with open(disk / "filler", "wb", buffering=0) as filler:
        try:
            while filler.write(b"x" * 4096) == 4096:
                pass
        except OSError:
            pass
        filler.truncate(max(0, filler.tell() - leave))


def names_in(disk):
    return sorted(file.name for file in disk.iterdir())


def test_results_that_will_not_fit_are_refused_before_the_run(disk):
    began = time.monotonic()
    refused = start(disk, "--replicates", "2000", "--weeks", "260")
    said = refused.communicate(timeout=60)[1]
    assert refused.returncode == 1, said
    assert f"{disk / 'results.h5'}: the disk is full: " in said
    assert "are needed and" in said and "are free" in said
    assert time.monotonic() - began < 30
    assert (disk / "results.h5").read_bytes() == OLDER
    assert names_in(disk) == ["results.h5"]


def test_a_disk_that_fills_up_during_the_run_loses_no_result(disk):
    running = start(disk, "--replicates", "6", "--weeks", "52")
    while not (disk / "results.h5.partial").exists() and running.poll() is None:
        time.sleep(0.002)
    fill(disk)
    said = running.communicate(timeout=300)[1]
    assert running.returncode == 0, said
    assert names_in(disk) == ["filler", "results.h5"]
    verified = subprocess.run([BUURT, "verify", disk / "results.h5"], capture_output=True, text=True,
                              timeout=300, check=False)
    assert verified.returncode == 0, verified.stderr


def test_a_snapshot_that_does_not_fit_ends_the_run_with_a_sentence(disk):
    fill(disk, leave=3_000_000)  # room for the results, too little for 18,500 people
    failed = start(disk, "--replicates", "1", "--weeks", "4", "--snapshot-every", "2")
    said = failed.communicate(timeout=300)[1]
    assert failed.returncode == 1, said
    assert "the disk is full" in said and ".snapshot.h5" in said
    assert (disk / "results.h5").read_bytes() == OLDER
    assert not list(disk.glob("*.snapshot.h5*"))


def test_results_larger_than_a_file_may_grow_are_refused_before_the_run(tmp_path):
    refused = subprocess.run(
        [BUURT, "run", SCENARIO, "--weeks", "260", "--quiet", "-o", tmp_path / "results.h5"],
        capture_output=True, text=True, timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)))
    assert refused.returncode == 1
    assert f"{tmp_path / 'results.h5'}: the file would grow too large: " in refused.stderr
    assert refused.stderr.count("\n") == 1 and "300.0 kB are allowed (ulimit -f)" in refused.stderr
    assert not list(tmp_path.iterdir())
