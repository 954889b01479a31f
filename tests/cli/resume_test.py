"""A run that goes on from a snapshot gives what the run straight through gives."""

import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

sys.path.insert(0, str(Path(__file__).parent))
from _calls import run, run_fine  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A run straight through, with its snapshots beside it."""
    folder = tmp_path_factory.mktemp("straight")
    run_fine(folder / "straight.h5", "--snapshot-every", "3")
    return folder


def values_of(path):
    with xr.open_dataset(path, engine="netcdf4") as results:
        return {name: variable.values.copy() for name, variable in results.data_vars.items()}


def test_snapshots_stand_beside_the_results(folder):
    snapshots = sorted(file.name for file in folder.glob("*.snapshot.h5"))
    assert snapshots == ["straight.h5.week0003.snapshot.h5", "straight.h5.week0006.snapshot.h5"]


@pytest.mark.parametrize("week", [3, 6])
def test_what_was_resumed_equals_what_ran_through(folder, tmp_path, week):
    run_fine(tmp_path / "resumed.h5", "--resume", folder / f"straight.h5.week{week:04}.snapshot.h5")
    straight, resumed = values_of(folder / "straight.h5"), values_of(tmp_path / "resumed.h5")
    assert straight.keys() == resumed.keys()
    for name, values in straight.items():
        assert values.tobytes() == resumed[name].tobytes(), name
    assert len(np.unique(straight["state_hash"])) == 9


def test_taking_snapshots_changes_no_result(folder, tmp_path):
    run_fine(tmp_path / "plain.h5")
    assert (values_of(tmp_path / "plain.h5")["state_hash"]
            == values_of(folder / "straight.h5")["state_hash"]).all()


def test_a_snapshot_that_is_gone_on_from_is_never_replaced(folder):
    snapshot = folder / "straight.h5.week0003.snapshot.h5"
    before = snapshot.read_bytes()
    answer = run(snapshot, "--resume", snapshot, "--overwrite")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"{snapshot}: is a file that this call reads")
    assert snapshot.read_bytes() == before


@pytest.mark.parametrize("change", [["--seed", "2"], ["--set", "output.every_weeks=2"],
                                    ["--set", "ties.hours_scale=80"]])
def test_a_snapshot_of_another_run_is_refused(folder, tmp_path, change):
    snapshot = folder / "straight.h5.week0003.snapshot.h5"
    answer = run(tmp_path / "resumed.h5", "--resume", snapshot, *change)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert str(snapshot) in answer.stderr and "another" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_that_is_damaged_or_none_is_refused(folder, tmp_path):
    whole = (folder / "straight.h5.week0003.snapshot.h5").read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for name, data in {"flipped": bytes(flipped), "cut": whole[: len(whole) // 3], "empty": b"",
                       "results": (folder / "straight.h5").read_bytes()}.items():
        snapshot = tmp_path / f"{name}.snapshot.h5"
        snapshot.write_bytes(data)
        answer = run(tmp_path / "resumed.h5", "--resume", snapshot)
        assert (answer.returncode, answer.stdout) == (2, ""), name
        assert answer.stderr.startswith(str(snapshot)), answer.stderr
        assert not (tmp_path / "resumed.h5").exists()
    answer = run(tmp_path / "resumed.h5", "--resume", tmp_path / "nowhere.h5")
    assert answer.returncode == 2 and "nowhere.h5" in answer.stderr
