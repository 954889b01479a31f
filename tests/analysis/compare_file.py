"""Makes files in the layout of `buurt compare`: from results of `buurt run`, or from invented ones.

As a script it joins runs of the same seed, the baseline first:

    python3 tests/analysis/compare_file.py OUT.h5 baseline=BASE.h5 formal-care-cut=CUT.h5
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import h5py
import numpy as np
import results_file
import scipy.stats

STATISTICS = ("mean", "se", "low_90", "low_50", "high_50", "high_90", "share_better", "replicates")
OUTCOME_AXES = ("arm", "replicate", "week", "group")


def join(path: Path, runs: dict[str, Path]) -> Path:
    """A compare file whose arms are the runs of `buurt run`, in order; all of the same weeks and replicates."""
    files = [h5py.File(run, "r") for run in runs.values()]
    first = files[0]
    with h5py.File(path, "w") as out:
        for name, value in first.attrs.items():
            out.attrs[name] = value
        text = h5py.string_dtype()
        for name in ("replicate", "week", "group", "neighbourhood"):
            held = first[name][()]
            out.create_dataset(name, data=held.astype(text) if held.dtype.kind in "OS" else held)
            out[name].make_scale(name)
        out.create_dataset("arm", data=np.array(list(runs), dtype=text))
        out["arm"].make_scale("arm")
        out.create_dataset("date", data=first["date"][()])
        for name, held in first.items():
            if not isinstance(held, h5py.Dataset) or name in ("arm", "replicate", "week", "group", "neighbourhood"):
                continue
            if name == "date":
                axes: tuple[str, ...] = ("week",)
            else:
                last = "neighbourhood" if name.endswith("_by_neighbourhood") else "group"
                axes = (*OUTCOME_AXES[:3], last)[: held.ndim]
                joined = np.concatenate([file[name][()] for file in files])
                out.create_dataset(name, data=joined, chunks=True, shuffle=True, compression=4)
            for key, value in held.attrs.items():
                if key not in ("DIMENSION_LIST", "_Netcdf4Coordinates", "_Netcdf4Dimid"):
                    out[name].attrs[key] = value
            for axis, dimension in enumerate(axes):
                out[name].dims[axis].attach_scale(out[dimension])
        burn_in = np.concatenate([file["diagnostics/burn_in"][()] for file in files])
        out.create_group("diagnostics").create_dataset("burn_in", data=burn_in)
        scenarios = {arm: json.loads(file.attrs["scenario"]) for arm, file in zip(runs, files)}
        describe(out, scenarios)
    for file in files:
        file.close()
    add_effects(path)
    return path


def describe(file: h5py.File, scenarios: dict[str, dict]) -> None:
    """Says what was asked, as `buurt compare` does."""
    arms = [
        {"name": arm, "title": arm.replace("-", " ").capitalize(), "what": f"What {arm} does", "first_week": 1,
         "with": [{"name": arm, "title": arm, "what": f"What {arm} does", "source": "assumed"}], "scenario": scenario}
        for arm, scenario in scenarios.items()
        if arm != "baseline"
    ]  # fmt: skip
    main = [name for name in ("unmet_hours", "people_with_unmet_need", "strained_carers", "lonely_people") if name in file]
    question = "What is different?"
    file.attrs["question"] = question
    file.attrs["comparison"] = json.dumps({"name": "made", "question": question, "main_outcomes": main, "arms": arms})


def invented(path: Path, arms: tuple[str, ...] = ("baseline", "connector"), effect: float = 0.1, **how: object) -> Path:
    """Invented results with arms that share their chances: `lonely_people` and others are lower by `effect` in the second
    arm, by twice that in the third …, from week 0 on; other chances move a little."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        random = np.random.default_rng(3)
        for name, values in outcomes.items():
            for arm in range(1, len(arms)):
                values[arm] = values[0]
                if name in ("lonely_people", "isolated_people", "loneliness"):
                    replicate = 1.0 + 0.3 * random.normal(size=(values.shape[1], 1, 1))
                    values[arm] *= 1.0 - effect * arm * replicate * (np.arange(values.shape[2]) > 0).reshape(1, -1, 1)

    results_file.write(path, arms=arms, change=change, **how)  # type: ignore[arg-type]
    with h5py.File(path, "a") as file:
        scenario = json.loads(str(file.attrs["scenario"]))
        describe(file, {arm: scenario | {"programmes": [{"use": arm, "from_week": 1}]} for arm in arms})
    add_effects(path)
    return path


