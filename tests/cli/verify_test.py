"""`buurt verify` finds results that are the same when run again, and those that are not."""

import json
import os
import sys
from pathlib import Path

import h5py
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from _calls import call, run_fine  # noqa: E402


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    path = tmp_path_factory.mktemp("results") / "results.h5"
    run_fine(path, "--replicates", "2")
    return path


def test_untouched_results_are_the_same(results):
    answer = call("verify", results)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == f"{results}: the same, bit for bit: 2 replicates, 9 recorded weeks\n"


def test_no_page_is_made_of_results_that_were_changed(results, tmp_path):
    path = tmp_path / "results.h5"
    path.write_bytes(results.read_bytes())
    with h5py.File(path, "a") as file:
        file["loneliness"][0, 0, 0, 0] += 0.125
    by_verify, by_report = call("verify", path), call("report", path)
    assert by_verify.returncode == by_report.returncode == 2
    assert by_report.stderr == by_verify.stderr == f"{path}: was cut off or changed after it was written\n"
    assert [file.name for file in tmp_path.iterdir()] == ["results.h5"]


def test_a_page_of_a_run_of_some_weeks_is_made(results, tmp_path):
    answer = call("report", results, "-o", tmp_path / "page.html")
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "page.html").exists()


def test_the_number_of_threads_does_not_matter(results):
    for threads in ("1", "3"):
        assert call("verify", results, "--threads", threads, "--quiet").returncode == 0


def test_the_answer_in_json(results):
    answer = call("verify", results, "--json", "--replicates", "1")
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said == {"results": str(results), "replicates": 1, "weeks": 9, "same": True,
                    "differences": []}


def test_results_of_changed_parameters_are_verified_with_those(tmp_path):
    run_fine(tmp_path / "results.h5", "--set", "life.death_rate_factor=1.7", "--allow-out-of-range")
    answer = call("verify", tmp_path / "results.h5")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_flipped_byte_is_found(results, tmp_path, where):
    data = bytearray(results.read_bytes())
    data[int(where * len(data))] ^= 0x10
    damaged = tmp_path / "damaged.h5"
    damaged.write_bytes(data)
    answer = call("verify", damaged)
    assert answer.returncode != 0
    assert answer.stdout == ""
    told = answer.stderr.strip().splitlines()
    assert len(told) == 1 and told[0].startswith(str(damaged)), answer.stderr
    assert "damaged" in told[0] or "changed" in told[0] or "cut off" in told[0], answer.stderr


def test_a_file_that_was_cut_off_is_told_so(results, tmp_path):
    cut = tmp_path / "cut.h5"
    cut.write_bytes(results.read_bytes()[: os.path.getsize(results) // 2])
    answer = call("verify", cut)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(str(cut)) and len(answer.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"no results", b"\x89HDF\r\n\x1a\n" + b"\x00" * 500])
def test_what_is_no_results_file_is_told_so(tmp_path, content):
    file = tmp_path / "something.h5"
    file.write_bytes(content)
    answer = call("verify", file)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(str(file)) and len(answer.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there(tmp_path):
    answer = call("verify", tmp_path / "nowhere.h5")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "nowhere.h5" in answer.stderr
