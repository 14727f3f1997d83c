#!/usr/bin/env bash
# Builds once and runs every test against real components: a PostgreSQL server of its own, MQTT clients, a browser.
#
#   tests/run.sh         everything: 20 to 25 minutes on 2 cores
#   tests/run.sh fast    what needs neither a server nor a browser
#
# As root on Debian it installs what is missing. Elsewhere the tests that need a missing component are skipped, with the
# reason; with CI=true a missing component is a failure. The last line is "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."

set_name=${1:-all}
case $set_name in
  all | fast) ;;
  *) echo "usage: tests/run.sh [all|fast]" >&2; exit 2 ;;
esac

# Started as real processes, with clients or a browser; all other projects are the fast set.
slow_projects=(EndToEnd.Tests)
project_limit=${IH_TEST_PROJECT_SECONDS:-1200}
on_ci=0; [ "${CI:-}" = true ] && on_ci=1

work=$(mktemp -d)
pg_dir= pg_bin=
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u postgres -- "$@"); else "$@"; fi; }

finish() {
  local status=$?
  trap - EXIT INT TERM
  if [ -n "$pg_dir" ]; then
    as_postgres "$pg_bin/pg_ctl" -D "$pg_dir/cluster" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$pg_dir"
  fi
  rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

# ---- what the tests need -------------------------------------------------------------------------------------------

newest_pg_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
have() {
  case $1 in
    postgresql) [ -n "$(newest_pg_bin)" ] || command -v initdb >/dev/null ;;
    mosquitto) command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] ;;
    mosquitto-clients) command -v mosquitto_pub >/dev/null ;;
    chromium) command -v chromium >/dev/null ;;
    # Debian's own interpreter: another python3 earlier on the path does not see Debian's packages.
    python3-paho-mqtt) /usr/bin/python3 -c 'import paho.mqtt.client' 2>/dev/null ;;
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    fonts-noto-cjk) ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 ;;
  esac
}

# Prints which of the named components are not here.
absent() { local one; for one; do have "$one" || printf '%s ' "$one"; done; }

prepare_components() {
  local wanted=(postgresql mosquitto mosquitto-clients chromium python3-paho-mqtt nodejs npm fonts-noto-cjk) missing
  missing=$(absent "${wanted[@]}")
  if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing: $missing"
    # RUNLEVEL=1 keeps the packages from starting services of their own. What could not be had is judged below.
    {
      apt-get update -q
      # shellcheck disable=SC2086 # a list of names
      RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
    } >"$work/apt.log" 2>&1 || tail -20 "$work/apt.log" >&2
    missing=$(absent "${wanted[@]}")
  fi

  if [ -n "$missing" ]; then
    if [ $on_ci = 1 ]; then echo "missing, and required with CI=true: $missing" >&2; exit 1; fi
    echo "missing: $missing- the tests that need them are skipped"
  fi
  # Clients and peers from npm, each at the version of its lock file.
  local lock
  for lock in $(find tests -name package-lock.json -not -path '*/node_modules/*'); do
    have npm || continue
    npm ci --silent --no-audit --no-fund --prefix "$(dirname "$lock")" || { [ $on_ci = 0 ] || exit 1; }
  done
}

# A throwaway cluster on loopback; IH_TEST_POSTGRES is a superuser's connection string.
start_postgres() {
  [ -z "${IH_TEST_POSTGRES:-}" ] || return 0
  have postgresql || return 0
  pg_bin=$(newest_pg_bin); [ -n "$pg_bin" ] || pg_bin=$(dirname "$(command -v initdb)")
  local password port attempt
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  pg_dir=$(mktemp -d)
  printf '%s' "$password" >"$pg_dir/password"
  [ "$(id -u)" != 0 ] || chown -R postgres "$pg_dir"
  as_postgres "$pg_bin/initdb" -D "$pg_dir/cluster" -U postgres --auth=scram-sha-256 --pwfile="$pg_dir/password" \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log" 2>&1 || { cat "$work/initdb.log" >&2; exit 1; }
  for attempt in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 12000))
    # Durability is PostgreSQL's own promise and not tested here: without fsync the tests run several times faster.
    if as_postgres "$pg_bin/pg_ctl" -D "$pg_dir/cluster" -w -t 30 -l "$pg_dir/server.log" start -o \
      "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$pg_dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" \
      >/dev/null 2>&1; then
      export IH_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
      echo "PostgreSQL $(as_postgres "$pg_bin/postgres" --version | awk '{print $3}') on 127.0.0.1:$port"
      return 0
    fi
  done
  tail -20 "$pg_dir/server.log" >&2
  echo "PostgreSQL did not start after $attempt attempts." >&2
  exit 1
}

