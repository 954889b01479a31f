"""Bands and measures: what they count, over whom, and in which unit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import results_file
import xarray as xr

import buurt
from buurt import measures


def counted(name: str, values: np.ndarray):
    """A change to the outcomes that sets `name` to `values` (broadcast over arm, replicate, week, group)."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes[name] = np.broadcast_to(values, outcomes[name].shape).astype(float).copy()

    return change


def test_bands_hold_the_middle_half_and_nine_tenths_of_the_replicates(tmp_path: Path) -> None:
    replicate = np.arange(101.0).reshape(1, 101, 1, 1)
    path = results_file.write(
        tmp_path / "results.h5", weeks=2, replicates=101, change=counted("households", replicate)
    )
    with buurt.open(path) as ds:
        table = buurt.bands(ds, "households")
    assert list(table.columns) == ["date", "mean", "low_90", "low_50", "high_50", "high_90", "replicates"]
    assert table.index.name == "week" and len(table) == 3
    assert table.drop(columns="date").iloc[1].to_dict() == pytest.approx(
        {"mean": 50, "low_90": 5, "low_50": 25, "high_50": 75, "high_90": 95, "replicates": 101}
    )


def test_replicates_that_were_not_finished_count_for_nothing(tmp_path: Path) -> None:
    replicate = np.array([10.0, 20.0, 999.0, 999.0]).reshape(1, 4, 1, 1)
    path = results_file.write(tmp_path / "r.h5.partial", finished=2, change=counted("households", replicate))
    with buurt.open(path, unfinished=True) as ds:
        table = buurt.bands(ds, "households")
    assert set(table["mean"]) == {15.0} and set(table["replicates"]) == {2}


def test_an_empty_group_is_left_out_in_the_weeks_in_which_it_is_empty(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["ties_per_person"][...] = 7.0
        outcomes["ties_per_person"][:, 0, 3, :] = np.nan
        outcomes["ties_per_person"][:, :, 5, :] = np.nan

    with buurt.open(results_file.write(tmp_path / "results.h5", change=change)) as ds:
        table = buurt.bands(ds, "ties_per_person", group="poverty")
    assert table["replicates"].to_list()[2:6] == [4, 3, 4, 0]
    assert table["mean"].iloc[3] == 7.0 and np.isnan(table["mean"].iloc[5])


def test_groups_and_arms_are_kept_apart(tmp_path: Path) -> None:
    arm_and_group = 100.0 * np.arange(2).reshape(2, 1, 1, 1) + np.arange(10.0).reshape(1, 1, 1, 10)
    path = results_file.write(
        tmp_path / "results.h5", arms=("baseline", "connector"), change=counted("households", arm_and_group)
    )
    with buurt.open(path) as ds:
        assert set(buurt.bands(ds, "households", group="age_80_plus")["mean"]) == {4.0}
        assert set(buurt.bands(ds, "households", group="women", arm="connector")["mean"]) == {105.0}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"outcome": "lonely_poeple"}, 'outcome "lonely_poeple" is not in the file; did you mean "lonely_people"?'),
        ({"group": "age_80_over"}, 'group "age_80_over" is not in the file; did you mean "age_80_plus"?'),
        ({"arm": "zzz"}, 'arm "zzz" is not in the file; known are: baseline.'),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_known_one(results: Path, asked: dict[str, str], answer: str) -> None:
    with buurt.open(results) as ds, pytest.raises(buurt.ResultsError) as error:
        buurt.bands(ds, **({"outcome": "population"} | asked))
    assert str(error.value) == answer


def test_lonely_share_is_of_those_aged_16_and_over(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["lonely_people"][...] = 8.0
        outcomes["people_16_plus"][...] = 160.0
        outcomes["population"][...] = 200.0

    with buurt.open(results_file.write(tmp_path / "results.h5", change=change)) as ds:
        share = measures.lonely_share(ds)
    assert share.dims == ("replicate", "week") and share.attrs["units"] == "%"
    assert (share == 5.0).all()


def test_each_replicate_is_compared_with_its_own_start(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        people = np.array([100.0, 200.0, 400.0, 800.0]).reshape(1, 4, 1, 1)
        outcomes["population"][...] = people * np.linspace(1.0, 1.5, 27).reshape(1, 1, 27, 1)

    with buurt.open(results_file.write(tmp_path / "results.h5", change=change)) as ds:
        change_in_people = measures.change_since_start(ds, "age_80_plus")
    assert np.allclose(change_in_people.isel(week=0), 0.0) and np.allclose(change_in_people.isel(week=-1), 50.0)


@pytest.mark.parametrize("every", [1, 4, 5, 13])
def test_events_per_year_do_not_depend_on_how_often_they_are_recorded(tmp_path: Path, every: int) -> None:
    """Three events a week; those before week 0 were not lived through in the run."""
    path = results_file.write(
        tmp_path / "results.h5", weeks=260, every=every, replicates=2,
        change=counted("births", np.where(np.arange(0, 261, every) == 0, 1e6, 3.0 * every).reshape(1, 1, -1, 1)),
    )  # fmt: skip
    with buurt.open(path) as ds:
        yearly = measures.per_year(ds, "births")
    assert yearly.shape == (2, 5)
    assert np.allclose(yearly, 3 * 365.25 / 7)
    assert yearly["date"].values[0] == np.datetime64("2024-07-01")


def test_events_of_a_year_are_counted_in_that_year(tmp_path: Path) -> None:
    weeks = np.arange(157)
    path = results_file.write(
        tmp_path / "results.h5", weeks=156, replicates=1,
        change=counted("deaths", np.isin(weeks, [52, 53, 104, 105]).reshape(1, 1, -1, 1)),
    )  # fmt: skip
    with buurt.open(path) as ds:
        assert np.allclose(measures.per_year(ds, "deaths") * 7 * 52 / 365.25, [[1, 2, 1]])


def test_a_run_shorter_than_a_year_is_scaled_to_a_year_and_one_of_no_week_has_none(tmp_path: Path) -> None:
    ones = counted("births", np.ones(1))
    with buurt.open(results_file.write(tmp_path / "a.h5", weeks=8, change=ones)) as ds:
        assert np.allclose(measures.per_year(ds, "births"), 365.25 / 7)
    with buurt.open(results_file.write(tmp_path / "b.h5", weeks=0, change=ones)) as ds:
        assert measures.per_year(ds, "births").shape == (4, 0)


def test_bands_of_values_without_a_date_have_none() -> None:
    values = xr.DataArray(np.ones((3, 2)), dims=("replicate", "year"), coords={"year": [1, 2]})
    assert list(buurt.bands_of(values).columns)[0] == "mean"
