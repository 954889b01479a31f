"""The tutorial does what it says: every command, file and line of Python of it, in order."""

import os
import re
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ["BUURT_SOURCE"])
BUURT = os.environ["BUURT"]
PYTHON = os.environ.get("BUURT_PYTHON", "/usr/bin/python3")
PAGE = SOURCE / "docs/tutorial/README.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```", re.M | re.S)


@pytest.fixture
def clone(tmp_path):
    """A folder that looks to commands like a clone after `make demo`."""
    (tmp_path / "build/release").mkdir(parents=True)
    (tmp_path / "build/release/buurt").symlink_to(BUURT)
    (tmp_path / "results").mkdir()
    for name in ("scenarios", "analysis"):
        (tmp_path / name).symlink_to(SOURCE / name)
    return tmp_path


def test_the_tutorial_runs_from_its_first_line_to_its_last(clone):
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert {language for language, _, _ in blocks} == {"sh", "python", "json"}
    lines = ""
    for language, file, text in blocks:
        if language == "json":
            (clone / file).write_text(text, encoding="utf-8")
        elif language == "sh":
            call(["sh", "-e", "-c", text], clone)
        else:
            # Later lines of Python use what earlier ones made.
            lines += text
            call([PYTHON, "-c", lines], clone)
    for name in ("nursing.svg", "where.svg", "who-steps-in.png", "cut.html"):
        assert (clone / "results" / name).stat().st_size > 10_000


def call(words, folder):
    environment = os.environ | {"PYTHONPATH": str(SOURCE / "analysis"), "MPLBACKEND": "Agg"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, f"{words[-1]}\n{done.stdout}\n{done.stderr}"
