"""Opening a results file of `buurt run`, with a clear sentence for every way it can be wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import xarray as xr

FORMAT_VERSION = 1
"""The version of the results format that this package reads."""

OUTCOME_DIMENSIONS = ("arm", "replicate", "week", "group")
"""Dimensions of every outcome, in order."""

_HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_FORMAT = "buurt results"
_SINCE = "since the week recorded before"
_MEAN = "mean over"
_COMPLAINT = "not in balance: "
_REQUIRED_ATTRIBUTES = ("buurt_version", "format_version")
_REQUIRED_VARIABLES = ("arm", "replicate", "week", "group", "date", "finished")
_TEXT_COORDINATES = ("arm", "group", "neighbourhood")


class ResultsError(Exception):
    """A results file, or what is asked of it, is wrong; the text is one sentence for the reader."""


def open_results(path: str | os.PathLike[str], *, unfinished: bool = False) -> xr.Dataset:
    """Opens a results file as an xarray Dataset.

    Outcomes are variables `(arm, replicate, week, group)`; each carries `long_name`, `units`,
    `definition` and `better`. Coordinates: `arm` and `group` (text), `replicate`, `week` (whole
    weeks after burn-in, 0 … weeks) and, along `week`, `date` (datetime64, first day of the week).
    `finished(arm, replicate)` is 1 where a replicate was run to its end; elsewhere values are NaN.
    `burn_in(arm, replicate)` is what the run said of its networks at the end of the burn-in.
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
    _require_results(path, unfinished)
    try:
        # Units such as "hours" would otherwise turn counts of hours into time differences.
        dataset = xr.open_dataset(path, engine="netcdf4", decode_timedelta=False)
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise ResultsError(f"{path}: the file cannot be read ({_first_line(error)}).") from error
    try:
        dataset = _checked(path, dataset)
    except (OSError, RuntimeError, ValueError) as error:
        dataset.close()
        raise ResultsError(f"{path}: the file is damaged ({_first_line(error)}).") from error
    except ResultsError:
        dataset.close()
        raise
    return dataset


def outcome_names(ds: xr.Dataset) -> list[str]:
    """Names of the outcomes that `ds` holds by arm, replicate, week and group, in file order."""
    return [str(name) for name in ds.data_vars if ds.variables[name].dims == OUTCOME_DIMENSIONS]


def is_flow(values: xr.DataArray | xr.Variable) -> bool:
    """Whether an outcome counts what happened since the week recorded before, rather than a state in the week.

    The file says so itself: in the attribute `kind`, or, where it has none, in the definition.
    """
    kind = str(values.attrs.get("kind", ""))
    definition = str(values.attrs.get("definition", ""))
    return kind == "flow" if kind else _SINCE in definition and _MEAN not in definition


def source_of(ds: xr.Dataset) -> Path | None:
    """The file that a Dataset of `buurt.open` was read from; nothing for one made in memory."""
    source = ds.encoding.get("source")
    return Path(str(source)) if source else None


def finished_replicates(ds: xr.Dataset, arm: str = "baseline") -> np.ndarray:
    """Which replicates of an arm were run to their end.

    Returns:
        Booleans, shape (replicate,).
    """
    place = [str(name) for name in ds.variables["arm"].values].index(arm)
    return np.asarray(ds.variables["finished"].values[place] == 1)


def complaints_of(ds: xr.Dataset, arm: str = "baseline") -> list[list[str]]:
    """What was out of balance after the burn-in: one list of sentences per finished replicate."""
    if "burn_in" not in ds:
        return []
    texts = ds["burn_in"].sel(arm=arm).values[finished_replicates(ds, arm)]
    return [
        [line.removeprefix(_COMPLAINT) for line in str(text).splitlines() if line.startswith(_COMPLAINT)]
        for text in texts
    ]


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


