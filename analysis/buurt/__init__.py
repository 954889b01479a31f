"""Opens, summarises and draws the results of the buurt simulation.

>>> import buurt
>>> ds = buurt.open("results/herzele.h5")
>>> buurt.bands(ds, "population", group="age_80_plus").tail(1)
>>> buurt.plots.life_and_meeting(ds).savefig("life-and-meeting.png")
"""

from buurt import plots
from buurt.bands import bands, bands_of, replicate_values
from buurt.results import ResultsError, open_results
from buurt.targets import compare, read_targets

open = open_results

__version__ = "0.1.0"

__all__ = [
    "ResultsError",
    "__version__",
    "bands",
    "bands_of",
    "compare",
    "open",
    "plots",
    "read_targets",
    "replicate_values",
]
