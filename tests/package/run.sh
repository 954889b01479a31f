#!/usr/bin/env bash
# run.sh CMAKE BUILD_FOLDER SCRATCH_FOLDER COMPILER GENERATOR
# Installs the engine under a prefix of its own, then configures, builds and runs a project that
# finds it there. The project must not need anything beyond the engine's own three libraries.
set -euo pipefail

cmake=$1 build=$2 scratch=$3 compiler=$4 generator=$5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

rm -rf "$scratch"
"$cmake" --install "$build" --prefix "$scratch/prefix" --component engine >/dev/null
"$cmake" -S "$here" -B "$scratch/build" -G "$generator" -D CMAKE_CXX_COMPILER="$compiler" \
  -D CMAKE_BUILD_TYPE=Release -D CMAKE_PREFIX_PATH="$scratch/prefix" \
  -D CMAKE_FIND_USE_PACKAGE_REGISTRY=OFF
"$cmake" --build "$scratch/build"

if grep -qiE 'hdf5|nlohmann|spdlog|CLI11' "$scratch/build/CMakeCache.txt"; then
  echo "the engine alone should need no HDF5, JSON, log or command line library" >&2
  exit 1
fi
if grep -rq "$(cd "$here/../.." && pwd)/sim" "$scratch/prefix/lib"*/cmake 2>/dev/null ||
   grep -rq "$(cd "$here/../.." && pwd)/sim" "$scratch/prefix"/lib/*/cmake 2>/dev/null; then
  echo "the installed package points back into the source folder" >&2
  exit 1
fi
"$scratch/build/engine_elsewhere"
