"""Words and numbers in the reader's language: English, Dutch or French.

Sentences stand in `languages/en.json`, `nl.json` and `fr.json`, with the same keys and placeholders;
names of outcomes, groups, units, arms, fields of scenarios and what they are set to in `languages/names.json`.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from buurt.results import ResultsError

LANGUAGES = ("nl", "fr", "en")

_FOLDER = Path(__file__).resolve().parent / "languages"
_THIN, _HARD = "\u202f", "\u00a0"  # spaces at which no line breaks
_GROUPING = {"en": ",", "nl": ".", "fr": _THIN}
_DECIMAL = {"en": ".", "nl": ",", "fr": ","}
_MINUS = "\u2212"
_PER_YEAR = " per year"

# Fields of a scenario by what their values name.
_PAYERS = ("payer", "next_payer", "matched_by", "giver")
_GROUPS = ("target", "group")
_PROGRAMMES = ("use", "name", "programme", "place", "takes_over")


@dataclass(frozen=True)
class Name:
    """A name for a reader, and the language it is in: "en" where no translation is known, "" for a bare name."""

    text: str
    language: str


@functools.cache
def _read(name: str) -> Any:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def sentences(code: str) -> Mapping[str, str]:
    """The catalogue of a language: sentences with placeholders, by key."""
    catalogue: Mapping[str, str] = _read(code)
    return catalogue


def names() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Names by kind (outcomes, groups, units, arms, levers, values by field), then by name, then by language."""
    held: Mapping[str, Mapping[str, Mapping[str, Any]]] = _read("names")
    return held


