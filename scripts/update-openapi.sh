#!/usr/bin/env bash
# Writes docs/openapi/v1.json anew from the hub itself. Look at the difference before you commit it: it is the API's contract.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/IncubatorHub.Hub.Tests -p:RunAnalyzers=false -v quiet --nologo
IH_UPDATE_OPENAPI=1 dotnet artifacts/bin/IncubatorHub.Hub.Tests/debug/IncubatorHub.Hub.Tests.dll \
  --filter-class IncubatorHub.Hub.Tests.ApiDocumentTests --progress off
git --no-pager diff --stat -- docs/openapi
