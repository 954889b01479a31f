"""The report: one whole page in three languages that says what its file allows to say, and no more."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import re
import string
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import compare_file
import h5py
import numpy as np
import pytest
import results_file
from matplotlib.figure import Figure

import buurt
from buurt.__main__ import main
from buurt.language import LANGUAGES, Language, digits_for, names, sentences
from buurt.plots import shared_limits
from buurt.report import figures, parts, tables
from buurt.report.said import Worlds, said
from buurt.results import scenario_of

SOURCE = Path(os.environ.get("BUURT_SOURCE", Path(__file__).parents[2]))
PACKAGE = Path(buurt.__file__).parent
VOID = {"meta", "link", "br", "hr", "img", "input"}
DECLARED = re.compile(r'^    \{"(\w+)",((?:\s*"(?:[^"\\]|\\.)*"\s*,?)+)\}', re.M)


class Page(HTMLParser):
    """A page taken apart: text, ids, links, drawings; every element that opens must close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two arms beside the baseline, twelve replicates, two years."""
    folder = tmp_path_factory.mktemp("report")
    return compare_file.invented(folder / "c.h5", arms=("baseline", "connector", "meeting-place"), weeks=104, replicates=12)


@pytest.fixture(scope="module")
def pages(compared: Path) -> dict[str, str]:
    """The report of it in each language."""
    made = {}
    for language in LANGUAGES:
        with buurt.open(compared) as ds:
            made[language] = buurt.report_html(ds, language)
    return made


def page_of(path: Path, language: str = "en", **how: bool) -> Page:
    with buurt.open(path, **how) as ds:
        return Page(buurt.report_html(ds, language))


# Languages.


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_catalogues_have_the_same_keys_and_placeholders() -> None:
    english = sentences("en")
    for language in ("nl", "fr"):
        other = sentences(language)
        assert set(other) == set(english)
        for key, sentence in english.items():
            assert placeholders(other[key]) == placeholders(sentence), key
            assert other[key].strip() or not sentence.strip(), key


def test_every_sentence_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*") if path.suffix in (".py", ".j2"))
    made_up = {"worlds", "share"}
    for key in sentences("en"):
        beginning, _, rest = key.rpartition(".")
        literal = f'"{key}"' in code or f"'{key}'" in code
        put_together = any(f'"{part}.{{' in code for part in (key.partition(".")[0], beginning)) or key.partition(".")[0] in made_up
        counted = rest in ("one", "many") and f'"{beginning}"' in code
        heading = rest in ("heading", "caption") and f'"{beginning}"' in code
        assert literal or put_together or counted or heading, key


def test_a_translated_page_holds_no_sentence_of_another_language(pages: dict[str, str]) -> None:
    for language in LANGUAGES:
        text = Page(pages[language]).text
        for other in LANGUAGES:
            if other == language:
                continue
            for key, sentence in sentences(other).items():
                fixed = [piece for piece, *_ in string.Formatter().parse(sentence) if len(piece) > 25]
                own = sentences(language)[key]
                assert not [piece for piece in fixed if " ".join(piece.split()) in text and piece not in own], (language, key)


def declared() -> dict[str, list[str]]:
    """Of every outcome that the simulator declares: English name, unit, definition, better direction."""
    found = {}
    for page in sorted((SOURCE / "sim/care").glob("*outcomes.cpp")):
        for name, rest in DECLARED.findall(page.read_text(encoding="utf-8")):
            fields = [re.sub(r'"\s*"', "", field) for field in re.split(r'"\s*,\s*"', rest.strip().strip('"'))]
            if len(fields) == 4:
                found[name] = fields
    return found


def test_every_outcome_unit_and_group_has_a_name_in_each_language() -> None:
    outcomes = declared()
    assert {"population", "unmet_hours", "population_by_neighbourhood"} <= set(outcomes)
    known = names()
    assert not [name for name in outcomes if not {"nl", "fr"} <= set(known["outcomes"].get(name, {}))]
    assert not [name for name, one in outcomes.items() if known["outcomes"][name].get("en", one[0]) != one[0]]
    assert not {one[1] for one in outcomes.values()} - set(known["units"])
    assert set(results_file.GROUPS) | {"in_need", "informal_carers", "worst_off_5_percent"} <= set(known["groups"])


def test_every_field_of_a_programme_has_a_name_in_each_language() -> None:
    schema = json.loads((SOURCE / "scenarios/schema/programme.schema.json").read_text(encoding="utf-8"))
    fields = {field for part in schema["definitions"]["parts"].values() for field in part["properties"]}
    fields |= set(schema["definitions"]["programme"]["properties"]) - {"use", "parts"}
    assert {"fte", "times_year", "coaching_days", "at_end"} <= fields
    known = names()["levers"]
    assert not [field for field in fields if not {"en", "nl", "fr"} <= set(known.get(field, {}))]


def schema_of(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((SOURCE / f"scenarios/schema/{name}.schema.json").read_text(encoding="utf-8"))
    return held


def levers() -> dict[str, list[str]]:
    """Levers that shocks pull at, and what each can be narrowed down to."""
    page = (SOURCE / "sim/care/world/levers.cpp").read_text(encoding="utf-8")
    kinds = {name: re.findall(r'"(\w+)"', held) for name, held in re.findall(r"string_view, \d> (\w+) = \{([^}]*)\}", page)}
    kinds["organisation_names"] = schema_of("programme")["definitions"]["parts"]["services"]["properties"]["organisation"]["enum"]
    return {
        name: [one for kind, listed in kinds.items() if kind in rest for one in listed]
        for name, rest in re.findall(r'^    \{"(\w+)", ("[^"]*",[^}]*(?:\{\})?[^}]*)\}', page, re.M)
    }


def settings() -> tuple[set[str], list[tuple[str, str, str]]]:
    """All fields of scenarios, and every name that one of them may be set to: the field that it stands in, field, name."""
    programme, scenario, shock = (schema_of(name) for name in ("programme", "scenario", "shock"))
    parts = programme["definitions"]["parts"]
    payer = scenario["properties"]["payers"]["items"]["properties"]
    own = programme["definitions"]["programme"]["properties"]
    groups = {
        "": own, "payers": payer, "election": payer["election"]["properties"], "pilot": own["pilot"]["properties"],
        "phases": own["phases"]["items"]["properties"], "shocks": shock["definitions"]["entry"]["properties"],
        "effects": shock["definitions"]["effect"]["properties"], "budget": scenario["properties"]["budget"]["properties"]["formal_care"]["properties"],
        "parts": {field: one for part in parts.values() for field, one in part["properties"].items() if field != "kind"},
    }  # fmt: skip
    fields = {field for group in groups.values() for field in group} | {f"kind.{kind}" for kind in parts} | {f"lever.{one}" for one in levers()}
    fields |= {f"budget.{line}" for line in scenario["properties"]["budget"]["properties"]}
    fields |= set(scenario["properties"]) - {"$schema", "output", "replicates"}
    values = [(within, field, name) for within, group in groups.items() for field, one in group.items() for name in one.get("enum", [])]
    values += [("effects", "of", name) for listed in levers().values() for name in listed]
    values += [("effects", "group", name) for name in own["target"]["enum"]]
    values += [("phases", "name", name) for name in ("prompt", "idea", "pilot", "sustain", "scale")]
    return fields, values + [("", "neighbourhoods", "centre"), ("", "neighbourhoods", "all"), ("parts", "in", "centre")]


def test_every_field_of_a_scenario_and_every_name_it_may_be_set_to_has_words_in_each_language() -> None:
    assert len(levers()) == 32 and "family" in levers()["contacts"] and "welfare" in levers()["formal_hours"] and levers()["trust"]
    fields, values = settings()
    assert {"kind.activity", "lever.contacts", "giver", "notice_weeks", "chance", "repeat_weeks", "burn_in_weeks"} <= fields
    assert {("", "at_end", "taper"), ("payers", "kind", "grant"), ("parts", "task", "visiting"), ("effects", "grade", "assumed")} <= set(values)
    known = names()["levers"]
    assert not [field for field in sorted(fields) if not {"en", "nl", "fr"} <= set(known.get(field, {}))]
    for language in LANGUAGES:
        words = Language(language)
        assert not [one for one in values if not words.value(one[1], one[2], one[0])]
    kinds = names()["values"]
    assert not [(kind, name) for kind, listed in kinds.items() for name, one in listed.items() if set(one) != {"en", "nl", "fr"}]


def test_every_definition_is_translated_as_it_is_worded_today() -> None:
    words = [Language(language) for language in ("nl", "fr")]
    stale = [
        name
        for name, (_, _, definition, _) in declared().items()
        if any(one.definition(name, {"definition": definition}).language == "en" for one in words)
    ]
    assert not stale, "reword nl and fr in analysis/buurt/languages/names.json"


def test_every_shipped_programme_shock_and_change_has_a_name_in_each_language() -> None:
    for folder in ("programmes", "shocks", "changes"):
        for path in sorted((SOURCE / "scenarios" / folder).glob("*.json")):
            assert set(LANGUAGES) <= set(names()["arms"].get(path.stem, {})), path.stem


def test_a_definition_that_was_reworded_is_shown_as_the_file_has_it() -> None:
    held = names()["outcomes"]["unmet_hours"]["definition"][0]
    words = Language("nl")
    assert words.definition("unmet_hours", {"definition": held["en"]}).text == held["nl"]
    reworded = words.definition("unmet_hours", {"definition": "Something else"})
    assert (reworded.text, reworded.language) == ("Something else", "en")


@pytest.mark.parametrize(
    ("language", "number", "percent", "counted"),
    [
        ("en", "−1,234.5", "+12 %", "1 simulated world"),
        ("nl", "−1.234,5", "+12%", "1 gesimuleerde wereld"),
        ("fr", "−1 234,5", "+12 %", "1 monde simulé"),
    ],
)
def test_numbers_follow_the_language(language: str, number: str, percent: str, counted: str) -> None:
    words = Language(language)
    shown = words.number(-1234.49, 1), words.percent(12, signed=True), words.count("count.worlds", 1)
    assert tuple(re.sub(r"[\u00a0\u202f]", " ", one) for one in shown) == (number, percent, counted)


def test_digits_do_not_pretend() -> None:
    words = Language("en")
    assert [words.number(1234.567, digits_for(error)) for error in (0.3, 4.0, 70.0, 250.0)] == ["1,234.6", "1,235", "1,230", "1,200"]


# The page.


def test_the_page_is_whole_and_needs_nothing_else(pages: dict[str, str]) -> None:
    for language, text in pages.items():
        page = Page(text)
        assert page.of("html")[0]["lang"] == language
        assert not page.of("script") and not page.of("img") and not re.search(r"@import|url\(\s*[\"']?http", text)
        for attributes in page.of("a") + page.of("link"):
            assert str(attributes["href"]).startswith(("#", "data:"))
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert {str(a["href"])[1:] for a in page.of("a") if str(a["href"]).startswith("#")} <= set(ids)
        used = set(re.findall(r"(?:url\(#|href=\"#)([\w-]+)", text))
        assert used <= set(ids)


def test_every_figure_has_a_finding_words_and_its_numbers(pages: dict[str, str]) -> None:
    page = Page(pages["nl"])
    drawings = [attributes for attributes in page.of("svg")]
    assert len(drawings) == len(page.of("figure")) >= 8
    assert all(one["role"] == "img" and len(str(one["aria-label"])) > 20 for one in drawings)
    links = [str(one["href"]) for one in page.of("a") if "download" in one]
    assert len(links) == len(drawings)
    for link in links:
        rows = list(csv.DictReader(io.StringIO(base64.b64decode(link.partition("base64,")[2]).decode("utf-8"))))
        assert rows and "mean" in rows[0]


def test_headings_go_down_one_step_at_a_time(pages: dict[str, str]) -> None:
    levels = [int(tag[1]) for tag, _ in Page(pages["fr"]).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_the_answer_holds_the_numbers_of_the_file(compared: Path, pages: dict[str, str]) -> None:
    with buurt.open(compared) as ds:
        effect = buurt.effects(ds, "lonely_people", "connector", "last_year", "all").iloc[0]
    digits = digits_for(effect["se"])
    text = Page(pages["nl"]).text
    words = Language("nl")
    assert f"Eenzame mensen: {words.number(-effect['mean'], digits)} mensen minder in het laatste jaar dan zonder" in text
    low, high = (words.number(effect[end], digits, signed=True) for end in ("low_90", "high_90"))
    assert f"90%-interval van het gemiddelde: {low} tot {high}" in text
    assert "Beter in 12 van 12 gesimuleerde werelden" in text
    assert "verbindende figuur" in text and "ontmoetingsplek" in text


def test_arms_stand_side_by_side(pages: dict[str, str]) -> None:
    page = Page(pages["en"])
    assert "A connector" in page.text and "A meeting place" in page.text
    assert "Difference in the last year, mean and 90 % interval" in page.text.replace("\u00a0", " ")


def test_what_was_changed_is_told_and_nothing_else(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", arms=("baseline", "cut"), weeks=60)
    with h5py.File(path, "a") as file:
        comparison = json.loads(file.attrs["comparison"])
        scenario = json.loads(file.attrs["scenario"])
        line = {"change": -0.3, "from_week": 26, "to_week": 40}
        comparison["arms"][0]["scenario"] = scenario | {"budget": {"formal_care": line}, "replicates": 99}
        file.attrs["comparison"] = json.dumps(comparison)
    text = page_of(path, "nl").text
    assert "personeelsuren van alle zorg thuis – −30% van week 26 tot week 40" in text
    assert "99" not in text.partition("Wat er veranderd werd")[2].partition("Doorheen de tijd")[0]


def test_a_programme_is_told_by_its_parts(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60)
    with h5py.File(path, "a") as file:
        comparison = json.loads(file.attrs["comparison"])
        parts = [{"kind": "connector", "fte": 0.5, "paid": True}, {"kind": "meeting_place", "hours_week": 12}]
        comparison["arms"][0]["scenario"]["programmes"] = [{"use": "connector", "from_week": 13, "parts": parts}]
        file.attrs["comparison"] = json.dumps(comparison)
    text = page_of(path, "nl").text
    assert "Een verbindende figuur programma – een verbindende figuur; vanaf week 13" in text
    assert "verbindende figuur – voltijdse banen 0,5; betaald ja" in text
    assert "ontmoetingsplek – openingsuren per week 12" in text


def changed(path: Path, language: str, **scenario: object) -> str:
    """What the page of a file says was changed, when its first arm has this in its scenario."""
    with h5py.File(path, "a") as file:
        comparison = json.loads(file.attrs["comparison"])
        comparison["arms"][0]["scenario"] = json.loads(file.attrs["scenario"]) | scenario
        file.attrs["comparison"] = json.dumps(comparison)
    with buurt.open(path) as ds:
        table = tables.changes_table(ds, ["cut"], scenario_of(ds), Language(language))
    return "\n".join(" – ".join(cell.text for cell in row[1:]) for row in table.rows)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compare_file.invented(tmp_path_factory.mktemp("cut") / "c.h5", arms=("baseline", "cut"), weeks=8, replicates=1)


def test_a_cut_is_told_with_its_notice_and_its_place(cut: Path) -> None:
    line = {"change": -0.3, "from_week": 52, "notice_weeks": 26, "neighbourhoods": ["centre", "Borsbeke"]}
    assert changed(cut, "nl", budget={"formal_care": line}).endswith("−30% vanaf week 52; weken vooraf aangekondigd 26; buurten het centrum, Borsbeke")
    assert changed(cut, "en", budget={"formal_care": line | {"to_week": 60, "neighbourhoods": "all"}}).endswith(
        "from week 52 to week 60; weeks of notice 26; neighbourhoods all"
    )


GRANT = {
    "name": "grant", "kind": "grant", "giver": "Flanders", "amount": 300000, "to_week": 130,
    "election": {"week": 90, "chance": 0.5, "factor": 0.7},
}  # fmt: skip
STOPS = {
    "name": "stop", "at_end": "stop", "payer": "grant", "next_payer": "municipality", "neighbourhoods": ["centre"], "target": "living_alone",
    "phases": [{"name": "pilot", "weeks": 52, "scale": 0.5}, {"name": "sustain", "scale": 1}],
    "parts": [{"kind": "volunteer_scheme", "task": "visiting", "skill": 0.5}, {"kind": "services", "organisation": "welfare"}],
}  # fmt: skip
HEAT = {
    "name": "heat", "weeks": 4,
    "effects": [
        {"grade": "assumed", "lever": "contacts", "of": ["family", "friends"], "source": "M180: meetings stop", "value": 0.5},
        {"lever": "phone", "value": 0.3, "group": "age_80_plus", "fade_weeks": 2},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [
            "payer – – – grant; kind grant; given by Flanders; euro in all 300,000; to week 130; elections (week 90; chance of a change 0.5; the budget then times 0.7)",
            "at its end it stops; paid by grant; pays from the end on municipality; neighbourhoods the centre; for living alone; phases (pilot; weeks 52; part of the whole 0.5), (sustaining; part of the whole 1)",
            "volunteers – – – task visiting; skill, 0 to 1: 0.5", "more hours of services – – – kind of organisation welfare services (OCMW, CAW)",
            "shock – – – heat; weeks 4", "visits among people who know each other – – – times 0.5; for family, friends; founded on an assumption",
            "share of lost visits that go on by telephone – – – goes to 0.3; group aged 80 and over; weeks in which it wears off 2",
        ]),
        ("nl", [
            "betaler – – – subsidie; soort subsidie; gegeven door Vlaanderen; euro in totaal 300.000; tot week 130; verkiezingen (week 90; kans op een verandering 0,5; het budget dan maal 0,7)",
            "op het einde stopt het; betaald door subsidie; betaalt vanaf het einde gemeente; buurten het centrum; voor alleenwonenden;",
            "vrijwilligers – – – taak bezoeken; vaardigheid, 0 tot 1: 0,5", "bezoeken onder mensen die elkaar kennen – – – maal 0,5; voor familie, vrienden; gesteund op een aanname",
        ]),
        ("fr", [
            "payeur – – – subvention; type subvention; accordé par la Flandre;", "à la fin il s’arrête; payé par subvention; paie à partir de la fin commune; quartiers le centre;",
            "bénévoles – – – tâche visites;", "visites entre gens qui se connaissent – – – fois 0,5; pour famille, amis; fondé sur une hypothèse",
        ]),
    ],
)  # fmt: skip
def test_names_in_what_was_changed_are_words_and_not_those_of_arms(cut: Path, language: str, expected: list[str]) -> None:
    text = changed(cut, language, payers=[GRANT], programmes=[STOPS], shocks=[HEAT]).replace("\u202f", " ")
    for one in expected:
        assert one in text, text
    assert "M180" not in text and not re.search(r"_|\b(lever|living_alone|kind\.)\b", text)


def test_who_became_a_carer_is_not_called_untouched(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", weeks=20, replicates=4)
    with h5py.File(path, "a") as file:
        totals = json.loads(file["persons"].attrs["totals"])
        totals["connector"] |= {"better_off": 40, "worse_off": 80, "mixed": 4}
        totals["connector"]["changed"] |= {"informal_carer": {"better": 0, "worse": 0, "neither": 200}, "resident": {"better": 0, "worse": 0, "neither": 8}}
        file["persons"].attrs["totals"] = json.dumps(totals)
    with buurt.open(path) as ds:
        table = tables.people_table(ds, ["connector"], Language("en"))
    assert table is not None
    assert dict(zip(table.heads[1:], (cell.text for cell in table.rows[0][1:]))) == {
        "Better off": "10", "Worse off": "20", "Some of both": "1.0", "Neither better nor worse": "9,969",
        "Became or stopped being carers, moved in or out": "52",
    }  # fmt: skip
    assert "stands in one of the others as well" in page_of(path).text


def test_levels_keep_their_digits_and_read_the_same_beside_every_arm(tmp_path: Path) -> None:
    """Nothing differs in one arm; in the other a mean does, by more than the digits of the level allow to see."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["loneliness"][0] = 0.137
        outcomes["loneliness"][1] = 0.137
        outcomes["lonely_people"][...] = 8746.0
        outcomes["lonely_people"][1] += np.array([10.0, 90.0, 300.0, 20.0]).reshape(-1, 1, 1)
        outcomes["loneliness"][2] = 0.137 - 0.01 * np.array([1.0, 1.1, 0.9, 1.0]).reshape(-1, 1, 1)
        outcomes["lonely_people"][2] += np.array([1.0, 1.1, 0.9, 1.2]).reshape(-1, 1, 1)

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "one", "other"), weeks=60, change=change)
    words, drawings = Language("en"), parts.Drawings()
    with buurt.open(path) as ds:
        for arm in ("one", "other"):
            drawn = figures.over_time(ds, "loneliness", arm, shared_limits(ds, "loneliness", [arm]), "L", words, drawings)
            assert {row[3].text for row in drawn.table.rows} == {"0.1370"}
            for outcome, level in (("lonely_people", "8,746"), ("loneliness", "0.1370")):
                effect = buurt.effects(ds, outcome, arm, "last_year", "all").iloc[0]
                assert said(ds, effect, words).level == level


