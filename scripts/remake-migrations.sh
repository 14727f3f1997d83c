#!/usr/bin/env bash
# Until the first release the schema is one migration, "Initial", made anew for both databases together.
# Afterwards: scripts/add-migration.sh NAME.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do
  project=src/IncubatorHub.Migrations.$provider
  rm -rf "$project/Migrations"
  # Built here, not by dotnet-ef, whose build would run the analyzers.
  dotnet build "$project" -p:RunAnalyzers=false -v q --nologo
  dotnet ef migrations add Initial --no-build --project "$project" --startup-project "$project" --output-dir Migrations
done
