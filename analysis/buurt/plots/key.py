"""The key of a figure: how its lines, bands and dashes are read."""

from __future__ import annotations

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from buurt.plots import style
from buurt.results import finished_replicates


def draw_key(axes: Axes, ds: xr.Dataset, arm: str) -> None:
    """Draws "how to read" into `axes`: an example band with its parts named, and what a replicate is."""
    replicates = int(finished_replicates(ds, arm).sum())
    axes.set_axis_off()
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, 1.0)
    style.panel_heading(axes, "", "How to read", "")
    if replicates > 1:
        _example_band(axes)
    else:
        _example_line(axes)
    asked = ds.sizes["replicate"]
    axes.text(0.0, 0.40, _explanation(replicates, asked), fontsize=11.2, va="top", linespacing=1.42, color="#222222")


def _explanation(replicates: int, asked: int) -> str:
    if replicates > 1:
        text = (
            f"The same municipality was lived through {replicates} times,\n"
            "with the same rules and other chances. Each such life\n"
            "is a replicate; the bands show how far chance alone\n"
            "takes them apart, not how wrong the model may be."
        )
    else:
        text = (
            "The municipality was lived through once. Another run\n"
            "with other chances would differ; run more replicates\n"
            "(--replicates 20) to see by how much."
        )
    if replicates < asked:
        text += f"\nThe run is unfinished: {replicates} of {asked} replicates."
    return text


def _example_line(axes: Axes) -> None:
    x = np.linspace(0.0, 0.40, 60)
    axes.plot(x, 0.80 + 0.04 * np.sin(9 * x), color=style.BLUE, linewidth=2.4)
    axes.text(0.46, 0.80, "what happened in the run", fontsize=11.2, va="center")
    _example_survey(axes)


def _example_band(axes: Axes) -> None:
    x = np.linspace(0.0, 0.40, 60)
    mean = 0.80 + 0.04 * np.sin(9 * x)
    wide, narrow = 0.03 + 0.36 * x, 0.012 + 0.15 * x
    axes.fill_between(x, mean - wide, mean + wide, color=style.BLUE, alpha=0.16, linewidth=0)
    axes.fill_between(x, mean - narrow, mean + narrow, color=style.BLUE, alpha=0.30, linewidth=0)
    axes.plot(x, mean, color=style.BLUE, linewidth=2.4)
    edge = [
        (mean[-1] + 0.75 * wide[-1], 0.955, "90 of 100 replicates are within"),
        (mean[-1] + 0.5 * narrow[-1], 0.845, "50 of 100 replicates are within"),
        (mean[-1], 0.735, "mean of the replicates"),
    ]
    for height, text_height, words in edge:
        axes.annotate(
            words, xy=(0.40, height), xytext=(0.46, text_height), fontsize=11.2, va="center",
            arrowprops={"arrowstyle": "-", "color": style.GREY, "linewidth": 0.9, "shrinkA": 1, "shrinkB": 0},
        )  # fmt: skip
    _example_survey(axes)


def _example_survey(axes: Axes) -> None:
    axes.plot([0.0, 0.40], [0.53, 0.53], color=style.GREY, linewidth=1.5, linestyle=(0, (4, 3)))
    axes.text(0.46, 0.53, "survey figure, to compare with", fontsize=11.2, va="center")
