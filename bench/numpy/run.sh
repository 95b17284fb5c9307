#!/usr/bin/env bash
# Times Tidemark's spans and numpy's expressions of the same figures, one after the other.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! "$python" -c 'import numpy' 2>/dev/null; then
  echo "$python has no numpy; install it (Debian: apt-get install python3-numpy), or name a Python that has it: PYTHON=/usr/bin/python3" >&2
  exit 1
fi
dotnet build "$root/bench/Tidemark.Benchmarks" -c Release --nologo -v quiet >&2
# Compiled once and for good: a run this short would measure the compiler otherwise.
DOTNET_TieredCompilation=0 dotnet "$root/artifacts/bin/Tidemark.Benchmarks/release/Tidemark.Benchmarks.dll" spans "$here/workload.json" "$work/tidemark.json"
"$python" "$here/expressions.py" "$here/workload.json" "$work/tidemark.json"
