"""Where the page comes from: place, time and number of worlds, and how to make it again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from buurt.language import Language
from buurt.report.parts import Cell, Table
from buurt.results import finished_replicates, municipality_of, scenario_of



def facts(ds: xr.Dataset, words: Language) -> list[tuple[str, str]]:
    weeks = int(ds["week"].values[-1])
    finished = int(finished_replicates(ds).sum())
    asked = ds.sizes["replicate"]
    worlds = words.count("count.worlds", finished)
    if finished < asked:
        worlds = words.text("facts.unfinished", done=worlds, asked=words.number(asked))
    created = str(ds.attrs.get("created", ""))
    facts = [
        ("facts.place", municipality_of(ds)),
        ("facts.period", words.text("facts.weeks", weeks=words.count("count.weeks", weeks), start=words.date(ds["date"].values[0]))),
        ("facts.worlds", worlds),
        ("facts.made", words.text("facts.with", version=ds.attrs["buurt_version"], date=words.date(created[:10]) if created else "")),
    ]
    return [(words.text(key), value) for key, value in facts]


def reproduce(ds: xr.Dataset, words: Language) -> dict[str, Any]:
    hashes = []
    if "state_hash" in ds:
        last = ds["state_hash"].isel(week=-1)
        for arm in ds["arm"].values:
            done = np.flatnonzero(finished_replicates(ds, str(arm)))
            hashes += [(str(arm), int(ds["replicate"].values[r]), f"{int(last.sel(arm=arm).values[r]):016x}") for r in done]
    facts = [
        ("reproduce.command", str(ds.attrs.get("command_line", "–"))),
        ("reproduce.seed", str(ds.attrs.get("seed", "–"))),
        ("reproduce.version", f"buurt {ds.attrs['buurt_version']} ({ds.attrs.get('source_revision', '–')}), {ds.attrs.get('compiler', '–')}"),
        ("reproduce.created", str(ds.attrs.get("created", "–"))),
    ]
    scenario = json.dumps(scenario_of(ds), indent=2, ensure_ascii=False, sort_keys=True)
    rows = tuple((Cell(arm, head=True), Cell(str(r), number=True), Cell(value)) for arm, r, value in hashes)
    heads = tuple(words.text(f"table.{head}") for head in ("arm", "world", "hash"))
    return {
        "facts": [(words.text(key), value) for key, value in facts],
        "scenario": scenario,
        "hashes": Table(words.text("reproduce.hashes"), heads, rows),
        "file": Path(str(ds.encoding.get("source", "results.h5"))).name,
    }
