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

import care_file
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
    results = care_file.add_dominoes(care_file.invented(folder / "c.h5", weeks=208, every=4, replicates=12, to_week=104))
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
    """20 replicates × 4 arms × 260 weeks × 13 groups of all outcomes; opening within 1 s, the report within 15 s of processor time."""
    path = care_file.as_large_as_it_gets(tmp_path / "large.h5")
    started = time.process_time()
    with buurt.open(path) as ds:
        assert dict(ds.sizes) == {"arm": 4, "replicate": 20, "week": 261, "group": 13, "neighbourhood": 3}
        assert len(buurt.results.outcome_names(ds)) > 100
    assert time.process_time() - started < 1.0
    environment = os.environ | {"PYTHONPATH": str(PACKAGE_FOLDER), "MPLBACKEND": "Agg"}
    words = [sys.executable, "-m", "buurt", "report", str(path)]
    before = os.times()
    subprocess.run(words, check=True, env=environment, timeout=300)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert (tmp_path / "large.html").stat().st_size < 8_000_000
    assert spent < 15.0, f"{spent:.1f} s"


# Checks the page from inside: violations that axe-core calls serious or critical, as JSON in the title.
_AXE = """<script>{axe}</script><script>
axe.run(document, {{resultTypes: ["violations"]}}).then((found) => {{
  const bad = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  document.title = JSON.stringify({{
    rules: found.passes.length, bad: bad.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))]),
  }});
}});
</script>"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core: of the file that the variable AXE_CORE names, else from npm."""
    if named := os.environ.get("AXE_CORE"):
        return Path(named).read_text(encoding="utf-8")
    if shutil.which("npm") is None:
        pytest.skip("no npm is installed")
    folder = tmp_path_factory.mktemp("axe")
    words = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), "axe-core@4"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        pytest.skip(f"npm could not fetch axe-core: {done.stderr.strip()[:200]}")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: str, axe: str, page: Path, tmp_path: Path, scheme: str) -> None:
    watched = tmp_path / "watched.html"
    text = page.read_text(encoding="utf-8")
    watched.write_text(text.replace("</body>", _AXE.format(axe=axe) + "</body>"), encoding="utf-8")
    options = ["--virtual-time-budget=60000", "--dump-dom", "--window-size=1280,1000"]
    options += ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    done = call(browser, tmp_path, *options, watched.as_uri())
    told = re.search(r"<title>(\{.*?\})</title>", done.stdout)
    assert told, done.stderr
    found = json.loads(html.unescape(told.group(1)))
    assert found["rules"] > 10 and found["bad"] == []
