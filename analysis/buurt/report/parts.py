"""What a page is put together from: figures with their tables, and tables."""

from __future__ import annotations

import base64
import io
import itertools
import re
from dataclasses import dataclass, field

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

# Colours of the figures, and the names under which the page's style sheet knows them, light and dark.
_COLOURS = {
    "#111111": "ink", "#222222": "ink", "#333333": "ink", "#5a5a5a": "muted", "#8a8a8a": "line", "#e4e4e4": "grid",
    "#0072b2": "blue", "#d55e00": "vermillion", "#ffffff": "paper",
}  # fmt: skip
_COLOUR = re.compile("|".join(_COLOURS), re.IGNORECASE)
_FONT = re.compile(r"font: (?:(bold|700) )?([\d.]+)px [^;\"]*")


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `language` when it is not the page's; `tone` is a verdict that the page colours."""

    text: str
    number: bool = False
    head: bool = False
    language: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """A table with its caption; `heads` are the headings of the columns."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Plot:
    """A figure: what it finds, how to read it, what it shows in words, the drawing, and its numbers.

    `by_chance` tells that no more of its rows differ than chance makes differ.
    """

    finding: str
    how: str
    alternative: str
    svg: str
    table: Table
    csv: str
    csv_name: str
    python: str
    by_chance: bool = False


@dataclass
class Drawings:
    """Turns figures into SVG for the inside of a page; no name is used twice on it."""

    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def inline(self, figure: Figure, title: str) -> str:
        """The figure as an `<svg>` element that takes its colours from the style of the page."""
        buffer = io.StringIO()
        with matplotlib.rc_context({"svg.hashsalt": "buurt", "svg.fonttype": "none"}):
            figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        prefix = f"f{next(self.numbers)}-"
        text = buffer.getvalue()
        text = text[text.index("<svg") :]
        text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.S)
        text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.S)
        text = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>\s*", "", text, flags=re.S)
        text = re.sub(r'<g id="[^"]*"', "<g", text)
        text = re.sub(r' id="([^"]*)"', rf' id="{prefix}\1"', text)
        text = re.sub(r"url\(#([^)]*)\)", rf"url(#{prefix}\1)", text)
        text = re.sub(r'xlink:href="#([^"]*)"', rf'href="#{prefix}\1"', text)
        text = _COLOUR.sub(lambda found: f"var(--{_COLOURS[found.group().lower()]})", text)
        text = _FONT.sub(lambda found: f"font: {'bold ' if found.group(1) else ''}{found.group(2)}px var(--plot-font)", text)
        view = re.search(r'viewBox="([^"]*)"', text)
        body = text[text.index(">") + 1 :]
        shape = view.group(1) if view else "0 0 100 100"
        return f'<svg viewBox="{shape}" role="img" aria-label="{_attribute(title)}">{body.strip()}'


def csv_link(table: pd.DataFrame) -> str:
    """A table as the address of a file inside the page, in full precision."""
    text = table.to_csv(index=False, float_format="%.10g")
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.encode("utf-8")).decode("ascii")


def file_name(arm: str) -> str:
    """An arm in the name of a file."""
    return "".join(letter if letter.isalnum() else "-" for letter in arm).strip("-")


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
