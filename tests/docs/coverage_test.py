"""docs/coverage.csv names everything of the source documents once, and points at what is there."""

import csv
import os
import re
from pathlib import Path

import pytest

SOURCE = Path(os.environ["BUURT_SOURCE"])
COLUMNS = ["code", "kind", "title", "status", "where", "test", "reason"]

INTERVENTIONS = {
    "FIG": "PAID VOL COORD MEDIATOR CULT HEALTH PEER BUDDY BUILDER",
    "PLACE": "FIXED SHOP MEAL GARDEN MOBILE PUBLIC NETWORK DIGI",
    "ACT": "REG INVITE STREET EVENT SPORT ART CONTEST CONNECT WALK",
    "HELP": "NETWORK MATCH CHORE ROLES PHONE DELIVER CURRENCY",
    "DET": "VISIT DOOR CHAIN SIGNAL PROFCIRCLE ANALYSIS",
    "REF": "WARM INFO",
    "CARER": "CIRCLE RESPITE CLIMATE",
    "CAP": "VOL STAFF JOB SKILL VALUE",
    "COM": "CAMPAIGN LETTER IMAGE",
    "DIG": "PLATFORM",
    "GOV": "NETWORK CORETEAM LEARN CROSSROADS ROLE SILO COCREATE SPONSOR ADVICE EVAL COMPETE",
    "FUND": "GRANT MATCH STRUCT MICRO RULES INKIND COACH CUT CALL",
    "SERV": "NEAR TRANSPORT HOUSING CAPACITY RIGHTS PALL",
    "CC": "SCHOOL WORKGROUP FESTIVAL COMMUNITY",
    "SCALE": "REPLICATE ANTENNA CAP",
    "EXIT": "HANDOVER STOP",
}
SHOCKS = (
    "COVID STAFF ENERGY REFUGEE ELECTION FUNDEND MOTOR TURNOVER GENTRI POVERTY CENTRAL TERROR SEASON AGEING "
    "DEMAND REFORM"
)
# Items of each checklist of the source documents.
CHECKLISTS = {1: 3, 2: 8, 3: 7, 4: 8, 5: 4, 6: 4, 7: 11, 8: 5, 9: 11, 10: 6, 11: 6, 12: 4, 13: 7, 14: 8, 15: 3, 16: 13, 17: 16}

EXPECTED = {
    "mechanism": [f"M{number:02}" for number in range(1, 209)],
    "intervention": [f"{group}-{name}" for group, names in INTERVENTIONS.items() for name in names.split()],
    "outcome": [f"O{number}" for number in range(1, 41)],
    "shock": [f"SHOCK-{name}" for name in SHOCKS.split()],
    "framework": [f"F4.{list_}-{item}" for list_, items in CHECKLISTS.items() for item in range(1, items + 1)],
    "beyond frameworks": [f"N{number}" for number in range(1, 16)],
}


def read():
    with (SOURCE / "docs/coverage.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


ROWS = read()


def test_the_table_has_its_columns():
    assert list(ROWS[0]) == COLUMNS
    assert all(None not in row and None not in row.values() for row in ROWS)


@pytest.mark.parametrize("kind", EXPECTED)
def test_every_code_of_a_kind_stands_in_the_table_once(kind):
    assert sorted(row["code"] for row in ROWS if row["kind"] == kind) == sorted(EXPECTED[kind])


def test_no_kind_is_there_that_nobody_knows():
    assert {row["kind"] for row in ROWS} == set(EXPECTED)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_a_row_says_what_its_status_needs(row):
    assert row["title"]
    assert row["status"] in {"present", "partly", "later", "left_out"}
    if row["status"] in {"present", "partly"}:
        assert row["where"]
    else:
        assert not row["where"] and not row["test"]
    if row["status"] == "present":
        assert row["test"]
    else:
        assert row["reason"]


def test_every_file_that_a_row_names_is_there():
    named = {path for row in ROWS for column in ("where", "test") for path in row[column].split(";") if path}
    assert named
    assert not [path for path in sorted(named) if not (SOURCE / path).exists()]


def test_codes_named_in_code_and_pages_stand_in_the_table():
    known = {row["code"] for row in ROWS}
    used = set()
    for folder in ("sim", "docs"):
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix in {".cpp", ".hpp", ".md"}:
                used.update(re.findall(r"\b(?:M\d{2,3}|SHOCK-[A-Z]+)\b", path.read_text(encoding="utf-8")))
    assert used <= known
