#!/usr/bin/env python3
"""Makes every figure that README and docs/ show, from scenarios of this repository, and writes down their numbers.

    PYTHONPATH=analysis /usr/bin/python3 tools/figures.py             all figures, and docs/figures.csv
    PYTHONPATH=analysis /usr/bin/python3 tools/figures.py --check 1   runs again and compares with docs/figures.csv

Results of a run hang on the model: after a change of it, make the figures anew.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import xarray as xr
from matplotlib.figure import Figure

import buurt

SOURCE = Path(__file__).resolve().parents[1]
IMAGES = SOURCE / "docs/images"
NUMBERS = SOURCE / "docs/figures.csv"
COLUMNS = ("figure", "what", "week", "value")


@dataclass(frozen=True)
class Shown:
    """A figure: the scenario and how often it is lived through, what draws it, and the numbers in it."""

    scenario: str
    replicates: int
    draw: Callable[[xr.Dataset], Figure]
    numbers: Callable[[xr.Dataset], dict[tuple[str, int], float]]


def life(ds: xr.Dataset) -> dict[tuple[str, int], float]:
    """Means over the replicates at the beginning and the end of what the first figure draws."""
    found = {}
    for outcome in ("population", "ties_per_person", "lonely_people", "weekly_contact_neighbours"):
        bands = buurt.bands(ds, outcome)
        for week in (bands.index[0], bands.index[-1]):
            found[outcome, int(week)] = float(bands.loc[week, "mean"])
    return found


def beside(ds: xr.Dataset) -> dict[tuple[str, int], float]:
    """The result beside every published figure."""
    table = buurt.targets.compare(ds).dropna(subset=["result"])
    last = int(ds["week"].values[-1])
    return {(f"{row['target']} {row['part'] or ''}".strip(), last): float(row["result"]) for _, row in table.iterrows()}


def draw_targets(ds: xr.Dataset) -> Figure:
    return buurt.plots.targets_forest(ds, buurt.targets.compare(ds))


FIGURES = {
    "herzele-baseline": Shown("herzele/baseline", 10, buurt.plots.life_and_meeting, life),
    "targets-herzele": Shown("herzele/baseline", 4, draw_targets, beside),
    "targets-bruges": Shown("bruges/baseline", 4, draw_targets, beside),
}


def numbers_of(name: str, ds: xr.Dataset) -> list[tuple[str, str, str, str]]:
    """Rows of docs/figures.csv."""
    return [(name, what, str(week), f"{value:.6g}") for (what, week), value in FIGURES[name].numbers(ds).items()]


def run(name: str, folder: Path) -> xr.Dataset:
    """The results that a figure is drawn from."""
    one = FIGURES[name]
    return buurt.run(one.scenario, folder / f"{name}.h5", replicates=one.replicates, progress=sys.stderr.isatty())


def write_all() -> None:
    """Makes all figures and their numbers."""
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, one in FIGURES.items():
            with run(name, Path(folder)) as ds:
                one.draw(ds).savefig(IMAGES / f"{name}.png")
                rows += numbers_of(name, ds)
            print(IMAGES / f"{name}.png")
    with NUMBERS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(NUMBERS)


def check(most: int) -> list[str]:
    """Runs the first so many figures again; one sentence for each number that is another now."""
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        held = {(row["figure"], row["what"], row["week"]): row["value"] for row in csv.DictReader(file)}
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name in list(FIGURES)[:most]:
            with run(name, Path(folder)) as ds:
                now = {row[:3]: row[3] for row in numbers_of(name, ds)}
            was = {key: value for key, value in held.items() if key[0] == name}
            for key in sorted(now.keys() | was.keys()):
                if now.get(key) != was.get(key):
                    faults.append(f"{' '.join(key)}: {was.get(key, 'nothing')} in docs/figures.csv, {now.get(key, 'nothing')} now")
    return faults


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Makes the figures of README and docs/.")
    parser.add_argument("--check", type=int, metavar="N", help="compare the numbers of the first N figures instead")
    call = parser.parse_args()
    if call.check is None:
        write_all()
    else:
        found = check(call.check)
        print("\n".join(found) or "the same numbers")
        sys.exit(1 if found else 0)
