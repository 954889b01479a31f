"""Drift between two snapshots, in which everybody's age is known: what five-year ages account for."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_ADULT = 18
_GENERATION = 16
_MODERATE = 2
_WAITING = 3
_MINUTES_PER_HOUR = 60.0


@dataclass
class _Inhabitants:
    """Of one snapshot, by inhabitant: age in whole years, and how much each has of every stock."""

    week: int
    age: np.ndarray
    stocks: dict[str, np.ndarray]


def drift_by_age(start: str | Path | Sequence[str | Path], end: str | Path | Sequence[str | Path]) -> pd.DataFrame:
    """How stocks of need and care differ between two snapshots of one run, by decade, and what ages account for.

    What ages account for is the change that there would be if people of each five-year age had the stock as often
    as in the first snapshot. One week of one replicate is seen, so that chance is larger than in `drift`: in a
    municipality of 119,000, a stock of a thousand people moves by some 3 % by itself. Several replicates are put
    together, person by person.

    Args:
        start, end: files of `buurt run --snapshot-every`, the later one four years or more after the earlier; or as
            many of each, one a replicate in the same order.

    Returns:
        DataFrame with the columns `outcome`, `start`, `end` (means over replicates), `change`, `by_age`, `beyond`,
        `low` and `high` (the least and most `beyond` of single replicates) and `drifts`, as of `drift`. Hours are
        hours a week; stocks are defined as the outcomes of the same names. Of adults in private households is told besides
        who lives with a partner, alone, with somebody 16 years older or more and no partner (`adults_with_parents`), or with
        somebody that much younger, no partner and nobody that much older (`lone_parents`).

    Raises:
        ResultsError: a file is no snapshot, is damaged, the two are too close, replicates are of other weeks, or there
            are not as many first as last ones. That two are of one run is taken on trust.
    """
    firsts, lasts = ([_read(Path(path)) for path in _several(paths)] for paths in (start, end))
    if len(firsts) != len(lasts) or not firsts:
        raise ResultsError(f"there are {len(firsts)} first snapshots and {len(lasts)} last ones; each needs one of the other.")
    weeks = {(first.week, last.week) for first, last in zip(firsts, lasts, strict=True)}
    if len(weeks) > 1:
        raise ResultsError("the snapshots are not of the same weeks in all replicates.")
    ((week_first, week_last),) = weeks
    years = (week_last - week_first) / WEEKS_PER_YEAR
    if years < LEAST_YEARS:
        raise ResultsError(f"a drift is told from {LEAST_YEARS} years on; the snapshots are of weeks {week_first} and {week_last}.")
    decades = years / YEARS_PER_DECADE

    def by_band(of: _Inhabitants, name: str) -> np.ndarray:
        return np.bincount(np.digitize(of.age, AGES), weights=of.stocks[name], minlength=len(AGES) + 1)

    def bands(of: list[_Inhabitants], name: str) -> np.ndarray:
        """How much there is by replicate and band of age."""
        return np.array([by_band(one, name) for one in of])

    def expected(before: np.ndarray, people_before: np.ndarray, people_after: np.ndarray) -> float:
        return float((before * np.divide(people_after, people_before, out=np.ones_like(people_before), where=people_before > 0)).sum())

    def a_decade(to: float, of: float) -> float:
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(np.divide(to, of) ** (1.0 / decades) - 1.0)

    people_first, people_last = bands(firsts, "population"), bands(lasts, "population")
    rows = []
    for name in firsts[0].stocks:
        before, after = bands(firsts, name), bands(lasts, name)
        by_age = expected(before.sum(axis=0), people_first.sum(axis=0), people_last.sum(axis=0))
        each = [a_decade(after[i].sum(), expected(before[i], people_first[i], people_last[i])) for i in range(len(firsts))]
        beyond = a_decade(after.sum(), by_age)
        rows.append({
            "outcome": name, "start": before.sum() / len(firsts), "end": after.sum() / len(firsts),
            "change": a_decade(after.sum(), before.sum()), "by_age": a_decade(by_age, before.sum()), "beyond": beyond,
            "low": min(each), "high": max(each), "drifts": bool(abs(beyond) > LIMIT),
        })  # fmt: skip
    return pd.DataFrame(rows)


def snapshots_beside(results: str | Path) -> tuple[list[Path], list[Path]]:
    """The first and the last snapshots that `buurt run --snapshot-every` wrote beside its results, one a replicate.

    Returns:
        Two lists in order of replicates, of the first and the last week of which all replicates have one.

    Raises:
        ResultsError: there are none, or of one week alone.
    """
    path = Path(results)
    found: dict[str, dict[int, Path]] = {}
    pattern = re.compile(re.escape(path.name) + r"(?P<replicate>(?:\.replicate\d+)?)\.week(?P<week>\d+)\.snapshot\.h5")
    for beside in path.parent.iterdir() if path.parent.is_dir() else ():
        if match := pattern.fullmatch(beside.name):
            found.setdefault(match["replicate"], {})[int(match["week"])] = beside
    weeks = sorted(set.intersection(*(set(of) for of in found.values()))) if found else []
    if len(weeks) < 2:
        raise ResultsError(f"{path}: no two snapshots lie beside it; run with --snapshot-every to have some.")
    return ([found[name][weeks[0]] for name in sorted(found)], [found[name][weeks[-1]] for name in sorted(found)])


def _several(paths: str | Path | Sequence[str | Path]) -> Sequence[str | Path]:
    return [paths] if isinstance(paths, str | Path) else paths


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
        people = {name: state[f"people/{name}"][:] for name in ("identity", "birth_week", "household", "partner", "function", "dementia")}
        needs = {name: state[f"care/needs/{name}"][:] for name in ("identity", "person", "minutes", "met", "paused", "state")}
        beds = state["households/beds"][:]
        collective, members = (state[f"households/{name}"][:] for name in ("collective", "members"))
        week = int(state["world/week"][0])
    lives = people["identity"] != 0
    of_need = (needs["identity"] != 0) & (needs["paused"] == 0)

    def summed(what: np.ndarray) -> np.ndarray:
        return np.bincount(needs["person"][of_need], weights=what[of_need].astype(float), minlength=len(lives))[lives]

    household = people["household"][lives]
    housed = household != _NO_ROW
    of_household = np.where(housed, household, 0)
    private = housed & (collective[of_household] == 0)
    age = (week - people["birth_week"][lives].astype(np.int64)) // WEEKS_PER_YEAR
    partnered = people["partner"][lives] != _NO_ROW
    adult = private & (age >= _ADULT)
    eldest, youngest = np.zeros(len(beds)), np.full(len(beds), np.inf)
    np.maximum.at(eldest, household[private], age[private])
    np.minimum.at(youngest, household[private], age[private])
    with_elders = eldest[of_household] >= age + _GENERATION
    with_children = youngest[of_household] <= age - _GENERATION
    unmet = needs["minutes"].astype(float) - needs["met"]
    stocks = {
        "population": np.ones(lives.sum()),
        "adults_with_partner": adult & partnered,
        "adults_alone": adult & (members[of_household] == 1),
        "adults_with_parents": adult & ~partnered & with_elders,
        "lone_parents": adult & ~partnered & ~with_elders & with_children,
        "people_dependent": people["function"][lives] >= _MODERATE,
        "people_with_dementia": people["dementia"][lives] != 0,
        "nursing_home_residents": housed & (beds[of_household] != 0),
        "people_in_need": summed(np.ones_like(unmet)) > 0,
        "people_with_unmet_need": summed(unmet > 0) > 0,
        "waiting_people": summed(needs["state"] == _WAITING) > 0,
        "need_hours": summed(needs["minutes"]) / _MINUTES_PER_HOUR,
        "unmet_hours": summed(unmet) / _MINUTES_PER_HOUR,
    }
    return _Inhabitants(week, age, {name: owned.astype(float) for name, owned in stocks.items()})
