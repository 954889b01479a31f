"""Changes that begin when the simulated weeks are over, so that nothing of them is in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import xarray as xr

from buurt.language import Language
from buurt.results import scenario_of
from buurt.tidy import comparison_of


def late_changes(ds: xr.Dataset, words: Language) -> list[str]:
    """What the scenario and those of the arms hold that begins after the last simulated week, each once, by name."""
    baseline = scenario_of(ds)
    weeks = int(baseline.get("weeks", ds["week"].values[-1]))
    scenarios = [baseline, *(arm.get("scenario") or {} for arm in comparison_of(ds).get("arms", []))]
    return list(dict.fromkeys(name for scenario in scenarios for name, week in _beginnings(scenario, words) if week >= weeks))


def _beginnings(scenario: dict[str, Any], words: Language) -> Iterator[tuple[str, int]]:
    """Every change of a scenario with the first week in which it may make a difference."""
    for change in [*scenario.get("programmes", []), *scenario.get("payers", []), *scenario.get("shocks", [])]:
        after = min((int(effect.get("after_weeks", 0)) for effect in change.get("effects", [])), default=0)
        yield str(change.get("name") or change.get("use")), int(change.get("from_week", 0)) + after
    for line, change in scenario.get("budget", {}).items():
        yield words.lever(f"budget.{line}"), int(change.get("from_week", 0)) - int(change.get("notice_weeks", 0))
