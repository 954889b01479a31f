"""Amounts, ranges and directions of effects as a reader reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from buurt.effects import LAST_YEAR, paired_window_values
from buurt.judgement import judge
from buurt.language import Language, digits_for
from buurt.results import is_flow
from buurt.shares import baseline_level, is_count

DOTS = 20


@dataclass(frozen=True)
class Worlds:
    """In how many simulated worlds an arm does better, worse, or the same; more and less where neither is better."""

    up: int
    down: int
    same: int
    directed: bool

    @property
    def all(self) -> int:
        return self.up + self.down + self.same

    def words(self, words: Language, *, short: bool = False) -> str:
        """ "Better in 9 of 10 simulated worlds", or "9 of 10 better" for a table."""
        leading, amount = ("up", self.up) if self.up >= self.down else ("down", self.down)
        if self.same == self.all:
            leading, amount = "same", self.same
        kind = leading if leading == "same" or self.directed else f"{leading}.neither"
        return words.text(f"{'share' if short else 'worlds'}.{kind}", k=words.number(amount), n=words.number(self.all))

    def dots(self) -> list[str]:
        """At most 20 dots: "up", "same" or "down" each, in the proportion of the worlds.

        >>> Worlds(up=75, down=20, same=5, directed=True).dots().count("up")
        15
        """
        count = min(self.all, DOTS)
        if not count:
            return []
        up, down = round(self.up * count / self.all), round(self.down * count / self.all)
        same = max(0, count - up - down)
        return (["up"] * up + ["same"] * same + ["down"] * down)[:count]


def worlds_of(ds: xr.Dataset, outcome: str, arm: str, window: str = LAST_YEAR, group: str = "all") -> Worlds:
    """Counts the paired replicates by the direction of their difference."""
    one, other = paired_window_values(ds, outcome, arm, window, group)
    difference = one - other
    difference = difference[np.isfinite(difference)]
    better = str(ds[outcome].attrs.get("better", "neither"))
    sign = -1.0 if better == "lower" else 1.0
    up, down = int((sign * difference > 0).sum()), int((sign * difference < 0).sum())
    return Worlds(up, down, len(difference) - up - down, better in ("lower", "higher"))


@dataclass(frozen=True)
class Said:
    """An effect in words: signed amount, amount without sign, range, level without the arm, verdict."""

    verdict: str
    verdict_words: str
    amount: str
    unsigned: str
    unit: str
    low: str
    high: str
    level: str
    percent: str
    direction: str
    error: str


def said(ds: xr.Dataset, effect: Mapping[str, Any], words: Language, window: str = LAST_YEAR, group: str = "all") -> Said:
    """Puts one row of `buurt.effects` into words, rounded as its Monte-Carlo error allows."""
    outcome = str(effect["outcome"])
    mean, error = float(effect["mean"]), float(effect["se"])
    digits = digits_for(error, mean)
    level = baseline_level(ds, outcome, window, group)
    unit = unit_in(ds, outcome, words)
    verdict = judge(effect, str(effect["better"]))
    share = 100.0 * mean / abs(level) if np.isfinite(level) and level != 0 else float("nan")
    return Said(
        verdict=verdict,
        verdict_words=words.text(f"verdict.{verdict}"),
        amount=words.number(mean, digits, signed=True),
        unsigned=words.number(abs(mean), digits),
        unit=unit,
        low=words.number(float(effect["low_90"]), digits, signed=True),
        high=words.number(float(effect["high_90"]), digits, signed=True),
        level=level_of(level, words),
        percent=words.percent(share, 0 if abs(share) >= 10 else 1, signed=True) if np.isfinite(share) else "",
        direction=direction(ds, outcome, mean, words),
        error=words.number(error, digits_for(error) + 1 if np.isfinite(error) and error > 1e-9 * abs(mean) else 0),
    )


def level_digits(level: float) -> int:
    """Decimals of a level: four digits that count, and never fewer than those before the point.

    They do not hang on the arm that the level is set beside, so that one level reads the same all over a page.

    >>> level_digits(28022.2), level_digits(350.12), level_digits(0.137), level_digits(0.00012)
    (0, 1, 4, 6)
    """
    if not np.isfinite(level) or level == 0:
        return 0
    return min(max(3 - int(np.floor(np.log10(abs(level)))), 0), 6)


def level_of(level: float, words: Language) -> str:
    """A level as it stands beside a difference."""
    return words.number(level, level_digits(level))


def unit_in(ds: xr.Dataset, outcome: str, words: Language) -> str:
    """The unit of an effect: "hours a week"; of a flow "people a year"."""
    unit = words.unit(str(ds[outcome].attrs.get("units", "")))
    return words.text("unit.a_year", unit=unit) if is_flow(ds[outcome]) else unit


def direction(ds: xr.Dataset, outcome: str, amount: float, words: Language) -> str:
    """ "more" or "fewer" of a count, "more" or "less" of money and hours, "higher" or "lower" of a mean."""
    unit = str(ds[outcome].attrs.get("units", ""))
    kind = "mean" if not is_count(ds[outcome]) else "mass" if unit.startswith(("EUR", "hours", "h ")) or unit == "h" else "count"
    return words.text(f"direction.{kind}.{'more' if amount >= 0 else 'less'}")
