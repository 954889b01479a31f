"""The command `python3 -m buurt`: `summary`, `figure`, `targets`, `drift`, `lags` and `report`, each of a results file."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pandas as pd
import xarray as xr
from matplotlib.figure import Figure

from buurt import plots, targets_text
from buurt.drift import as_text as drift_as_text
from buurt.drift import drift
from buurt.drift_by_age import drift_by_age, snapshots_beside
from buurt.lags import as_text as lags_as_text
from buurt.lags import lags
from buurt.language import LANGUAGES
from buurt.report import write_report
from buurt.results import ResultsError, open_results
from buurt.summary import summary
from buurt.targets import compare, read_targets

FIGURE_FORMATS = (".png", ".pdf", ".svg")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence."""

    def error(self, message: str) -> NoReturn:
        print(f"buurt: {message}; see {self.prog} --help.", file=sys.stderr)
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns 0, or 2 after one sentence on stderr when the call or a file is wrong."""
    call = _parser().parse_args(arguments)
    try:
        _keep_what_is_read(call)
        if call.command == "report":
            output = call.output or str(Path(call.results).with_suffix(".html"))
            how = {"unfinished": call.unfinished, "overwrite": call.overwrite}
            print(write_report(call.results, output, call.language, **how))
            return 0
        if call.command == "drift" and (call.end or call.snapshots):
            between = (call.results, call.end) if call.end else snapshots_beside(call.results)
            print(drift_as_text(drift_by_age(*between)))
            return 0
        with open_results(call.results, unfinished=call.unfinished) as ds:
            if call.command == "figure":
                _save(plots.life_and_meeting(ds), Path(call.output))
            elif call.command == "targets":
                _targets(ds, call)
            elif call.command == "drift":
                print(drift_as_text(drift(ds, arm=call.arm)))
            elif call.command == "lags":
                print(lags_as_text(lags(ds, call.arm, call.outcome, call.group)))
            else:
                print(summary(ds))
    except ResultsError as error:
        print(f"buurt: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of a pipe had enough (`| head`); Python must not complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, RuntimeError) as error:
        print(f"buurt: {call.results}: the file is damaged and cannot be read ({error}).", file=sys.stderr)
        return 2
    return 0


def _parser() -> _Parser:
    parser = _Parser(prog="python3 -m buurt", description="Shows what a results file of buurt holds.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="figure|summary|targets|drift|lags|report")
    figure = commands.add_parser(
        "figure",
        help="draw people, ties, loneliness and contact over the years",
        epilog="example: python3 -m buurt figure results/herzele.h5 -o results/life-and-meeting.png",
    )
    figure.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write: .png, .pdf or .svg")
    text = commands.add_parser(
        "summary",
        help="one screen of text: what is in the file and how things stand in the last week",
        epilog="example: python3 -m buurt summary results/herzele.h5",
    )
    targets = commands.add_parser(
        "targets",
        help="published figures beside the result, and whether it lies within their tolerance",
        epilog="example: python3 -m buurt targets results/herzele.h5 -o targets.csv --figure targets.png",
    )
    targets.add_argument("-o", "--output", metavar="FILE", help="also write the whole table as CSV")
    targets.add_argument("--figure", metavar="FILE", help="also draw it: .png, .pdf or .svg")
    targets.add_argument(
        "--markdown", metavar="PAGE", help='put the table into the block "targets of MUNICIPALITY" of a Markdown page'
    )
    targets.add_argument("--targets", metavar="FOLDER", help="folder of the figures (default: scenarios/targets)")
    stocks = commands.add_parser(
        "drift",
        help="how stocks of people and care change in a decade, and how much of it the ages of the inhabitants account for",
        epilog="example: python3 -m buurt drift results/ten-years.h5",
    )
    stocks.add_argument("--arm", help="one arm (default: the baseline)")
    by_age = stocks.add_mutually_exclusive_group()
    by_age.add_argument("--end", metavar="SNAPSHOT", help="RESULTS is a snapshot, and this a later one: what five-year ages account for")
    by_age.add_argument(
        "--snapshots",
        action="store_true",
        help="the same between the first and the last snapshots that lie beside RESULTS, all replicates together",
    )
    order = commands.add_parser(
        "lags",
        help="how long it takes until a change is felt, outcome by outcome",
        epilog="example: python3 -m buurt lags results/formal-care-cuts.h5 --outcome carer_hours --outcome strained_carers",
    )
    order.add_argument("--arm", help="one arm (default: all)")
    order.add_argument("--outcome", action="append", metavar="NAME", help="an outcome; repeatable (default: the main ones)")
    order.add_argument("--group", default="all", help="a group of people (default: all)")
    report = commands.add_parser(
        "report",
        help="one page of HTML for readers who decide: the answer first, then who, where, money and how sure",
        epilog="example: python3 -m buurt report results/compare.h5 -o report.html --language nl",
    )
    report.add_argument("-o", "--output", metavar="PAGE", help="page to write (default: the results file's name with .html)")
    report.add_argument("--language", choices=LANGUAGES, default="en", help="language of the page (default: en)")
    report.add_argument("--overwrite", action="store_true", help="replace the page if it is there")
    for command in (figure, text, targets, stocks, order, report):
        command.add_argument("results", metavar="RESULTS", help="results file of buurt run or buurt compare")
        command.add_argument("--unfinished", action="store_true", help="also read the .partial file of a stopped run")
    return parser


def _keep_what_is_read(call: argparse.Namespace) -> None:
    """Refuses to write over the results that the call reads, by whatever name or link."""
    for option in ("output", "figure", "markdown"):
        written = getattr(call, option, None)
        if written and Path(written).exists() and Path(call.results).exists() and Path(written).samefile(call.results):
            raise ResultsError(f"{written}: these are the results that are read, and nothing else is written there; name another file.")


def _targets(ds: xr.Dataset, call: argparse.Namespace) -> None:
    """Compares with the published figures, prints the table, and writes what else was asked for."""
    published = read_targets(call.targets)
    table = compare(ds, published)
    if call.output:
        _save_table(table, Path(call.output))
    if call.figure:
        _save(plots.targets_forest(ds, table), Path(call.figure))
    if call.markdown:
        text = targets_text.as_markdown(ds, table)
        targets_text.put_into_page(Path(call.markdown), targets_text.block_of(ds), text)
    print(targets_text.as_text(ds, table, published))


def _save_table(table: pd.DataFrame, path: Path) -> None:
    try:
        table.to_csv(path, index=False, float_format="%.6g")
    except OSError as error:
        raise ResultsError(f"{path}: the table cannot be written ({error.strerror or error}).") from error


def _save(figure: Figure, path: Path) -> None:
    """Writes a figure; the file appears under its name only when whole."""
    if path.suffix.lower() not in FIGURE_FORMATS:
        raise ResultsError(f"{path}: a figure is written as {', '.join(FIGURE_FORMATS[:-1])} or {FIGURE_FORMATS[-1]}.")
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as file:
            unfinished = Path(file.name)
        try:
            figure.savefig(unfinished)
            unfinished.chmod(0o644)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ResultsError(f"{path}: the figure cannot be written ({error.strerror or error}).") from error


if __name__ == "__main__":
    sys.exit(main())