def test_a_level_by_neighbourhood_keeps_its_digits(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", weeks=20, replicates=2)
    with h5py.File(path, "a") as file:
        file.create_dataset("neighbourhood", data=np.array(["A", "B"], dtype=h5py.string_dtype()))
        file["neighbourhood"].make_scale("neighbourhood")
        shape = (*file["loneliness"].shape[:3], 2)
        values = np.full(shape, 0.495)
        values[1, :, :, 0] = 0.795
        made = file.create_dataset("image_by_neighbourhood", data=values)
        made.attrs.update({"long_name": "Image", "units": "0 to 1", "definition": "Invented", "better": "higher", "kind": "state"})
        for axis, name in enumerate(("arm", "replicate", "week", "neighbourhood")):
            made.dims[axis].attach_scale(file[name])
    with buurt.open(path) as ds:
        drawn = figures.where(ds, "image_by_neighbourhood", "connector", None, "I", Language("en"), parts.Drawings())
    assert drawn is not None
    assert [[cell.text for cell in row[:3]] for row in drawn.table.rows] == [["A", "0.4950", "+0.300"], ["B", "0.4950", "0"]]


def test_an_interval_without_width_has_sensible_digits(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["lonely_people"][1] = outcomes["lonely_people"][0] + 70.77
        outcomes["loneliness"][1] = outcomes["loneliness"][0] - 3.0192 / 1000

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), weeks=60, change=change)
    words = Language("en")
    with buurt.open(path) as ds:
        told = [said(ds, buurt.effects(ds, name, "other", "last_year", "all").iloc[0], words) for name in ("lonely_people", "loneliness")]
    assert [(one.amount, one.low, one.high) for one in told] == [("+70.8", "+70.8", "+70.8"), ("−0.0030", "−0.0030", "−0.0030")]
    assert told[0].error == "0"


