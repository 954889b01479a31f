"""The report in a browser, on a wide and a narrow screen and on paper; and its speed with a large file."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import compare_file
import pytest

import buurt

PACKAGE_FOLDER = Path(buurt.__file__).parents[1]

# A page in a frame of a given width tells how wide it becomes, and which words leave their drawing.
_FRAME = """<!DOCTYPE html><meta charset="utf-8"><title>measuring</title>
<iframe id="page" style="width:{width}px;height:900px;border:0" srcdoc="{page}"></iframe>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {{
  const inside = frame.contentDocument;
  const root = inside.documentElement;
  const cut = [...inside.querySelectorAll("figure svg text")].filter((text) => {{
    const a = text.getBoundingClientRect(), b = text.closest("svg").getBoundingClientRect();
    return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
  }}).map((text) => text.textContent);
  document.title = JSON.stringify({{width: root.scrollWidth, room: root.clientWidth, cut: cut}});
}});
</script>"""


@pytest.fixture(scope="module")
def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium is installed")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    results = compare_file.invented(folder / "c.h5", arms=("baseline", "connector", "meeting-place"), weeks=104, replicates=12)
    return buurt.write_report(results, folder / "report.html", "nl")


def call(browser: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", f"--user-data-dir={folder / 'profile'}"]
    return subprocess.run([browser, *options, *arguments], capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overflows_or_is_cut_off(browser: str, page: Path, tmp_path: Path, width: int) -> None:
    frame = tmp_path / "frame.html"
    frame.write_text(_FRAME.format(width=width, page=html.escape(page.read_text(encoding="utf-8"))), encoding="utf-8")
    done = call(browser, tmp_path, "--window-size=1400,1000", "--virtual-time-budget=10000", "--dump-dom", frame.as_uri())
    told = re.search(r"<title>(.*?)</title>", done.stdout)
    assert told, done.stderr
    measured = json.loads(html.unescape(told.group(1)))
    assert 0 < measured["width"] <= measured["room"] <= width and measured["cut"] == []
    assert "CONSOLE" not in done.stderr, done.stderr


def test_it_prints(browser: str, page: Path, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    done = call(browser, tmp_path, f"--print-to-pdf={paper}", page.as_uri())
    assert paper.is_file(), done.stderr
    content = paper.read_bytes()
    sheets = {tuple(round(float(edge)) for edge in box.split()) for box in re.findall(rb"/MediaBox ?\[([^\]]*)\]", content)}
    assert content.startswith(b"%PDF") and sheets == {(0, 0, 595, 842)}


def test_a_large_file_opens_at_once_and_its_report_is_soon_made(tmp_path: Path) -> None:
    """20 replicates × 4 arms × 260 weeks; opening within 1 s, the report within 15 s of processor time."""
    arms = ("baseline", "connector", "meeting-place", "connector+meeting-place")
    path = compare_file.invented(tmp_path / "large.h5", arms=arms, weeks=260, replicates=20)
    started = time.process_time()
    with buurt.open(path) as ds:
        assert ds.sizes["replicate"] == 20
    assert time.process_time() - started < 1.0
    environment = os.environ | {"PYTHONPATH": str(PACKAGE_FOLDER), "MPLBACKEND": "Agg"}
    words = [sys.executable, "-m", "buurt", "report", str(path)]
    before = os.times()
    subprocess.run(words, check=True, env=environment, timeout=300)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert (tmp_path / "large.html").stat().st_size < 8_000_000
    assert spent < 15.0, f"{spent:.1f} s"
