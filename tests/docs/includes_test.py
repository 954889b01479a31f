"""Floors use only floors below them, and processes meet only through the world.

What several processes share stands in `sim/care/world/*_rules`. The exceptions are all listed here, and in
CONTRIBUTING.md: a process that sets off another one in the same moment says so by including it.
"""

import os
import re
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
PROCESSES = SOURCE / "sim/care/processes"

# Each process that may include others, which, and why.
ORDERS = {
    "connectors": ({"connector_talks"}, "what follows from a conversation, in a file of its own"),
    "deaths": ({"bereavement", "dying"}, "a death is counted where it comes and strikes those who are left"),
    "encounters": ({"contacts_due"}, "the arithmetic of encounters, in a file of its own"),
    "initiatives": ({"get_together"}, "what is due takes place"),
    "programme_work": ({"programme_desks"}, "a part that is a desk begins and ends as one"),
    "programmes": ({"programme_places", "programme_work"}, "a programme begins and ends its parts"),
    "shocks": ({"moves"}, "a shock makes households move"),
    "year_plan": ({"couples", "meeting"}, "the plan of a year holds looks for a partner and the first meeting"),
}
# Hands out what stands on the agenda to whichever process it belongs to.
DISPATCHER = "life_events"


def included_processes(path):
    return set(re.findall(r'#include "care/processes/(\w+)\.hpp"', path.read_text(encoding="utf-8")))


def orders():
    found = {}
    for path in sorted([*PROCESSES.glob("*.cpp"), *PROCESSES.glob("*.hpp")]):
        found.setdefault(path.stem, set()).update(included_processes(path) - {path.stem})
    return {name: others for name, others in found.items() if others and name != DISPATCHER}


def test_no_process_includes_another_but_those_that_are_listed():
    assert orders() == {name: others for name, (others, _) in ORDERS.items()}


def test_the_exceptions_stand_in_contributing():
    page = (SOURCE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, (others, _) in ORDERS.items():
        for other in others:
            assert f"`{name}` → `{other}`" in page


# What each floor must never include.
ABOVE = {
    "engine": ("care", "files", "experiment", "cli", "examples"),
    "care": ("files", "experiment", "cli", "examples"),
    "files": ("experiment", "cli", "examples"),
    "experiment": ("cli", "examples"),
}


def test_no_floor_uses_one_above():
    wrong = []
    for floor, above in ABOVE.items():
        for path in (SOURCE / "sim" / floor).rglob("*.?pp"):
            for other in re.findall(r'#include "(\w+)/', path.read_text(encoding="utf-8")):
                if other in above:
                    wrong.append(f"{path.name} includes {other}")
    for path in (SOURCE / "sim/care/world").glob("*.?pp"):
        if included_processes(path) or '#include "care/synthesis' in path.read_text(encoding="utf-8"):
            wrong.append(f"{path.name} includes processes or synthesis")
    assert not wrong
