#!/usr/bin/env python3
"""Runs every project and every question under --audit, in both municipalities, and prints what comes out.

    PYTHONPATH=analysis tools/run_everything.py [--weeks 60] [--town herzele] [--town bruges] [--keep FOLDER]

Projects are arms of one comparison; each question is run as it stands, with another municipality put in its place. All
share one burn-in of each municipality. Effects are of one replicate: large ones ask for a look, small ones mean nothing.
The program that is run is $BUURT, or build/release/buurt. It ends with 1 when anything does not run clean.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import buurt

SOURCE = Path(__file__).resolve().parents[1]
PROGRAM = os.environ.get("BUURT", str(SOURCE / "build/release/buurt"))

SHOWN = ("ties_per_person", "lonely_people", "unmet_hours", "people_with_hidden_need", "help_given", "cost_total")
"""Outcomes whose relative effect in the last year, in percent, is printed."""

LARGE = 25.0
"""Percent from which an effect of a project on the whole municipality is marked: no project reaches so many."""


def run(words: list[str]) -> str:
    """What went wrong, or nothing."""
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip() or f"exit {done.returncode}"


def elsewhere(question: Path, town: str, folder: Path) -> Path:
    """The question put to another municipality, in whose centre everything happens."""
    asked = json.loads(question.read_text(encoding="utf-8"))
    own = asked["scenario"].split("/")[0]
    if own != town:
        asked["scenario"] = f"{town}/baseline"
        for arm in asked["arms"]:
            for programme in arm.get("programmes", []):
                if "neighbourhoods" in programme:
                    programme["neighbourhoods"] = ["centre"]
                programme.pop("in", None)
    asked["$schema"] = str(SOURCE / "scenarios/schema/question.schema.json")
    path = folder / question.name
    path.write_text(json.dumps(asked), encoding="utf-8")
    return path


def effects(path: Path) -> list[tuple[str, list[float]]]:
    """Of each arm: percent by which the outcomes shown differ from the baseline in the last year."""
    with buurt.open(path) as ds:
        year = ds.isel(week=slice(-52, None)).sel(group="all").isel(replicate=0)
        rows = []
        for arm in (str(name) for name in ds["arm"].values[1:]):
            values = []
            for outcome in SHOWN:
                base, other = (float(year[outcome].sel(arm=one).sum()) for one in ("baseline", arm))
                values.append(100.0 * (other - base) / base if base else float("nan"))
            rows.append((arm, values))
        return rows


def main() -> int:
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--weeks", type=int, default=60)
    call.add_argument("--town", action="append", help="herzele or bruges; both when left out")
    call.add_argument("--part", choices=("projects", "questions"), help="one of the two; both when left out")
    call.add_argument("--keep", type=Path, help="folder for the results")
    told = call.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = told.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for town in told.town or ("herzele", "bruges"):
            projects = sorted(path.stem for path in (SOURCE / "scenarios/projects").glob("*.json"))
            calls = [("projects", [town, *(word for name in projects for word in ("--with", name))])]
            calls += [
                (path.stem, [str(elsewhere(path, town, Path(scratch)))])
                for path in sorted((SOURCE / "scenarios/questions").glob("*.json"))
            ]
            for name, words in calls:
                if told.part and (name == "projects") != (told.part == "projects"):
                    continue
                results = folder / f"{town}-{name}.h5"
                common = ["--replicates", "1", "--weeks", str(told.weeks), "--threads", "1", "--audit", "--quiet", "--overwrite"]
                common += ["--burnt-in", str(folder / f"{town}.burnt-in"), "-o", str(results)]
                wrong = run(["compare", *words, *common])
                print(f"\n{town}: {name}: {wrong or 'clean'}", flush=True)
                if wrong:
                    faults += 1
                    continue
                print(f"{'percent of the baseline':32}" + "".join(f"{one[:16]:>18}" for one in SHOWN))
                for arm, values in effects(results):
                    mark = "  large" if name == "projects" and np.nanmax(np.abs(values)) >= LARGE else ""
                    print(f"{arm[:31]:32}" + "".join(f"{value:18.2f}" for value in values) + mark, flush=True)
    print(f"\n{faults} did not run clean" if faults else "\nall ran clean")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
