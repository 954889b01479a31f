"""A package and its parts, switched on one at a time."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr
from matplotlib.figure import Figure

from buurt.effects import LAST_YEAR
from buurt.language import Language
from buurt.packages import BEYOND, SUM, parts_apart
from buurt.plots.rows import rows
from buurt.tidy import comparison_of


def parts_one_at_a_time(
    ds: xr.Dataset, outcome: str, package: str, parts: Sequence[str], window: str = LAST_YEAR, *, language: Language | None = None
) -> Figure:
    """The paired effect of each part alone, their sum, the package, and the package beyond the sum, as dot and range.

    Args:
        package, parts: names of arms; `buurt.packages` finds them.

    Returns:
        A Figure 4.7 inches wide, a row for each.
    """
    words = language or Language()
    table = parts_apart(ds, outcome, package, parts, window)
    unit = words.unit(str(table["units"].iloc[0]))
    labels = [part_label(ds, str(what), words) for what in table["what"]]
    return rows(table, labels, words, words.text("plot.unit_axis", unit=unit), bold=[what == package for what in table["what"]])


def part_label(ds: xr.Dataset, what: str, words: Language) -> str:
    """What a row is called: the arm, the sum of the parts, or what the package does beyond it."""
    if what in (SUM, BEYOND):
        return words.text("parts.sum" if what == SUM else "parts.beyond")
    told = next((one for one in comparison_of(ds).get("arms", []) if one.get("name") == what), {})
    return words.capital(words.arm_called(what, told.get("title"), [str(one.get("name")) for one in told.get("with", [])]).text)
