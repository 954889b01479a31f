"""Opening a results file of `buurt run`, with a clear sentence for every way it can be wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pandas as pd
import xarray as xr

FORMAT_VERSION = 1
"""The version of the results format that this package reads."""

OUTCOME_DIMENSIONS = ("arm", "replicate", "week", "group")
"""Dimensions of every outcome, in order."""

_HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_COORDINATES = ("arm", "replicate", "week", "group", "date")
_TEXT_COORDINATES = ("arm", "group", "neighbourhood")


class ResultsError(Exception):
    """A results file, or what is asked of it, is wrong; the text is one sentence for the reader."""


def open_results(path: str | os.PathLike[str], *, unfinished: bool = False) -> xr.Dataset:
    """Opens a results file as an xarray Dataset.

    Outcomes are variables `(arm, replicate, week, group)`; each carries `long_name`, `units` and
    `definition`. Coordinates: `arm` and `group` (text), `replicate`, `week` (whole weeks after
    burn-in, 0 … weeks) and, along `week`, `date` (always datetime64, whatever the file holds).
    Values are read when they are used; close the Dataset, or use it in a `with`, when done.

    Args:
        path: the results file.
        unfinished: also accept the `.partial` file that a stopped run leaves behind; its finished
            replicates are then used.

    Raises:
        ResultsError: the file is missing, unreadable, damaged, unfinished, not a results file, of
            another format version, or holds no finished replicate.
    """
    path = Path(path)
    _require_readable_file(path, unfinished)
    _require_results_attributes(path)
    try:
        # Units such as "hours" would otherwise turn counts of hours into time differences.
        dataset = xr.open_dataset(path, engine="netcdf4", decode_timedelta=False)
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise ResultsError(f"{path}: the file cannot be read ({_first_line(error)}).") from error
    try:
        dataset = _with_plain_coordinates(path, dataset)
        if not any(finished_replicates(dataset, arm).any() for arm in dataset["arm"].values):
            raise ResultsError(
                f"{path}: no replicate was finished, so there is nothing to show; run the scenario again."
            )
    except (OSError, RuntimeError) as error:
        dataset.close()
        raise ResultsError(f"{path}: the file is damaged ({_first_line(error)}).") from error
    except ResultsError:
        dataset.close()
        raise
    return dataset


def outcome_names(ds: xr.Dataset) -> list[str]:
    """Names of the outcomes that `ds` holds by arm, replicate, week and group, in file order."""
    return [str(name) for name, values in ds.data_vars.items() if values.dims == OUTCOME_DIMENSIONS]


def finished_replicates(ds: xr.Dataset, arm: str = "baseline") -> np.ndarray:
    """Which replicates of an arm were finished.

    Returns:
        Booleans, shape (replicate,). A replicate counts as finished when the population of `all`
        is known in every recorded week; a replicate that was not reached is all NaN.
    """
    if "population" not in ds or ds["population"].dims != OUTCOME_DIMENSIONS:
        raise ResultsError("the file holds no outcome population(arm, replicate, week, group).")
    people = ds["population"].sel(arm=arm, group="all")
    return np.asarray(np.isfinite(people).all("week").values)


def scenario_of(ds: xr.Dataset) -> dict[str, Any]:
    """The scenario the file was made from, as a dictionary; empty when the file does not hold it."""
    try:
        scenario = json.loads(str(ds.attrs.get("scenario", "")))
    except json.JSONDecodeError:
        return {}
    return scenario if isinstance(scenario, dict) else {}


def municipality_of(ds: xr.Dataset) -> str:
    """The municipality as a reader writes it, e.g. "Herzele"."""
    name = str(ds.attrs.get("municipality") or scenario_of(ds).get("municipality") or "unknown place")
    return Path(name).stem.replace("-", " ").replace("_", " ").title()


def replicates_asked(ds: xr.Dataset) -> int:
    """How many replicates the run was asked for; finished ones can be fewer after an interruption."""
    asked = scenario_of(ds).get("replicates")
    return max(int(asked), ds.sizes["replicate"]) if isinstance(asked, int) else ds.sizes["replicate"]


def _require_readable_file(path: Path, unfinished: bool) -> None:
    partial = path.with_name(path.name + ".partial")
    if not path.exists():
        if partial.exists():
            raise ResultsError(
                f"{path}: this file does not exist yet, but {partial.name} does: the run is still going or was stopped."
            )
        raise ResultsError(f"{path}: there is no such file.")
    if path.is_dir():
        raise ResultsError(f"{path}: this is a folder; a results file of buurt is expected.")
    if path.suffix == ".partial" and not unfinished:
        raise ResultsError(
            f"{path}: this is the unfinished file of a run that is still going or was stopped; "
            "its finished replicates can be used with unfinished=True (--unfinished)."
        )
    try:
        with path.open("rb") as file:
            signature = file.read(len(_HDF5_SIGNATURE))
    except OSError as error:
        raise ResultsError(f"{path}: the file cannot be read ({error.strerror}).") from error
    if not signature:
        raise ResultsError(f"{path}: the file is empty.")
    if signature != _HDF5_SIGNATURE:
        raise ResultsError(f"{path}: this is not a results file of buurt (it is not HDF5).")


def _require_results_attributes(path: Path) -> None:
    """h5py looks first, because it says *why* a file does not open and netCDF4 does not."""
    try:
        with h5py.File(path, "r") as file:
            attributes = {name: file.attrs[name] for name in ("buurt_version", "format_version") if name in file.attrs}
    except OSError as error:
        reason = str(error)
        if "lock" in reason:
            raise ResultsError(f"{path}: the file is in use; a run is still writing it.") from error
        if "truncated" in reason:
            raise ResultsError(f"{path}: the file is truncated: its end is missing; run the scenario again.") from error
        raise ResultsError(f"{path}: the file is damaged and cannot be read ({_first_line(error)}).") from error
    except (RuntimeError, KeyError) as error:
        raise ResultsError(f"{path}: the file is damaged and cannot be read ({_first_line(error)}).") from error
    missing = [name for name in ("buurt_version", "format_version") if name not in attributes]
    if missing:
        raise ResultsError(f"{path}: this is not a results file of buurt (no attribute {' and no '.join(missing)}).")
    found = _as_text(attributes["format_version"])
    major = found.split(".")[0]
    if not major.isdigit() or int(major) != FORMAT_VERSION:
        raise ResultsError(
            f"{path}: the file has results format {found}; this package reads format {FORMAT_VERSION} "
            f"(the file was written by buurt {_as_text(attributes['buurt_version'])})."
        )


def _with_plain_coordinates(path: Path, ds: xr.Dataset) -> xr.Dataset:
    """Text coordinates as str, `date` as datetime64 along `week`."""
    missing = [name for name in _COORDINATES if name not in ds.variables]
    if missing:
        raise ResultsError(f"{path}: this is not a whole results file of buurt (no coordinate {', '.join(missing)}).")
    for name in _TEXT_COORDINATES:
        if name in ds.variables:
            ds = ds.assign_coords({name: [_as_text(value) for value in ds[name].values]})
    if not np.issubdtype(ds["date"].dtype, np.datetime64):
        texts = [_as_text(value) for value in np.atleast_1d(ds["date"].values)]
        try:
            dates = pd.to_datetime(texts, format="%Y-%m-%d")
        except ValueError as error:
            raise ResultsError(f"{path}: the coordinate date holds no ISO dates ({_first_line(error)}).") from error
        ds = ds.assign_coords(date=("week", dates))
    ds = ds.set_coords("date")
    if ds["date"].dims != ("week",):
        raise ResultsError(f"{path}: the coordinate date must lie along week.")
    return ds


def _as_text(value: Any) -> str:
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    return value.decode("utf-8").rstrip("\x00") if isinstance(value, bytes) else str(value)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