class Language:
    """Sentences, names, numbers and dates of one language.

    >>> Language("nl").number(1234.5, 1), Language("fr").number(-0.25, 2)
    ('1.234,5', '−0,25')
    """

    def __init__(self, code: str = "en") -> None:
        if code not in LANGUAGES:
            raise ResultsError(f'language "{code}" is not known; known are: {", ".join(LANGUAGES)}.')
        self.code = code
        self._sentences = sentences(code)

    def text(self, key: str, **values: Any) -> str:
        """The sentence of a key with its placeholders filled; numbers must be given as text."""
        return self._sentences[key].format(**values)

    def count(self, key: str, amount: int) -> str:
        """An amount with its noun in the right number: "1 world", "20 worlds"."""
        singular = amount == 1 or (self.code == "fr" and amount == 0)
        return self.text(f"{key}.one" if singular else f"{key}.many", n=self.number(amount))

    def number(self, value: float, digits: int = 0, *, signed: bool = False) -> str:
        """A number with so many decimals; negative `digits` round to tens, hundreds …"""
        if not math.isfinite(value):
            return self._sentences["number.unknown"]
        rounded = round(float(value), digits)
        text = f"{abs(rounded):,.{max(digits, 0)}f}"
        text = text.replace(",", "§").replace(".", _DECIMAL[self.code]).replace("§", _GROUPING[self.code])
        if rounded == 0:
            return text
        return (_MINUS if rounded < 0 else "+" if signed else "") + text

    def percent(self, value: float, digits: int = 0, *, signed: bool = False) -> str:
        """A percentage: "12 %", in Dutch "12%".

        >>> Language("nl").percent(12.34, 1, signed=True)
        '+12,3%'
        """
        return self.number(value, digits, signed=signed) + ("%" if self.code == "nl" else f"{_HARD}%")

    def amount(self, value: float, unit: str, digits: int = 0, *, signed: bool = False) -> str:
        """A number with its unit; money as the language writes it."""
        text = self.number(value, digits, signed=signed)
        unit = self.unit(unit)
        if not unit:
            return text
        return f"{text}{unit}" if unit.startswith("%") and self.code == "nl" else f"{text}{_HARD}{unit}"

    def capital(self, text: str) -> str:
        """The text with a capital at its beginning."""
        return text[:1].upper() + text[1:]

    def within(self, text: str) -> str:
        """The text as it stands within a sentence: "the 5 % who were worst off"."""
        return text[:1].lower() + text[1:]

    def date(self, when: Any) -> str:
        """A day: "1 January 2024"."""
        day = pd.Timestamp(when)
        number = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return f"{number} {self._sentences['months'].split()[day.month - 1]} {day.year}"

    def outcome(self, name: str, attributes: Mapping[str, Any]) -> Name:
        """What an outcome is called; as the file calls it where no translation is known."""
        return self._name("outcomes", name, str(attributes.get("long_name", name)))

    def definition(self, name: str, attributes: Mapping[str, Any]) -> Name:
        """How an outcome is defined. A definition that the file words otherwise than its translation did stays English."""
        english = str(attributes.get("definition", ""))
        for known in names()["outcomes"].get(name, {}).get("definition", []):
            if known["en"] == english:
                return Name(str(known[self.code]), self.code)
        return Name(english, "en")

    def group(self, name: str) -> Name:
        """Who a group is."""
        return self._name("groups", name, name.replace("_", " "))

    def unit(self, unit: str) -> str:
        """A unit, also one of a yearly flow ("persons per year"); the same word where no translation is known."""
        known = names()["units"].get(unit)
        if known is None and unit.endswith(_PER_YEAR):
            return self.text("unit.a_year", unit=self.unit(unit.removesuffix(_PER_YEAR)))
        return str(known[self.code]) if known else "" if unit == "1" else unit

    def arm(self, name: str) -> Name:
        """What an arm is called: that of each part, joined by "and"."""
        parts = [self._name("arms", part, part.replace("-", " ").replace("_", " ")) for part in name.split("+")]
        known = all(part in names()["arms"] for part in name.split("+"))
        return Name(self._sentences["and"].join(part.text for part in parts), self.code if known else "")

    def arm_called(self, name: str, title: str | None = None, parts: Sequence[str] = ()) -> Name:
        """What an arm is called: from the catalogue by its name or its parts; else the file's title; else its name."""
        for known in (self.arm(name), self.arm("+".join(parts)) if parts else Name("", "")):
            if known.language:
                return known
        return Name(title, "en") if title else self.arm(name)

    def lever(self, path: str) -> str:
        """What a field of a scenario is called: "staff hours of formal care"; the field itself where no name is known."""
        known = names()["levers"].get(path)
        if known is None and path.startswith("parameters."):
            return f"{self.lever('parameters')} {path.removeprefix('parameters.')}"
        return str(known[self.code]) if known else path

    def value(self, field: str, value: str, within: str = "") -> str:
        """What a name that a field of a scenario is set to is called: "tapers off" of `at_end`.

        Args:
            field: the field.
            value: what it is set to.
            within: the field that it stands in, for those that mean something else elsewhere ("payers", "phases").

        Returns:
            The words; nothing where no name is known, as for a neighbourhood.
        """
        kind = f"{within}.{field}" if f"{within}.{field}" in names()["values"] else field
        known = names()["values"].get(kind, {}).get(value)
        if known:
            return str(known[self.code])
        if value == "all":
            return self.text("all_of_them")
        if field in _PAYERS or (within, field) == ("payers", "name"):
            return self.payer(value)
        if field in _GROUPS and value in names()["groups"]:
            return self.within(self.group(value).text)
        if field in _PROGRAMMES:
            named = self.arm(value)
            return named.text if named.language else ""
        return ""

    def question(self, question: str) -> Name:
        """A question that comes along, in this language; another one as it is, taken for English."""
        return self._name("questions", question, question)

    def payer(self, name: str) -> str:
        """Who pays: translated where the name comes along with a programme, else as the scenario writes it."""
        return "; ".join(self._name("payers", one, one).text for one in name.split("; "))

    def line(self, name: str) -> str:
        """What a line of money or hours is called: "home nursing"."""
        return self.text(f"line.{name}")

    def window(self, name: str) -> str:
        """A stretch of time: "in the last year"."""
        if name.startswith("year_"):
            return self.text("window.year", n=name.removeprefix("year_"))
        return self.text(f"window.{name}")

    def _name(self, kind: str, name: str, otherwise: str) -> Name:
        known = names()[kind].get(name)
        if known is None or self.code not in known:
            return Name(otherwise, "en")
        return Name(str(known[self.code]), self.code)


def digits_for(error: float, value: float = float("nan")) -> int:
    """Decimals that a number deserves whose standard error is `error`; may be negative.

    The last digit shown is the first that the error touches, so that digits do not pretend. Without an
    error, or with one that is no more than rounding of the machine, three digits of the value count.

    >>> digits_for(3.2), digits_for(0.04), digits_for(140.0), digits_for(float("nan"), 0.1234), digits_for(1e-14, 70.77)
    (0, 2, -2, 3, 1)
    """
    most = 4
    nothing = 1e-9 * abs(value) if np.isfinite(value) else 0.0
    if np.isfinite(error) and error > nothing:
        return min(most, -math.floor(math.log10(error)))
    if np.isfinite(value) and value != 0:
        return min(most, max(0, 2 - math.floor(math.log10(abs(value)))))
    return 0
