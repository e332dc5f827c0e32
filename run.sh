#!/usr/bin/env bash
# Deploys the event store to AWS, runs it on this machine, and manages the keys of those who submit.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=infrastructure/terraform.sh
. "$root/infrastructure/terraform.sh"

usage() {
  cat <<'TEXT'
usage: ./run.sh [options]                deploy to AWS, or update what is deployed
       ./run.sh local [options]          run everything on this machine, without AWS
       ./run.sh key add SRC [options]    make a key for a source, and show it once
       ./run.sh key list                 list the keys, never the keys themselves
       ./run.sh key revoke ID            refuse a key from now on
       ./run.sh withdraw [options]       take the data of events out of the log
       ./run.sh copy DIRECTION           copy a log: to-deployment, to-local, restored

options of a deployment:
  -auto-approve                do not ask before changing anything
  -var NAME=VALUE              set a variable; infrastructure/variables*.tf describe them
  -var-file FILE               set many; infrastructure/examples has some
  --backend-config KEY=VALUE   keep the state in S3: bucket=, key=, region=
  --delete-data                go ahead even if a change deletes a table or a queue with what it holds
  --no-wait                    do not wait until the API answers
  -target=… -replace=… -refresh=… -parallelism=N -lock=… -compact-warnings go to Terraform

`./run.sh local --help`, and so with key, withdraw and copy, tells the others; key and withdraw work on local mode with --local.
AWS_PROFILE, AWS_REGION and AWS_ENDPOINT_URL are honoured. For a second deployment beside the first:
  TF_WORKSPACE=staging ./run.sh -var environment=staging
TEXT
}

# ---- this machine: local/ does it ----

run_local() { exec "$root/local/run-local.sh" "$@"; }

# ---- keys: local/ does it, on local mode's table or on a deployment's ----

run_key() {
  local option table usage
  for option in "$@"; do
    case "$option" in --local | -h | --help) exec "$root/local/keys.sh" "$@" ;; esac
  done
  [[ " add list revoke " == *" ${1:-none} "* ]] || exec "$root/local/keys.sh" "$@"
  need_terraform >/dev/null
  table="$(deployed keys_table)"
  [[ -n "$table" ]] || fail "Nothing is deployed from this folder. Deploy with ./run.sh, or pass --local for local mode."
  usage="$(deployed usage_table)"
  exec "$root/local/keys.sh" "$@" --table "$table" ${usage:+--usage-table "$usage"} --region "$(deployed region)"
}

# ---- the log: local/ withdraws from it and copies it ----

run_on_log() {
  local script="$root/local/$1.sh" option events
  shift
  for option in "$@"; do
    case "$option" in --local | -h | --help) exec "$script" "$@" ;; esac
  done
  need_terraform >/dev/null
  events="$(deployed events_table)"
  [[ -n "$events" ]] || fail "Nothing is deployed from this folder. Deploy with ./run.sh, or see --help for local mode."
  exec "$script" "$@" --events "$events" --claims "$(deployed claims_table)" --region "$(deployed region)"
}

run_withdraw() {
  local option settle=""
  for option in "$@"; do
    case "$option" in --local | -h | --help) run_on_log withdraw "$@" ;; esac
  done
  need_terraform >/dev/null
  settle="$(deployed settle_ms)"
  run_on_log withdraw "$@" ${settle:+--settle-ms "$settle"}
}

# ---- AWS ----

