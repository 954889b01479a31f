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
    "processes/activities.cpp": {"1e-4": "rounding of what is due"},
    "processes/asking.cpp": {"1e-6": "room for rounding", "4": "words of a draw, and how far ahead memory is asked for",
                              "8": "how far ahead memory is asked for"},
    "processes/arrivals.cpp": {"1000": "a fence against endless loops", "4": "kinds of kin in turn",
                               "100": "numbers of draws; largest part of a Poisson mean", "101": "number of a draw",
                               "2.449489742783178": "root of six: spread of a sum of two uniforms"},
    "processes/connectors.cpp": {"0.69314718055994531": "logarithm of two", "255": "largest byte"},
    "processes/contacts_due.cpp": {"255": "largest byte", "256": "parts of a chance kept in a byte",
                                   "1e-30": "never zero", "60000": "weeks as good as never",
                                   "31": "bits", "32": "bits", "12": "a term of a series",
                                   "4": "words of a draw", "5": "likewise", "6": "likewise"},
    "processes/couples.cpp": {"0.5": "either of two, without preference"},
    "processes/crises.cpp": {"4": "words of a draw"},
    "processes/encounters.cpp": {"65000": "weeks as good as never", "256": "two counters in one number",
                                 "255": "largest byte", "12": "how far ahead memory is asked for", "6": "likewise",
                                 "20": "likewise", "64": "likewise", "8": "likewise"},
    "processes/housing.cpp": {"0.5": "either side, without preference"},
    "processes/image.cpp": {"1e-3": "not nothing, which stands for not looked at yet"},
    "processes/life_events.cpp": {"12": "how far ahead memory is asked for", "6": "likewise"},
    "processes/loneliness.cpp": {"1e-6": "never zero", "4": "a bit"},
    "processes/meeting.cpp": {"5": "settings, listed there", "0.99999994": "just below one", "1e-4": "never zero",
                              "65000": "weeks as good as never", "4": "words of a draw",
                              "9": "how far ahead memory is asked for"},
    "processes/meeting_places.cpp": {"1e-9": "never zero", "16": "number of a draw"},
    "processes/memberships.cpp": {"10": "draws without result before giving up"},
    "processes/noticing.cpp": {"256": "values of a byte"},
    "processes/programmes.cpp": {"1e4": "years as good as never", "1e6": "weeks as good as never"},
    "processes/referral.cpp": {"65": "ages in names of parameters", "80": "ages in names of parameters"},
    "processes/shocks.cpp": {"5": "kinds of blows, listed there"},
    "processes/volunteering.cpp": {"12": "months of a year", "4096": "numbers of draws, far enough apart"},
    "processes/wellbeing.cpp": {"1.7320508075688772": "root of three: spread of a sum of four uniforms",
                                "4": "how far ahead memory is asked for"},
    "processes/year_plan.cpp": {"4": "words of a draw", "20": "years after which sums are taken anew: rounding"},
    "world/asking_rules.cpp": {"0.5513288954217921": "root of three over pi: scale of a logistic of spread 1",
                               "1e-6": "as good as never", "0.999": "as good as sure", "255": "largest byte",
                               "70": "the age from which the survey asks", "100": "per cent"},
    "world/funding_rules.cpp": {"1000": "what is seen is told for a thousand EUR"},
    "world/groups.cpp": {"65": "ages in names of groups", "80": "ages in names of groups"},
    "world/health_rules.cpp": {"1e-12": "never zero"},
    "world/health_table.cpp": {"65": "the age in the definition of health.illness_rate and the rates of function",
                               "67": "the age in the definition of health.dementia_rate",
                               "10": "doublings of a matrix exponential", "12": "rounds until it settles"},
    "world/kin_rules.cpp": {"16": "draws without result before giving up"},
    "world/levers.cpp": {"5": "kinds of contacts, listed there; bounds of what a shock may say", "4": "settings",
                         "0.05": "bounds of what a shock may say", "0.2": "likewise", "10": "likewise",
                         "20": "likewise"},
    "world/meeting_place_rules.cpp": {"1e-4": "a rate too small to be drawn"},
    "world/nursing_home_rules.cpp": {"80": "the age in the definition of formal.home_rate"},
    "world/payer_rules.cpp": {"1000": "euro in the definition of what a payer expects"},
    "world/personal_traits.cpp": {"12": "uniforms whose sum is as good as normal", "6": "their mean",
                                  **{age: "ages in names of parameters"
                                     for age in ("22", "28", "40", "42", "55", "57", "70", "85")}},
    "world/shock_rules.cpp": {"31": "bits", "255": "largest byte", "16": "number of a draw"},
    "world/social_hours.cpp": {"80": "the age in the name of time.hours_eighty_plus"},
    "world/trust_rules.cpp": {"4": "weeks remembered", "8": "a bit"},
    "world/world_ties.cpp": {"255": "largest byte", "65000": "weeks as good as never", "1e-3": "never zero",
                             "64": "bytes that memory brings at once"},
    "processes/living_standard.cpp": {"65": "the age in the name of an older couple"},
    "world/service_rules.cpp": {"65": "ages in the names of norms", "75": "the same", "85": "the same"},
}  # fmt: skip
# Everywhere: units of time, rounding, and the small whole numbers that count words of a draw.
PLAIN = {"0", "1", "2", "3", "0.5", "7", "52", "60"}


def numbers_in(path):
    code = path.read_text(encoding="utf-8")
    code = re.sub(r"//[^\n]*|/\*.*?\*/|#include[^\n]*", "", code, flags=re.S)
    code = re.sub(r'"(\\.|[^"\\])*"', '""', code)
    code = re.sub(r"(?<![\w.])0x[0-9a-fA-F.]+(p[-+]?\d+)?[fFuUlL]*", "", code)  # patterns of bits
    code = re.sub(r"(<<|>>)=?\s*\d+[uU]?", "", code)  # places of bits
    for found in re.finditer(r"(?<![\w.])(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", code):
        text = found[0] if found[0][0] != "." else "0" + found[0]
        yield re.sub(r"\.0*$", "", text) if "e" not in text else text


def test_no_process_and_no_rule_holds_a_number_that_is_not_a_parameter():
    strange = {}
    unused = {}
    care = SOURCE / "sim/care"
    for path in sorted([*care.glob("processes/*.cpp"), *care.glob("world/*.cpp")]):
        name = str(path.relative_to(care))
        allowed = ARITHMETIC.get(name, {})
        numbers = set(numbers_in(path))
        if extra := numbers - set(allowed) - PLAIN:
            strange[name] = sorted(extra)
        if idle := set(allowed) - numbers:
            unused[name] = sorted(idle)
    assert not strange, "make them parameters, or say in ARITHMETIC why they are none"
    assert not unused


def test_a_number_is_found_however_it_is_written(tmp_path):
    path = tmp_path / "some.cpp"
    path.write_text('// 11 of them\nconst double a = .25 + 3.0F * 1e-6;\nint b = 0x1f + (1U << 13U);\nstd::string c = "44";\n')
    assert set(numbers_in(path)) == {"0.25", "3", "1e-6", "1"}
