"""The figures in docs/performance.md are those of the newest file in bench/results/.

With BUURT_WRITE_DOCS=1 in the environment they are written instead of compared.
"""

import csv
import os
from pathlib import Path

SOURCE = Path(os.environ["BUURT_SOURCE"])
PAGE = SOURCE / "docs/performance.md"
MARK = "<!-- findings -->\n"


def newest():
    found = []
    for path in sorted((SOURCE / "bench/results").glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if rows:
            found.append((rows[0]["date"], path.name, rows))
    return max(found) if found else None


def findings():
    latest = newest()
    if latest is None:
        return "No file stands in `bench/results/` yet, so there is nothing to report.\n"
    date, name, rows = latest
    first = rows[0]
    lines = [
        f"From `bench/results/{name}`: {date}, {first['machine']}, {first['compiler']}. Revisions differ where only part was",
        "measured again.",
        "",
        "| benchmark | agents | steps | threads | median, ms | best, ms | million agent-steps a second | revision |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for row in rows:
        rate = f"{float(row['rate']) / 1e6:.3g}" if row["rate"] else ""
        lines.append(
            f"| {row['benchmark']} | {int(row['agents']):,} | {row['steps']} | {row['threads']} "
            f"| {float(row['median_ms']):.3g} | {float(row['min_ms']):.3g} | {rate} | {row['revision']} |"
        )
    return "\n".join(lines) + "\n"


def test_the_findings_are_those_that_were_measured():
    text = PAGE.read_text(encoding="utf-8")
    begin = text.index(MARK) + len(MARK)
    end = text.index("<!-- end -->", begin)
    if "BUURT_WRITE_DOCS" in os.environ:
        PAGE.write_text(text[:begin] + findings() + text[end:], encoding="utf-8")
    else:
        assert text[begin:end] == findings()
