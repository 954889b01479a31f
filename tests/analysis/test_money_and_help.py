"""Money by line, the way to help, what is left after the money, packages and their parts, maps, networks, dominoes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import care_file
import compare_file
import h5py
import numpy as np
import pytest
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.text import Text

import buurt
from buurt.language import LANGUAGES, Language, Name, names
from buurt.ledger import CONTACTS, ORGANISATIONS
from buurt.plots.map import _apart, map_limit
from buurt.report.sections import per_euro, price_of
from buurt.shares import effects_by_neighbourhood


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = care_file.invented(tmp_path_factory.mktemp("care") / "c.h5", weeks=104, replicates=12)
    return care_file.add_dominoes(path)


@pytest.fixture(scope="module")
def ds(file: Path) -> xr.Dataset:
    return buurt.open(file)


def words_in(figure: Figure) -> str:
    return "\n".join(text.get_text() for text in figure.findobj(Text))


# Money.


def test_every_line_costs_its_hours_times_its_price(ds: xr.Dataset) -> None:
    table = buurt.ledger(ds).set_index(["arm", "line"])
    for line, price in (("family_care", 38.0), ("home_nursing", 50.0)):
        hours = buurt.window_values(ds, f"hours_{line}", "baseline").sel(group="all").mean()
        assert table.loc[("baseline", line), "amount"] == pytest.approx(52 * float(hours))
        assert table.loc[("baseline", line), "euro"] == pytest.approx(52 * price * float(hours))
    assert table.loc[("connector", "programmes"), "payer"] == "municipality"
    assert table.loc[("connector", "hospital"), "payer"] == "care"
    assert np.isnan(table.loc[("baseline", "families"), "euro"]) and table.loc[("baseline", "families"), "amount"] > 0


def test_programmes_buy_every_kind_of_contact_and_families_give_what_the_table_of_hours_says(ds: xr.Dataset) -> None:
    table = buurt.ledger(ds).set_index(["arm", "line"])

    def a_year(outcome: str) -> float:
        return float(buurt.window_values(ds, outcome, "connector").sel(group="all").mean())

    contacts = sum(a_year(name) for name in ("conversations", "place_visitors", "home_visits", "activity_visits"))
    assert table.loc[("connector", "programmes"), "amount"] == pytest.approx(contacts)
    assert contacts > a_year("conversations") + a_year("place_visitors") + 500
    hours = 52 * sum(a_year(f"met_hours_{who}") for who in ("household", "kin", "friends"))
    assert table.loc[("connector", "families"), "amount"] == pytest.approx(hours)


def test_programmes_that_have_no_contacts_are_not_said_to_buy_none(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "volunteers"), weeks=60)
    with h5py.File(path, "a") as file:
        for name in CONTACTS:
            file[name][...] = 0.0
    with buurt.open(path) as ds:
        bought = buurt.ledger(ds).set_index(["arm", "line"])["amount"]
        text = buurt.report_html(ds, "en")
    assert np.isnan(bought[("volunteers", "programmes")])
    assert "buys 0" not in text and "> 0 conversations" not in text and "→ 0 conversations" not in text


def test_money_is_compared_in_the_same_world(ds: xr.Dataset) -> None:
    table = buurt.ledger(ds).set_index(["arm", "line"])
    effect = buurt.effects(ds, "cost_hospital", "both", "last_year", "all").iloc[0]
    row = table.loc[("both", "hospital")]
    assert row["difference"] == pytest.approx(52 * effect["mean"]) and row["low_90"] == pytest.approx(52 * effect["low_90"])
    assert row["replicates"] == 12
    assert np.isnan(table.loc[("baseline", "hospital"), "difference"])


def test_care_by_organisations_is_one_line_where_the_file_does_not_tell_them_apart(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", weeks=60)
    with h5py.File(path, "a") as file:
        for name in ("hours_family_care", "hours_home_nursing"):
            del file[name], file["effects"][name]
    with buurt.open(path) as ds:
        lines = list(buurt.ledger(ds).query('arm == "baseline"')["line"])
    assert "formal_care" in lines and "family_care" not in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_money_names_payers_lines_and_what_they_buy(ds: xr.Dataset, language: str) -> None:
    text = words_in(buurt.plots.money_flow(ds, "both", language=Language(language)))
    expected = {
        "en": ("municipality", "Home nursing", " hours"), "nl": ("gemeente", "Thuisverpleging", " uur"),
        "fr": ("commune", "Soins infirmiers à domicile", " heures"),
    }[language]  # fmt: skip
    for words in expected:
        assert words in text
    # The programmes of this arm cost three thousand euro a week, 156,000 a year; the luck of its worlds is a tenth.
    assert re.search(r"\(\+1[4-6]\d.000\)", text), text


# The way from need to help.


def test_steps_tell_which_part_of_the_steps_before_they_are(ds: xr.Dataset) -> None:
    table = buurt.way_to_help(ds, "connector").set_index("outcome")
    assert table.loc["people_with_unmet_need", "share"] == pytest.approx(0.5, abs=0.01)
    assert table.loc["help_given", "share"] == pytest.approx(51 / 151, abs=0.01)
    assert np.isnan(table.loc["people_in_need", "share"])
    assert table.loc["people_with_hidden_need", "with"] < table.loc["people_with_hidden_need", "without"] - 4
    text = words_in(buurt.plots.from_need_to_help(ds, "connector", language=Language("nl")))
    assert "Mensen met een verborgen nood" in text and "(49%)" in text


# What is left after the money ends.


def test_half_of_an_effect_is_left_two_years_after_the_money(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", weeks=208, every=4, replicates=12, to_week=104, left=0.5)
    with buurt.open(path) as ds:
        assert buurt.end_of_money(ds, "connector") == 104
        table = buurt.lasting(ds, "unmet_hours", "connector")
        text = buurt.report_html(ds, "en")
    assert list(table[["first_week", "last_week"]].to_numpy().ravel()) == [53, 104, 157, 208]
    assert table.loc["after", "mean"] == pytest.approx(table.loc["while", "mean"] / 2)
    assert "Two years after the money ends" in text and "Weeks 157 to 208, without it" in text
    assert "unless the run goes on that long" not in text


def test_money_that_goes_on_or_a_run_that_stops_early_leaves_nothing_to_tell(tmp_path: Path) -> None:
    with buurt.open(care_file.invented(tmp_path / "on.h5", weeks=60)) as ds:
        assert buurt.end_of_money(ds, "connector") is None
        with pytest.raises(buurt.ResultsError, match="does not end"):
            buurt.lasting(ds, "unmet_hours", "connector")
        assert "here it goes on to the end" in buurt.report_html(ds, "en")
    with buurt.open(care_file.invented(tmp_path / "early.h5", weeks=120, every=4, to_week=52)) as ds:
        with pytest.raises(buurt.ResultsError, match="stops sooner"):
            buurt.lasting(ds, "unmet_hours", "connector")
        assert "(week 52) cannot be told: the simulation stops sooner" in buurt.report_html(ds, "en")


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return care_file.invented(tmp_path_factory.mktemp("end") / "c.h5", arms=("baseline", "connector"), weeks=120, every=8, replicates=2)


GRANT = {"name": "municipality", "kind": "grant", "to_week": 70}
CITY = {"name": "city", "kind": "authority", "to_week": 90}


@pytest.mark.parametrize(
    ("programme", "payers", "end"),
    [
        ({}, [GRANT], 70),
        ({"at_end": "stop", "next_payer": "somebody"}, [GRANT], 70),
        ({"to_week": 60}, [GRANT], 60),
        ({"at_end": "taper", "end_weeks": 30, "next_payer": "somebody"}, [GRANT], 101),
        ({"at_end": "taper", "next_payer": "somebody"}, [GRANT], 97),
        ({"at_end": "taper", "end_weeks": 30, "next_payer": "somebody", "to_week": 60}, [GRANT], 90),
        ({"at_end": "taper", "end_weeks": 30}, [GRANT], 70),
        ({"at_end": "taper", "end_weeks": 30, "to_week": 60}, [GRANT], 70),
        ({"at_end": "handover", "end_weeks": 30, "next_payer": "city"}, [GRANT, CITY], 90),
        ({"at_end": "handover", "end_weeks": 52, "next_payer": "somebody"}, [GRANT], None),
        ({"at_end": "takeover", "next_payer": "somebody"}, [GRANT], None),
        ({"at_end": "takeover", "next_payer": "city"}, [GRANT, CITY], 90),
        ({}, [{"name": "municipality", "kind": "grant"}], None),
        ({}, [{"name": "municipality", "kind": "grant", "match": 1, "matched_by": "city"}, CITY], 90),
        ({}, [{"name": "municipality", "kind": "grant", "matched_by": "city"}, CITY], None),
        ({}, [CITY], None),
    ],
)
def test_money_ends_with_the_last_payer(
    two_years: Path, tmp_path: Path, programme: dict[str, object], payers: list[dict[str, object]], end: int | None
) -> None:
    path = Path(shutil.copy(two_years, tmp_path))
    with buurt.open(care_file.change_scenario(path, "connector", programme, payers=payers)) as ds:
        assert buurt.end_of_money(ds, "connector") == end


def test_money_goes_on_as_long_as_one_programme_has_it(two_years: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(two_years, tmp_path))
    two = [{"name": "one", "payer": "municipality"}, {"name": "two", "payer": "city"}]
    for payers, end in (([GRANT], None), ([GRANT, CITY], 90)):
        with buurt.open(care_file.change_scenario(path, "connector", programmes=two, payers=payers)) as ds:
            assert buurt.end_of_money(ds, "connector") == end


def test_a_sum_that_runs_out_ends_when_the_last_of_it_is_paid(two_years: Path, tmp_path: Path) -> None:
    path = care_file.add_ledger(Path(shutil.copy(two_years, tmp_path)), paid_until=56)
    for payer, end in (({"amount": 50000}, 56), ({"amount": 50000, "to_week": 40}, 40), ({}, None), ({"to_week": 100}, 100)):
        with buurt.open(care_file.change_scenario(path, "connector", payers=[{"name": "municipality"} | payer])) as ds:
            assert buurt.end_of_money(ds, "connector") == end


def test_the_answer_tells_what_is_left_after_a_grant_and_what_it_cost_in_all(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=208, every=4, replicates=12)
    care_file.change_scenario(path, "connector", payers=[GRANT | {"to_week": 104}])
    with h5py.File(path, "a") as file:
        weeks = file["week"][()]
        file["cost_programmes"][0] = 0.0
        file["cost_programmes"][1] = np.where((weeks > 0) & (weeks <= 104), 1000.0, 0.0).reshape(1, -1, 1)
        random = np.random.default_rng(2).normal(size=file["cost_formal_care"].shape[1])
        file["cost_formal_care"][1] = file["cost_formal_care"][0] + 500.0 * (random - random.mean() + 0.05).reshape(-1, 1, 1)
        del file["effects"], file["persons"]
    compare_file.add_effects(path)
    with buurt.open(path) as ds:
        text = " ".join(buurt.report_html(ds, "en").replace("\u00a0", " ").split())
    assert "What was done cost 104,000 euro in all, up to week 104, and nothing in the last year." in text
    assert "Cost of care by organisations: no clear difference in the last year (mean " in text
    assert "Two years after the money ends" in text and "here it goes on to the end" not in text


# Packages.


def test_a_package_is_found_by_what_it_holds(ds: xr.Dataset) -> None:
    assert buurt.packages(ds) == {"both": ["connector", "meeting place"]}


def test_parts_are_summed_in_each_world(ds: xr.Dataset) -> None:
    table = buurt.parts_apart(ds, "unmet_hours", "both", ["connector", "meeting place"]).set_index("what")
    assert table.loc["sum of the parts", "mean"] == pytest.approx(table.loc[["connector", "meeting place"], "mean"].sum())
    beyond = table.loc["both", "mean"] - table.loc["sum of the parts", "mean"]
    assert table.loc["beyond the sum", "mean"] == pytest.approx(beyond)
    assert table.loc["beyond the sum", "se"] > 0
    figure = buurt.plots.parts_one_at_a_time(ds, "unmet_hours", "both", ["connector", "meeting place"])
    for words in ("A connector", "A meeting place", "Sum of the parts", "The package beyond that sum"):
        assert words in words_in(figure)
    with pytest.raises(buurt.ResultsError, match="at least two parts"):
        buurt.parts_apart(ds, "unmet_hours", "both", ["connector"])


# Maps and networks.


def test_the_map_marks_the_neighbourhood_that_differs(ds: xr.Dataset) -> None:
    text = words_in(buurt.plots.neighbourhood_map(ds, "lonely_people_by_neighbourhood", "connector"))
    assert text.count("✓") == 1 and "km" in text and "Outside 1" in text


def test_people_are_coloured_for_every_thousand_inhabitants_and_a_mean_as_it_is(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60, replicates=4)
    with h5py.File(path, "a") as file:
        file.copy("lonely_people_by_neighbourhood", "image_by_neighbourhood")
        file["image_by_neighbourhood"].attrs.update({"units": "0 to 1", "better": "higher"})
        file["image_by_neighbourhood"][0] = 0.4
        file["image_by_neighbourhood"][1] = 0.4 + np.array([0.01, 0.02, 0.03])
        for axis, name in enumerate(("arm", "replicate", "week", "neighbourhood")):
            file["image_by_neighbourhood"].dims[axis].attach_scale(file[name])
    with buurt.open(path) as ds:
        assert map_limit(ds, "image_by_neighbourhood", ["connector"]) == pytest.approx(0.03)
        lonely = effects_by_neighbourhood(ds, "lonely_people_by_neighbourhood", "connector").iloc[0]
        people = 3000.0
        assert map_limit(ds, "lonely_people_by_neighbourhood", ["connector"]) == pytest.approx(1000 * abs(lonely["mean"]) / people, rel=0.01)
        text = buurt.report_html(ds, "en")
    assert text.count("red worse, for every 1,000") == 1 and text.count("red worse.") == 1


def test_maps_that_show_no_more_than_chance_are_folded(tmp_path: Path) -> None:
    """One clear neighbourhood of three is what chance makes in a quarter of all maps, three in one of a thousand."""
    folded = Language("en").text("where.folded")
    path = care_file.invented(tmp_path / "c.h5", weeks=60, replicates=12)
    with buurt.open(path) as ds:
        assert folded in buurt.report_html(ds, "en")
    with h5py.File(path, "a") as file:
        file["lonely_people_by_neighbourhood"][1:, :, 1:] -= 40.0
    with buurt.open(path) as ds:
        page = buurt.report_html(ds, "en")
    assert folded not in page and "clear differences in 3 of 3 neighbourhoods (about" in page


def test_discs_that_cover_each_other_move_apart_and_others_stay() -> None:
    places = np.array([[0.0, 0.0], [5.0, 1.0], [200.0, 0.0]])
    boxes = np.full((3, 2), 30.0)
    moved = _apart(places, boxes)
    assert (np.abs(moved[0] - moved[1]) >= 29.8).any()
    assert (moved[2] == places[2]).all() and moved[:2].mean(axis=0) == pytest.approx(places[:2].mean(axis=0))


def test_a_file_without_positions_has_no_map(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", weeks=60)
    with h5py.File(path, "a") as file:
        del file["neighbourhood_x"]
    with buurt.open(path) as ds:
        assert not buurt.plots.has_map(ds)
        with pytest.raises(buurt.ResultsError, match="does not say where they lie"):
            buurt.plots.neighbourhood_map(ds, "lonely_people_by_neighbourhood", "connector")
        assert "A map: the file names neighbourhoods" in buurt.report_html(ds, "en")


def test_networks_are_drawn_of_what_the_file_holds(five_years: Path) -> None:
    with buurt.open(five_years) as ds:
        text = words_in(buurt.plots.network_diagnostics(ds, language=Language("fr")))
        assert "Liens par personne" in text.replace("\n", " ") and "Personnes isolées" in text
        assert "The networks of people" in buurt.report_html(ds, "en")


# Dominoes.


def test_acts_of_help_come_with_their_steps_and_what_had_happened_anyway(ds: xr.Dataset) -> None:
    acts, steps = buurt.dominoes(ds), buurt.domino_steps(ds)
    assert list(acts["anyway"]) == ["same", "other", "none"]
    assert list(steps[steps["act"] == 2]["what"]) == ["brought_along", "told_of_place", "met_at_place"]
    assert buurt.domino_totals(ds)["connector"]["opened"] == 3
    text = words_in(buurt.plots.domino_chains(ds, "connector", language=Language("nl")))
    assert "Een vrouw van 82: gezelschap, van een man van 64 (buren en vrienden)" in text
    assert "niemand 33%" in text and "ontmoet op de ontmoetingsplek" in text


def test_a_file_without_traces_has_no_dominoes(tmp_path: Path) -> None:
    with buurt.open(care_file.invented(tmp_path / "c.h5", weeks=60)) as ds:
        assert buurt.dominoes(ds).empty and buurt.domino_totals(ds) == {}
        with pytest.raises(buurt.ResultsError, match="ask with --traces"):
            buurt.plots.domino_chains(ds, "connector")
        assert "that takes a comparison with --traces" in buurt.report_html(ds, "en")


# The page.


def test_the_page_shows_them_all(ds: xr.Dataset) -> None:
    text = buurt.report_html(ds, "nl")
    for heading in ("Welk onderdeel doet het?", "Van programma naar hulp: het dominospoor", "De kaart is verzonnen", "Wie betaalt"):
        assert heading in text
    assert "duidelijke verschillen in 1 van 3 buurten" in text
    assert "van 40 nieuwe daden van hulp volgen eruit" in text
    assert "in één week alleen: de laatste" in text


def test_a_price_is_told_for_people_and_hours_and_not_for_means(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60, replicates=12)
    with buurt.open(path) as ds:
        text = buurt.report_html(ds, "en")
    assert "euro a week for each" in text and "(Loneliness); that is" not in text


def test_a_price_is_told_where_the_programme_alone_does_better(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60, replicates=12)

    def told() -> list[str]:
        with buurt.open(path) as ds:
            return per_euro(ds, ["connector"], ["unmet_hours", "people_with_unmet_need", "waiting_people"], Language("en"))

    alone = told()
    # Fewer hours unmet and fewer people without help have a price; more people on a waiting list have none.
    assert len(alone) == 2 and " euro a week for programmes goes with −" in alone[0]
    assert not [one for one in alone if "waiting list" in one] and "interval of money and effect together" in alone[0]
    for mixed in ({"shocks": [{"use": "pandemic"}]}, {"budget": {"formal_care": {"change": -0.1, "from_week": 0}}}):
        care_file.change_scenario(path, "connector", **mixed)
        assert not told()
        care_file.change_scenario(path, "connector", shocks=[], budget={})
    assert told() == alone
    care_file.change_scenario(path, "connector", programmes=[{"name": "gone"}])
    with h5py.File(path, "a") as file:
        file["cost_programmes"][1] = file["cost_programmes"][0]
        del file["effects"]
    assert not told()


def test_a_price_has_the_chance_of_the_money_and_of_the_effect(tmp_path: Path) -> None:
    path = care_file.invented(tmp_path / "c.h5", arms=("baseline", "connector"), weeks=60, replicates=12)
    with buurt.open(path) as ds:
        effect, money = (buurt.effects(ds, name, "connector", "last_year", "all").iloc[0] for name in ("unmet_hours", "cost_programmes"))
        ratio, low, high = price_of(ds, "unmet_hours", "connector")
    assert ratio == pytest.approx(abs(money["mean"] / effect["mean"]))
    # By the delta method; the luck of both is drawn apart.
    spread = 1.796 * ratio * np.hypot(money["se"] / money["mean"], effect["se"] / effect["mean"])
    assert high - low == pytest.approx(2 * spread, rel=0.35)
    assert (high - low) / 2 > 1.2 * ratio * 1.796 * abs(effect["se"] / effect["mean"]) * 0.9
    with h5py.File(path, "a") as file:
        weeks = file["week"][()]
        file["cost_programmes"][1] = file["cost_programmes"][0] + 1000.0 * (weeks > 0).reshape(1, -1, 1)
        del file["effects"]
    with buurt.open(path) as ds:
        ratio, low, high = price_of(ds, "unmet_hours", "connector")
    ends = sorted(abs(1000.0 / effect[end]) for end in ("low_90", "high_90"))
    assert [low, high] == pytest.approx(ends, rel=1e-6)


def test_payers_questions_and_their_arms_that_come_along_have_names_in_each_language() -> None:
    folder = care_file.SOURCE / "scenarios"
    payers, questions, arms = set(), set(), set()
    for path in [*folder.glob("programmes/*.json"), *folder.glob("projects/*.json")]:
        payers |= {one["payer"] for one in json.loads(path.read_text(encoding="utf-8")).get("programmes", []) if one.get("payer")}
        payers |= named_payers(json.loads(path.read_text(encoding="utf-8")))
    for path in folder.glob("questions/*.json"):
        question = json.loads(path.read_text(encoding="utf-8"))
        payers |= {name for arm in question["arms"] for name in named_payers(arm)}
        questions.add(question["question"])
        arms |= {arm["name"] for arm in question["arms"]}
    for kind, held in (("payers", payers), ("questions", questions), ("arms", arms)):
        assert not {name for name in held if not set(LANGUAGES) <= set(names()[kind].get(name, {}))}, kind
    words = Language("nl")
    assert words.payer("municipality; project grant") == "gemeente; projectsubsidie"
    assert words.question("Why not?") == Name("Why not?", "en")


def named_payers(told: dict[str, list[dict[str, str]]]) -> set[str]:
    """Whom payers and programmes name: themselves, who gives, who adds to it, who pays next."""
    listed = [*told.get("payers", []), *told.get("programmes", [])]
    fields = ("payer", "giver", "matched_by", "next_payer")
    return {one[name] for one in listed for name in fields if one.get(name)} | {one["name"] for one in told.get("payers", [])}


def test_the_catalogues_name_every_line_step_and_need() -> None:
    source = care_file.SOURCE
    for language in LANGUAGES:
        words = Language(language)
        for line in (*ORGANISATIONS, "programmes", "formal_care", "nursing_homes", "hospital", "families", "volunteers"):
            assert words.line(line)
        steps = (source / "sim/care/dominoes.cpp").read_text(encoding="utf-8").partition("opening_step_names = {")[2].partition("}")[0]
        needs = (source / "sim/care/world/care_kinds.hpp").read_text(encoding="utf-8").partition("need_names = {")[2].partition("}")[0]
        for kind, listed in (("step", steps), ("need", needs)):
            for name in (one.strip(' \n"') for one in listed.split(",")):
                assert words.text(f"{kind}.{name}")
