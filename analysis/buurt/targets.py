"""Results of a run beside the published figures that the model speaks about.

The figures are the rows of the tables in `scenarios/targets/`; `mapping.json` beside them says which
outcome, group and statistic each one is compared with, how far the two are comparable, and whether
the figure was put in, used to set parameters, or neither.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from buurt.bands import QUANTILES, replicate_values
from buurt.measures import per_year
from buurt.results import ResultsError, municipality_of, outcome_names

TOLERANCE = 0.10
"""Relative; for rows whose source gives no interval of its own."""

MAPPING = "mapping.json"
ROLES = ("input", "set", "independent")
"""`input`: held by the municipality file; `set`: used to set parameters; `independent`: neither."""

STATISTICS = ("mean", "per_year", "change_in_five_years")
"""Mean over the weeks recorded in the last year; events in the last 52 weeks, scaled to a year of 365.25
days; change from the first record to the last, in %, scaled to five years."""

FITS, TOO_LOW, TOO_HIGH, UNKNOWN = "fits", "too low", "too high", "not in the file"

COLUMNS = (
    "target", "part", "group", "indicator", "compared_with", "unit", "published", "low", "high", "result", "low_90",
    "high_90", "replicates", "ratio", "verdict", "fit_set", "role", "comparable", "because", "population", "year", "geography",
    "confidence", "source", "where_read",
)  # fmt: skip
"""Of the table of `compare`."""

_WEEKS_A_YEAR = 52
_WEEKS_IN_FIVE_YEARS = 5 * 365.25 / 7


@dataclass(frozen=True)
class Targets:
    """Published figures, and what they are compared with.

    Attributes:
        rows: the published figures by id, each with the columns of its table.
        comparisons: the entries of `mapping.json`, in order; those with `fit_set` are what a community without
            programmes should reproduce, one for each published figure.
        left_out: ids that repeat or contradict a figure of the fit set, each with the reason.
    """

    rows: Mapping[str, Mapping[str, str]]
    comparisons: tuple[Mapping[str, Any], ...]
    left_out: Mapping[str, str] = field(default_factory=dict)

    def of(self, municipality: str) -> list[Mapping[str, Any]]:
        """The comparisons that hold for a municipality: those without a place, and its own."""
        return [one for one in self.comparisons if one.get("municipality", municipality.lower()) == municipality.lower()]

    def not_spoken_about(self) -> list[str]:
        """Ids of the rows that nothing in the model is compared with, in the order of the tables."""
        mapped = {one["target"] for one in self.comparisons}
        return [id_ for id_ in self.rows if id_ not in mapped]


def targets_folder() -> Path:
    """The folder of the published figures: of BUURT_SCENARIOS, else that beside this package, installed or not."""
    roots = [Path(__file__).resolve().parents[2] / "scenarios"]
    if "BUURT_SCENARIOS" in os.environ:
        roots.insert(0, Path(os.environ["BUURT_SCENARIOS"]))
    for root in roots:
        if (root / "targets" / MAPPING).is_file():
            return root / "targets"
    raise ResultsError("the folder scenarios/targets is not found; name it with --targets, or its parent in BUURT_SCENARIOS.")


def read_targets(folder: str | os.PathLike[str] | None = None) -> Targets:
    """Reads every table (`*.csv`) of a folder, and its `mapping.json`.

    Raises:
        ResultsError: the folder or a file of it cannot be read, or the mapping names a row that no table has.
    """
    folder = Path(folder) if folder is not None else targets_folder()
    rows: dict[str, Mapping[str, str]] = {}
    try:
        for path in sorted(folder.glob("*.csv"), key=lambda path: (path.name != "targets.csv", path.name)):
            with path.open(encoding="utf-8", newline="") as file:
                rows.update({row["id"]: row for row in csv.DictReader(file)})
        mapping = json.loads((folder / MAPPING).read_text(encoding="utf-8"))
        comparisons, left_out = mapping["comparisons"], mapping.get("fit_set", {}).get("left_out", {})
    except OSError as error:
        raise ResultsError(f"{error.filename or folder}: the file cannot be read ({error.strerror}).") from error
    except (KeyError, TypeError, ValueError) as error:
        raise ResultsError(f"{folder}: its tables and {MAPPING} cannot be understood ({error}).") from error
    for id_ in [*(one["target"] for one in comparisons), *left_out]:
        if id_ not in rows:
            raise ResultsError(f'{folder / MAPPING}: no table holds a row "{id_}".')
    return Targets(rows, tuple(comparisons), left_out)


def published(targets: Targets, comparison: Mapping[str, Any]) -> tuple[float, float, float]:
    """The published figure and the bounds of its tolerance, in the unit of the comparison."""
    value = _number(targets, comparison["target"], comparison.get("value"))
    if "target_over" in comparison:
        value *= comparison.get("factor", 1) / _number(targets, comparison["target_over"])
    margin = TOLERANCE * abs(value)
    return value, float(comparison.get("low", value - margin)), float(comparison.get("high", value + margin))


def measured(ds: xr.Dataset, comparison: Mapping[str, Any], arm: str = "baseline") -> np.ndarray:
    """What the model says, one number for each finished replicate, in the unit of the comparison.

    Raises:
        ResultsError: an outcome or group is not in the file.
    """
    result = comparison.get("factor", 1) * _statistic(ds, comparison["result"], arm)
    if "over" in comparison:
        over = _statistic(ds, comparison["over"], arm)
        result = np.divide(result, over, out=np.full_like(result, np.nan), where=over > 0)
    return result


def compare(ds: xr.Dataset, targets: Targets | None = None, arm: str = "baseline") -> pd.DataFrame:
    """Every published figure that the model speaks about in this municipality, beside the result.

    Returns:
        DataFrame of `COLUMNS`, one row per comparison, those of a group together: `published` with the bounds `low` and `high`
        of its tolerance; `result`, the mean over finished replicates, with the middle 90 % of them
        (NaN for one replicate); `ratio` of result to published; `verdict`: "fits" when the mean lies
        within the tolerance, else "too low", "too high", or "not in the file" when the run did not
        record the outcome.
    """
    targets = targets or read_targets()
    lines = []
    for one in targets.of(municipality_of(ds)):
        row = targets.rows[one["target"]]
        value, low, high = published(targets, one)
        values = measured(ds, one, arm) if _is_recorded(ds, one) else np.array([])
        values = values[np.isfinite(values)]
        mean = float(values.mean()) if values.size else np.nan
        edges = [QUANTILES["low_90"], QUANTILES["high_90"]]
        low_90, high_90 = np.quantile(values, edges) if values.size > 1 else (np.nan, np.nan)
        own = {"compared_with": one["compared_with"], "unit": one["unit"], "published": value, "low": low, "high": high}
        found = {
            "result": mean, "low_90": low_90, "high_90": high_90, "replicates": values.size,
            "ratio": mean / value, "verdict": _verdict(mean, low, high),
        }  # fmt: skip
        judged = {name: one.get(name, "") for name in ("target", "part", "role", "comparable", "because")}
        judged["fit_set"] = bool(one.get("fit_set", False))
        lines.append({name: row.get(name, "") for name in COLUMNS} | judged | own | found)
    table = pd.DataFrame(lines, columns=list(COLUMNS))
    together = pd.Categorical(table["group"], categories=table["group"].unique(), ordered=True)
    return table.iloc[np.argsort(together.codes, kind="stable")].reset_index(drop=True)


def _verdict(value: float, low: float, high: float) -> str:
    if not np.isfinite(value):
        return UNKNOWN
    # A bound such as 8.3 + 0.83 is not exact in binary.
    slack = 1e-9 * max(abs(low), abs(high))
    return TOO_LOW if value < low - slack else TOO_HIGH if value > high + slack else FITS


def _number(targets: Targets, id_: str, given: float | None = None) -> float:
    if given is not None:
        return float(given)
    text = targets.rows[id_]["value"]
    try:
        return float(text)
    except ValueError:
        raise ResultsError(f'{MAPPING}: the row "{id_}" holds "{text}"; the comparison must say its value.') from None


def _names(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def terms_of(comparison: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The terms of a comparison: what is measured and, when it is a share or a mean, over what."""
    return [comparison[name] for name in ("result", "over") if name in comparison]


