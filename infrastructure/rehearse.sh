#!/usr/bin/env bash
# Rehearses a deployment on this machine: applies the real configuration to a stand-in for AWS, runs the deployed zips
# as Lambda would, checks the public contract on them, and destroys everything. Works on a copy of this folder, so that
# neither your own deployment's state nor your zips are touched.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=infrastructure/providers.sh
. "$root/infrastructure/providers.sh"

usage() {
  cat <<'TEXT'
usage: infrastructure/rehearse.sh [--require] [--keep] [standard] [fifo] [upgrade]

Rehearses a deployment with a standard queue, one with a FIFO queue and an upgrade, side by side; or only what is named.
  --require   fail where Terraform or moto_server is missing, instead of skipping the rehearsal
  --keep      keep logs and copies also of a rehearsal that went well
  --built DIR copy DIR, where all is built, instead of building
Needs Terraform, moto_server (pip install 'moto[server]'), git, curl and a JDK; no AWS account.
TEXT
}

say() { printf '\n---- %s (after %d s)\n' "$*" "$SECONDS"; }
fail() {
  printf '\nREHEARSAL FAILED: %s\n' "$*" >&2
  exit 1
}

require="" keep="" built="" modes=()
while (($# > 0)); do
  case "$1" in
    --require) require="yes" ;;
    --keep) keep="yes" ;;
    --built) built="${2:?}" && shift ;;
    standard | fifo | upgrade) modes+=("$1") ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done
((${#modes[@]} > 0)) || modes=(standard fifo upgrade)

missing=""
for tool in terraform moto_server git curl javac; do
  command -v "$tool" >/dev/null || missing+=" $tool"
done
if [[ -n "$missing" ]]; then
  printf '\n!!!! SKIPPED: the deployment rehearsal: not on PATH:%s\n' "$missing" >&2
  [[ -z "$require" ]] || exit 1
  exit 0
fi

case "$(uname -m)" in
  x86_64) architecture=x86_64 natives=linux-x86_64 ;;
  aarch64 | arm64) architecture=arm64 natives=linux-aarch_64 ;;
  *) fail "Lambda runs on x86_64 and arm64, not on $(uname -m)" ;;
esac
name=dcss-event-store-rehearsal
# The contract tests send more in a minute than anybody should in production.
variables=(-var environment=rehearsal -var "architecture=$architecture"
  -var 'submit_throttle={requests_per_second=5000,burst=5000}'
  -var 'query_throttle={requests_per_second=5000,burst=5000}')
# What the commit that an upgrade begins with does not know. The pixel is on: its route and its permission are rehearsed too.
since=(-var 'append_throttle={requests_per_second=5000,burst=5000}' -var pixel_source=web)
work="$(mktemp -d)"
copy="$work/copy"
started="" running=()

# Starts a command in a process group of its own: whatever it starts in turn is ended with it. Its id is in $started.
start() {
  set -m
  "$@" </dev/null &
  set +m
  started=$!
  running[started]=yes
}

# Runs a command to its end or, unlike a plain call, until this script is told to stop.
run() {
  start "$@"
  finish "$started"
}

# Waits for a command that was started, and fails where it failed.
finish() {
  local status=0
  wait "$1" || status=$?
  unset "running[$1]"
  return "$status"
}

# Ends a process group: asks it to, and after 20 s does not ask any more.
stop() {
  unset "running[$1]"
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for _ in {1..100}; do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.2
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}

clean_up() {
  local status=$? group
  trap '' INT TERM HUP
  for group in "${!running[@]}"; do stop "$group"; done
  if ((status == 0)) && [[ -z "$keep" ]]; then
    rm -rf "$work"
  else
    printf '\nLogs and copies are in %s\n' "$work" >&2
  fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Waits until a log has a line that matches, and leaves its first group in $found; gives up when the process ends.
await_line() {
  local log="$1" process="$2" pattern="$3"
  for _ in {1..600}; do
    found="$(sed -n -E "s/.*$pattern.*/\1/p" "$log" | head -1)"
    [[ -z "$found" ]] || return 0
    kill -0 "$process" 2>/dev/null || break
    sleep 0.2
  done
  cat "$log" >&2
  return 1
}

copy_sources() {
  mkdir -p "$copy"
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | xargs -0 ls -d 2>/dev/null | tar -cf - -T -) | tar -xf - -C "$copy"
  # Every build in the copy makes zips for this machine, whichever script starts it, and checks no sources a second time, nor compiles
  # them: they do not change, and to Maven each jar that is packed again is a changed dependency.
  printf -- '-D%s\n' "lambda.arch=$natives" compiler.checks=-g spotless.check.skip cyclonedx.skip \
    maven.compiler.useIncrementalCompilation=false >>"$copy/.mvn/maven.config"
}

