"""The experiment that docs/experiments.md shows can be run, and the page knows every part of the schema."""

import json
import os
import re
import subprocess
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
PAGE = (SOURCE / "docs/experiments.md").read_text(encoding="utf-8")
SCHEMA = json.loads((SOURCE / "scenarios/schema/experiment.schema.json").read_text(encoding="utf-8"))


def test_the_experiment_shown_is_fine(tmp_path):
    file = tmp_path / "contacts.json"
    file.write_text(re.search(r"```json\n(.*?)```", PAGE, re.S)[1], encoding="utf-8")
    answer = subprocess.run([os.environ["BUURT"], "check", file], capture_output=True, text=True, timeout=60,
                            check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_page_tells_every_part_of_the_schema():
    parts = [SCHEMA["properties"], SCHEMA["properties"]["calibration"]["properties"],
             SCHEMA["properties"]["outcomes"]["additionalProperties"]["properties"]]
    names = {name for part in parts for name in part} - {"$schema"}
    missing = {name for name in names if f"`{name}`" not in PAGE and f'"{name}"' not in PAGE}
    assert not missing
    for choices in (SCHEMA["properties"]["sweep"]["properties"]["design"]["enum"],
                    SCHEMA["properties"]["outcomes"]["additionalProperties"]["properties"]["statistic"]["enum"]):
        assert all(f"`{choice}`" in PAGE for choice in choices)
