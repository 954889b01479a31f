"""Calls the program `buurt` from Python and opens what it wrote."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import xarray as xr

from buurt.results import open_results

_DONE = re.compile(r"^(\d+) % done, (.*) left$")
_WIDTH = 40


class CommandError(Exception):
    """The program refused a call or failed; the text is what it said."""


def program() -> Path:
    """The program `buurt`: of the variable BUURT, of the build or installation beside this package, or on the PATH.

    Raises:
        CommandError: it is found nowhere.
    """
    named = os.environ.get("BUURT")
    if named:
        return Path(named)
    here = Path(__file__).resolve()
    beside = [here.parents[2] / "build/release/buurt", *(parent / "bin/buurt" for parent in here.parents[3:5])]
    found = next((path for path in beside if path.is_file() and os.access(path, os.X_OK)), None) or shutil.which("buurt")
    if found is None:
        raise CommandError("the program buurt is not found; build it with make build, or name it in the variable BUURT.")
    return Path(found)


def run(
    scenario: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    replicates: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    set: Mapping[str, Any] | None = None,  # noqa: A002, the name of the option
    overwrite: bool = False,
    progress: bool = True,
) -> xr.Dataset:
    """Simulates one scenario with `buurt run` and opens the results.

    Args:
        scenario: a scenario file, or its name.
        output: the results file to write.
        replicates, weeks, seed, threads: as the options of the same name; those of the scenario when left out.
        set: fields of the scenario and parameters that are changed, by path or name.
        overwrite: replace the results file if it is there.
        progress: show a bar on stderr while it runs.

    Returns:
        The Dataset of `buurt.open`.

    Raises:
        CommandError: what the program said when it refused the call (one sentence for each fault) or failed.
    """
    return _run("run", scenario, output, [], replicates, weeks, seed, threads, set, overwrite, progress)


def compare(
    scenario: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    with_: str | Sequence[str] = (),
    replicates: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    set: Mapping[str, Any] | None = None,  # noqa: A002
    until: str | None = None,
    overwrite: bool = False,
    progress: bool = True,
) -> xr.Dataset:
    """Compares a scenario with and without something, paired, with `buurt compare`, and opens the results.

    Args:
        scenario: a scenario or a question, by file or name.
        output: the results file to write.
        with_: programmes, shocks or changes; each gives an arm, names joined by `+` give one arm together.
        until: "OUTCOME=HALFWIDTH": add replicates until the paired interval is that narrow.
        replicates, weeks, seed, threads, set, overwrite, progress: as for `run`.

    Returns:
        The Dataset of `buurt.open`; `buurt.effects` holds the differences.

    Raises:
        CommandError: what the program said when it refused the call (one sentence for each fault) or failed.
    """
    added = [with_] if isinstance(with_, str) else list(with_)
    more = [part for name in added for part in ("--with", name)] + (["--until", until] if until else [])
    return _run("compare", scenario, output, more, replicates, weeks, seed, threads, set, overwrite, progress)


def _run(
    command: str, scenario: str | os.PathLike[str], output: str | os.PathLike[str], more: Sequence[str],
    replicates: int | None, weeks: int | None, seed: int | None, threads: int | None, changes: Mapping[str, Any] | None,
    overwrite: bool, progress: bool,
) -> xr.Dataset:  # fmt: skip
    call = [str(program()), command, os.fspath(scenario), "-o", os.fspath(output), *more]
    for option, value in (("replicates", replicates), ("weeks", weeks), ("seed", seed), ("threads", threads)):
        if value is not None:
            call += [f"--{option}", str(value)]
    for path, value in (changes or {}).items():
        call += ["--set", f"{path}={value}"]
    if overwrite:
        call.append("--overwrite")
    _call(call, sys.stderr if progress else None)
    return open_results(output)


def _call(call: Sequence[str], bar: TextIO | None) -> None:
    """Runs the program; its progress becomes a bar, its other words the error when it fails, or are passed on."""
    said: list[str] = []
    try:
        process = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{call[0]}: the program cannot be called ({error.strerror}).") from error
    try:
        with process:
            assert process.stderr is not None
            for line in process.stderr:
                done = _DONE.match(line.strip())
                if done is None:
                    said.append(line.rstrip())
                elif bar is not None:
                    _draw(bar, int(done.group(1)), done.group(2))
    except BaseException:
        process.terminate()
        raise
    if bar is not None and bar.isatty():
        bar.write("\r\x1b[K")
    if process.returncode != 0:
        raise CommandError("\n".join(said) or f"{call[0]} {call[1]} ended with {process.returncode}.")
    if bar is not None:
        bar.writelines(f"{line}\n" for line in said)


def _draw(bar: TextIO, percent: int, left: str) -> None:
    if bar.isatty():
        bar.write(f"\r[{'#' * (percent * _WIDTH // 100):<{_WIDTH}}] {percent:3} %, {left} left\x1b[K")
    else:
        bar.write(f"{percent} % done, {left} left\n")
    bar.flush()
