"""Opening results: what is right opens, and everything else is told in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest
import results_file

import buurt
from buurt.results import complaints_of, municipality_of, outcome_names, scenario_of


def told(path: Path, **how: bool) -> str:
    """The sentence that opening `path` ends with."""
    with pytest.raises(buurt.ResultsError) as error:
        buurt.open(path, **how)
    sentence = str(error.value)
    assert sentence.startswith(f"{path}: ") and sentence.endswith(".") and "\n" not in sentence
    return sentence


def test_a_results_file_opens_with_plain_coordinates(results: Path) -> None:
    with buurt.open(results) as ds:
        assert ds["population"].dims == ("arm", "replicate", "week", "group")
        assert list(ds["arm"].values) == ["baseline"]
        assert list(ds["group"].values[:2]) == ["all", "age_0_17"]
        assert list(ds["week"].values) == list(range(27))
        assert ds["date"].dims == ("week",)
        assert ds["date"].values[1] == np.datetime64("2024-01-08")
        assert municipality_of(ds) == "Herzele"
        assert scenario_of(ds)["weeks"] == 26
        assert "state_hash" not in outcome_names(ds) and "lonely_people" in outcome_names(ds)


def test_a_closed_file_can_be_changed(results: Path) -> None:
    with buurt.open(results):
        pass
    with h5py.File(results, "a") as file:
        file.attrs["title"] = "another"


def test_counts_of_hours_stay_numbers(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "results.h5")
    with h5py.File(path, "a") as file:
        file["households"].attrs["units"] = "hours"
    with buurt.open(path) as ds:
        assert ds["households"].dtype == np.float64


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "there is no such file" in told(tmp_path / "none.h5")


def test_a_missing_file_whose_run_goes_on_points_to_the_partial_one(tmp_path: Path) -> None:
    results_file.write(tmp_path / "results.h5.partial", finished=1)
    assert "results.h5.partial is there" in told(tmp_path / "results.h5")


def test_a_partial_file_opens_only_when_asked_for(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "results.h5.partial", finished=3)
    assert "unfinished file" in told(path)
    with buurt.open(path, unfinished=True) as ds:
        assert set(buurt.bands(ds, "population")["replicates"]) == {3}


def test_an_unfinished_file_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert "unfinished file" in told(results_file.write(tmp_path / "renamed.h5", finished=3))


@pytest.mark.parametrize("kept", [9, 100, 2048, 0.5, 0.99, -6])
def test_a_truncated_file_is_told(results: Path, kept: float) -> None:
    whole = results.read_bytes()
    results.write_bytes(whole[: int(kept * len(whole)) if 0 < kept < 1 else int(kept)])
    sentence = told(results)
    assert "truncated" in sentence or "damaged" in sentence


def test_a_file_that_is_being_written_is_told(results: Path) -> None:
    with h5py.File(results, "a"):
        reader = subprocess.run(
            [sys.executable, "-c", "import sys, buurt; buurt.open(sys.argv[1])", results],
            capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(Path(buurt.__file__).parents[1])},
        )  # fmt: skip
    assert "the file is in use; a run is still writing it." in reader.stderr


def test_a_file_with_wiped_out_middle_is_told(results: Path) -> None:
    whole = bytearray(results.read_bytes())
    whole[64:4096] = bytes(4032)
    results.write_bytes(whole)
    assert "damaged" in told(results) or "not a results file" in told(results)


def test_an_empty_file_a_text_and_a_folder_are_not_results(tmp_path: Path) -> None:
    empty, text = tmp_path / "empty.h5", tmp_path / "text.h5"
    empty.touch()
    text.write_text("week,people\n0,19291\n")
    assert "is empty" in told(empty)
    assert "it is not HDF5" in told(text)
    assert "is a folder" in told(tmp_path)


@pytest.mark.parametrize("attribute", ["buurt_version", "format_version"])
def test_another_programs_file_is_not_results(tmp_path: Path, attribute: str) -> None:
    path = results_file.write(tmp_path / "results.h5", attributes={attribute: None})
    assert f"not a results file of buurt (no attribute {attribute})" in told(path)


def test_a_snapshot_is_not_results(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "results.h5", attributes={"format": "buurt snapshot"})
    assert 'its format is "buurt snapshot"' in told(path)


def test_another_format_version_is_told_with_both_versions(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "results.h5", attributes={"format_version": np.int32(2)})
    sentence = told(path)
    assert "results format 2" in sentence and "reads format 1" in sentence


@pytest.mark.parametrize("name", ["date", "finished", "group"])
def test_a_file_without_a_part_that_all_results_have_is_told(results: Path, name: str) -> None:
    with h5py.File(results, "a") as file:
        del file[name]
    assert name in told(results)


def test_a_run_without_a_finished_replicate_is_told(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "results.h5.partial", finished=0)
    assert "no replicate was finished" in told(path, unfinished=True)


def test_networks_out_of_balance_are_known_per_replicate(tmp_path: Path) -> None:
    text = "mean degree 31\nnot in balance: mean degree 31 is not 40 to 60"
    path = results_file.write(tmp_path / "results.h5", replicates=2, burn_in=text)
    with buurt.open(path) as ds:
        assert complaints_of(ds) == [["mean degree 31 is not 40 to 60"]] * 2
