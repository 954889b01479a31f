#!/usr/bin/env python3
"""page-example.py PAGE.md OUT.cpp: writes the C++ blocks of a page, in order, as one program.

A page's ```cpp blocks together make one program, with a main. A page of fragments without a main has
a test of its own that repeats them; for such a page, and for one without C++, this exits with 3.
OUT.cpp is left alone when unchanged.
"""

import pathlib
import re
import sys


def main() -> int:
    page, out = map(pathlib.Path, sys.argv[1:3])
    program = []
    inside = False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if not inside and re.fullmatch(r"```cpp\s*", line):
            inside = True
            program.append(f'#line {number + 1} "{page}"')
        elif inside and line.startswith("```"):
            inside = False
        elif inside:
            program.append(line)
    if not any(line.startswith("int main(") for line in program):
        return 3
    text = "\n".join(program) + "\n"
    if not out.exists() or out.read_text(encoding="utf-8") != text:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
