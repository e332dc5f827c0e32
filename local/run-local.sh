#!/usr/bin/env bash
# Runs local mode: ./run.sh local [--help | options]. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
build_local
umask 077 # what is stored is for its owner alone
exec java -Xmx"${DCSS_HEAP:-768m}" @local/jvm.options -cp "local/target/lib/*" org.dcss.eventstore.local.LocalCommand "$@"
