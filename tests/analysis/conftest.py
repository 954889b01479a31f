"""Results files for the tests of the analysis package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ANALYSIS = HERE.parents[1] / "analysis"
for folder in (HERE, ANALYSIS):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

import results_file  # noqa: E402


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A whole results file: four replicates of 26 weeks."""
    return results_file.write(tmp_path / "results.h5")


@pytest.fixture(scope="session")
def five_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole results file: eight replicates of 260 weeks, every fourth week recorded."""
    return results_file.write(tmp_path_factory.mktemp("results") / "five-years.h5", weeks=260, every=4, replicates=8)
