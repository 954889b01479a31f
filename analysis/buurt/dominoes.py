"""Domino trace: acts of help that follow from what a programme did, and whether they would have happened anyway."""

from __future__ import annotations

import json
from typing import Any

import h5py
import pandas as pd
import xarray as xr

from buurt.results import as_text, source_of
from buurt.tidy import columns_of

ACT_COLUMNS = (
    "arm", "week", "helped", "giver", "source", "need", "minutes", "helped_age", "helped_sex", "giver_age", "giver_sex", "anyway",
)  # fmt: skip
STEP_COLUMNS = ("act", "week", "what", "who", "other")

ANYWAY = ("same", "other", "none")
"""What the baseline has in place of an act: the same two, somebody else who begins to help with that need, or nothing."""


def dominoes(ds: xr.Dataset) -> pd.DataFrame:
    """Acts of help that follow from a programme, of the first replicate: one row each.

    An act is the first time that somebody outside the household, or an organisation, begins to help somebody with one
    need. It follows from a programme when the two met through it, or when the need came to light or to an organisation
    through it.

    Returns:
        DataFrame with the columns `ACT_COLUMNS`: `arm`, `week` (after the burn-in), `helped` and `giver` (identities),
        `source` (who helps: kin, neighbours_friends, volunteers, professionals), `need` (kind), `minutes` a week,
        ages in years (0 of an organisation), sexes, and `anyway` (one of `ANYWAY`). Empty where the file holds none: make
        one with `buurt compare --traces N`.
    """
    return columns_of(ds, "dominoes", ACT_COLUMNS)


def domino_steps(ds: xr.Dataset) -> pd.DataFrame:
    """What led to the acts of `dominoes`, step by step.

    Returns:
        DataFrame with the columns `act` (row of `dominoes`), `week`, `what` (introduced, gathered, met_at_place,
        met_at_activity, met_at_initiative, brought_along, told_of_place, noticed_by_connector, noticed_by_host, noticed_at_activity,
        noticed_by_finder, referred or accompanied), `who` and `other`
        (identities; 0 where there is no second person).
    """
    return columns_of(ds, "dominoes/steps", STEP_COLUMNS)


def domino_totals(ds: xr.Dataset) -> dict[str, Any]:
    """Counts by arm, of the first replicate; empty where the file holds no dominoes.

    Each arm has `acts` (all that begin), `opened` (those that follow from a programme), `anyway` (of those, by what the
    baseline has in their place), `in_both` (of all acts, those that the same two begin in the baseline too) and
    `acts_of_baseline`.
    """
    path = source_of(ds)
    if path is None:
        return {}
    with h5py.File(path, "r") as file:
        if "dominoes" not in file or "totals" not in file["dominoes"].attrs:
            return {}
        totals: dict[str, Any] = json.loads(as_text(file["dominoes"].attrs["totals"]))
        return totals
