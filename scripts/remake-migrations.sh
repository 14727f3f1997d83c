#!/usr/bin/env bash
# Until the first release the schema is one migration, "Initial", made anew for both databases together.
# Afterwards: scripts/add-migration.sh NAME.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do dotnet restore "src/IncubatorHub.Migrations.$provider" -v q; done
for provider in Sqlite Postgres; do
  project=src/IncubatorHub.Migrations.$provider
  rm -rf "$project/Migrations"
  dotnet ef migrations add Initial --project "$project" --startup-project "$project" --output-dir Migrations
done
