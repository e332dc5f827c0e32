#!/usr/bin/env bash
# Runs a program of local mode: local/launch.sh PROGRAM [options]. Builds first what is older than its sources.
set -euo pipefail
# shellcheck source=local/java.sh
. "$(dirname "${BASH_SOURCE[0]}")/java.sh"

tool=(-Xmx512m -XX:TieredStopAtLevel=1)
case "${1:-}" in
  local) java=(-Xmx"${DCSS_HEAP:-768m}" @local/jvm.options) main=LocalCommand ;;
  key) java=("${tool[@]}") main=key.KeyCommand ;;
  withdraw) java=("${tool[@]}") main=withdraw.WithdrawCommand ;;
  copy) java=("${tool[@]}") main=copy.CopyCommand ;;
  contents) java=("${tool[@]}") main=contents.ContentsCommand ;;
  *) fail "usage: local/launch.sh local|key|withdraw|copy|contents [options]" ;;
esac
need_jdk >/dev/null
build_program local "schemas lambdas local"
cd "$project"
umask 077 # what is stored is for its owner alone
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${java[@]}" -cp "local/target/lib/*" "org.dcss.eventstore.local.$main" "${@:2}"
