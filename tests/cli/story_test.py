"""Lives that a run wrote down can be read as text, as JSON and with xarray."""

import json
import sys
from pathlib import Path

import pytest
import xarray as xr

sys.path.insert(0, str(Path(__file__).parent))
from _calls import call, run_fine  # noqa: E402


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "told.h5"
    run_fine(path, "--traces", "12", "--set", "weeks=26")
    return path


def test_a_story_begins_with_who_it_is_and_goes_on_week_by_week(told):
    answer = call("story", told)
    assert (answer.returncode, answer.stderr) == (0, "")
    stories = [part for part in answer.stdout.split("\n\n") if part.strip()]
    assert len(stories) == 12
    assert stories[0].startswith("1. A ")
    weeks = [int(line.split()[1].rstrip(":")) for line in answer.stdout.splitlines()
             if line.startswith("   week")]
    assert weeks and all(1 <= week <= 26 for week in weeks)


@pytest.mark.parametrize("number", ["0", "-1", "13"])
def test_a_story_of_a_number_that_there_is_not_is_refused_in_a_line(told, number):
    answer = call("story", told, "--number", number)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert number in answer.stderr and len(answer.stderr.splitlines()[0]) < 200


def test_text_json_and_file_tell_the_same(told):
    stories = json.loads(call("story", told, "--json").stdout)
    with xr.open_dataset(told, engine="netcdf4", group="traces") as traces:
        assert len(traces["line"]) == sum(len(story["lines"]) for story in stories)
        told_in_file = {(int(who), int(week), str(sentence)) for who, week, sentence in
                        zip(traces["person"].values, traces["week"].values,
                            traces["sentence"].values)}
    for story in stories:
        for line in story["lines"]:
            assert (story["person"], line["week"], line["sentence"]) in told_in_file


def test_one_story_can_be_asked_for(told):
    answer = call("story", told, "--number", "3")
    assert answer.stdout.startswith("3. A ")
    assert "\n4. " not in answer.stdout
    wrong = call("story", told, "--number", "13")
    assert wrong.returncode == 2 and "12 stories" in wrong.stderr


def test_a_file_without_stories_says_how_to_get_them(tmp_path):
    run_fine(tmp_path / "silent.h5")
    answer = call("story", tmp_path / "silent.h5")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "--traces" in answer.stderr
    other_arm = call("story", tmp_path / "silent.h5", "--arm", "nowhere")
    assert other_arm.returncode == 2
