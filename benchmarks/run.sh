#!/usr/bin/env bash
# Runs one benchmark: benchmarks/run.sh [--help | NAME [options]]. Builds first what is older than its sources.
set -euo pipefail
# shellcheck source=local/java.sh
. "$(dirname "${BASH_SOURCE[0]}")/../local/java.sh"

need_jdk >/dev/null
case "$(uname -m)" in
  aarch64 | arm64) natives=linux-aarch_64 ;;
  *) natives=linux-x86_64 ;;
esac
build_program benchmarks "schemas lambdas local tools benchmarks" -Dlambda.arch="$natives"
cd "$project"
exec "$java" -Xmx"${DCSS_HEAP:-2g}" -cp "benchmarks/target/lib/*" org.dcss.eventstore.benchmarks.BenchmarkCommand "$@"
