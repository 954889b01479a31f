"""Writes small results files in the contract's format, so that tests need no simulator."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np

GROUPS = (
    "all", "age_0_17", "age_18_64", "age_65_79", "age_80_plus", "women", "men",
    "living_alone", "poverty", "migration_background",
)  # fmt: skip

# Herzele, 1 January 2026 (Statbel), rounded.
PEOPLE = {
    "all": 19291, "age_0_17": 3580, "age_18_64": 11609, "age_65_79": 2945, "age_80_plus": 1157,
    "women": 9761, "men": 9530, "living_alone": 2200, "poverty": 1500, "migration_background": 1700,
}  # fmt: skip

GROWTH_PER_YEAR = {"age_0_17": -0.006, "age_18_64": 0.001, "age_65_79": 0.012, "age_80_plus": 0.022}
LONELY = {"age_0_17": 0.006, "age_18_64": 0.078, "age_65_79": 0.082, "age_80_plus": 0.118}
AGES = tuple(GROWTH_PER_YEAR)

FLOWS_PER_YEAR = {
    "births": 178, "deaths": 204, "moved_in": 925, "moved_out": 830, "moved_within": 700, "couples_formed": 160,
    "couples_parted": 90, "ties_formed": 99000, "ties_lost": 98000,
}  # fmt: skip

MEANS = {
    "ties_per_person": (49.2, 0.5, "ties"),
    "ties_weekly": (5.2, 0.08, "ties"),
    "ties_monthly": (15.4, 0.2, "ties"),
    "loneliness": (0.31, 0.004, "0 to 1"),
    "weekly_contact_neighbours": (44.1, 0.5, "% of adults"),
    "weekly_contact_family": (48.9, 0.4, "% of adults"),
    "weekly_contact_friends": (39.6, 0.5, "% of adults"),
}

UNITS = {
    "population": "persons", "people_16_plus": "persons", "households": "households", "isolated_people": "persons",
    "lonely_people": "persons",
}  # fmt: skip

BETTER = {"lonely_people": "lower", "isolated_people": "lower", "loneliness": "lower", "ties_per_person": "higher"}


def outcomes(weeks: np.ndarray, replicates: int, arms: int = 1, seed: int = 7) -> dict[str, np.ndarray]:
    """Invented outcomes, each of shape (arm, replicate, week, group); the margins add up."""
    random = np.random.default_rng(seed)
    shape = (arms, replicates, len(weeks), len(GROUPS))
    column = {group: index for index, group in enumerate(GROUPS)}
    years = weeks / 52.18

    def wander(size: float, pull: float = 0.06) -> np.ndarray:
        """A path per arm and replicate that is drawn back to zero: (arm, replicate, week)."""
        path = np.zeros(shape[:3])
        value = random.normal(0.0, 1.0, shape[:2])
        for index in range(len(weeks)):
            path[:, :, index] = value
            value = (1 - pull) * value + np.sqrt(1 - (1 - pull) ** 2) * random.normal(0.0, 1.0, shape[:2])
        return size * path

    def grow(size: float) -> np.ndarray:
        """A path per arm and replicate that starts at zero and strays: (arm, replicate, week)."""
        steps = random.normal(0.0, size / np.sqrt(52.18), shape[:3])
        steps[:, :, 0] = 0.0
        return np.cumsum(steps * np.sqrt(np.diff(weeks, prepend=weeks[0])), axis=2)

    result = {name: np.zeros(shape) for name in UNITS}
    for group in GROUPS:
        people = PEOPLE[group] * (1 + GROWTH_PER_YEAR.get(group, 0.002) * years + grow(0.5 / np.sqrt(PEOPLE[group])))
        share = LONELY.get(group, 0.082) + wander(0.12 / np.sqrt(PEOPLE[group]))
        result["population"][..., column[group]] = np.round(people)
        result["people_16_plus"][..., column[group]] = np.round(people * (0.126 if group == "age_0_17" else 1.0))
        result["lonely_people"][..., column[group]] = np.round(people * share)
        result["isolated_people"][..., column[group]] = np.round(people * 0.03)
        result["households"][..., column[group]] = np.round(people / 2.4)
    for name in ("population", "people_16_plus", "lonely_people"):
        result[name][..., column["all"]] = sum(result[name][..., column[group]] for group in AGES)
    elapsed = np.diff(weeks, prepend=weeks[0]) / 52.18
    for name, rate in FLOWS_PER_YEAR.items():
        result[name] = np.zeros(shape)
        result[name][..., column["all"]] = random.poisson(rate * elapsed, shape[:3])
    for name, (mean, size, _) in MEANS.items():
        result[name] = np.stack([mean + wander(size) for _ in GROUPS], axis=-1)
    return result


def write(
    path: Path,
    *,
    weeks: int = 26,
    every: int = 1,
    replicates: int = 4,
    finished: int | None = None,
    arms: tuple[str, ...] = ("baseline",),
    start: str = "2024-01-01",
    burn_in: str = "mean degree 49",
    change: Callable[[dict[str, np.ndarray]], None] | None = None,
    attributes: dict[str, object] | None = None,
) -> Path:
    """Writes a results file.

    With `finished`, the run was stopped after that many replicates; the others are NaN. `change` edits the
    outcomes before they are written; `attributes` replaces root attributes (None leaves one out).
    """
    recorded = np.arange(0, weeks + 1, every)
    values = outcomes(recorded, replicates, len(arms))
    if change:
        change(values)
    scenario = {"name": "herzele", "municipality": "herzele", "start": start, "weeks": weeks, "replicates": replicates}
    root: dict[str, object] = {
        "format": "buurt results", "format_version": np.int32(1), "complete": np.int32(finished is None),
        "replicates_finished": np.int32(replicates if finished is None else finished),
        "title": "herzele-baseline", "buurt_version": "0.1.0", "created": "2026-01-01T12:00:00Z",
        "start": start, "seed": np.uint64(1), "scenario": json.dumps(scenario),
    } | (attributes or {})  # fmt: skip
    coordinates = {
        "arm": list(arms),
        "replicate": np.arange(replicates, dtype=np.int32),
        "week": recorded.astype(np.int32),
        "group": list(GROUPS),
    }
    units = UNITS | dict.fromkeys(FLOWS_PER_YEAR, "persons") | {name: unit for name, (_, _, unit) in MEANS.items()}
    with h5py.File(path, "w") as file:
        for name, value in root.items():
            if value is not None:
                file.attrs[name] = value
        for name, value in coordinates.items():
            data = np.array(value, dtype=h5py.string_dtype()) if isinstance(value, list) else value
            file.create_dataset(name, data=data)
            file[name].make_scale(name)
        date = file.create_dataset("date", data=7 * recorded.astype(np.int32))
        date.attrs["units"] = f"days since {start}"
        date.attrs["calendar"] = "proleptic_gregorian"
        date.dims[0].attach_scale(file["week"])
        for name, value in values.items():
            value[:, replicates if finished is None else finished :] = np.nan
            dataset = file.create_dataset(name, data=value, chunks=True, shuffle=True, compression=4)
            dataset.attrs["long_name"] = name.replace("_", " ")
            dataset.attrs["units"] = units.get(name, "persons")
            dataset.attrs["definition"] = f"Invented {name.replace('_', ' ')}"
            dataset.attrs["better"] = BETTER.get(name, "neither")
            dataset.attrs["kind"] = "flow" if name in FLOWS_PER_YEAR else "state"
            dataset.attrs["coordinates"] = "date"
            for axis, dimension in enumerate(("arm", "replicate", "week", "group")):
                dataset.dims[axis].attach_scale(file[dimension])
        runs = np.zeros((len(arms), replicates), dtype=np.int8)
        runs[:, : replicates if finished is None else finished] = 1
        hashes = np.ones((len(arms), replicates, len(recorded)), dtype=np.uint64)
        for name, data in {"finished": runs, "state_hash": hashes}.items():
            dataset = file.create_dataset(name, data=data)
            for axis, dimension in enumerate(("arm", "replicate", "week")[: data.ndim]):
                dataset.dims[axis].attach_scale(file[dimension])
        texts = np.full((len(arms), replicates), burn_in.encode(), dtype="S200")
        file.create_group("diagnostics").create_dataset("burn_in", data=texts.view("S1").reshape(*texts.shape, -1))
    return path
