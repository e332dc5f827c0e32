#!/usr/bin/env bash
# Runs the key command: ./run.sh key [--help | add | list | revoke]. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
build_local
umask 077 # what is stored is for its owner alone
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "local/target/lib/*" org.dcss.eventstore.local.key.KeyCommand "$@"
