#!/usr/bin/env bash
# Runs a program of local mode: local/launch.sh PROGRAM [options]. Builds first what is older than its sources.
set -euo pipefail
# shellcheck source=local/java.sh
. "$(dirname "${BASH_SOURCE[0]}")/java.sh"

tool=(-Xmx512m -XX:TieredStopAtLevel=1)
case "${1:-}" in
  local) options=(-Xmx"${DCSS_HEAP:-768m}" @local/jvm.options) main=LocalCommand ;;
  key) options=("${tool[@]}") main=key.KeyCommand ;;
  withdraw) options=("${tool[@]}") main=withdraw.WithdrawCommand ;;
  copy) options=("${tool[@]}") main=copy.CopyCommand ;;
  dlq) options=("${tool[@]}") main=dlq.DlqCommand ;;
  contents) options=("${tool[@]}") main=contents.ContentsCommand ;;
  *) fail "usage: local/launch.sh local|key|withdraw|copy|dlq|contents [options]" ;;
esac
need_jdk >/dev/null
build_program local "schemas lambdas local"
cd "$project"
umask 077 # what is stored is for its owner alone
exec "$java" "${options[@]}" -cp "local/target/lib/*" "org.dcss.eventstore.local.$main" "${@:2}"