build() {
  local zip
  cd "$copy"
  run ./mvnw -q -B -ntp -DskipTests package -pl local/system,local/rehearsal -am || fail "the build"
  touch "$copy/local/target/lib/.built"
  # As run.sh notes what it has built zips for.
  for zip in lambdas/*/target/*.zip; do printf '%s' "$natives" >"$zip.for"; done
}

start_stand_in() {
  local inherited found=""
  start env PYTHONUNBUFFERED=1 PYTHONPATH="$copy/local/rehearsal/moto${PYTHONPATH:+:$PYTHONPATH}" \
    moto_server -H 127.0.0.1 -p 0 >"$work/moto.log" 2>&1
  await_line "$work/moto.log" "$started" 'Running on (http:\/\/127\.0\.0\.1:[0-9]+)' || fail "moto_server did not start"
  for inherited in $(compgen -e | grep -E '^(AWS_|TF_VAR_|TF_WORKSPACE$|TF_DATA_DIR$|TF_CLI_ARGS$|TF_CLI_ARGS_(plan|apply|destroy)$)'); do
    unset "$inherited"
  done
  export AWS_ENDPOINT_URL="$found" AWS_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
  export AWS_ACCESS_KEY_ID=rehearsal AWS_SECRET_ACCESS_KEY=rehearsal
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
}

program=(java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$copy/local/rehearsal/target/lib/*")
package=org.dcss.eventstore.rehearsal

# Runs a step whose output is of interest only where it fails.
quietly() {
  local log="$1"
  shift
  run "$@" >"$log" 2>&1 || { tail -60 "$log" >&2 && fail "$*"; }
}

# A run that finds nothing to change.
unchanged() {
  quietly "$1" ./run.sh -auto-approve "${@:2}"
  grep -q 'No changes\.' "$1" || { cat "$1" >&2 && fail "./run.sh wants changes"; }
}

# Makes a key for each source, and leaves them in $keys.
add_keys() {
  local logs="$1" src
  keys=""
  for src in cpo cao cdi; do
    run ./run.sh key add "$src" --label rehearsal >"$logs/key" 2>"$logs/key.log" || { tail -20 "$logs/key.log" >&2 && fail "./run.sh key add"; }
    keys+="${keys:+,}$(<"$logs/key")=$src"
  done
}

# Runs a deployment's functions from the zips in some folders, and leaves its process in $rehearsal and its URL in $url.
start_functions() {
  local logs="$1" deployment="$2" folder role
  local -a zips=()
  for folder in "${@:3}"; do
    # What was deployed before has neither append nor projector.
    for role in submit append consumer query projector; do
      [[ ! -f "$folder/$role/target/$role.zip" ]] || zips+=(--zip "$folder/$role/target/$role.zip")
    done
  done
  start "${program[@]}" "$package.RehearsalCommand" --name "$deployment" --folder "$logs/functions" "${zips[@]}" ${follow[@]+"${follow[@]}"} \
    >"$logs/rehearsal.log" 2>&1
  rehearsal="$started"
  await_line "$logs/rehearsal.log" "$rehearsal" 'Ready: (http:[^ ]+)' || fail "what is deployed cannot be run"
  url="$found"
}

stop_functions() {
  stop "$rehearsal"
  ! grep -E '^(refused|not followed):' "$1/rehearsal.log" || fail "a function was refused what it needs, or what is deployed does not fit together"
}

rehearse() {
  local mode="$1" logs="$work/$1" keys rehearsal url
  local -a options=("${variables[@]}" "${since[@]}") follow=()
  [[ "$mode" == standard ]] || options+=(-var fifo_queue=true)
  mkdir -p "$logs"

  # What is deployed, run.sh must build: once.
  [[ "$mode" != standard ]] || rm -f lambdas/*/target/*.zip
  say "$mode: ./run.sh"
  quietly "$logs/run.log" ./run.sh -auto-approve "${options[@]}"
  add_keys "$logs"

  say "$mode: the deployed zips"
  start_functions "$logs" "$name" lambdas
  curl -fsS -m 300 "$url/health" || fail "$url/health"

  # Answered in any case: a queue that it may not use is found in the log, below.
  curl -fsS -m 60 -o /dev/null "$url/track.gif?page=rehearsal" || fail "$url/track.gif"

  say "$mode: the contract"
  check_contract "$url" "$keys" >"$logs/contract.log" 2>&1 || { tail -60 "$logs/contract.log" >&2 && fail "the contract tests"; }
  stop_functions "$logs"
  printf '%s: %s contract tests passed\n' "$mode" "$(completed)"
  [[ "$(completed)" -gt 0 ]] || fail "no contract test ran"

  quietly "$logs/keys.log" ./run.sh key list
  grep -qE ' cpo .* [0-9]{4}-[0-9]{2}-[0-9]{2}  all ' "$logs/keys.log" ||
    { cat "$logs/keys.log" >&2 && fail "./run.sh key list does not tell when the key of cpo was used"; }

  say "$mode: ./run.sh again changes nothing"
  unchanged "$logs/again.log" "${options[@]}"

  if [[ "$mode" == standard ]]; then
    # Once: what ./run.sh refuses and finishes does not depend on the queue.
    refuse_what_loses_data "$logs" "${options[@]}"
    finish_a_cut_publish "$logs" "${options[@]}"
  fi

  say "$mode: ./destroy.sh leaves nothing"
  if run "${program[@]}" "$package.LeftoversCommand" --name "$name" >"$logs/before-destroy.log"; then
    fail "nothing is found even before it is destroyed"
  fi
  quietly "$logs/destroy.log" ./destroy.sh --delete-data -auto-approve
  run "${program[@]}" "$package.LeftoversCommand" --name "$name" || fail "the above is left"
  printf '%s: %s resources gone\n' "$mode" "$(wc -l <"$logs/before-destroy.log")"
}

# A run that must refuse, and say this.
refused() {
  local log="$1" what="$2"
  shift 2
  ! run "$@" >"$log" 2>&1 || fail "not refused: $*"
  grep -q "$what" "$log" || { tail -20 "$log" >&2 && fail "refused without a word of '$what': $*"; }
}

refuse_what_loses_data() {
  local logs="$1" state=infrastructure/terraform.tfstate before
  shift
  say "$mode: another region, and a table's replacement, are refused"
  before="$(sha256sum "$state")"
  refused "$logs/region.log" 'in us-east-1, and AWS_REGION is eu-central-1' env AWS_REGION=eu-central-1 ./run.sh -auto-approve "$@"
  refused "$logs/replace.log" 'module.events.aws_dynamodb_table.this would be replaced' \
    ./run.sh -auto-approve "$@" -var=deletion_protection=false -replace=module.events.aws_dynamodb_table.this
  [[ "$(sha256sum "$state")" == "$before" ]] || fail "a refused run changed the state"
}

# The stand-in tells services apart by what a request is signed for, and does not check the signature.
ask_lambda() {
  curl -fsS -H "Authorization: AWS4-HMAC-SHA256 Credential=$AWS_ACCESS_KEY_ID/20260101/$AWS_REGION/lambda/aws4_request, SignedHeaders=host, Signature=0" \
    "$AWS_ENDPOINT_URL/2015-03-31/$1" "${@:2}"
}

# Stops or starts the consumer, as somebody does by hand.
set_mapping() {
  local id
  id="$(ask_lambda event-source-mappings/ | sed -n -E 's/.*"UUID": "([^"]+)".*/\1/p')"
  ask_lambda "event-source-mappings/$id" -X PUT -H 'Content-Type: application/json' -d "{\"Enabled\": $1}" >/dev/null
}