# Asks Terraform what the options make: $name, $architecture, $artifacts. Where something is wrong with them, plan will say it.
read_wishes() {
  local answer option
  local -a vars=()
  for option in ${options[@]+"${options[@]}"}; do
    case "$option" in -var=* | --var=* | -var-file=*) vars+=("$option") ;; esac
  done
  for _ in {1..10}; do
    answer="$(tf console ${vars[@]+"${vars[@]}"} 2>"$scratch/errors.log" \
      <<<'join("|", [local.name, var.architecture, coalesce(var.artifacts_dir, "build")])' | tail -1)" && break
    # A run that was cut off may still be saving what it did.
    grep -qF 'Error acquiring the state lock' "$scratch/errors.log" || return 0
    sleep 2
  done
  ! grep -qF 'Error acquiring the state lock' "$scratch/errors.log" || { explain && exit 1; }
  [[ "$answer" =~ ^\"([a-z0-9-]+)\|(arm64|x86_64)\|(.+)\"$ ]] || return 0
  name="${BASH_REMATCH[1]}" architecture="${BASH_REMATCH[2]}" artifacts="${BASH_REMATCH[3]}"
}

# Refuses to make one deployment into another: that would replace everything, data and all.
same_deployment() {
  local here
  here="$(deployed name)"
  [[ -z "$here" || -z "$name" || "$here" == "$name" ]] || fail "The state in use is that of $here, and these options make $name.
For a second deployment beside the first: TF_WORKSPACE=${name##*-} ./run.sh …
To make it anew under the other name: ./destroy.sh, then ./run.sh."
}

# Builds the zips where sources are newer, or where they are for another architecture.
build() {
  local role zip stale="" platform="linux-aarch_64"
  if [[ "$artifacts" != build ]]; then
    say "Zips: those in $artifacts"
    return
  fi
  [[ "$architecture" == arm64 ]] || platform="linux-x86_64"
  for role in submit consumer query; do
    zip="$root/lambdas/$role/target/$role.zip"
    # Beside each zip stands what it was built for, unless another build has made it anew.
    [[ -f "$zip" && -f "$zip.for" && ! "$zip" -nt "$zip.for" && "$(<"$zip.for")" == "$platform" && -z "$(find "$root/pom.xml" "$root/schemas" \
      "$root/lambdas" \( -name target -o -name test \) -prune -o -type f -newer "$zip" -print -quit)" ]] || stale="yes"
  done
  if [[ -z "$stale" ]]; then
    say "Zips: up to date"
    return
  fi
  say "Zips: building for $architecture (the first time fetches the libraries)"
  (cd "$root" && ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip -Dlambda.arch="$platform" \
    -pl lambdas/submit,lambdas/consumer,lambdas/query -am package) || fail "The build failed: see above."
  for role in submit consumer query; do
    zip="$root/lambdas/$role/target/$role.zip"
    touch "$zip"
    printf '%s' "$platform" >"$zip.for"
  done
}

# Plans into $plan: 0 nothing to change, 2 something.
plan_changes() {
  local status=0
  rm -f "$plan"
  tf_noting plan -input=false -lock-timeout=20s -detailed-exitcode -out="$plan" ${options[@]+"${options[@]}"} || status=$?
  ((status != 1)) || { explain && exit 1; }
  return "$status"
}

# What the plan does to tables and queues, the resources that hold events: their addresses.
data_that() { tf show -no-color "$plan" | sed -n -E "s/^ *# (.*aws_(dynamodb_table|sqs_queue)\.[^ ]*) ($1).*/\1/p"; }

# A run cut off while a table or a queue was being made leaves it marked for replacement: it is mended in place instead.
keep_unfinished() {
  local address unfinished
  unfinished="$(data_that 'is tainted')"
  [[ -n "$unfinished" ]] || return 1
  while read -r address; do tf untaint "$address" >/dev/null; done <<<"$unfinished"
}

spare_data() {
  local lost
  lost="$(data_that 'will be destroyed|must be replaced')"
  [[ -z "$lost" || -n "$delete_data" ]] || fail "This would delete, with all the events in it:
$lost
Nothing was changed. If that is wanted, let the queue run empty, then pass --delete-data."
}

wait_for_health() {
  local url="$1/health"
  say "Waiting for $url"
  for _ in {1..30}; do
    ! curl -fsS -m 10 -o /dev/null "$url" 2>/dev/null || return 0
    sleep 3
  done
  fail "$url does not answer. Look at the log groups /aws/lambda/$(deployed name)-*; ./run.sh may be run again at any time."
}

summary() {
  local url dns
  url="$(deployed api_url)" dns="$(deployed domain_target)"
  cat <<TEXT

$(deployed name) is deployed in $(deployed region).

  submit      POST $url/submit
  read        $url/events?after=0
  health      $url/health
  dashboard   $(deployed dashboard_url)
${dns:+  DNS         ${url#https://} must point to $dns
}
Make a key:          ./run.sh key add SRC --label TEXT
Remove everything:   ./destroy.sh
TEXT
  [[ -f "$infrastructure/backend_override.tf" ]] || cat <<TEXT

The state is in infrastructure/terraform.tfstate*, and not in git: keep it, or move it to a bucket of yours with
./run.sh --backend-config=bucket=BUCKET --backend-config=key=$(deployed name) --backend-config=region=$(deployed region)
TEXT
}

deploy() {
  local auto_approve delete_data wait name="" architecture="arm64" artifacts="build" plan="$scratch/plan" status=0
  local -a backend options
  parse_options "$@"

  need_jdk
  need_terraform
  need_aws ${options[@]+"${options[@]}"}
  init_terraform ${backend[@]+"${backend[@]}"}
  read_wishes
  same_deployment
  build

  plan_changes || status=$?
  if ((status == 2)) && keep_unfinished; then
    status=0
    plan_changes || status=$?
  fi
  if ((status == 2)); then
    spare_data
    [[ -n "$auto_approve" ]] || confirm "Make these changes? Only 'yes' is taken for an answer:" yes
    tf_noting apply -input=false -lock-timeout=20s "$plan" ||
      { explain && fail "Not everything was made. Mend the cause and run ./run.sh again: it goes on from here."; }
  fi
  rm -rf "$scratch"
  if stand_in; then
    say "Not waiting for the API: a stand-in at AWS_ENDPOINT_URL does not serve it."
  elif [[ -n "$wait" ]]; then
    wait_for_health "$(deployed api_url)"
  fi
  summary
}

case "${1:-}" in
  local) run_local "${@:2}" ;;
  key) run_key "${@:2}" ;;
  withdraw) run_withdraw "${@:2}" ;;
  copy) run_on_log copy "${@:2}" ;;
  *) deploy "$@" ;;
esac
