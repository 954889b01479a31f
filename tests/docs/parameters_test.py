"""docs/parameters.md is the list of parameters; processes hold no numbers of their own.

With BUURT_WRITE_DOCS=1 in the environment the page is written instead of compared.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
PAGE = SOURCE / "docs/parameters.md"
CATALOGUE = json.loads((SOURCE / "scenarios/parameters.json").read_text(encoding="utf-8"))
GRADES = ("measured", "literature", "expert", "assumed")


def number(value):
    return f"{value:g}"


def page_of_the_catalogue():
    grades = Counter(entry["grade"] for entry in CATALOGUE.values())
    assert set(grades) <= set(GRADES)
    counts = ", ".join(f"{grades[grade]} {grade}" for grade in GRADES if grades[grade])
    lines = [
        "# Parameters",
        "",
        f"All {len(CATALOGUE)} numbers of the model, from `scenarios/parameters.json`: {counts}.",
        "`measured`: from statistics of the place itself; `literature`: from a study or register, named; `expert`: from",
        "people who do the work; `assumed`: nothing was found, so the range is wide. [odd.md](odd.md) says what each does;",
        "`buurt describe NAME` shows one; `--set NAME=VALUE` changes it.",
    ]
    for group in dict.fromkeys(name.split(".")[0] for name in CATALOGUE):
        lines += ["", f"## {group}", "", "| parameter | default | unit | range | grade | what it is | source |",
                  "|---|---:|---|---|---|---|---|"]  # fmt: skip
        for name, entry in CATALOGUE.items():
            if name.split(".")[0] != group:
                continue
            bounds = f"{number(entry['minimum'])} to {number(entry['maximum'])}"
            lines.append(
                f"| `{name}` | {number(entry['default'])} | {entry['unit']} | {bounds} | {entry['grade']} "
                f"| {entry['description']} | {entry['source']} |"
            )
    return "\n".join(lines) + "\n"


def test_the_page_is_the_catalogue():
    if "BUURT_WRITE_DOCS" in os.environ:
        PAGE.write_text(page_of_the_catalogue(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page_of_the_catalogue()


def test_a_default_lies_inside_its_range():
    for name, entry in CATALOGUE.items():
        assert entry["minimum"] <= entry["default"] <= entry["maximum"], name


# Numbers that are arithmetic, definitions or limits of types, by file: none says something about the world.
ARITHMETIC = {
    "activities.cpp": {"1e-4": "rounding of what is due"},
    "asking.cpp": {"1e-6": "room for rounding", "4": "words of a draw"},
    "arrivals.cpp": {"1000": "a fence against endless loops", "4": "kinds of kin in turn",
                     "100": "numbers of draws; largest part of a Poisson mean", "101": "number of a draw",
                     "2.449489742783178": "root of six: spread of a sum of two uniforms"},
    "connectors.cpp": {"0.69314718055994531": "logarithm of two", "255": "largest byte"},
    "contacts_due.cpp": {"255": "largest byte", "256": "parts of a chance kept in a byte", "1e-30": "never zero",
                         "60000": "weeks as good as never", "15": "bits", "16": "bits"},
    "couples.cpp": {"0.5": "either of two, without preference"},
    "crises.cpp": {"4": "words of a draw"},
    "encounters.cpp": {"65000": "weeks as good as never", "256": "two counters in one number", "255": "largest byte",
                       "12": "how far ahead memory is asked for", "6": "likewise", "20": "likewise", "64": "likewise"},
    "health.cpp": {"1e-12": "never zero"},
    "housing.cpp": {"0.5": "either side, without preference"},
    "image.cpp": {"1e-3": "not nothing, which stands for not looked at yet"},
    "life_events.cpp": {"12": "how far ahead memory is asked for", "6": "how far ahead memory is asked for"},
    "loneliness.cpp": {"80": "the age in the name of time.hours_eighty_plus", "1e-6": "never zero", "4": "a bit"},
    "meeting.cpp": {"5": "settings, listed there", "0.99999994": "just below one", "1e-4": "never zero",
                    "65000": "weeks as good as never", "4": "words of a draw",
                    "9": "how far ahead memory is asked for"},
    "meeting_places.cpp": {"1e-9": "never zero", "16": "number of a draw"},
    "memberships.cpp": {"10": "draws without result before giving up"},
    "noticing.cpp": {"256": "values of a byte"},
    "nursing_homes.cpp": {"80": "the age in the definition of formal.home_rate"},
    "programmes.cpp": {"1e4": "years as good as never", "1e6": "weeks as good as never"},
    "referral.cpp": {"65": "ages in names of parameters", "80": "ages in names of parameters"},
    "shocks.cpp": {"5": "kinds of blows, listed there"},
    "volunteering.cpp": {"12": "months of a year", "4096": "numbers of draws, far enough apart"},
    "wellbeing.cpp": {"1.7320508075688772": "root of three: spread of a sum of four uniforms", "4": "weeks remembered",
                      "8": "a bit"},
    "year_plan.cpp": {"4": "words of a draw", "20": "number of a draw"},
}  # fmt: skip
# Everywhere: units of time, rounding, and the small whole numbers that count words of a draw.
PLAIN = {"0", "1", "2", "3", "0.5", "7", "52", "60"}


def numbers_in(path):
    code = path.read_text(encoding="utf-8")
    code = re.sub(r"//[^\n]*|/\*.*?\*/|#include[^\n]*", "", code, flags=re.S)
    code = re.sub(r'"(\\.|[^"\\])*"', '""', code)
    code = re.sub(r"(?<![\w.])0x[0-9a-fA-F.]+(p[-+]?\d+)?[fFuUlL]*", "", code)  # patterns of bits
    code = re.sub(r"(<<|>>)=?\s*\d+[uU]?", "", code)  # places of bits
    for found in re.finditer(r"(?<![\w.])\d+\.?\d*(e[-+]?\d+)?", code):
        text = found[0]
        yield re.sub(r"\.0*$", "", text) if "e" not in text else text


def test_no_process_holds_a_number_that_is_not_a_parameter():
    strange = {}
    unused = {}
    for path in sorted((SOURCE / "sim/care/processes").glob("*.cpp")):
        allowed = ARITHMETIC.get(path.name, {})
        numbers = set(numbers_in(path))
        if extra := numbers - set(allowed) - PLAIN:
            strange[path.name] = sorted(extra)
        if idle := set(allowed) - numbers:
            unused[path.name] = sorted(idle)
    assert not strange, "make them parameters, or say in ARITHMETIC why they are none"
    assert not unused