def _require_readable_file(path: Path, unfinished: bool) -> None:
    partial = path.with_name(path.name + ".partial")
    if not path.exists():
        if partial.exists():
            raise ResultsError(
                f"{path}: there is no such file, but {partial.name} is there: "
                "the run is still going or was stopped."
            )
        raise ResultsError(f"{path}: there is no such file.")
    if path.is_dir():
        raise ResultsError(f"{path}: this is a folder; a results file of buurt is expected.")
    if path.suffix == ".partial" and not unfinished:
        raise _unfinished(path)
    try:
        with path.open("rb") as file:
            signature = file.read(len(_HDF5_SIGNATURE))
    except OSError as error:
        raise ResultsError(f"{path}: the file cannot be read ({error.strerror}).") from error
    if not signature:
        raise ResultsError(f"{path}: the file is empty.")
    if signature != _HDF5_SIGNATURE:
        raise ResultsError(f"{path}: this is not a results file of buurt (it is not HDF5).")


def _require_results(path: Path, unfinished: bool) -> None:
    """h5py looks first, because it says *why* a file does not open and netCDF4 does not."""
    try:
        with h5py.File(path, "r") as file:
            attributes = {name: as_text(value) for name, value in file.attrs.items()}
            absent = [name for name in _REQUIRED_VARIABLES if name not in file]
    except (OSError, RuntimeError, KeyError) as error:
        reason = str(error)
        if "unable to lock" in reason:
            raise ResultsError(f"{path}: the file is in use; a run is still writing it.") from error
        if "truncated" in reason:
            raise ResultsError(f"{path}: the file is truncated: its end is missing; run the scenario again.") from error
        raise ResultsError(f"{path}: the file is damaged and cannot be read ({_first_line(error)}).") from error
    missing = [name for name in _REQUIRED_ATTRIBUTES if name not in attributes]
    if missing:
        raise ResultsError(f"{path}: this is not a results file of buurt (no attribute {' and no '.join(missing)}).")
    if attributes.get("format", _FORMAT) != _FORMAT:
        raise ResultsError(f'{path}: this is not a results file of buurt (its format is "{attributes["format"]}").')
    if attributes["format_version"] != str(FORMAT_VERSION):
        raise ResultsError(
            f"{path}: the file has results format {attributes['format_version']}; this package reads format "
            f"{FORMAT_VERSION} (the file was written by buurt {attributes['buurt_version']})."
        )
    if absent:
        raise ResultsError(f"{path}: this is not a whole results file of buurt (without {', '.join(absent)}).")
    if attributes.get("complete", "1") != "1" and not unfinished:
        raise _unfinished(path)


def _unfinished(path: Path) -> ResultsError:
    return ResultsError(
        f"{path}: this is the unfinished file of a run that is still going or was stopped; "
        "its finished replicates can be used with unfinished=True (--unfinished)."
    )


def _checked(path: Path, ds: xr.Dataset) -> xr.Dataset:
    """The Dataset, with text coordinates as str, when its dates are dates and a replicate was finished."""
    for name in _TEXT_COORDINATES:
        if name in ds.variables:
            ds = ds.assign_coords({name: [as_text(value) for value in ds[name].values]})
    if ds["date"].dims != ("week",) or not np.issubdtype(ds["date"].dtype, np.datetime64):
        raise ResultsError(f"{path}: this is not a whole results file of buurt (date gives no day for each week).")
    if not (ds["finished"].values == 1).any():
        raise ResultsError(f"{path}: no replicate was finished, so there is nothing to show; run the scenario again.")
    return _with_burn_in(path, ds.set_coords("date"))


def _with_burn_in(path: Path, ds: xr.Dataset) -> xr.Dataset:
    """Adds `burn_in(arm, replicate)`: what the run said of its networks at the end of the burn-in."""
    with h5py.File(path, "r") as file:
        if "diagnostics/burn_in" not in file:
            return ds
        stored = np.asarray(file["diagnostics/burn_in"])
    texts = [b"".join(row).rstrip(b"\x00").decode("utf-8", "replace") for row in stored.reshape(-1, stored.shape[-1])]
    return ds.assign(burn_in=(("arm", "replicate"), np.array(texts, dtype=object).reshape(stored.shape[:2])))


def as_text(value: Any) -> str:
    """Text as files hold it, in bytes or not, as str."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    return value.decode("utf-8").rstrip("\x00") if isinstance(value, bytes) else str(value)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