def test_groups_that_differ_by_themselves_are_not_made_a_finding_of(tmp_path: Path) -> None:
    """Nobody differs on the whole; two groups go opposite ways."""

    def change(outcomes: dict[str, np.ndarray]) -> None:
        noise = np.random.default_rng(5).normal(size=(outcomes["lonely_people"].shape[1], 1))
        outcomes["lonely_people"][1] = outcomes["lonely_people"][0]
        outcomes["lonely_people"][1, ..., results_file.GROUPS.index("all")] += noise
        outcomes["lonely_people"][1, ..., results_file.GROUPS.index("women")] += 5.0 + noise
        outcomes["lonely_people"][1, ..., results_file.GROUPS.index("men")] -= 5.0 + noise

    path = results_file.write(tmp_path / "r.h5", arms=("baseline", "other"), replicates=12, change=change)
    text = page_of(path).text
    assert "Taken by themselves, 2 of 9 groups differ clearly" in text and "Most is felt by this group" not in text


def test_worlds_are_counted_and_drawn_in_proportion() -> None:
    words = Language("en")
    assert Worlds(9, 1, 0, True).words(words) == "Better in 9 of 10 simulated worlds"
    assert Worlds(1, 8, 1, True).words(words) == "Worse in 8 of 10 simulated worlds"
    assert Worlds(8, 1, 1, False).words(words) == "More in 8 of 10 simulated worlds"
    assert Worlds(0, 0, 4, True).words(words) == "The same in 4 of 4 simulated worlds"
    assert Worlds(9, 0, 1, True).dots() == ["up"] * 9 + ["same"]
    assert Worlds(90, 10, 0, True).dots() == ["up"] * 18 + ["down"] * 2


