"""xarray opens a results file of `buurt run` as it is: names, dimensions, coordinates, numbers."""

import importlib.util
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

BUURT = os.environ["BUURT"]
SCENARIO = Path(os.environ["BUURT_SOURCE"]) / "scenarios/herzele/baseline.json"
WEEKS = 6
REPLICATES = 2
ENGINES = ["netcdf4"] + (["h5netcdf"] if importlib.util.find_spec("h5netcdf") else [])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    results = tmp_path_factory.mktemp("results") / "results.h5"
    subprocess.run(
        [BUURT, "run", SCENARIO, "--replicates", str(REPLICATES), "--weeks", str(WEEKS),
         "--set", "burn_in_weeks=4", "--profile", "--quiet", "-o", results],
        check=True, capture_output=True, timeout=300)
    return results


@pytest.fixture(params=ENGINES)
def results(path, request):
    with xr.open_dataset(path, engine=request.param) as opened:
        yield opened


def test_every_dimension_has_a_coordinate_that_people_can_read(results):
    assert {"arm", "replicate", "week", "date", "group", "neighbourhood"} <= set(results.coords)
    assert results.sizes["replicate"] == REPLICATES
    assert results["arm"].values[0] == "baseline"
    assert {"all", "age_80_plus", "migration_background"} <= set(results["group"].values)
    assert all(isinstance(name, str) for name in results["neighbourhood"].values)


def test_weeks_and_dates_run_together(results):
    week, date = results["week"].values, results["date"].values
    assert week[0] == 0 and week[-1] == WEEKS and (np.diff(week) > 0).all()
    assert np.issubdtype(date.dtype, np.datetime64)
    assert (date - date[0] == 7 * week * np.timedelta64(1, "D")).all()


def test_every_outcome_is_made_of_numbers_and_says_what_it_is(results):
    outcomes = [variable for variable in results.data_vars.values() if "better" in variable.attrs]
    assert len(outcomes) >= 15
    for outcome in outcomes:
        assert outcome.dims[:3] == ("arm", "replicate", "week"), outcome.name
        assert outcome.dims[3] in ("group", "neighbourhood", "source", "need"), outcome.name
        assert outcome.dtype.kind == "f", outcome.name
        assert all(outcome.attrs[said] for said in ("long_name", "units", "definition")), outcome.name
        assert outcome.attrs["better"] in ("lower", "higher", "neither"), outcome.name


def test_people_add_up(results):
    people = results["population"].sel(group="all")
    assert (people > 10_000).all()
    ages = ["age_0_17", "age_18_64", "age_65_79", "age_80_plus"]
    assert (results["population"].sel(group=ages).sum("group") == people).all()
    assert (results["population_by_neighbourhood"].sum("neighbourhood") == people).all()


def test_every_week_has_a_state_hash_of_its_own(results):
    hashes = results["state_hash"]
    assert hashes.dtype == np.uint64 and hashes.dims == ("arm", "replicate", "week")
    assert len(np.unique(hashes.values)) == hashes.size


def test_the_file_says_where_it_comes_from(results):
    for name in ("title", "buurt_version", "source_revision", "compiler", "flags", "created",
                 "command_line", "scenario", "parameters", "start"):
        assert isinstance(results.attrs[name], str) and results.attrs[name], name
    assert results.attrs["format_version"] == 1
    assert results.attrs["complete"] == 1
    assert results.attrs["replicates_finished"] == REPLICATES
    assert (results["finished"] == 1).all()


@pytest.mark.parametrize("engine", ENGINES)
def test_time_spent_and_burn_in_open_too(path, engine):
    with xr.open_dataset(path, engine=engine, group="profile") as profile:
        assert profile["seconds"].dims == ("phase",) and (profile["seconds"] >= 0).all()
    with xr.open_dataset(path, engine=engine, group="diagnostics") as diagnostics:
        assert diagnostics["burn_in"].shape == (1, REPLICATES)
        assert all(isinstance(text, str) for text in diagnostics["burn_in"].values.flat)
