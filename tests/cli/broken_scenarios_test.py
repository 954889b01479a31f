"""A scenario file that is wrong is refused with a sentence that says where, and nothing is half-run.

The files in broken_scenarios/ were broken by hand; beside each stands what its message must say. Some
two hundred and fifty more are made here from a scenario that is fine.
"""

import copy
import json
import os
import pathlib
import random
import re
import subprocess

import pytest

BUURT = os.environ["BUURT"]
BY_HAND = pathlib.Path(__file__).parent / "broken_scenarios"

FINE = {
    "$schema": "../schema/scenario.schema.json",
    "name": "a",
    "municipality": "herzele",
    "start": "2024-01-01",
    "weeks": 1,
    "burn_in_weeks": 0,
    "seed": 1,
    "replicates": 1,
    "parameters": {},
    "output": {"every_weeks": 1, "groups": "default", "traces": 0},
}

# What may follow the name of the file: a line and a column, or a path in the JSON.
PLACE = re.compile(r'(:\d+:\d+: |: top level: |: (\w|\$|\[)[^:]*: ?)')


def call(command, *arguments):
    return subprocess.run(
        [BUURT, command, *map(str, arguments)], capture_output=True, timeout=60, check=False
    )


def refuse(file, folder, *fragments):
    """Both commands refuse the file in the same way: exit 2, a place, no output and no results."""
    results = folder / "results.h5"
    for arguments in (["check", file], ["run", file, "-o", results]):
        answer = call(*arguments)
        told = answer.stderr.decode("utf-8")
        assert answer.returncode == 2, (arguments, answer.returncode, told)
        assert answer.stdout == b"", arguments
        lines = told.splitlines()
        assert any(line.startswith(str(file)) and PLACE.match(line[len(str(file)) :]) for line in lines), told
        for fragment in fragments:
            assert fragment in told, told
        assert "doesn't match" not in told and "exception" not in told and "terminate" not in told
        assert os.listdir(folder) in ([], [file.name]), os.listdir(folder)


def hand_made():
    return sorted(BY_HAND.glob("*.json"))


@pytest.mark.parametrize("file", hand_made(), ids=lambda file: file.stem)
def test_a_scenario_broken_by_hand_is_refused_with_the_words_beside_it(file, tmp_path):
    fragments = file.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert fragments
    refuse(file, tmp_path, *fragments)


def test_every_file_broken_by_hand_has_its_words():
    assert len(hand_made()) >= 60
    assert {f.stem for f in BY_HAND.glob("*.expected")} == {f.stem for f in hand_made()}


def test_the_scenario_that_the_others_are_made_from_is_fine(tmp_path):
    file = tmp_path / "fine.json"
    file.write_text(json.dumps(FINE))
    answer = call("check", file)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode() == f"{file}: fine\n"


def members(value, path=()):
    """Every path to a member that the scenario has."""
    for key, member in value.items():
        yield path + (key,)
        if isinstance(member, dict):
            yield from members(member, path + (key,))


def with_member(path, value):
    document = copy.deepcopy(FINE)
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def wrong_values(path):
    """Values that no member of that path may have."""
    inner = FINE
    for key in path:
        inner = inner[key]
    anywhere = [None, True, [], [[]], [1, "two"]]
    if isinstance(inner, int):
        return anywhere + [{}, "1", "", -1, 0.5, 1e300, -(10**18), 2**63, 2**64, 10**40]
    if isinstance(inner, str):
        return anywhere + [{}, 0, 1.5] + ([] if path == ("$schema",) else ["", "\x00", "x/y\n"])
    return [value for value in anywhere if value != inner] + ["", 0, {"unheard of": 1}, {"": {}}]


def wrongly_valued():
    for path in members(FINE):
        for value in wrong_values(path):
            yield json.dumps(with_member(path, value)).encode()


def renamed(randomness):
    """Members whose names lost, gained or changed a letter."""
    for path in members(FINE):
        for _ in range(3):
            key = list(path[-1])
            at = randomness.randrange(len(key))
            key[at : at + 1] = randomness.choice([[], [key[at], "x"], ["q"]])
            document = copy.deepcopy(FINE)
            inner = document
            for step in path[:-1]:
                inner = inner[step]
            inner["".join(key)] = inner.pop(path[-1])
            yield json.dumps(document).encode()


def damaged(randomness):
    """Text cut off, bytes put in that no JSON has, and pieces written twice."""
    text = json.dumps(FINE, indent=1).encode()
    for _ in range(40):
        yield text[: randomness.randrange(len(text) - 1)]
    for _ in range(40):
        at = randomness.randrange(len(text))
        yield text[:at] + randomness.choice([b"\xff", b"\x00", b"\xc3\x28", b"\xed\xa0\x80", b"\x80"]) + text[at:]
    for _ in range(20):
        opening = randomness.choice([b"[", b'{"a":'])
        yield text[:-2] + b', "more": ' + opening * randomness.randrange(65, 50_000)
    for path in members(FINE):
        if len(path) == 1:
            yield text[:-2] + b", " + json.dumps(path[0]).encode() + b": 1}"
    for token in (b"NaN", b"Infinity", b"-Infinity", b"nan", b"1e999", b"-1e400", b"1e", b".5", b"+1", b"0x1", b"01", b"1_000"):
        yield text.replace(b'"weeks": 1', b'"weeks": ' + token)


def test_scenarios_broken_by_rule_and_by_chance_are_refused(tmp_path):
    randomness = random.Random(20240101)
    # A file that is broken twice in the same way would be counted for nothing.
    broken = list(dict.fromkeys([*wrongly_valued(), *renamed(randomness), *damaged(randomness)]))
    assert len(broken) >= 200
    for number, data in enumerate(broken):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = folder / "broken.json"
        file.write_bytes(data)
        refuse(file, folder)


def test_faults_of_several_files_are_all_told():
    files = [BY_HAND / "weeks_is_text.json", BY_HAND / "empty.json"]
    answer = call("check", *files)
    assert answer.returncode == 2
    for file in files:
        assert str(file) in answer.stderr.decode()
