#!/usr/bin/env bash
# fuzz.sh TARGET SCRATCH SECONDS: runs a libFuzzer target for a bounded time, starting from every
# shipped scenario and from the corpus kept for this target in tests/fuzz/corpus/NAME.
set -euo pipefail

target=$1 scratch=$2 seconds=$3
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
name=$(basename "$target")
kept=$source/tests/fuzz/corpus/${name#fuzz_}

mkdir -p "$scratch/found" "$scratch/seeds"
find "$source/scenarios" -name '*.json' -size -64k -print0 |
  while IFS= read -r -d '' file; do
    cp "$file" "$scratch/seeds/$(sha1sum "$file" | cut -c1-16).json"
  done
folders=("$scratch/found" "$scratch/seeds")
if [ -d "$kept" ]; then folders+=("$kept"); fi
cd "$scratch"
exec "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
  -print_final_stats=1 "${folders[@]}"
