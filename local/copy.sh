#!/usr/bin/env bash
# Copies a log: ./run.sh copy [--help | to-deployment | to-local | restored]. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
build_local
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "local/target/lib/*" org.dcss.eventstore.local.copy.CopyCommand "$@"