def add_effects(path: Path) -> None:
    """Adds the groups `/effects` and `/persons`."""
    with h5py.File(path, "a") as file:
        arms = [arm.decode() for arm in file["arm"][()]]
        groups = file["group"][()]
        weeks = file["week"][()]
        years = int(np.ceil(weeks[-1] / 52))
        edges = {f"year_{y + 1}": (52 * y, min(52 * (y + 1), weeks[-1])) for y in range(years)}
        edges |= {"last_year": (max(0, weeks[-1] - 52), weeks[-1]), "whole": (0, weeks[-1])}
        windows = {name: ((weeks > low) & (weeks <= high), max(1, high - low)) for name, (low, high) in edges.items()}
        finished = file["finished"][()] == 1
        effects = file.create_group("effects")
        scales = {"arm": arms[1:], "window": list(windows), "group": groups, "statistic": list(STATISTICS)}
        for name, values in scales.items():
            effects.create_dataset(name, data=np.array(values, dtype=h5py.string_dtype()))
            effects[name].make_scale(name)
        for name, held in list(file.items()):
            if not isinstance(held, h5py.Dataset) or held.ndim != 4 or held.shape[-1] != len(groups):
                continue
            data, better = held[()], held.attrs["better"]
            since = "since the week recorded before" in held.attrs["definition"]
            flow = held.attrs.get("kind", "flow" if since else "state") == "flow"
            cube = np.full([len(one) for one in scales.values()], np.nan)
            for a in range(1, len(arms)):
                for w, (inside, length) in enumerate(windows.values()):
                    both = finished[0] & finished[a]
                    with np.errstate(all="ignore"):
                        part = data[:, both][:, :, inside]
                        total = np.nansum(part, axis=2) * 52 / length if flow else nanmean(part, axis=2)
                        known = np.isfinite(data[:, both][:, :, inside]).any(axis=2)
                    difference = np.where(known[a] & known[0], total[a] - total[0], np.nan)
                    for g in range(len(groups)):
                        cube[a - 1, w, g] = statistics(difference[:, g], str(better))
            made = effects.create_dataset(name, data=cube)
            for axis, dimension in enumerate(scales):
                made.dims[axis].attach_scale(effects[dimension])
        add_persons(file, arms)


def nanmean(values: np.ndarray, axis: int) -> np.ndarray:
    known = np.isfinite(values).sum(axis=axis)
    return np.nansum(values, axis=axis) / np.where(known > 0, known, 1)


def statistics(differences: np.ndarray, better: str) -> list[float]:
    values = differences[np.isfinite(differences)]
    if not values.size:
        return [np.nan] * (len(STATISTICS) - 1) + [0.0]
    mean = values.mean()
    share = {"lower": (values < 0).mean(), "higher": (values > 0).mean()}.get(better, np.nan) + 0.5 * (values == 0).mean()
    if values.size == 1:
        return [mean, *[np.nan] * 5, share, 1.0]
    se = values.std(ddof=1) / np.sqrt(values.size)
    ends = [mean + se * scipy.stats.t.ppf(part, values.size - 1) for part in (0.05, 0.25, 0.75, 0.95)]
    return [mean, se, *ends, share, float(values.size)]


def add_persons(file: h5py.File, arms: list[str]) -> None:
    """Two people for each arm but the first."""
    rows = [
        (arm, replicate, 1000 + replicate, "unmet_hours", 1.5 - 2 * replicate, 2 * replicate - 1, 27 + replicate, "unmet_need")
        for arm in arms[1:]
        for replicate in range(2)
    ]
    group = file.create_group("persons")
    names = ("arm", "replicate", "identity", "what", "amount", "better", "first_week", "event")
    for name, column in zip(names, zip(*rows)):
        text = isinstance(column[0], str)
        group.create_dataset(name, data=np.array(column, dtype=h5py.string_dtype() if text else None))
    one = {"people": 40000, "better_off": 1, "worse_off": 1, "mixed": 0}
    changed = {"unmet_hours": {"better": 1, "worse": 1, "neither": 0}}
    group.attrs["totals"] = json.dumps({arm: one | {"changed": changed} for arm in arms[1:]})
    group.attrs["replicates"] = len(file["replicate"])


if __name__ == "__main__":
    target, *named = sys.argv[1:]
    print(join(Path(target), {arm: Path(run) for arm, run in (one.split("=", 1) for one in named)}))
