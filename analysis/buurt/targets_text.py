"""The table of targets in words: for a terminal, and for a page of documentation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from buurt.results import ResultsError, finished_replicates, municipality_of
from buurt.targets import FITS, ROLES, UNKNOWN, Targets

_HEADINGS = ("target", "compared with", "unit", "published", "result", "90 % of runs", "ratio", "verdict", "role")
_WIDTHS = (24, 44, 12, 15, 9, 17, 6, 15, 11)
_RIGHT = (3, 4, 6)
_BLOCK_END = "<!-- end -->"


def as_text(ds: xr.Dataset, table: pd.DataFrame, targets: Targets) -> str:
    """The table for a terminal, how many figures fit, and the rows that the model does not speak about."""
    silent = targets.not_spoken_about()
    lines = [f"{_origin(ds)}, last year", "", _line(_HEADINGS)]
    for group, rows in table.groupby("group", sort=False):
        lines += [str(group).replace("_", " ")]
        lines += [_line(_cells(row, name="  " + _name(row))) for _, row in rows.iterrows()]
    lines += ["", *counts(table), "", "~ comparable in part; why is in the column `because` of -o and in docs/validation.md"]
    lines += ["", f"Not spoken about: {len(silent)} of {len(targets.rows)} published figures", *_wrapped(silent)]
    return "\n".join(lines)


def counts(table: pd.DataFrame) -> list[str]:
    """How many comparisons fit, one sentence for each role and one for those that lack a result."""
    judged = table[table["verdict"] != UNKNOWN]
    words = {"input": "put in", "set": "used to set parameters", "independent": "independent"}
    lines = [f"Fits: {(judged['verdict'] == FITS).sum()} of {len(judged)} comparisons"]
    for role in ROLES:
        rows = judged[judged["role"] == role]
        whole = rows[rows["comparable"] == "whole"]
        line = f"  {words[role]}: {(rows['verdict'] == FITS).sum()} of {len(rows)}"
        if len(whole):
            line += f"; of those wholly comparable {(whole['verdict'] == FITS).sum()} of {len(whole)}"
        lines.append(line)
    lines += fit_set(table)
    missing = len(table) - len(judged)
    if missing:
        lines.append(f"  without a result in this file: {missing}")
    return lines


def fit_set(table: pd.DataFrame) -> list[str]:
    """One line: how many figures of the fit set fit, and which do not; none when the table holds no such figure."""
    rows = table[table["fit_set"].astype(bool)]
    if not len(rows):
        return []
    fails = rows[rows["verdict"] != FITS]
    names = ", ".join(f"{row['target']}{' ' + row['part'] if row['part'] else ''} {row['verdict']}" for _, row in fails.iterrows())
    return [f"Fit set: {len(rows) - len(fails)} of {len(rows)}{'; ' + names if names else ''}"]


def as_markdown(ds: xr.Dataset, table: pd.DataFrame) -> str:
    """The table for a page, with the notes on partly comparable rows beneath it."""
    lines = [f"{_origin(ds)}. Mean over the replicates in the last year, and the middle 90 % of the replicates.", ""]
    lines += ["| " + " | ".join(_HEADINGS) + " |", "|" + "|".join("---:" if i in _RIGHT else "---" for i in range(9)) + "|"]
    for _, row in table.iterrows():
        verdict = row["verdict"] if row["verdict"] == FITS else f"**{row['verdict']}**"
        lines.append("| " + " | ".join(_cells(row, name=f"{_name(row)}", verdict=verdict)) + " |")
    first, *rest = counts(table)
    lines += ["", first, "", *[f"- {line.strip()}" for line in rest]]
    partly: dict[str, list[str]] = {}
    for _, row in table[table["comparable"] != "whole"].iterrows():
        partly.setdefault(row["because"], []).append(f"{row['target']}{' ' + row['part'] if row['part'] else ''}")
    if partly:
        lines += ["", "Comparable in part (~):", ""]
        lines += [f"- {', '.join(names)}: {because}" for because, names in partly.items()]
    return "\n".join(lines)


def put_into_page(page: Path, block: str, text: str) -> None:
    """Replaces what stands between `<!-- block -->` and the next `<!-- end -->` of a page.

    Raises:
        ResultsError: the page cannot be read or written, or holds no such block.
    """
    start = f"<!-- {block} -->"
    try:
        words = page.read_text(encoding="utf-8")
        before, found, rest = words.partition(start)
        _, ended, after = rest.partition(_BLOCK_END)
        if not found or not ended:
            raise ResultsError(f"{page}: the page holds no block that begins with {start} and ends with {_BLOCK_END}.")
        page.write_text(f"{before}{start}\n{text}\n{_BLOCK_END}{after}", encoding="utf-8")
    except OSError as error:
        raise ResultsError(f"{page}: the page cannot be read or written ({error.strerror}).") from error


def block_of(ds: xr.Dataset) -> str:
    """The name of the block of a page that holds the table of this municipality."""
    return f"targets of {municipality_of(ds).lower()}"


def number(value: float) -> str:
    """A number with about three digits: 120,458, 44.1, 0.022; empty when there is none."""
    if not np.isfinite(value):
        return ""
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    return f"{value:,.{digits}f}".replace("-", "−")


def _origin(ds: xr.Dataset) -> str:
    title = str(ds.attrs.get("title") or municipality_of(ds))
    years = (int(ds["week"].values[-1]) - int(ds["week"].values[0])) / 52
    replicates = int(finished_replicates(ds).sum())
    runs = f"{replicates} replicate{'s' if replicates > 1 else ''}"
    return f"`{title}`, {years:.3g} years, {runs}, seed {ds.attrs.get('seed')}, buurt {ds.attrs['buurt_version']}"


def _name(row: pd.Series) -> str:
    mark = "" if row["comparable"] == "whole" else " ~"
    return f"{row['target']}{' ' + row['part'] if row['part'] else ''}{mark}"


def _cells(row: pd.Series, name: str, verdict: str | None = None) -> tuple[str, ...]:
    bounds = f"{number(row['low'])} – {number(row['high'])}"
    own = not np.isclose(row["low"], 0.9 * row["published"]) or not np.isclose(row["high"], 1.1 * row["published"])
    interval = f"{number(row['low_90'])} – {number(row['high_90'])}" if np.isfinite(row["low_90"]) else ""
    ratio = f"{row['ratio']:.2f}" if np.isfinite(row["ratio"]) else ""
    return (
        name, str(row["compared_with"]), str(row["unit"]), bounds if own else number(row["published"]), number(row["result"]),
        interval, ratio, verdict or str(row["verdict"]), str(row["role"]),
    )  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    places: list[Callable[[str, int], str]] = [str.rjust if i in _RIGHT else str.ljust for i in range(len(cells))]
    shown = [cell if len(cell) <= width else cell[: width - 1] + "…" for cell, width in zip(cells, _WIDTHS)]
    return " ".join(place(cell, width) for place, cell, width in zip(places, shown, _WIDTHS)).rstrip()


def _wrapped(names: list[str], columns: int = 100) -> list[str]:
    lines = ["  "]
    for name in names:
        if len(lines[-1]) + len(name) > columns:
            lines.append("  ")
        lines[-1] += name + " "
    return [line.rstrip() for line in lines if line.strip()]
