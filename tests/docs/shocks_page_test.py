"""docs/shocks.md and docs/programmes.md show shocks and payers that are fine, and name every lever."""

import json
import os
import re
import subprocess
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
BUURT = os.environ["BUURT"]
BASE = {"name": "a", "municipality": "herzele", "start": "2024-01-01"}


def fragment(page, key):
    text = (SOURCE / "docs" / page).read_text(encoding="utf-8")
    return json.loads("{" + re.search(r'```json\n("' + key + r'".*?)```', text, re.S)[1] + "}")


def check(scenario, folder):
    file = folder / "scenario.json"
    file.write_text(json.dumps(scenario), encoding="utf-8")
    return subprocess.run([BUURT, "check", file], capture_output=True, text=True, timeout=60, check=False)


def test_the_shocks_shown_are_fine(tmp_path):
    answer = check(BASE | fragment("shocks.md", "shocks"), tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_payers_shown_are_fine(tmp_path):
    payers = fragment("programmes.md", "payers")
    paid = [{"use": "connector", "name": one["name"], "payer": one["name"]} for one in payers["payers"]]
    answer = check(BASE | payers | {"programmes": paid}, tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_table_of_levers_names_all_of_them_and_no_other():
    page = (SOURCE / "docs/shocks.md").read_text(encoding="utf-8")
    table = page[page.index("## Levers") : page.index("## A new named shock")]
    named = {name for row in re.findall(r"^\| (`.*?) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    answer = subprocess.run([BUURT, "list", "levers", "--json"], capture_output=True, text=True, timeout=60, check=True)
    assert named == {lever["name"] for lever in json.loads(answer.stdout)}
