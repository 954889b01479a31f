"""What a paired difference allows to say: better, worse, different, the same, or not clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

BETTER, WORSE, MORE, LESS, SAME, UNCLEAR, UNKNOWN = "better", "worse", "more", "less", "same", "unclear", "unknown"

FEW_REPLICATES = 10
"""Below this many replicates an interval hangs on a spread that is itself hardly known."""


def judge(effect: Mapping[str, Any], better: str) -> str:
    """The verdict on an effect, from the 90 % interval of its mean.

    Args:
        effect: `mean`, `low_90`, `high_90` and `replicates` of `buurt.effects`.
        better: "lower", "higher" or "neither".

    Returns:
        SAME when no replicate differs; UNCLEAR when the interval holds zero or only one replicate was
        compared; else BETTER or WORSE, or MORE or LESS where neither direction is better.

    >>> judge({"mean": 4.0, "low_90": 2.0, "high_90": 6.0, "replicates": 20}, "lower")
    'worse'
    """
    mean, low, high = (float(effect[name]) for name in ("mean", "low_90", "high_90"))
    if not np.isfinite(mean):
        return UNKNOWN
    if mean == 0.0 and not (low < 0.0 or high > 0.0):
        return SAME
    if not (np.isfinite(low) and np.isfinite(high)) or low <= 0.0 <= high:
        return UNCLEAR
    if better not in ("lower", "higher"):
        return MORE if mean > 0 else LESS
    return BETTER if (mean < 0) == (better == "lower") else WORSE


FALSE_ALARMS = 0.1
"""The share of effects that are nil of which a 90 % interval leaves out zero all the same."""

_RARE = 0.05


def beyond_chance(clear: int, rows: int) -> bool:
    """Whether more rows differ clearly than 90 % intervals of nothing would show but once in twenty tables.

    Args:
        clear: rows (neighbourhoods, groups) whose interval leaves out zero.
        rows: all rows; they are taken as independent.

    >>> beyond_chance(3, 16), beyond_chance(5, 16)
    (False, True)
    """
    return bool(stats.binom.sf(clear - 1, rows, FALSE_ALARMS) < _RARE)
