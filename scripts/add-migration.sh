#!/usr/bin/env bash
# Adds one migration for both databases together: scripts/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?Give the migration a name, e.g. AddMentorProfiles}
dotnet tool restore >/dev/null
for provider in Sqlite Postgres; do dotnet restore "src/IncubatorHub.Migrations.$provider" -v q; done
for provider in Sqlite Postgres; do
  project=src/IncubatorHub.Migrations.$provider
  dotnet ef migrations add "$name" --project "$project" --startup-project "$project" --output-dir Migrations
done