live_version() { ask_lambda "functions/$1/aliases/live" | sed -n -E 's/.*"FunctionVersion": "([0-9]+)".*/\1/p'; }

finish_a_cut_publish() {
  local logs="$1" function="$name-consumer" cut versions
  shift
  say "$mode: ./run.sh finishes what a cut run did not publish"
  for _ in 1 2; do
    run "${program[@]}" "$package.CutPublishCommand" --function "$function" || fail "no publish could be cut"
    cut="$(live_version "$function")"
    # Terraform must not see it: otherwise the rehearsal's cut is none.
    unchanged "$logs/cut.log" "$@"
    [[ "$(live_version "$function")" -gt "$cut" ]] || fail "a cut publish was not finished: live is $cut"
  done
  versions="$(ask_lambda "functions/$function/versions" | grep -o '"Version": "[0-9]*"' | wc -l)"
  [[ "$versions" == 3 ]] || fail "$versions versions are kept of $function, not 3"
}

# The page about event types of one's own, and those that it adds.
page=docs/event-types.md

# Puts the page's schemas where it says.
write_own_types() {
  awk '/^`[a-z-]+\.json` / { split($0, part, "`"); file = "schemas/" part[2] }
    /^```$/ { inside = 0 }
    inside { print >file }
    /^```json$/ { inside = file != "" }' "$page"
}

