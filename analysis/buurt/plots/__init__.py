"""Figures. Each function takes a results Dataset and returns a matplotlib Figure."""

from buurt.plots.dominoes import domino_chains
from buurt.plots.life_and_meeting import life_and_meeting
from buurt.plots.map import has_map, map_limit, neighbourhood_map
from buurt.plots.money import money_flow
from buurt.plots.network import network_diagnostics
from buurt.plots.paired import (
    Limits,
    effects_forest,
    group_limits,
    levels_over_time,
    paired_over_time,
    shared_limits,
    where,
    who_gains,
)
from buurt.plots.parts import parts_one_at_a_time
from buurt.plots.targets import targets_forest
from buurt.plots.way import from_need_to_help

__all__ = [
    "Limits",
    "domino_chains",
    "effects_forest",
    "from_need_to_help",
    "group_limits",
    "has_map",
    "levels_over_time",
    "life_and_meeting",
    "map_limit",
    "money_flow",
    "neighbourhood_map",
    "network_diagnostics",
    "paired_over_time",
    "parts_one_at_a_time",
    "shared_limits",
    "targets_forest",
    "where",
    "who_gains",
]
