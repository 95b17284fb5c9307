#!/usr/bin/env bash
# Builds everything, runs every test, and ends with a line of the real counts.
# Needs the .NET 10 SDK and Node 20; installs what else it needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for tool in dotnet node npm; do
  command -v "$tool" >/dev/null || { echo "eng/test.sh: $tool is missing; install the .NET 10 SDK and Node 20" >&2; exit 2; }
done

npm ci --prefix eng/world --no-audit --no-fund
dotnet build Tidemark.slnx -c Release --nologo

results=artifacts/test-results
rm -rf "$results"
status=0
dotnet test Tidemark.slnx -c Release --no-build --nologo --logger trx --results-directory "$results" || status=$?

counters=$(grep -ho '<Counters [^>]*' "$results"/*.trx) || { echo "eng/test.sh: no test ran" >&2; exit 1; }
count() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
passed=$(count passed)
failed=$(count failed)
projects=$(ls "$results"/*.trx | wc -l)
expected=$(ls tests/*/*.csproj | wc -l)
if [ "$projects" -ne "$expected" ] || [ "$passed" -eq 0 ] || [ "$failed" -ne 0 ]; then
  status=$(( status == 0 ? 1 : status ))
fi
echo "$passed passed, $failed failed"
exit "$status"