# Without what is another one in each run: the date, times, the events' ids.
comparable() { tr -d '\r' | sed -E -e 's/^Date: .*/Date: DATE/' -e 's/[0-9]{13}/MILLIS/g' -e 's/~[A-Za-z0-9_-]{22}/ID/g'; }

# Runs a command until it answers what is printed: a reader's, until what was sent has come; a sender's again only where nothing was
# accepted.
answers() {
  local command="$1" printed answer=""
  printed="$(comparable <<<"$2")"
  for _ in {1..240}; do
    answer="$(bash -c "$command" | comparable)"
    [[ "$answer" != "$printed" ]] || return 0
    [[ "$command" != *' -d '* || "$answer" == *urn:dcss:problem:unavailable* ]] || break
    sleep 0.5
  done
  printf '%s\nanswers\n%s\nand not\n%s\n' "$command" "$answer" "$printed" >&2
  return 1
}

# Does what the page says, one command after another, with a key as the page's last sentence makes it.
follow_page() {
  local logs="$1" key line command="" printed="" steps=0
  run ./run.sh key add web --types page-view,button-click >"$logs/key" 2>"$logs/key.log" || { tail -20 "$logs/key.log" >&2 && fail "./run.sh key add"; }
  key="$(<"$logs/key")"
  while IFS= read -r line; do
    if [[ "$line" == '$ curl '* ]]; then
      command="${line#\$ }" printed=""
      command="${command//http:\/\/127.0.0.1:8080/$url}"
      command="${command//web:web-secret/web:$key}"
    elif [[ "$line" == '```' && -n "$command" ]]; then
      answers "$command" "$printed" || fail "$page does not hold"
      command=""
      steps=$((steps + 1))
    else
      printed+="$line"$'\n'
    fi
  done <"$page"
  [[ "$steps" == 4 ]] || fail "$page has $steps commands, not 4"
  printf '%s: %s commands answered as printed\n' "$page" "$steps"
}

# The commit before `live` had an order and the consumer a write protocol.
before=32f98c3

# An upgrade from there, with a full queue, while clients send and follow: nothing may be lost, doubled or refused, and `live` moves
# for readers, consumer and submit, while the consumer is stopped. It brings event types of one's own, which are used afterwards.
upgrade() {
  local mode="$1" logs="$work/$1-upgrade" old="$work/$1-old" from keys rehearsal url traffic upgrading
  local -a options=("${variables[@]/environment=rehearsal/environment=upgrade}") follow=(--follow)
  if ! git -C "$root" cat-file -e "$before^{commit}" 2>/dev/null; then
    printf '\n!!!! SKIPPED: the upgrade: the commit %s is not in this clone (git fetch --unshallow)\n' "$before" >&2
    return
  fi
  [[ "$mode" == standard ]] || options+=(-var fifo_queue=true)
  mkdir -p "$logs" "$old" "$copy/infrastructure/terraform.tfstate.d/upgrade"
  git -C "$root" archive "$before" | tar -xf - -C "$old"
  # What it was checked for is of no interest any more.
  sed -i.bak '/-Xplugin:ErrorProne/d' "$old/pom.xml"
  cp "$copy/.mvn/jvm.config" "$old/.mvn/"

  say "$mode: ./run.sh of $before"
  quietly "$logs/old.log" "$old/run.sh" -auto-approve "${options[@]}"
  cp "$old/infrastructure/terraform.tfstate" infrastructure/terraform.tfstate.d/upgrade/
  export TF_WORKSPACE=upgrade
  # From here on the zips are built with them.
  write_own_types
  refused "$logs/expiry.log" 'DynamoDB would begin to delete expired events' ./run.sh -auto-approve "${options[@]}"
  options+=(-var expiry=true "${since[@]}")

  say "$mode: ./run.sh of this commit, with a full queue"
  add_keys "$logs"
  # The queue fills while the consumer rests. It works again when ./run.sh has made its plan, and stops it.
  set_mapping false
  start_functions "$logs" dcss-event-store-upgrade lambdas "$old/lambdas"
  await_line "$logs/rehearsal.log" "$rehearsal" 'Queue: (http:[^ ]+)' || fail "the queue is not told"
  start "${program[@]}" "$package.traffic.TrafficCommand" --url "$url" --queue "$found" --key "$keys" \
    --until "$logs/upgraded" --changes "$logs/rehearsal.log" >"$logs/traffic.log" 2>&1
  traffic="$started"
  await_line "$logs/traffic.log" "$traffic" '(Full): ' || fail "the queue could not be filled"
  start ./run.sh -auto-approve "${options[@]}" >"$logs/run.log" 2>&1
  upgrading="$started"
  await_line "$logs/run.log" "$upgrading" '(Plan): ' || fail "there is no plan"
  set_mapping true
  from="$(wc -l <"$work/moto.log")"
  finish "$upgrading" || { tail -60 "$logs/run.log" >&2 && fail "the upgrade"; }
  check_order "$from"
  touch "$logs/upgraded"
  finish "$traffic" || { cat "$logs/traffic.log" >&2 && fail "the upgrade"; }
  cat "$logs/traffic.log"
  stop_functions "$logs"

  say "$mode: event types of one's own"
  # The routes that the upgrade brought are served from here on.
  follow=() logs="$logs/own-types"
  mkdir "$logs"
  start_functions "$logs" dcss-event-store-upgrade lambdas
  follow_page "$logs"
  stop_functions "$logs"

  unchanged "$logs/again.log" "${options[@]}"
  quietly "$logs/destroy.log" ./destroy.sh --delete-data -auto-approve
  unset TF_WORKSPACE
}

