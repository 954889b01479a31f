"""The figure and the command that draws it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import results_file
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

import buurt
from buurt.__main__ import main
from buurt.plots.style import spread
from buurt.summary import summary


def texts_of(figure: Figure) -> list[str]:
    """All words that a reader sees."""
    return [text.get_text() for text in figure.findobj(Text) if text.get_text() and text.get_visible()]


def drawn(path: Path) -> Figure:
    with buurt.open(path) as ds:
        return buurt.plots.life_and_meeting(ds)


def test_the_figure_says_what_it_shows_and_where_it_comes_from(five_years: Path) -> None:
    words = "\n".join(texts_of(drawn(five_years)))
    for expected in (
        "synthetic Herzele, five years from 2024", "How to read", "Synthetic people; not a forecast.",
        "Herzele · baseline · 8 replicates · seed 1 · buurt 0.1.0", "lived through 8 times",
        "SOC-neigh-2023, SOC-fam-2023, SOC-fr-2023", "LON-BE-1674",
        "survey 45 %", "survey 48 %", "survey 39 %", "survey  8.3 %",
    ):  # fmt: skip
        assert expected in words


def test_its_headline_holds_the_numbers_of_the_file(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["population"][:, :, 0] = 1000.0
        outcomes["population"][:, :, -1] = 1234.0
        outcomes["ties_per_person"][...] = 41.0
        outcomes["people_16_plus"][...] = 800.0
        outcomes["lonely_people"][...] = 100.0

    words = "\n".join(texts_of(drawn(results_file.write(tmp_path / "results.h5", change=change))))
    assert "1,000 people become 1,234; at the end they have 41 ties each on average, and 12.5 % of those" in words


def drawn_texts(figure: Figure) -> list[Text]:
    """All texts that are drawn: those of the figure and the panels, and ticks within their limits."""
    texts = list(figure.texts)
    for axes in figure.axes:
        texts += axes.texts
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = zip(axis.get_ticklocs(), axis.get_ticklabels())
            texts += [text for place, text in ticks if low <= place <= high and text.get_visible()]
    return [text for text in texts if text.get_text().strip()]


def assert_nothing_overlaps(figure: Figure) -> None:
    FigureCanvasAgg(figure).draw()
    page = figure.bbox
    boxes = []
    for text in drawn_texts(figure):
        # An annotation's own extent would hold its line too.
        box = Text.get_window_extent(text)
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text.get_text()
        boxes.append((text.get_text(), box.padded(-1.0)))
    assert len(boxes) > 60
    for index, (words, box) in enumerate(boxes):
        for others, other in boxes[index + 1 :]:
            assert not box.overlaps(other), f"{words!r} lies over {others!r}"


def test_no_words_overlap_or_leave_the_page(five_years: Path) -> None:
    assert_nothing_overlaps(drawn(five_years))


def test_no_words_overlap_when_nothing_fits_and_everything_is_close(tmp_path: Path) -> None:
    def change(outcomes: dict[str, np.ndarray]) -> None:
        for name in ("lonely_people", "people_16_plus", "population", "moved_in", "moved_out", "births", "deaths"):
            outcomes[name][...] = 120_000.0 if name in ("population", "people_16_plus") else 9_960.0
        for name in ("weekly_contact_family", "weekly_contact_neighbours", "weekly_contact_friends"):
            outcomes[name][...] = 100.0

    path = results_file.write(
        tmp_path / "results.h5", weeks=104, every=4, change=change, burn_in="not in balance: everything"
    )
    assert_nothing_overlaps(drawn(path))


def test_one_replicate_has_no_band_and_the_figure_says_why(tmp_path: Path) -> None:
    figure = drawn(results_file.write(tmp_path / "results.h5", replicates=1))
    assert not any(axes.collections for axes in figure.axes)
    assert "The municipality was lived through once" in "\n".join(texts_of(figure))


def test_a_stopped_run_and_networks_out_of_balance_are_not_hidden(tmp_path: Path) -> None:
    path = results_file.write(
        tmp_path / "r.h5.partial", finished=3, burn_in="mean degree 31\nnot in balance: mean degree 31"
    )
    with buurt.open(path, unfinished=True) as ds:
        words = "\n".join(texts_of(buurt.plots.life_and_meeting(ds)))
        text = summary(ds)
    assert "The run is unfinished: 3 of 4 replicates" in words
    assert "not in balance after the burn-in in 3 of 3 replicates" in words
    assert "3 of 4 finished" in text and "not in balance in 3 of 3 replicates: mean degree 31" in text


@pytest.mark.parametrize(("weeks", "every"), [(0, 1), (1, 1), (8, 2), (60, 4)])
def test_short_runs_are_drawn_too(tmp_path: Path, weeks: int, every: int) -> None:
    path = results_file.write(tmp_path / "results.h5", weeks=weeks, every=every, replicates=2)
    FigureCanvasAgg(drawn(path)).draw()
    with buurt.open(path) as ds:
        assert "population" in summary(ds)


def test_labels_move_apart_as_little_as_they_must() -> None:
    assert spread([0.5, 0.1], 0.1, 0.0, 1.0) == [0.5, 0.1]
    assert spread([0.5, 0.5, 0.5], 0.1, 0.0, 1.0) == pytest.approx([0.4, 0.5, 0.6])
    assert spread([0.01, 0.0], 0.1, 0.05, 1.0) == pytest.approx([0.15, 0.05])
    assert spread([1.0, 0.99], 0.1, 0.0, 0.95) == pytest.approx([0.95, 0.85])


def test_the_summary_fits_a_screen_and_holds_last_week_with_its_interval(tmp_path: Path) -> None:
    replicate = np.array([10.0, 20.0, 30.0, 40.0]).reshape(1, 4, 1, 1)

    def change(outcomes: dict[str, np.ndarray]) -> None:
        outcomes["households"] = np.broadcast_to(replicate, outcomes["households"].shape).copy()

    with buurt.open(results_file.write(tmp_path / "results.h5", change=change)) as ds:
        lines = summary(ds).splitlines()
    assert len(lines) <= 45 and max(map(len, lines)) <= 100
    (households,) = [line for line in lines if line.startswith("households")]
    assert households.split() == ["households", "households", "25.0", "11.5", "–", "38.5"]
    assert any("2024-07-01" in line for line in lines)


@pytest.mark.parametrize("suffix", ["png", "pdf", "svg"])
def test_the_command_writes_the_figure_whole(results: Path, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"figure.{suffix}"
    assert main(["figure", str(results), "-o", str(output)]) == 0
    start = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<?xml"}[suffix]
    assert output.read_bytes().startswith(start)
    assert sorted(tmp_path.iterdir()) == sorted([output, results])
    if suffix == "png":
        assert [int.from_bytes(output.read_bytes()[at : at + 4], "big") for at in (16, 20)] == [1600, 1000]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["summary", "none.h5"], "none.h5: there is no such file."),
        (["figure", "{results}", "-o", "figure.h5"], "figure.h5: a figure is written as .png, .pdf or .svg."),
        (["figure", "{results}", "-o", "no/folder/f.png"], "no/folder/f.png: the figure cannot be written"),
        (["figure", "{results}"], "the following arguments are required: -o/--output"),
        (["draw", "{results}"], "invalid choice: 'draw'"),
        ([], "arguments are required"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_sentence(results: Path, arguments: list[str], answer: str) -> None:
    call = [argument.format(results=results) for argument in arguments]
    environment = os.environ | {"PYTHONPATH": str(Path(buurt.__file__).parents[1]), "MPLBACKEND": "Agg"}
    done = subprocess.run(
        [sys.executable, "-m", "buurt", *call], capture_output=True, text=True, cwd=results.parent, env=environment
    )
    assert done.returncode == 2 and done.stdout == ""
    assert answer in done.stderr and done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_file_damaged_inside_an_outcome_ends_with_2(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import h5py

    with h5py.File(results, "r") as file:
        chunk = file["population"].id.get_chunk_info(0)
    content = bytearray(results.read_bytes())
    content[chunk.byte_offset : chunk.byte_offset + chunk.size] = b"\xff" * chunk.size
    results.write_bytes(content)
    assert main(["figure", str(results), "-o", str(tmp_path / "figure.png")]) == 2
    assert "damaged" in capsys.readouterr().err


def test_the_package_draws_what_the_program_writes(tmp_path: Path) -> None:
    program = os.environ.get("BUURT")
    if not program:
        pytest.skip("BUURT does not name the program")
    source = Path(os.environ.get("BUURT_SOURCE", Path(__file__).parents[2]))
    path = tmp_path / "herzele.h5"
    subprocess.run(
        [program, "run", source / "scenarios/herzele/baseline.json", "--replicates", "2", "--weeks", "8",
         "--set", "burn_in_weeks=4", "--quiet", "-o", path],
        check=True, capture_output=True, timeout=500,
    )  # fmt: skip
    with buurt.open(path) as ds:
        table = buurt.bands(ds, "population")
        assert table.index[-1] == 8 and set(table["replicates"]) == {2}
        assert 15_000 < table["mean"].iloc[-1] < 25_000
        assert (ds["ties_weekly"] <= ds["ties_monthly"]).all() and (ds["ties_monthly"] <= ds["ties_per_person"]).all()
        assert json.loads(ds.attrs["scenario"])["municipality"] == "herzele"
        summary(ds)
        buurt.plots.life_and_meeting(ds).savefig(tmp_path / "figure.png")
    assert (tmp_path / "figure.png").stat().st_size > 50_000
