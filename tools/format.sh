#!/usr/bin/env bash
# format.sh [--check]: formats all C++ in place, or only says which files differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v clang-format >/dev/null; then
  echo "clang-format is not installed" >&2
  exit 77
fi
arguments=(-i)
if [ "${1:-}" = --check ]; then arguments=(--dry-run --Werror); fi
find sim tests bench \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
  xargs -0 -r clang-format "${arguments[@]}"
