#!/usr/bin/env bash
# Installs what the tests need (Node packages by npm; npm, curl and PostgreSQL by apt where they are missing), builds everything,
# runs every test against the real parts, and ends with the line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")" || exit 1

export ATINVITES_REQUIRE_ALL=1 # a real part that is missing fails here; plain `dotnet test` skips it and says so
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=${CONFIGURATION:-Release}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

fail() { echo "test.sh: $*" >&2; echo "0 passed, 1 failed"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing (https://dot.net)"
missing=()
command -v npm >/dev/null || missing+=(nodejs npm)
command -v curl >/dev/null || missing+=(curl)
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  { as_root apt-get update -q && as_root apt-get install -qy --no-install-recommends "${missing[@]}"; } \
    || fail "${missing[*]} could not be installed"
fi

# The npm registry's client answers to its lock file; Node 22 comes as one of the packages.
(cd tests/interop && npm ci --no-audit --no-fund --loglevel=error) || fail "npm ci failed in tests/interop"
[ -x tests/interop/node_modules/.bin/node ] || fail "npm did not install the pinned Node"

dotnet build AtInvites.sln -c "$configuration" -nologo -v quiet || fail "the build failed"

passed=0 failed=0 skipped=0
add() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3)); }

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c "$configuration" --no-build --nologo \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results"
  status=$?
  counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  if [ -z "$counters" ]; then add 0 1 0; continue; fi
  failures=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  # A runner that dies after its last test must not look green.
  if [ "$status" -ne 0 ] && [ "$failures" = 0 ]; then failures=1; fi
  add "$(count passed)" "$failures" "$(($(count total) - $(count executed)))"
done

node_report="$results/node.tap"
(cd tests/interop && CONFIGURATION=$configuration npm test --silent -- --test-reporter=tap) | tee "$node_report" | grep -E '^(not )?ok |^# (pass|fail|skipped)'
node_count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$node_report" | tail -n 1; }
if [ -z "$(node_count pass)" ]; then add 0 1 0; else add "$(node_count pass)" "$(($(node_count fail) + $(node_count cancelled)))" "$(node_count skipped)"; fi

[ "$skipped" = 0 ] || echo "$skipped skipped (each said why above)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
