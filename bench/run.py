#!/usr/bin/env python3
"""Runs the benchmarks and writes their CSV with machine, revision and date beside each line."""

import argparse
import csv
import datetime
import io
import os
import pathlib
import platform
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = ["machine", "compiler", "revision", "date", "benchmark", "agents", "steps", "threads",
           "median_ms", "min_ms", "rate"]


def machine() -> str:
    """The processor and how many of them there are."""
    fields = {}
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            name, _, value = line.partition(":")
            fields.setdefault(name.strip(), value.strip())
    except OSError:
        pass
    name = fields.get("model name", platform.machine())
    if "cpu family" in fields:
        name += f" family {fields['cpu family']} model {fields.get('model', '?')}"
    return f"{name} x {os.cpu_count()}"


def busy_share(seconds: float = 1.0) -> float:
    """The share of processor time that is in use while this program only waits."""
    def times() -> list[int]:
        return [int(word) for word in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    try:
        before = times()
        time.sleep(seconds)
        passed = [after - first for after, first in zip(times(), before)]
    except OSError:
        return 0.0
    idle = passed[3] + passed[4]  # idle, and waiting for a disk
    return 1.0 - idle / max(1, sum(passed))


def revision() -> str:
    """The commit, with a plus when files were changed since."""
    def git(*words: str) -> str:
        return subprocess.run(["git", "-C", str(HERE), *words], capture_output=True, text=True,
                              check=False).stdout.strip()
    commit = git("rev-parse", "--short", "HEAD") or "unknown"
    return commit + ("+" if git("status", "--porcelain", "--untracked-files=no") else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the benchmark program, such as build/release/buurt_bench")
    parser.add_argument("only", nargs="?", help="only benchmarks whose name begins so")
    parser.add_argument("--runs", type=int, default=9, help="runs of each benchmark (9)")
    parser.add_argument("-o", "--output", type=pathlib.Path,
                        help="CSV to write (bench/results/DATE-REVISION.csv)")
    call = parser.parse_args()

    others = busy_share()
    if others > 0.05:
        print(f"run.py: others keep {others:.0%} of this machine busy, so the figures will be "
              "theirs too", file=sys.stderr)

    today = datetime.date.today().isoformat()
    output = call.output or HERE / "results" / f"{today}-{revision().rstrip('+')}.csv"
    command = [call.program, *([call.only] if call.only else []), "--runs", str(call.runs)]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        print(f"run.py: {call.program} failed", file=sys.stderr)
        return 1
    same = {"machine": machine(), "revision": revision(), "date": today}
    output.parent.mkdir(parents=True, exist_ok=True)
    with open(output, "w", newline="", encoding="utf-8") as file:
        lines = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        lines.writeheader()
        for line in csv.DictReader(io.StringIO(result.stdout)):
            lines.writerow(same | line)
    print(f"Written: {output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
