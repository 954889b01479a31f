"""Every project and every question runs clean under --audit in both municipalities."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("BUURT_SOURCE", Path(__file__).resolve().parents[2]))


@pytest.mark.parametrize("town", ["herzele", "bruges"])
def test_all_projects_and_questions_run_clean(town):
    environment = os.environ | {"PYTHONPATH": str(SOURCE / "analysis")}
    words = [sys.executable, str(SOURCE / "tools/run_everything.py"), "--weeks", "30", "--town", town]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith("all ran clean")
