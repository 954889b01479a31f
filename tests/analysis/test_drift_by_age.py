"""What five-year ages account for between two snapshots."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

import buurt
from buurt.__main__ import main
from buurt.results import ResultsError

TEN_YEARS = 520
OLD = 80 * 52
"""Weeks that somebody of 80 has lived."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of a short run, with a snapshot of its last week beside them."""
    program = os.environ.get("BUURT")
    if not program:
        pytest.skip("BUURT does not name the program")
    path = tmp_path_factory.mktemp("drift") / "run.h5"
    subprocess.run(
        [program, "run", "herzele/baseline", "--weeks", "40", "--set", "burn_in_weeks=0", "--snapshot-every", "40",
         "--quiet", "-o", path],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return path


def snapshot(run: Path) -> Path:
    (found,) = run.parent.glob("run.h5.week*.snapshot.h5")
    return found


def ten_years_later(run: Path, path: Path, change: Callable[[h5py.Group], None]) -> Path:
    """The same municipality ten years on in which everybody is as old as before, but for what `change` does."""
    shutil.copy(snapshot(run), path)
    with h5py.File(path, "r+") as file:
        state = file["state"]
        state["world/week"][...] = state["world/week"][:] + TEN_YEARS
        state["people/birth_week"][...] = state["people/birth_week"][:] + TEN_YEARS
        change(state)
    return path


def test_stocks_are_those_that_the_run_counted(run: Path, tmp_path: Path) -> None:
    table = buurt.drift_by_age(snapshot(run), ten_years_later(run, tmp_path / "s.h5", lambda state: None)).set_index("outcome")
    with buurt.open(run) as ds:
        counted = table.drop(index=["adults_with_partner", "adults_alone", "adults_with_parents", "lone_parents"])
        for name, row in counted.iterrows():
            assert row["start"] == pytest.approx(float(ds[name].isel(arm=0, replicate=0, week=-1).sel(group="all"))), name
    assert (table["start"] > 0).all()
    assert (table[["change", "by_age", "beyond"]].abs() < 1e-12).all(axis=None)


def test_adults_live_with_a_partner_alone_with_parents_or_as_lone_parents(run: Path, tmp_path: Path) -> None:
    table = buurt.drift_by_age(snapshot(run), ten_years_later(run, tmp_path / "s.h5", lambda state: None)).set_index("outcome")
    with buurt.open(run) as ds:
        end = ds["population"].isel(arm=0, replicate=0, week=-1)
        assert table.loc["adults_alone", "start"] == pytest.approx(float(end.sel(group="living_alone")))
        adults = float(end.sel(group="all") - end.sel(group="age_0_17"))
    ways = table.loc[["adults_with_partner", "adults_alone", "adults_with_parents", "lone_parents"], "start"]
    # The others live in a nursing home, with brothers, sisters or friends.
    assert 0.93 * adults < ways.sum() < adults


def test_what_old_age_brings_does_not_drift_when_more_are_old(run: Path, tmp_path: Path) -> None:
    def clone_the_old(state: h5py.Group) -> None:
        """As many people of 20 to 40 become as old as those of 80 and over are, and have dementia as often."""
        week, people = int(state["world/week"][0]), state["people"]
        birth, dementia = people["birth_week"][:], people["dementia"][:]
        old = (week - birth >= OLD) & (people["identity"][:] != 0)
        young = np.flatnonzero((week - birth >= 20 * 52) & (week - birth < 40 * 52) & (people["identity"][:] != 0))[: old.sum()]
        birth[young], dementia[young] = birth[old][: len(young)], dementia[old][: len(young)]
        people["birth_week"][...], people["dementia"][...] = birth, dementia

    table = buurt.drift_by_age(snapshot(run), ten_years_later(run, tmp_path / "s.h5", clone_the_old)).set_index("outcome")
    row = table.loc["people_with_dementia"]
    assert row["change"] > 0.3
    assert row["beyond"] == pytest.approx(0.0, abs=0.02)
    assert not row["drifts"]


def test_what_becomes_more_at_every_age_drifts(run: Path, tmp_path: Path) -> None:
    def half_more_minutes(state: h5py.Group) -> None:
        minutes = state["care/needs/minutes"][:]
        state["care/needs/minutes"][...] = minutes + minutes // 2

    table = buurt.drift_by_age(snapshot(run), ten_years_later(run, tmp_path / "s.h5", half_more_minutes)).set_index("outcome")
    assert table.loc["need_hours", "beyond"] == pytest.approx(0.5, abs=0.01)
    assert table.loc["need_hours", "drifts"]
    assert not table.loc["people_in_need", "drifts"]


def test_files_that_are_no_snapshots_and_years_too_close_are_refused(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ResultsError, match="from 4 years on"):
        buurt.drift_by_age(snapshot(run), snapshot(run))
    assert main(["drift", str(run), "--end", str(snapshot(run))]) == 2
    assert capsys.readouterr().err == f"buurt: {run}: not a snapshot of buurt run --snapshot-every.\n"
    assert main(["drift", str(snapshot(run)), "--end", str(tmp_path / "none.h5")]) == 2
    assert "none.h5: there is no such file" in capsys.readouterr().err
    later = ten_years_later(run, tmp_path / "s.h5", lambda state: None)
    assert main(["drift", str(snapshot(run)), "--end", str(later)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("none")


def test_replicates_are_put_together_person_by_person(run: Path, tmp_path: Path) -> None:
    """A stock that grows by half in one replicate and not in the other drifts by a quarter."""

    def half_more_minutes(state: h5py.Group) -> None:
        minutes = state["care/needs/minutes"][:]
        state["care/needs/minutes"][...] = minutes + minutes // 2

    same = ten_years_later(run, tmp_path / "same.h5", lambda state: None)
    more = ten_years_later(run, tmp_path / "more.h5", half_more_minutes)
    row = buurt.drift_by_age([snapshot(run)] * 2, [same, more]).set_index("outcome").loc["need_hours"]
    assert row["beyond"] == pytest.approx(0.25, abs=0.01)
    assert row["low"] == pytest.approx(0.0, abs=1e-9)
    assert row["high"] == pytest.approx(0.5, abs=0.01)
    with pytest.raises(ResultsError, match="2 first snapshots and 1 last ones"):
        buurt.drift_by_age([snapshot(run)] * 2, [same])


def test_snapshots_beside_results_are_found_of_the_weeks_that_all_replicates_have(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["drift", str(run), "--snapshots"]) == 2
    assert capsys.readouterr().err == f"buurt: {run}: no two snapshots lie beside it; run with --snapshot-every to have some.\n"
    later = ten_years_later(run, tmp_path / "later.h5", lambda state: None)
    results = tmp_path / "two.h5"
    for replicate in ("000", "001"):
        shutil.copy(snapshot(run), tmp_path / f"two.h5.replicate{replicate}.week0040.snapshot.h5")
        shutil.copy(later, tmp_path / f"two.h5.replicate{replicate}.week0560.snapshot.h5")
    shutil.copy(later, tmp_path / "two.h5.replicate000.week0660.snapshot.h5")
    assert main(["drift", str(results), "--snapshots"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("none")
