"""Calling `buurt` from tests: a short run of Herzele, and what it answers."""

import os
import subprocess
from pathlib import Path

BUURT = os.environ["BUURT"]
SCENARIO = Path(os.environ["BUURT_SOURCE"]) / "scenarios/herzele/baseline.json"
SHORT = ["--weeks", "8", "--set", "burn_in_weeks=4"]


def call(*arguments, **options):
    """Calls and waits; the answer has returncode, stdout and stderr as text."""
    return subprocess.run([BUURT, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                          check=False, **options)


def run(results, *options):
    """A short run into `results`."""
    return call("run", SCENARIO, *SHORT, "-o", results, *options)


def run_fine(results, *options):
    answer = run(results, *options)
    assert answer.returncode == 0, answer.stderr
    return answer
