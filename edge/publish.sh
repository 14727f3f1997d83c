#!/bin/sh
# Builds the edge agent as one self-contained, trimmed file for each platform. Any warning of the trimmer fails the build.
# usage: edge/publish.sh [linux-x64|linux-arm64 …]      default: both; result: artifacts/edge/<platform>/
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- linux-x64 linux-arm64
for platform in "$@"; do
    rm -rf "artifacts/edge/$platform"
    dotnet publish edge/IncubatorHub.Edge -c Release -r "$platform" --self-contained --nologo -v q \
        -p:PublishSingleFile=true -p:PublishTrimmed=true -p:TrimmerSingleWarn=false -p:IncludeNativeLibrariesForSelfExtract=true \
        -p:DebugType=none -o "artifacts/edge/$platform"
    rm -f "artifacts/edge/$platform"/*.xml
    cp edge/incubatorhub-edge.service "artifacts/edge/$platform/"
    ls -l "artifacts/edge/$platform"
done
