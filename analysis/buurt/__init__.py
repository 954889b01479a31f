"""Runs the buurt simulation from Python, and opens, summarises, draws and reports its results.

    import buurt
    ds = buurt.open("results/herzele.h5")
    buurt.bands(ds, "population", group="age_80_plus").tail(1)
    buurt.effects(ds, "unmet_hours", window="last_year")
    buurt.plots.who_gains(ds, "unmet_hours", "connector").savefig("who.svg")
    buurt.write_report("results/herzele.h5", "report.html", language="nl")
"""

from buurt import plots, targets
from buurt.bands import bands, bands_of, replicate_values
from buurt.command import CommandError, compare, run
from buurt.dominoes import domino_steps, domino_totals, dominoes
from buurt.drift import drift
from buurt.drift_by_age import drift_by_age
from buurt.effects import arms_compared, effects, paired_difference, pairing_gain, window_values
from buurt.lags import lags, parting_week
from buurt.lasting import end_of_money, lasting
from buurt.ledger import ledger, ledger_by_week
from buurt.packages import packages, parts_apart
from buurt.report import report_html, write_report
from buurt.results import ResultsError, open_results
from buurt.targets import read_targets
from buurt.tidy import comparison_of, parameters, person_totals, persons, profile, to_pandas, traced_people, traces
from buurt.way_to_help import way_to_help

open = open_results

__version__ = "0.1.0"

__all__ = [
    "CommandError",
    "ResultsError",
    "__version__",
    "arms_compared",
    "bands",
    "bands_of",
    "compare",
    "comparison_of",
    "domino_steps",
    "domino_totals",
    "dominoes",
    "drift",
    "drift_by_age",
    "effects",
    "end_of_money",
    "lags",
    "lasting",
    "ledger",
    "ledger_by_week",
    "open",
    "packages",
    "paired_difference",
    "pairing_gain",
    "parameters",
    "parting_week",
    "parts_apart",
    "person_totals",
    "persons",
    "plots",
    "profile",
    "read_targets",
    "replicate_values",
    "report_html",
    "run",
    "targets",
    "to_pandas",
    "traced_people",
    "traces",
    "way_to_help",
    "window_values",
    "write_report",
]
