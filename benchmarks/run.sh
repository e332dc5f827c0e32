#!/usr/bin/env bash
# Runs one benchmark: benchmarks/run.sh [--help | NAME [options]]. Builds first what is older than its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=local/build.sh
. local/build.sh
require_jdk
case "$(uname -m)" in
  aarch64 | arm64) natives=linux-aarch_64 ;;
  *) natives=linux-x86_64 ;;
esac
built=benchmarks/target/lib/.built
if [ ! -e "$built" ] || [ -n "$(find pom.xml schemas lambdas local benchmarks -newer "$built" -type f \
    \( -path '*/src/main/*' -o -name pom.xml -o -path 'schemas/*' \) -print -quit)" ]; then
  echo "Building (the first time takes a few minutes: the libraries are fetched) ..." >&2
  rm -rf benchmarks/target/lib
  ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip -Dlambda.arch="$natives" package -pl benchmarks -am
  touch "$built"
fi
exec java -Xmx"${DCSS_HEAP:-2g}" -cp "benchmarks/target/lib/*" org.dcss.eventstore.benchmarks.BenchmarkCommand "$@"
