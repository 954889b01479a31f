"""Figures. Each function takes a results Dataset and returns a matplotlib Figure."""

from buurt.plots.life_and_meeting import life_and_meeting
from buurt.plots.targets import targets_forest

__all__ = ["life_and_meeting", "targets_forest"]
