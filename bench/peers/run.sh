#!/usr/bin/env bash
# Runs Tidemark's V3 pool and other simulators' on the same pools and swaps. Options go to generate.mjs: --swaps=5000 --seed=1.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ ! -f "$here/node_modules/.package-lock.json" || "$here/package-lock.json" -nt "$here/node_modules/.package-lock.json" ]]; then
  (cd "$here" && npm ci --no-progress >&2)
fi
dotnet build "$root/bench/Tidemark.Benchmarks" -c Release --nologo -v quiet >&2

workloads="$work/workloads.json"
node "$here/generate.mjs" --out="$workloads" "$@"
dotnet "$root/artifacts/bin/Tidemark.Benchmarks/release/Tidemark.Benchmarks.dll" peers "$workloads" "$work/tidemark.json"
node "$here/bella.mjs" "$workloads" "$work/bella.json"
node "$here/v3-sdk.mjs" "$workloads" "$work/v3-sdk.json"
node "$here/compare.mjs" "$workloads" \
  "Tidemark UniswapV3Pool.Swap=$work/tidemark.json" \
  "Bella Tuner 0.1.5 CorePool.swap=$work/bella.json" \
  "@uniswap/v3-sdk 3.31.5 Pool.getOutputAmount=$work/v3-sdk.json"
