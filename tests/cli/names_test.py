"""What has a name can be listed and described, and a slip in a name is helped."""

import json
import os
import subprocess

import pytest

BUURT = os.environ["BUURT"]
KINDS = ["municipalities", "scenarios", "experiments", "programmes", "projects", "changes", "questions", "parameters", "outcomes", "groups", "examples"]


def call(*arguments):
    return subprocess.run([BUURT, *arguments], capture_output=True, text=True, timeout=60, check=False)


def listed(kind):
    answer = call("list", kind, "--json")
    assert (answer.returncode, answer.stderr) == (0, "")
    return json.loads(answer.stdout)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_in_words_and_in_json(kind):
    answer = call("list", kind)
    assert (answer.returncode, answer.stderr) == (0, "")
    names = [line.split()[0] for line in answer.stdout.splitlines()]
    assert names == [thing["name"] for thing in listed(kind)]
    assert names and len(names) == len(set(names))


@pytest.mark.parametrize("kind", KINDS)
def test_everything_listed_can_be_described(kind):
    for thing in listed(kind)[:5]:
        words = call("describe", thing["name"])
        assert (words.returncode, words.stderr) == (0, "")
        assert thing["name"] in words.stdout
        described = json.loads(call("describe", thing["name"], "--json").stdout)
        assert any(thing.items() <= one.items() for one in described)


def test_the_shipped_places_are_there():
    assert {"herzele", "bruges"} <= {thing["name"] for thing in listed("municipalities")}
    assert {"herzele/baseline", "bruges/baseline"} <= {thing["name"] for thing in listed("scenarios")}


def test_a_parameter_is_described_with_range_source_and_grade():
    parameter = listed("parameters")[0]
    assert {"unit", "default", "minimum", "maximum", "source", "grade", "description"} <= parameter.keys()
    words = call("describe", parameter["name"]).stdout
    for part in ("unit", "source", "grade"):
        assert parameter[part] in words


def test_a_kind_that_is_not_known_is_told_with_those_that_are():
    answer = call("list", "municipality")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert 'did you mean "municipalities"?' in answer.stderr
    for kind in KINDS:
        assert kind in answer.stderr


def test_a_name_that_is_not_known_is_told_with_the_nearest():
    answer = call("describe", "lonelines")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert 'did you mean "loneliness"?' in answer.stderr
    assert "buurt list KIND" in call("describe", "qqqqqqqqqqqqqqqqqqq").stderr


def test_the_shipped_files_are_fine():
    root = os.path.join(os.environ["BUURT_SOURCE"], "scenarios")
    files = [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names
             # What targets are compared with is read by the Python package, whose tests check it.
             if name.endswith(".json") and os.path.basename(folder) not in ("schema", "targets")]
    answer = call("check", *sorted(files))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines() == [f"{file}: fine" for file in sorted(files)]
