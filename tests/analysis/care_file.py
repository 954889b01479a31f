"""Adds care, neighbourhoods, money, programmes and dominoes to the invented files of `compare_file`."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import compare_file
import h5py
import numpy as np
import results_file

SOURCE = Path(os.environ.get("BUURT_SOURCE", Path(__file__).parents[2]))

NEIGHBOURHOODS = ("Centre 1", "Centre 2", "Outside 1")
POSITIONS = ((0.0, 0.0), (120.0, 40.0), (3000.0, -1500.0))

# Of every outcome: level without, unit, better, kind, what the first arm adds, later ones twice that and so on.
CARE: Mapping[str, tuple[float, str, str, str, float]] = {
    "people_in_need": (3000.0, "persons", "lower", "state", 0.0),
    "people_with_unmet_need": (1500.0, "persons", "lower", "state", -10.0),
    "people_with_hidden_need": (360.0, "persons", "lower", "state", -6.0),
    "waiting_people": (800.0, "persons", "lower", "state", 4.0),
    "needs_detected": (60.0, "needs", "higher", "flow", 2.0),
    "referrals": (32.0, "needs", "neither", "flow", 0.0),
    "referrals_completed": (24.0, "needs", "higher", "flow", 0.0),
    "help_requests": (150.0, "requests", "neither", "flow", 1.0),
    "help_given": (50.0, "requests", "higher", "flow", 1.0),
    "need_hours": (30000.0, "h per week", "lower", "state", 0.0),
    "met_hours": (21000.0, "h per week", "higher", "state", 20.0),
    "unmet_hours": (9000.0, "h per week", "lower", "state", -20.0),
    "carer_hours": (18000.0, "h per week", "neither", "state", 5.0),
    "met_hours_professionals": (2200.0, "h per week", "neither", "state", 0.0),
    "met_hours_volunteers": (200.0, "h per week", "neither", "state", 0.0),
    "hours_family_care": (1500.0, "h per week", "neither", "state", 0.0),
    "hours_home_nursing": (700.0, "h per week", "neither", "state", 0.0),
    "cost_formal_care": (90000.0, "EUR per week", "lower", "state", 0.0),
    "cost_residential": (195000.0, "EUR per week", "lower", "state", 0.0),
    "cost_hospital": (100000.0, "EUR per week", "lower", "state", -300.0),
    "cost_programmes": (0.0, "EUR per week", "lower", "state", 1000.0),
    "nursing_home_residents": (200.0, "persons", "neither", "state", 0.0),
    "hospital_days": (160.0, "days", "lower", "flow", 0.0),
    "conversations": (0.0, "conversations", "neither", "flow", 20.0),
    "place_visitors": (0.0, "visits", "neither", "flow", 30.0),
    "home_visits": (0.0, "visits", "neither", "flow", 5.0),
    "activity_visits": (0.0, "visits", "neither", "flow", 7.0),
    "met_hours_household": (14000.0, "h per week", "neither", "state", 0.0),
    "met_hours_kin": (3000.0, "h per week", "neither", "state", 0.0),
    "met_hours_friends": (1100.0, "h per week", "neither", "state", 0.0),
}  # fmt: skip

PART = {"fte": 0.5, "paid": True, "persons": 1, "weeks_to_fill": 13, "observation_weeks": 8, "caseload": 225, "cost_fte": 70000}

PRICES = {"formal.cost_family_care": 38.0, "formal.cost_home_nursing": 50.0}


def invented(
    path: Path, arms: tuple[str, ...] = ("baseline", "connector", "meeting place", "both"), *, to_week: int | None = None,
    left: float = 1.0, **how: Any,
) -> Path:  # fmt: skip
    """An invented comparison with all that the page can show.

    The arm "both" holds what "connector" and "meeting place" hold, and does three times what the first does. With
    `to_week` the money of all ends there, and effects fall to the part `left` of what they were.
    """
    arms_made = arms

    def change(outcomes: dict[str, np.ndarray]) -> None:
        shape = outcomes["population"].shape
        weeks = np.arange(shape[2]) * int(how.get("every", 1))
        strength = np.where(weeks > 0, 1.0, 0.0)
        if to_week is not None:
            strength = np.where(weeks > to_week, left, strength)
        for name in outcomes:
            outcomes[name][1:] = outcomes[name][:1]
        random = np.random.default_rng(11)
        for number, (name, (level, _, _, _, added)) in enumerate(CARE.items()):
            noise = 1.0 + 0.02 * np.random.default_rng(number).normal(size=(1, shape[1], shape[2], shape[3]))
            outcomes[name] = np.broadcast_to(level * noise, shape).copy()
            for arm in range(1, shape[0]):
                luck = 1.0 + 0.1 * random.normal(size=(shape[1], 1, 1))
                outcomes[name][arm] += added * arm * luck * strength.reshape(1, -1, 1)

    results_file.write(path, arms=arms, change=change, **how)
    parameters = {
        name: {"value": price, "default": price, "unit": "EUR per h", "minimum": 1, "maximum": 200, "grade": "assumed", "source": "made up"}
        for name, price in PRICES.items()
    }
    kinds = {"connector": ["connector"], "meeting place": ["meeting_place"], "both": ["connector", "meeting_place"]}
    with h5py.File(path, "a") as file:
        for name, (_, unit, better, kind, _) in CARE.items():
            file[name].attrs.update({"units": unit, "better": better, "kind": kind})
        file.attrs["parameters"] = json.dumps(parameters)
        _neighbourhoods(file, len(arms_made))
        base = json.loads(str(file.attrs["scenario"]))
        scenarios = {}
        for arm in arms:
            programme: dict[str, Any] = {"name": arm, "payer": "municipality", "from_week": 1, "parts": [{"kind": kind} | PART for kind in kinds.get(arm, [])]}
            programme |= {"to_week": to_week} if to_week is not None else {}
            scenarios[arm] = base | ({} if arm == "baseline" else {"programmes": [programme]})
        compare_file.describe(file, scenarios)
    compare_file.add_effects(path)
    return path


def change_scenario(path: Path, arm: str, programme: Mapping[str, Any] | None = None, **changes: Any) -> Path:
    """Gives the scenario of an arm other fields, and its first programme other ones."""
    with h5py.File(path, "a") as file:
        comparison = json.loads(str(file.attrs["comparison"]))
        scenario = next(one for one in comparison["arms"] if one["name"] == arm)["scenario"]
        scenario |= changes
        scenario["programmes"][0] |= programme or {}
        file.attrs["comparison"] = json.dumps(comparison)
    return path


def add_ledger(path: Path, paid_until: int, arm: str = "connector") -> Path:
    """A ledger in which the municipality pays for the programme of an arm up to a week, and then nobody does."""
    with h5py.File(path, "a") as file:
        arms = [name.decode() for name in file["arm"][()]]
        weeks = file["week"][()]
        group = file.create_group("ledger")
        for name, value in {"line": "programmes", "organisation": "", "programme": arm, "payer": "municipality"}.items():
            group.create_dataset(name, data=np.array([value], dtype=h5py.string_dtype()))
        euro = np.zeros((len(arms), len(file["replicate"]), len(weeks), 1))
        euro[arms.index(arm), :, (weeks > 0) & (weeks <= paid_until)] = 1000.0
        group.create_dataset("euro", data=euro)
        group.create_dataset("hours", data=np.zeros_like(euro))
    return path


def _neighbourhoods(file: h5py.File, arms: int) -> None:
    text = h5py.string_dtype()
    file.create_dataset("neighbourhood", data=np.array(NEIGHBOURHOODS, dtype=text))
    file["neighbourhood"].make_scale("neighbourhood")
    for axis, name in enumerate(("neighbourhood_x", "neighbourhood_y")):
        file.create_dataset(name, data=np.array(POSITIONS)[:, axis])
        file[name].dims[0].attach_scale(file["neighbourhood"])
    shape = (arms, len(file["replicate"]), len(file["week"]), len(NEIGHBOURHOODS))
    random = np.random.default_rng(5)
    for name, level, better in (("population", 1500.0, "neither"), ("lonely_people", 90.0, "lower")):
        values = np.broadcast_to(level * (1 + np.arange(3)) + random.normal(size=(1, *shape[1:])), shape).copy()
        if name == "lonely_people":
            # Felt in the second neighbourhood alone.
            luck = 1.0 + 0.1 * random.normal(size=(shape[1], 1))
            for arm in range(1, arms):
                values[arm, :, 1:, 1] -= 4.0 * arm * luck
        made = file.create_dataset(f"{name}_by_neighbourhood", data=values)
        attributes = {"long_name": f"{name} by neighbourhood", "units": "persons", "definition": "Invented", "better": better, "kind": "state"}
        made.attrs.update(attributes)
        for axis, dimension in enumerate(("arm", "replicate", "week", "neighbourhood")):
            made.dims[axis].attach_scale(file[dimension])


def add_dominoes(path: Path, arm: str = "connector") -> Path:
    """Three acts: one that would have happened with the same two, one with another, one with a chain of three and nothing in its place."""
    acts = {
        "arm": [arm] * 3, "week": [20, 30, 44], "helped": [11, 12, 13], "giver": [21, 22, 23],
        "source": ["neighbours_friends", "professionals", "neighbours_friends"], "need": ["company", "household", "transport"],
        "minutes": [60, 90, 30], "helped_age": [82, 71, 90], "helped_sex": ["woman", "man", "woman"], "giver_age": [64, 0, 70],
        "giver_sex": ["man", "", "woman"], "anyway": ["same", "other", "none"],
    }  # fmt: skip
    steps = {
        "act": [0, 1, 2, 2, 2], "week": [8, 12, 15, 16, 22],
        "what": ["introduced", "referred", "brought_along", "told_of_place", "met_at_place"],
        "who": [11, 12, 23, 13, 13], "other": [21, 0, 0, 23, 23],
    }  # fmt: skip
    totals = {arm: {"acts": 40, "opened": 3, "anyway": {"same": 1, "other": 1, "none": 1}, "in_both": 35, "acts_of_baseline": 38}}
    with h5py.File(path, "a") as file:
        group = file.create_group("dominoes")
        group.attrs["totals"] = json.dumps(totals)
        for where, columns in ((group, acts), (group.create_group("steps"), steps)):
            for name, column in columns.items():
                where.create_dataset(name, data=np.array(column, dtype=h5py.string_dtype() if isinstance(column[0], str) else None))
    return path


def declared_outcomes() -> list[str]:
    """Names of all outcomes by group that the simulator declares."""
    pages = sorted((SOURCE / "sim/care").glob("*outcomes.cpp")) + [SOURCE / "sim/care/equity.cpp"]
    names = [name for page in pages for name in re.findall(r'^    \{"([a-z0-9_]+)",\s*"', page.read_text(encoding="utf-8"), re.M)]
    return [name for name in dict.fromkeys(names) if not name.endswith("_by_neighbourhood") and name not in results_file.GROUPS]


def as_large_as_it_gets(path: Path) -> Path:
    """20 replicates × 4 arms × 260 weeks × 13 groups of every outcome that the simulator declares, with the real layout."""
    more = ("in_need", "informal_carers", "kept_free")
    usual = results_file.GROUPS
    results_file.GROUPS = (*usual, *more)
    results_file.PEOPLE |= dict.fromkeys(more, 900)
    try:
        invented(path, weeks=260, replicates=20)
        with h5py.File(path, "a") as file:
            held = file["loneliness"][()]
            for number, name in enumerate(one for one in declared_outcomes() if one not in file):
                values = file.create_dataset(name, data=held * (1.0 + 0.001 * number), chunks=True, shuffle=True, compression=4)
                for key, value in file["loneliness"].attrs.items():
                    if key not in ("DIMENSION_LIST", "_Netcdf4Coordinates", "_Netcdf4Dimid"):
                        values.attrs[key] = value
                for axis, dimension in enumerate(("arm", "replicate", "week", "group")):
                    values.dims[axis].attach_scale(file[dimension])
            for name in ("effects", "persons"):
                del file[name]
        compare_file.add_effects(path)
    finally:
        results_file.GROUPS = usual
        for name in more:
            del results_file.PEOPLE[name]
    return path
