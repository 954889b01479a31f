"""Measures made from several outcomes: shares of people, changes since the start, flows per year."""

from __future__ import annotations

import numpy as np
import xarray as xr

from buurt.bands import replicate_values

AGE_GROUPS = {"age_0_17": "0–17", "age_18_64": "18–64", "age_65_79": "65–79", "age_80_plus": "80+"}
"""The four age groups that together are everybody, with the words for a reader."""

ADULT_GROUPS = ("age_18_64", "age_65_79", "age_80_plus")
"""The age groups of which every member is asked about loneliness and is an adult."""

WEEKS_PER_BLOCK = 52
DAYS_PER_YEAR = 365.25


def change_since_start(ds: xr.Dataset, group: str, arm: str = "baseline") -> xr.DataArray:
    """Change in the number of people of a group since the first recorded week, in %.

    Returns:
        DataArray of shape (replicate, week); each replicate is compared with its own start.
    """
    people = replicate_values(ds, "population", group, arm)
    start = people.isel(week=0, drop=True)
    return (100.0 * (people / start.where(start > 0) - 1.0)).assign_attrs(units="%")


def lonely_share(ds: xr.Dataset, group: str = "all", arm: str = "baseline") -> xr.DataArray:
    """Share of the people aged 16 and over of a group who are always or mostly lonely, in %.

    Returns:
        DataArray of shape (replicate, week); NaN where the group has nobody of that age.
    """
    lonely = replicate_values(ds, "lonely_people", group, arm)
    people = replicate_values(ds, "people_16_plus", group, arm)
    return (100.0 * lonely / people.where(people > 0)).assign_attrs(units="%")


def whole_blocks(ds: xr.Dataset) -> int:
    """How many whole blocks of 52 weeks the run holds."""
    weeks = ds["week"].values
    return int(weeks[-1] - weeks[0]) // WEEKS_PER_BLOCK


def per_year(ds: xr.Dataset, outcome: str, group: str = "all", arm: str = "baseline") -> xr.DataArray:
    """A flow, counted per block of 52 weeks and scaled to a year of 365.25 days.

    Blocks that the run does not fill are left out; a run shorter than 52 weeks is one block. Where
    a recorded period straddles the edge of a block, its count is divided in proportion to its weeks.
    What is recorded at week 0 happened before the run and is not counted.

    Returns:
        DataArray of shape (replicate, block), in events per year, with the coordinate `date` (the
        middle of the block). Without any week after week 0 there is no block.
    """
    flow = replicate_values(ds, outcome, group, arm)
    weeks = flow["week"].values.astype(float)
    counted = np.concatenate(
        [np.zeros((flow.sizes["replicate"], 1)), np.cumsum(np.asarray(flow.values, dtype=float)[:, 1:], axis=1)], axis=1
    )
    length = weeks[-1] - weeks[0]
    blocks = whole_blocks(ds)
    step = float(WEEKS_PER_BLOCK)
    if blocks == 0 and length > 0:
        blocks, step = 1, length
    edges = weeks[0] + step * np.arange(blocks + 1)
    totals = np.stack([np.interp(edges, weeks, one) for one in counted])
    middle = (edges[:-1] - weeks[0] + step / 2) * 7 * 24
    dates = flow["date"].values[0].astype("datetime64[ns]") + (middle * 3600 * 1e9).astype("timedelta64[ns]")
    return xr.DataArray(
        np.diff(totals, axis=1) * DAYS_PER_YEAR / (7.0 * step),
        dims=("replicate", "block"),
        coords={"replicate": flow["replicate"].values, "block": np.arange(1, blocks + 1), "date": ("block", dates)},
        attrs={"units": "per year", "long_name": flow.attrs.get("long_name", outcome)},
    )
