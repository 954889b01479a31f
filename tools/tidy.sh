#!/usr/bin/env bash
# tidy.sh BUILD_FOLDER: clang-tidy over sim/ with the flags of that build. The settings are in
# .clang-tidy. The build folder must have been built, so that generated headers are there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=${1:-build/release}
for tool in clang-tidy run-clang-tidy; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done
# clang-tidy does not know every flag of gcc; those are warnings only.
run-clang-tidy -quiet -p "$build" -j "$(nproc)" \
  -extra-arg=-Wno-unknown-warning-option "^$(pwd)/sim/.*\.cpp$"
