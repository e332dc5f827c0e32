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
jdk="$(need_jdk)"
build_program local "schemas lambdas local"
cd "$project"
umask 077 # what is stored is for its owner alone
options+=(-cp "$(printf '%s:' local/target/lib/*.jar)")
if [[ "$main" == LocalCommand && ! " ${*:2} " =~ \ (-h|--help|-V|--version)\  ]]; then
  # The classes as the JVM has them in memory, from which it starts in half the time; for this JDK and these jars.
  classes="local/target/classes-${jdk#JDK: }.jsa"
  [[ "$classes" -nt local/target/lib/.built || ! -w local/target ]] || local/share_classes.sh "$classes" "$java" "${options[@]}" ||
    say "That failed: local mode starts without it, and tries again the next time."
  [[ ! -s "$classes" ]] || options+=(-XX:SharedArchiveFile="$classes")
fi
exec "$java" "${options[@]}" "org.dcss.eventstore.local.$main" "${@:2}"