def _is_recorded(ds: xr.Dataset, comparison: Mapping[str, Any]) -> bool:
    outcomes, groups = set(outcome_names(ds)), {str(name) for name in ds["group"].values}
    return all(
        set(_names(term["outcome"])) <= outcomes and set(_names(term["group"])) <= groups
        for term in terms_of(comparison)
    )


def _statistic(ds: xr.Dataset, term: Mapping[str, Any], arm: str) -> np.ndarray:
    """The sum over the outcomes and groups of a term; one number for each finished replicate."""
    parts = [(outcome, group) for outcome in _names(term["outcome"]) for group in _names(term["group"])]
    if term["statistic"] == "per_year":
        flows = [per_year(ds, outcome, group, arm) for outcome, group in parts]
        if flows[0].sizes["block"] == 0:
            return np.full(flows[0].sizes["replicate"], np.nan)
        return np.sum([flow.isel(block=-1).values for flow in flows], axis=0)
    values = sum(replicate_values(ds, outcome, group, arm).astype(float) for outcome, group in parts)
    weeks = values["week"].values
    if term["statistic"] == "change_in_five_years":
        length = float(weeks[-1] - weeks[0])
        if length < _WEEKS_A_YEAR:
            return np.full(values.sizes["replicate"], np.nan)
        growth = values.isel(week=-1) / values.isel(week=0)
        return np.asarray(100.0 * (growth ** (_WEEKS_IN_FIVE_YEARS / length) - 1.0))
    last_year = values.isel(week=np.flatnonzero(weeks > weeks[-1] - _WEEKS_A_YEAR))
    return np.asarray(last_year.mean("week", skipna=True).values, dtype=float)
