#!/usr/bin/env bash
# Withdraws events: ./run.sh withdraw [--help]. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
build_local
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "local/target/lib/*" org.dcss.eventstore.local.withdraw.WithdrawCommand "$@"