# What was asked of AWS since a line of the stand-in's log.
check_order() {
  local calls expected
  calls="$(tail -n "+$(($1 + 1))" "$work/moto.log" | sed -n -E \
    -e 's/.*"PUT [^ ]*functions\/[^ ]*-(query|consumer|submit)\/aliases\/live .*/\1/p' -e 's/.*"PUT [^ ]*event-source-mappings\/.*/mapping/p' | uniq)"
  # Terraform's own change of the mapping, once the consumer has moved, may let it go on already.
  expected='^mapping query consumer (mapping )?submit mapping $'
  [[ "$(tr '\n' ' ' <<<"$calls")" =~ $expected ]] || fail "the upgrade moved $(tr '\n' ' ' <<<"$calls")and not $expected"
  printf 'moved, in this order: %s\n' "$(tr '\n' ' ' <<<"$calls")"
}

check_contract() {
  local -a data=()
  [[ ! -d "$root/../shared/data" ]] || data=(-Ddcss.data="$(cd "$root/../shared/data" && pwd)")
  run ./mvnw -B -ntp verify -pl local/system -am \
    -Dit.test='*ContractIT' -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
    -Ddcss.url="$1" -Ddcss.keys="$2" -Ddcss.settle.ms=3000 "${data[@]}"
}

completed() { sed -n -E 's/.*<completed>([0-9]+)<.*/\1/p' local/system/target/failsafe-reports/failsafe-summary.xml; }

# What ./run.sh does in an upgrade, and in which order, does not depend on the queue.
rehearse_one() {
  start_stand_in
  if [[ "$1" == upgrade ]]; then upgrade standard; else rehearse "$1"; fi
}

# Rehearses each mode in a copy of what is built and before a stand-in of its own; fails where one has failed, once all have ended.
rehearse_side_by_side() {
  local mode process failed=""
  local -A started_as=()
  for mode in "$@"; do
    start "$root/infrastructure/rehearse.sh" --require ${keep:+--keep} --built "$copy" "$mode"
    started_as[$started]="$mode"
  done
  for process in "${!started_as[@]}"; do finish "$process" || failed+=" ${started_as[$process]}"; done
  [[ -z "$failed" ]] || fail "$failed"
}

find_providers
if [[ -n "$built" ]]; then
  cp -a "$built" "$copy"
  cd "$copy"
  rehearse_one "${modes[0]}"
else
  say "copying and building in $work"
  copy_sources
  build
  if ((${#modes[@]} > 1)); then rehearse_side_by_side "${modes[@]}"; else rehearse_one "${modes[0]}"; fi
fi
say "rehearsed: ${modes[*]}"
