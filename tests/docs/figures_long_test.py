"""Every figure in README and docs/ is made by tools/figures.py, and the first, made again, has the same numbers."""

import os
import re
import subprocess
import sys
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
PAGES = [SOURCE / "README.md", *sorted(SOURCE.glob("docs/**/*.md"))]


def test_every_figure_that_a_page_shows_is_made_by_the_script():
    shown = {Path(name).stem for page in PAGES for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))}
    script = (SOURCE / "tools/figures.py").read_text(encoding="utf-8")
    made = set(re.findall(r'^    "([\w-]+)": Shown\(', script, re.M))
    assert shown == made
    assert {path.stem for path in (SOURCE / "docs/images").iterdir()} == made


def test_the_figure_of_the_readme_has_the_numbers_that_were_written_down():
    environment = os.environ | {"PYTHONPATH": str(SOURCE / "analysis"), "MPLBACKEND": "Agg"}
    words = [sys.executable, str(SOURCE / "tools/figures.py"), "--check", "1"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nmake them anew: PYTHONPATH=analysis tools/figures.py"
