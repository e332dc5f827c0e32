#!/usr/bin/env bash
# Runs one benchmark: benchmarks/run.sh [--help | NAME [options]]. Builds first what is older than its sources.
set -euo pipefail
# shellcheck source=local/java.sh
. "$(dirname "${BASH_SOURCE[0]}")/../local/java.sh"

# What local mode is measured beside, from npm, with no script of theirs run. Where that fails, the benchmark says what is missing.
install_peers() {
  local to=benchmarks/target/peers
  mkdir -p "$to"
  cp benchmarks/peers/* "$to"
  ! cmp -s "$to/package-lock.json" "$to/node_modules/installed" || return 0
  if ! { command -v node && command -v npm; } >/dev/null; then
    say "There is no node or no npm: install Node.js 20 or newer (Debian: apt-get install nodejs npm)."
    return
  fi
  if (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund >&2); then
    cp "$to/package-lock.json" "$to/node_modules/installed"
  else
    say "npm could not install the peers: see above."
  fi
}

need_jdk >/dev/null
case "$(uname -m)" in
  aarch64 | arm64) natives=linux-aarch_64 ;;
  *) natives=linux-x86_64 ;;
esac
build_program benchmarks "schemas lambdas local benchmarks" -Dlambda.arch="$natives"
cd "$project"
if [[ "${1:-}" == peers ]]; then
  build_program local "schemas lambdas local"
  install_peers
fi
exec "$java" -Xmx"${DCSS_HEAP:-2g}" -cp "benchmarks/target/lib/*" org.dcss.eventstore.benchmarks.BenchmarkCommand "$@"
