"""What drifts over a long run, and what only ages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import results_file

import buurt
from buurt.__main__ import main
from buurt.results import ResultsError

WEEKS = 624


def ten_years(path: Path, lonely: Callable[[np.ndarray], np.ndarray]) -> Path:
    """Twelve years in which the share of lonely people by age is multiplied by what `lonely` makes of the years."""

    def change(values: dict[str, np.ndarray]) -> None:
        years = np.arange(0, WEEKS + 1, 4) / 52
        column = {group: index for index, group in enumerate(results_file.GROUPS)}
        for age in results_file.AGES:
            share = results_file.LONELY[age] * lonely(years)
            values["lonely_people"][..., column[age]] = values["population"][..., column[age]] * share
        values["lonely_people"][..., column["all"]] = sum(values["lonely_people"][..., column[age]] for age in results_file.AGES)

    return results_file.write(path, weeks=WEEKS, every=4, replicates=2, change=change)


def row_of(path: Path, outcome: str) -> dict[str, float]:
    with buurt.open(path) as ds:
        table = buurt.drift(ds)
    return table.set_index("outcome").loc[outcome].to_dict()


def test_what_follows_the_ages_alone_does_not_drift(tmp_path: Path) -> None:
    row = row_of(ten_years(tmp_path / "r.h5", np.ones_like), "lonely_people")
    assert row["change"] > 0.03  # those of 80 and over become more
    assert row["beyond"] == pytest.approx(0.0, abs=1e-9)
    assert not row["drifts"]


def test_what_grows_by_a_fifth_at_every_age_drifts_by_that(tmp_path: Path) -> None:
    row = row_of(ten_years(tmp_path / "r.h5", lambda years: 1.2 ** (years / 10)), "lonely_people")
    assert row["beyond"] == pytest.approx(0.2, abs=0.002)
    assert row["change"] == pytest.approx((1 + row["by_age"]) * (1 + row["beyond"]) - 1)
    assert row["low"] <= row["beyond"] <= row["high"]
    assert row["drifts"]


def test_people_of_an_age_are_what_ages_account_for(tmp_path: Path) -> None:
    row = row_of(ten_years(tmp_path / "r.h5", np.ones_like), "population age_80_plus")
    assert row["change"] == pytest.approx(0.22, abs=0.06)
    assert row["beyond"] == 0


def test_a_short_run_a_flow_and_an_unknown_stock_are_refused(results: Path, tmp_path: Path) -> None:
    with buurt.open(results) as ds, pytest.raises(ResultsError, match="from 4 years on"):
        buurt.drift(ds)
    with buurt.open(ten_years(tmp_path / "r.h5", np.ones_like)) as ds:
        with pytest.raises(ResultsError, match="is a flow"):
            buurt.drift(ds, "deaths")
        with pytest.raises(ResultsError, match='no outcome "lonly"'):
            buurt.drift(ds, "lonly")


def test_the_command_names_what_drifts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["drift", str(ten_years(tmp_path / "r.h5", lambda years: 0.8 ** (years / 10)))]) == 0
    said = capsys.readouterr().out
    assert "-20.0   drifts" in said
    assert said.rstrip().endswith("lonely_people")