def test_small_groups_are_hidden_and_named(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", weeks=60)
    with h5py.File(path, "a") as file:
        file["population"][..., results_file.GROUPS.index("poverty")] = 7.0
    page = page_of(path)
    who = page.text.partition("Groups overlap")[2].partition("From need to help")[0]
    assert "Not shown, fewer than 10 people: At risk of poverty." in who
    assert "At risk of poverty" not in who.partition("Not shown")[0]


# What a file does not allow to say.


def test_one_arm_gets_levels_and_no_effect(five_years: Path) -> None:
    text = page_of(five_years).text
    assert "This file holds one course of things and no comparison" in text
    assert "Any effect: the file holds no second course of things to compare with." in text
    assert "How do things stand in Herzele?" in text and "Lonely people" in text
    assert "Better in" not in text and "Who gains" not in text


def test_one_world_gives_no_interval_and_a_warning(tmp_path: Path) -> None:
    text = page_of(compare_file.invented(tmp_path / "c.h5", replicates=1, weeks=60)).text
    assert "There is only one simulated world." in text
    assert "Whether that is the effect or chance cannot be told." in text
    assert "interval of the mean:" not in text and "nan" not in text.lower().split()


def test_few_worlds_a_stopped_run_and_a_short_one_are_warned_of(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "r.h5.partial", replicates=8, finished=3, weeks=20)
    text = page_of(path, unfinished=True).text
    assert "There are only 3 simulated worlds." in text
    assert "3 of 8 worlds are finished" in text
    assert "Only 20 weeks were simulated." in text


def test_an_outcome_without_any_value_has_no_figure(tmp_path: Path) -> None:
    path = results_file.write(tmp_path / "r.h5", weeks=8)
    with h5py.File(path, "a") as file:
        file["loneliness"][...] = np.nan
    page = page_of(path)
    assert "Lonely people: from" in page.text and "Loneliness: from" not in page.text
    assert "nan" not in page.text.lower().split()


def test_a_change_that_begins_after_the_last_week_is_warned_of(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60)
    with h5py.File(path, "a") as file:
        comparison = json.loads(file.attrs["comparison"])
        shocks = [{"name": "heat", "from_week": 50, "effects": [{"after_weeks": 9}, {"after_weeks": 12}]}]
        budget = {"formal_care": {"change": -0.3, "from_week": 70, "notice_weeks": 10}, "home_nursing": {"change": -0.3, "from_week": 59}}
        comparison["arms"][0]["scenario"] |= {"programmes": [{"name": "guests", "from_week": 60}], "shocks": shocks, "budget": budget}
        file.attrs["comparison"] = json.dumps(comparison)
    said = [one for one in Page(buurt_page(path)).words if "begins after the simulated weeks" in one]
    assert len(said) == 1 and "guests" in said[0] and "heat" not in said[0]
    assert "staff hours of all care at home" in said[0] and "nursing" not in said[0]


def buurt_page(path: Path) -> str:
    with buurt.open(path) as ds:
        return buurt.report_html(ds, "en")


def test_an_arm_without_a_finished_world_is_left_out_and_named(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", arms=("baseline", "connector", "meeting-place"), weeks=60)
    with h5py.File(path, "a") as file:
        file["finished"][2] = 0
    text = page_of(path).text
    assert "Not shown, because no world was finished: a meeting place." in text
    assert "A connector" in text and "A meeting place" not in text


def test_a_change_that_does_nothing_is_told_as_the_same(tmp_path: Path) -> None:
    text = page_of(compare_file.invented(tmp_path / "c.h5", arms=("baseline", "no-op"), effect=0.0, weeks=60)).text
    assert "no difference at all in the last year. The same in 4 of 4 simulated worlds." in text
    assert "No outcome differs by more than 0.1" in text


def test_text_of_a_file_cannot_become_markup(tmp_path: Path) -> None:
    path = compare_file.invented(tmp_path / "c.h5", weeks=20)
    with h5py.File(path, "a") as file:
        file.attrs["question"] = "Is <script>alert(1)</script> & \"this\" safe?"
        file["lonely_people"].attrs["definition"] = "<b>bold</b>"
    with buurt.open(path) as ds:
        text = buurt.report_html(ds, "en")
    assert "<script" not in text and "<b>bold" not in text and "&lt;script&gt;" in text


def test_drawings_take_their_colours_from_the_page() -> None:
    drawing = Figure()
    drawing.add_subplot().plot([1, 2], color="#111111")
    drawings = parts.Drawings()
    first, second = drawings.inline(drawing, 'a "quoted" <title>'), drawings.inline(drawing, "b")
    assert "var(--ink)" in first and "#111111" not in first and "var(--plot-font)" in first and "<style" not in first
    assert 'aria-label="a &quot;quoted&quot; &lt;title>"' in first
    assert first.partition("<g")[2] == second.partition("<g")[2].replace("f2-", "f1-") and "f2-" in second


# The command.


def test_the_command_writes_the_page_beside_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = results_file.write(tmp_path / "r.h5", weeks=20)
    assert main(["report", str(path), "--language", "fr"]) == 0
    page = tmp_path / "r.html"
    assert capsys.readouterr().out == f"{page}\n"
    assert '<html lang="fr">' in page.read_text(encoding="utf-8")
    assert main(["report", str(path)]) == 2
    assert "the file is there already; add --overwrite to replace it." in capsys.readouterr().err
    assert main(["report", str(path), "--overwrite"]) == 0


def test_a_page_never_replaces_the_results_it_is_made_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = results_file.write(tmp_path / "r.h5", weeks=20)
    (tmp_path / "link.html").symlink_to(path)
    before = path.read_bytes()
    for page in (path, tmp_path / "link.html"):
        assert main(["report", str(path), "-o", str(page), "--overwrite"]) == 2
        said = capsys.readouterr().err
        assert "these are the results that are read" in said and said.count("\n") == 1
        with pytest.raises(buurt.ResultsError, match="a page cannot replace them"):
            buurt.write_report(path, page)
        assert main(["targets", str(path), "-o", str(page)]) == 2
        assert main(["figure", str(path), "-o", str(page)]) == 2
        assert capsys.readouterr().err.count("these are the results that are read") == 2
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "answer"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:50_000]), "the file is truncated: its end is missing"),
        (lambda path: path.write_text("hello"), "this is not a results file of buurt (it is not HDF5)."),
        (lambda path: with_attribute(path, "format_version", np.int32(0)), "the file has results format 0; this package reads format 1"),
        (lambda path: with_attribute(path, "format", "somebody's"), "this is not a results file of buurt"),
        (lambda path: without_a_finished_replicate(path), "no replicate was finished, so there is nothing to show"),
    ],
)  # fmt: skip
def test_a_wrong_file_gives_one_sentence_and_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil, answer: str) -> None:
    path = compare_file.invented(tmp_path / "c.h5", weeks=20)
    spoil(path)
    assert main(["report", str(path)]) == 2
    said = capsys.readouterr().err
    assert answer in said and said.count("\n") == 1 and "Traceback" not in said
    assert not (tmp_path / "c.html").exists()


def with_attribute(path: Path, name: str, value: object) -> None:
    with h5py.File(path, "a") as file:
        file.attrs[name] = value


def without_a_finished_replicate(path: Path) -> None:
    with h5py.File(path, "a") as file:
        file["finished"][...] = 0


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = results_file.write(tmp_path / "r.h5", weeks=20)
    assert main(["report", str(path), "-o", str(tmp_path / "nowhere" / "r.html")]) == 2
    assert "the page cannot be written (No such file or directory)." in capsys.readouterr().err
