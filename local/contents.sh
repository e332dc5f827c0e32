#!/usr/bin/env bash
# Counts what a deployment or local mode holds, for ./destroy.sh. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
build_local
umask 077 # what is stored is for its owner alone
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "local/target/lib/*" org.dcss.eventstore.local.contents.ContentsCommand "$@"
