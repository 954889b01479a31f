"""Drift between two snapshots, in which everybody's age is known: what five-year ages account for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import pandas as pd

from buurt.drift import LEAST_YEARS, LIMIT, WEEKS_PER_YEAR, YEARS_PER_DECADE
from buurt.results import ResultsError

AGES = (0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95)
"""Where bands of age begin; the last holds everybody above."""

_NO_ROW = 0xFFFFFFFF
_MODERATE = 2
_WAITING = 3
_MINUTES_PER_HOUR = 60.0


@dataclass
class _Inhabitants:
    """Of one snapshot, by inhabitant: age in whole years, and how much each has of every stock."""

    week: int
    age: np.ndarray
    stocks: dict[str, np.ndarray]


def drift_by_age(start: str | Path, end: str | Path) -> pd.DataFrame:
    """How stocks of need and care differ between two snapshots of one run, by decade, and what ages account for.

    What ages account for is the change that there would be if people of each five-year age had the stock as often
    as in the first snapshot. One week of one run is seen, so that chance is larger than in `drift`: in a
    municipality of 119,000, a stock of a thousand people moves by some 3 % by itself.

    Args:
        start, end: files of `buurt run --snapshot-every`, the later one four years or more after the earlier.

    Returns:
        DataFrame with the columns `outcome`, `start`, `end`, `change`, `by_age`, `beyond` and `drifts`, as of
        `drift`. Hours are hours a week; stocks are defined as the outcomes of the same names.

    Raises:
        ResultsError: a file is no snapshot, is damaged, or the two are too close or of different runs.
    """
    first, last = _read(Path(start)), _read(Path(end))
    years = (last.week - first.week) / WEEKS_PER_YEAR
    if years < LEAST_YEARS:
        raise ResultsError(f"a drift is told from {LEAST_YEARS} years on; the snapshots are of weeks {first.week} and {last.week}.")
    decades = years / YEARS_PER_DECADE

    def by_band(of: _Inhabitants, what: np.ndarray) -> np.ndarray:
        return np.bincount(np.digitize(of.age, AGES), weights=what, minlength=len(AGES) + 1)

    people_first, people_last = (by_band(of, np.ones(len(of.age))) for of in (first, last))
    grown = np.divide(people_last, people_first, out=np.ones_like(people_first), where=people_first > 0)
    rows = []
    for name, owned in first.stocks.items():
        before, after = owned.sum(), last.stocks[name].sum()
        expected = (by_band(first, owned) * grown).sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            change, by_age, beyond = (
                np.divide(to, of) ** (1.0 / decades) - 1.0 for to, of in ((after, before), (expected, before), (after, expected))
            )
        rows.append({
            "outcome": name, "start": before, "end": after, "change": change, "by_age": by_age, "beyond": beyond,
            "drifts": bool(abs(beyond) > LIMIT),
        })  # fmt: skip
    return pd.DataFrame(rows)


def is_snapshot(path: str | Path) -> bool:
    """Whether a file is one that `buurt run --snapshot-every` wrote."""
    try:
        with h5py.File(path) as file:
            return file.attrs.get("format") in ("buurt snapshot", b"buurt snapshot")
    except OSError:
        return False


def _read(path: Path) -> _Inhabitants:
    if not path.exists():
        raise ResultsError(f"{path}: there is no such file.")
    if not is_snapshot(path):
        raise ResultsError(f"{path}: not a snapshot of buurt run --snapshot-every.")
    with h5py.File(path) as file:
        state = file["state"]
        people = {name: state[f"people/{name}"][:] for name in ("identity", "birth_week", "household", "function", "dementia")}
        needs = {name: state[f"care/needs/{name}"][:] for name in ("identity", "person", "minutes", "met", "paused", "state")}
        beds = state["households/beds"][:]
        week = int(state["world/week"][0])
    lives = people["identity"] != 0
    of_need = (needs["identity"] != 0) & (needs["paused"] == 0)

    def summed(what: np.ndarray) -> np.ndarray:
        return np.bincount(needs["person"][of_need], weights=what[of_need].astype(float), minlength=len(lives))[lives]

    household = people["household"][lives]
    housed = household != _NO_ROW
    unmet = needs["minutes"].astype(float) - needs["met"]
    stocks = {
        "population": np.ones(lives.sum()),
        "people_dependent": people["function"][lives] >= _MODERATE,
        "people_with_dementia": people["dementia"][lives] != 0,
        "nursing_home_residents": housed & (beds[np.where(housed, household, 0)] != 0),
        "people_in_need": summed(np.ones_like(unmet)) > 0,
        "people_with_unmet_need": summed(unmet > 0) > 0,
        "waiting_people": summed(needs["state"] == _WAITING) > 0,
        "need_hours": summed(needs["minutes"]) / _MINUTES_PER_HOUR,
        "unmet_hours": summed(unmet) / _MINUTES_PER_HOUR,
    }
    age = (week - people["birth_week"][lives].astype(np.int64)) // WEEKS_PER_YEAR
    return _Inhabitants(week, age, {name: owned.astype(float) for name, owned in stocks.items()})
