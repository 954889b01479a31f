"""Figures. Each function takes a results Dataset and returns a matplotlib Figure."""

from buurt.plots.life_and_meeting import life_and_meeting
from buurt.plots.paired import (
    Limits,
    effects_forest,
    levels_over_time,
    paired_over_time,
    shared_limits,
    where,
    who_gains,
)
from buurt.plots.targets import targets_forest

__all__ = [
    "Limits",
    "effects_forest",
    "levels_over_time",
    "life_and_meeting",
    "paired_over_time",
    "shared_limits",
    "targets_forest",
    "where",
    "who_gains",
]
