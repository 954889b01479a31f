"""The way from need to help: at each step some are seen, asked for, offered or given, and others are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from buurt.bands import require_known
from buurt.effects import BASELINE, LAST_YEAR, windows_of
from buurt.results import outcome_names
from buurt.shares import baseline_level

TRACKS = {
    "people": ("people_in_need", "people_with_unmet_need", "people_with_hidden_need", "waiting_people"),
    "referral": ("needs_detected", "referrals", "referrals_completed"),
    "asking": ("help_requests", "help_given", "desk_requests", "desk_matches", "help_offers"),
    "hours": ("need_hours", "met_hours", "unmet_hours"),
}
"""What is set side by side on one scale: people on average, needs a year, questions and offers a year, hours a week."""

PART_OF = {
    "people_with_unmet_need": "people_in_need", "people_with_hidden_need": "people_in_need", "waiting_people": "people_in_need",
    "referrals_completed": "referrals", "help_given": "help_requests", "desk_matches": "desk_requests",
    "met_hours": "need_hours", "unmet_hours": "need_hours",
}  # fmt: skip
"""Steps that are a part of another one."""


def way_to_help(ds: xr.Dataset, arm: str = BASELINE, window: str = LAST_YEAR) -> pd.DataFrame:
    """How many are at each step of the way from need to help, in the baseline and in an arm.

    Returns:
        DataFrame with the columns `track` (a key of `TRACKS`), `outcome`, `without` and `with` (means over the finished
        replicates in the window, in the outcome's unit; a flow per year) and `share` (0 to 1, of the
        step that `PART_OF` names; not-a-number for others). Steps that the file does not hold are left out.

    Raises:
        ResultsError: the file does not hold the arm or the window.
    """
    require_known("arm", arm, [str(name) for name in ds.variables["arm"].values])
    require_known("window", window, windows_of(ds))
    known = set(outcome_names(ds))
    rows = []
    for track, outcomes in TRACKS.items():
        levels: dict[str, float] = {}
        for outcome in outcomes:
            if outcome not in known:
                continue
            without = baseline_level(ds, outcome, window)
            now = baseline_level(ds, outcome, window, arm=arm)
            if not np.isfinite(now):
                continue
            levels[outcome] = now
            whole = levels.get(PART_OF.get(outcome, ""), 0.0)
            rows.append((track, outcome, without, now, now / whole if whole > 0 else float("nan")))
    return pd.DataFrame(rows, columns=["track", "outcome", "without", "with", "share"])
