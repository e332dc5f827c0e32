#!/usr/bin/env bash
# Writes the classes that local mode uses into FILE, as the JVM has them in memory: share_classes.sh FILE JAVA [options of the JVM].
# Local mode runs for some seconds on a folder of its own, and is asked what it will be asked for. Whatever fails, the file is
# empty, and local mode starts without until it is built anew.
set -euo pipefail
file="$1" java="$2"
shift 2

# Who comes meanwhile starts without. A build removes it, should it be left behind.
busy=local/target/lib/.sharing
mkdir "$busy" 2>/dev/null || exit 0
folder="$(mktemp -d)"
trap 'kill "${pid:-}" 2>/dev/null || true; rm -rf "$folder" "$file.$$" "$busy"' EXIT

give_up() {
  : >"$file"
  exit 0
}

# Its manifest names the folder that it lies in, on which no such file may depend. Once: a file is for these very jars.
done=local/target/lib/.manifest
for jar in local/target/lib/DynamoDBLocal-*.jar; do
  [[ ! -e "$done" ]] || break
  printf 'Class-Path: %s\n' "${jar##*/}" >"$folder/manifest"
  "${java%java}jar" --update --file "$jar" --manifest "$folder/manifest" 2>/dev/null || give_up
done
touch "$done"

# It is looked into before local mode has begun to write it.
: >"$folder/out"
echo "Preparing a faster start, once for this JDK (some seconds) ..." >&2
"$java" "$@" -XX:ArchiveClassesAtExit="$file.$$" org.dcss.eventstore.local.LocalCommand --port 0 --data "$folder/data" \
  >"$folder/out" 2>&1 &
pid=$!
url=
for ((tries = 0; tries < 300; tries++)); do
  url="$(sed -n 's#.*\(http://127[0-9.:]*\).*#\1#p' "$folder/out" | head -n 1)"
  if [[ -n "$url" ]] || ! kill -0 "$pid" 2>/dev/null; then
    break
  fi
  sleep 0.1
done
[[ -n "$url" ]] || give_up

submit() { curl -sS -o /dev/null -H 'Authorization: qwerty' -H 'Content-Type: application/json' --data-binary "$1" "$url/submit" || true; }
event='{"type":"milestone","src":"cpo","data":{"v":"0.34.0","name":"edsrzf","race":"Deep Elf","cls":"Enchanter","char":"DEEn","xl":"8","place":"D:5","start":"20260003091409S","time":"20260003093334S","type":"uniq","milestone":"killed Blork the orc."}}'
submit "$event"
submit "[$event,${event%\}},\"id\":\"1\"}]"
submit '{'
sleep 4 # until they have settled, and the views know them
for path in '/events?after=0' '/events?last=1' /counts /sources /xlog / /health; do
  curl -sS --compressed -o /dev/null "$url$path" || true
done
kill "$pid"
wait "$pid" 2>/dev/null || true
[[ -s "$file.$$" ]] || give_up
mv "$file.$$" "$file"
