"""Results as pandas tables: values, people who changed, parameters, and where the time went."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import h5py
import numpy as np
import pandas as pd
import xarray as xr

from buurt.bands import require_known
from buurt.results import ResultsError, as_text, outcome_names, source_of

PERSON_COLUMNS = ("arm", "replicate", "identity", "what", "amount", "better", "first_week", "event")
TRACE_COLUMNS = ("arm", "person", "week", "event", "sentence")
PARAMETER_COLUMNS = ("value", "default", "unit", "minimum", "maximum", "grade", "source")


def to_pandas(
    ds: xr.Dataset, outcomes: str | Sequence[str] | None = None, groups: str | Sequence[str] | None = "all"
) -> pd.DataFrame:
    """Values of outcomes, one row for each arm, finished replicate, recorded week and group.

    Args:
        ds: results from `buurt.open`.
        outcomes: one outcome or several; all when left out.
        groups: one group or several; None for all groups.

    Returns:
        DataFrame with the columns `arm`, `replicate`, `week`, `date`, `group` and one for each outcome, in its unit.

    Raises:
        ResultsError: the file does not hold an outcome or group, or none is asked for.
    """
    known = outcome_names(ds)
    names = known if outcomes is None else [outcomes] if isinstance(outcomes, str) else list(outcomes)
    all_groups = [str(name) for name in ds["group"].values]
    chosen = all_groups if groups is None else [groups] if isinstance(groups, str) else list(groups)
    for kind, asked in (("outcome", names), ("group", chosen)):
        if not asked:
            raise ResultsError(f"the list of {kind}s is empty, so there is nothing to put in a table; None stands for all of them.")
    for name in names:
        require_known("outcome", name, known)
    for name in chosen:
        require_known("group", name, all_groups)
    part = ds[names].sel(group=chosen).reset_coords("date", drop=True)
    table = part.to_dataframe(dim_order=["arm", "replicate", "week", "group"]).reset_index()
    dates = dict(zip(ds["week"].values, ds["date"].values))
    table.insert(3, "date", pd.to_datetime(table["week"].map(dates)))
    finished = ds["finished"].to_series()
    keep = [finished[arm, replicate] == 1 for arm, replicate in zip(table["arm"], table["replicate"])]
    return table[keep].reset_index(drop=True)


def persons(ds: xr.Dataset) -> pd.DataFrame:
    """Who changed: people who fare otherwise in the last week of an arm than in the baseline, in the same replicate.

    Returns:
        DataFrame with the columns `arm`, `replicate`, `identity`, `what` (what differs), `amount` (arm less
        baseline: hours a week, 0 to 1, or ±1), `better` (1, −1 or 0), `first_week` and `event` (when and by what the
        lives parted). The largest amounts of each arm and kind only; `person_totals` counts all. Empty where the file
        holds none.
    """
    return columns_of(ds, "persons", PERSON_COLUMNS)


def person_totals(ds: xr.Dataset) -> dict[str, Any]:
    """How many people fare better and worse, by arm, summed over replicates; empty where the file does not say.

    Each arm has `people`, `better_off`, `worse_off`, `mixed` and `changed` (by what differs); the key
    "replicates" says over how many replicates they are summed.
    """
    path = source_of(ds)
    if path is None:
        return {}
    with h5py.File(path, "r") as file:
        if "persons" not in file or "totals" not in file["persons"].attrs:
            return {}
        attributes = file["persons"].attrs
        totals = json.loads(as_text(attributes["totals"]))
        return {**totals, "replicates": int(as_text(attributes.get("replicates", ds.sizes["replicate"])))}


def parameters(ds: xr.Dataset) -> pd.DataFrame:
    """Every parameter of the run by name, with value, default, unit, range, grade and source.

    Returns:
        DataFrame indexed by `parameter`, with the columns `PARAMETER_COLUMNS` and `changed` (value is not the default).
    """
    try:
        held = json.loads(str(ds.attrs.get("parameters", "{}")))
        rows = {
            name: {column: one.get(column) for column in PARAMETER_COLUMNS} for name, one in sorted(held.items())
        }
    except (AttributeError, json.JSONDecodeError) as error:
        raise ResultsError(f"the parameters in the file cannot be understood ({error}).") from error
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(PARAMETER_COLUMNS)).rename_axis("parameter")
    table["changed"] = table["value"].ne(table["default"]) & table["default"].notna()
    return table


def traces(ds: xr.Dataset) -> pd.DataFrame:
    """The life stories that `--traces N` keeps, of the first replicate: one row for each thing that happened.

    Returns:
        DataFrame with the columns `arm`, `person` (identity), `week` (after the burn-in), `event` (its kind) and `sentence`
        (in English); empty where the file holds none. `traced_people` says who they are.
    """
    return columns_of(ds, "traces", TRACE_COLUMNS)


def traced_people(ds: xr.Dataset) -> pd.DataFrame:
    """Whose stories `traces` holds: `arm`, `person` and `introduction`, a sentence about them at the start."""
    return columns_of(ds, "traces/people", ("arm", "person", "introduction"))


def profile(ds: xr.Dataset) -> pd.DataFrame:
    """Processor time by phase, summed over replicates.

    Returns:
        DataFrame indexed by `phase`, with `seconds` and `share` (0 to 1); empty where the file holds none.
    """
    table = columns_of(ds, "profile", ("phase", "seconds"))
    if table.empty:
        return pd.DataFrame({"seconds": [], "share": []}, index=pd.Index([], name="phase"))
    table = table.set_index("phase").sort_values("seconds", ascending=False)
    total = table["seconds"].sum()
    return table.assign(share=table["seconds"] / total if total > 0 else np.nan)


def columns_of(ds: xr.Dataset, group: str, names: Sequence[str]) -> pd.DataFrame:
    """One-dimensional arrays of a group of the file, side by side; empty where the file has no such group."""
    path = source_of(ds)
    if path is None:
        return pd.DataFrame(columns=list(names))
    try:
        with h5py.File(path, "r") as file:
            if group not in file:
                return pd.DataFrame(columns=list(names))
            missing = [name for name in names if name not in file[group]]
            if missing:
                raise ResultsError(f"{path}: its group {group} lacks {', '.join(missing)}.")
            columns = {name: file[group][name][()] for name in names}
    except (OSError, RuntimeError) as error:
        raise ResultsError(f"{path}: its group {group} is damaged and cannot be read ({error}).") from error
    return pd.DataFrame(
        {name: [as_text(v) for v in values] if values.dtype.kind in "OS" else values for name, values in columns.items()}
    )


def comparison_of(ds: xr.Dataset) -> dict[str, Any]:
    """What `buurt compare` was asked: `question`, `main_outcomes` and `arms`; empty for the file of `buurt run`."""
    try:
        held = json.loads(str(ds.attrs.get("comparison", "{}")))
    except json.JSONDecodeError:
        return {}
    return held if isinstance(held, dict) else {}