# ---- build and run -------------------------------------------------------------------------------------------------

build() {
  # One compiler for all projects is about twice as fast; it is ended below, for it would outlive the run.
  local arguments=(IncubatorHub.sln --nologo -v quiet -clp:NoSummary -p:UseSharedCompilation=true)
  [ "$set_name" = all ] || arguments+=(-p:RunAnalyzers=false)
  echo "building"
  dotnet build "${arguments[@]}"
  dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
}

passed=0 failed=0 skipped=0
# Adds up a project's report; says nothing for a report that is not there.
count() {
  local report line name value
  for report in "$1"/*.trx; do
    [ -e "$report" ] || continue
    line=$(grep -o '<Counters [^>]*' "$report" | head -1)
    for name in passed failed error timeout notExecuted; do
      value=$(printf '%s' "$line" | sed -n "s/.* $name=\"\([0-9]*\)\".*/\1/p"); value=${value:-0}
      case $name in
        passed) project_passed=$((project_passed + value)) ;;
        notExecuted) project_skipped=$((project_skipped + value)) ;;
        *) project_failed=$((project_failed + value)) ;;
      esac
    done
  done
}

excerpt() {
  [ "$(wc -c <"$1")" -gt 40000 ] || { cat "$1"; return; }
  head -c 20000 "$1"; printf '\n[...]\n'; tail -c 20000 "$1"
}

run_project() {
  local project=$1 status=0 started=$SECONDS results="$work/$1" project_passed=0 project_failed=0 project_skipped=0
  mkdir -p "$results"
  timeout --kill-after=10 "$project_limit" dotnet "artifacts/bin/$project/debug/$project.dll" \
    --report-trx --results-directory "$results" --progress off --no-ansi >"$results/log" 2>&1 || status=$?
  count "$results"
  # 8: the project holds no test. Any other failure that no test accounts for (a crash, the time limit) is one failed test.
  if [ $status != 0 ] && [ $status != 8 ] && [ $project_failed = 0 ]; then
    project_failed=1
    echo "$project ended with exit code $status$([ $status = 124 ] && echo " after the limit of $project_limit s")"
  fi
  # What failed and why; then the first lines, which often hold the cause, and the last ones.
  [ $project_failed = 0 ] || {
    echo "---- $project"
    grep -E --no-group-separator -A15 '^failed ' "$results/log" | head -c 20000 || true
    echo "---- $project, its output"
    excerpt "$results/log"
    echo "----"
  }
  # Figures that a test prints for people, such as file lengths, and why tests were skipped.
  [ $project_failed != 0 ] || grep -hE --no-group-separator -A1 '^skipped ' "$results/log" || true
  [ $project_failed != 0 ] || grep -hE '^figure: ' "$results/log" || true
  printf '%-34s %5d passed %4d failed %4d skipped %5d s\n' \
    "$project" $project_passed $project_failed $project_skipped $((SECONDS - started))
  passed=$((passed + project_passed)); failed=$((failed + project_failed)); skipped=$((skipped + project_skipped))
}

fast_projects() {
  local file name
  for file in tests/*/*.csproj; do
    name=$(basename "$file" .csproj)
    grep -q '<IsTestProject>false' "$file" && continue
    case " ${slow_projects[*]} " in *" $name "*) continue ;; esac
    echo "$name"
  done
}

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing." >&2; exit 1; }
[ "$set_name" = fast ] || prepare_components
build
[ "$set_name" = fast ] || start_postgres

for project in $(fast_projects); do run_project "$project"; done
if [ "$set_name" = all ]; then
  for project in "${slow_projects[@]}"; do run_project "$project"; done
fi

[ $((passed + failed)) -gt 0 ] || echo "No test ran."
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed -gt 0 ]
