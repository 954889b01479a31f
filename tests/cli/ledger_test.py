"""The ledger of a results file: xarray opens it, and it adds up to what everything cost, by who paid."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(os.environ["BUURT_SOURCE"]) / "analysis"))
import buurt  # noqa: E402
from _calls import call  # noqa: E402


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "grant.h5"
    said = call("compare", "herzele", "--with", "matched-grant", "--replicates", "1", "--weeks", "8",
                "--set", "burn_in_weeks=2", "--threads", "1", "--audit", "--quiet", "-o", path)  # fmt: skip
    assert said.returncode == 0, said.stderr
    return path


def test_xarray_opens_the_ledger(path):
    with xr.open_dataset(path, group="ledger", engine="netcdf4", decode_timedelta=False) as ledger:
        assert ledger["euro"].dims == ("arm", "replicate", "week", "entry")
        assert ledger["hours"].dims == ledger["euro"].dims
        assert {"line", "organisation", "programme", "payer"} <= set(ledger.variables)
        assert ledger["euro"].attrs["units"] == "EUR per week"


def test_the_ledger_adds_up_to_the_cost_of_everything(path):
    with buurt.open(path) as ds:
        table = buurt.ledger_by_week(ds)
        assert set(table["arm"]) == {"baseline", "matched-grant"}
        sums = table.groupby(["arm", "week"])["euro"].sum()
        for arm in ("baseline", "matched-grant"):
            told = ds["cost_total"].sel(arm=arm, group="all").isel(replicate=0).values
            assert np.allclose(sums[arm].values, told)
            hours = table[(table["arm"] == arm) & (table["line"] != "programmes")].groupby("week")["hours"].sum()
            assert np.allclose(hours.values, ds["met_hours"].sel(arm=arm, group="all").isel(replicate=0).values)


def test_the_ledger_tells_who_paid(path):
    with buurt.open(path) as ds:
        table = buurt.ledger_by_week(ds)
        paid = table[(table["arm"] == "matched-grant") & (table["line"] == "programmes")].groupby("payer")["euro"].sum()
        assert paid["two-year grant"] > 0
        assert abs(paid["two-year grant"] - paid["municipality"]) < 0.2
        assert paid.get("", 0) == 0
        assert table[table["arm"] == "baseline"].query("line == 'programmes'")["euro"].sum() == 0
        lines = buurt.ledger(ds)
        programmes = lines[(lines["arm"] == "matched-grant") & (lines["line"] == "programmes")]
        assert list(programmes["payer"]) == ["two-year grant; municipality"]
