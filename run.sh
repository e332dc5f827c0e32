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
       ./run.sh dlq COMMAND              what could not be stored: list, show, redrive, drop

options of a deployment:
  -auto-approve                do not ask before changing anything
  -var NAME=VALUE              set a variable; infrastructure/variables*.tf describe them
  -var-file FILE               set many; infrastructure/examples has some
  --backend-config KEY=VALUE   keep the state in S3: bucket=, key=, region=
  --delete-data                go ahead even if a change deletes a table or a queue with what it holds
  --no-wait                    do not wait until the API answers
  -target=… -replace=… -refresh=… -parallelism=N -lock=… -compact-warnings go to Terraform

`./run.sh local --help`, and so with key, withdraw, copy and dlq, tells the others; key, withdraw and dlq work on local mode with --local.
AWS_PROFILE, AWS_REGION and AWS_ENDPOINT_URL are honoured. For a second deployment beside the first:
  TF_WORKSPACE=staging ./run.sh -var environment=staging
TEXT
}

# ---- this machine: local/ does it ----

run_local() { exec "$root/local/launch.sh" local "$@"; }

# ---- keys: local/ does it, on local mode's table or on a deployment's ----

run_key() {
  local option table usage
  for option in "$@"; do
    case "$option" in --local | -h | --help) exec "$root/local/launch.sh" key "$@" ;; esac
  done
  [[ " add list revoke " == *" ${1:-none} "* ]] || exec "$root/local/launch.sh" key "$@"
  need_terraform >/dev/null
  read_outputs
  table="$(deployed keys_table)"
  [[ -n "$table" ]] || fail "Nothing is deployed from this folder. Deploy with ./run.sh, or pass --local for local mode."
  usage="$(deployed tables usage)"
  exec "$root/local/launch.sh" key "$@" --table "$table" ${usage:+--usage-table "$usage"} --region "$(deployed region)"
}

# ---- the DLQ: local/ looks into local mode's or a deployment's ----

run_dlq() {
  local option queue
  for option in "$@"; do
    case "$option" in --local | -h | --help) exec "$root/local/launch.sh" dlq "$@" ;; esac
  done
  [[ " list show redrive drop " == *" ${1:-none} "* ]] || exec "$root/local/launch.sh" dlq "$@"
  need_terraform >/dev/null
  read_outputs
  queue="$(deployed queues queue)"
  [[ -n "$queue" ]] || fail "Nothing is deployed from this folder. Deploy with ./run.sh, or pass --local for local mode."
  exec "$root/local/launch.sh" dlq "$@" --queue "$queue" --dlq "$(deployed queues dlq)" --region "$(deployed region)"
}

# ---- the log: local/ withdraws from it and copies it ----

run_on_log() {
  local program="$1" option events settle="" views="" seconds="" streams=""
  shift
  for option in "$@"; do
    case "$option" in --local | -h | --help) exec "$root/local/launch.sh" "$program" "$@" ;; esac
  done
  need_terraform >/dev/null
  read_outputs
  events="$(deployed events_table)"
  [[ -n "$events" ]] || fail "Nothing is deployed from this folder. Deploy with ./run.sh, or see --help for local mode."
  if [[ "$program" == withdraw ]]; then
    settle="$(deployed settle_ms)" views="$(deployed tables views)" seconds="$(deployed projector_timeout_s)"
  else
    streams="$(deployed tables streams)"
  fi
  exec "$root/local/launch.sh" "$program" "$@" ${settle:+--settle-ms "$settle"} ${views:+--views "$views"} \
    ${seconds:+--projector-s "$seconds"} ${streams:+--streams "$streams"} \
    --events "$events" --claims "$(deployed claims_table)" --region "$(deployed region)"
}

# ---- AWS ----

# Asks Terraform what the options make: $name, $architecture, $region, $artifacts. Where something is wrong with them, plan
# will say it.
read_wishes() {
  local answer option
  local -a vars=()
  for option in ${options[@]+"${options[@]}"}; do
    case "$option" in -var=* | --var=* | -var-file=*) vars+=("$option") ;; esac
  done
  for _ in {1..10}; do
    answer="$(tf console ${vars[@]+"${vars[@]}"} 2>"$scratch/errors.log" \
      <<<'join("|", [local.name, var.architecture, coalesce(var.aws_region, "none"), coalesce(var.artifacts_dir, "build")])' |
      tail -1)" && break
    # A run that was cut off may still be saving what it did.
    grep -qF 'Error acquiring the state lock' "$scratch/errors.log" || return 0
    sleep 2
  done
  ! grep -qF 'Error acquiring the state lock' "$scratch/errors.log" || { explain && exit 1; }
  [[ "$answer" =~ ^\"([a-z0-9-]+)\|(arm64|x86_64)\|([a-z0-9-]+)\|(.+)\"$ ]] || return 0
  name="${BASH_REMATCH[1]}" architecture="${BASH_REMATCH[2]}" artifacts="${BASH_REMATCH[4]}"
  [[ "${BASH_REMATCH[3]}" == none ]] || region="${BASH_REMATCH[3]}"
}

# Refuses to make one deployment into another: that would replace everything, data and all.
same_deployment() {
  local here
  here="$(deployed name)"
  [[ -z "$here" || -z "$name" || "$here" == "$name" ]] || fail "The state in use is that of $here, and these options make $name.
For a second deployment beside the first: TF_WORKSPACE=${name##*-} ./run.sh …
To make it anew under the other name: ./destroy.sh, then ./run.sh."
}

# Keeps to the region of the state in use: in another one Terraform would find nothing, forget the tables and make
# everything anew.
same_region() {
  local wished="$region" source="aws_region"
  [[ -n "$wished" || -z "${AWS_REGION:-}" ]] || { wished="$AWS_REGION" && source="AWS_REGION"; }
  [[ -n "$wished" || -z "${AWS_DEFAULT_REGION:-}" ]] || { wished="$AWS_DEFAULT_REGION" && source="AWS_DEFAULT_REGION"; }
  # shellcheck disable=SC2034 # read_state leaves more than is needed here
  local name environment
  read_state
  [[ -n "$region" ]] || { region="$wished" && return; }
  [[ -z "$wished" || "$wished" == "$region" ]] || fail "The state in use is that of ${name:-a deployment} in $region, and $source is $wished.
To update it where it is: AWS_REGION=$region ./run.sh …
For a second deployment beside it: TF_WORKSPACE=$wished AWS_REGION=$wished ./run.sh …
Nothing was changed."
  [[ -n "$wished" ]] || say "Region: $region, where it is deployed"
  options+=("-var=aws_region=$region")
}

# Builds the zips where sources are newer, or where they are for another architecture, and what run.sh asks AWS with.
build() {
  build_zips
  build_program local/deployment "local/command local/deployment"
}

build_zips() {
  local role zip stale="" platform="linux-aarch_64"
  if [[ "$artifacts" != build ]]; then
    say "Zips: those in $artifacts"
    return
  fi
  [[ "$architecture" == arm64 ]] || platform="linux-x86_64"
  for role in submit append consumer query projector; do
    zip="$root/lambdas/$role/target/$role.zip"
    # Beside each zip stands what it was built for, unless another build has made it anew.
    [[ -f "$zip.for" && ! "$zip" -nt "$zip.for" && "$(<"$zip.for")" == "$platform" ]] && ! is_stale "$zip" schemas lambdas || stale="yes"
  done
  if [[ -z "$stale" ]]; then
    say "Zips: up to date"
    return
  fi
  say "Zips: building for $architecture (the first time fetches the libraries)"
  package lambdas/submit,lambdas/append,lambdas/consumer,lambdas/query,lambdas/projector -Dlambda.arch="$platform"
  for role in submit append consumer query projector; do
    zip="$root/lambdas/$role/target/$role.zip"
    touch "$zip"
    printf '%s' "$platform" >"$zip.for"
  done
}

# Asks AWS what Terraform does not: local/deployment does it.
deployment() {
  "$java" -Xmx256m -XX:TieredStopAtLevel=1 -cp "$root/local/deployment/target/lib/*" \
    org.dcss.eventstore.deployment.DeploymentCommand "$@"
}

# How many instances the account has for this deployment decides what can be kept for the readers. An option of the user's wins.
read_room() {
  local room
  # shellcheck disable=SC2046 # names have no spaces
  if room="$(deployment room ${region:+--region "$region"} $(functions) 2>"$scratch/errors.log")"; then
    options=("-var=account_concurrency=$room" ${options[@]+"${options[@]}"})
  else
    say "Note: how many functions this account may run at once could not be read: $(sed -e 's/^error: //' -e 1q "$scratch/errors.log")"
  fi
}

# Plans into $plan, with further options, and leaves in $changes whether there is something to change.
plan_changes() {
  local status=0
  rm -f "$plan"
  tf_noting plan -input=false -lock-timeout=20s -detailed-exitcode -out="$plan" ${options[@]+"${options[@]}"} "$@" || status=$?
  ((status != 1)) || { explain && exit 1; }
  changes=""
  ((status == 0)) || changes="yes"
}

# Looks at the plan beside what is live, and leaves what is to be known in $lost, $expiring, $unfinished, $settle, $waits, $pause,
# $unpublished and $region.
review() {
  local kind rest
  lost="" expiring="" unfinished=() refused="" settle="" waits=() pause="" unpublished=()
  tf show -json "$plan" >"$scratch/plan.json" 2>"$scratch/errors.log" ||
    { cat "$scratch/errors.log" >&2 && fail "The plan cannot be read: see above. Nothing was changed."; }
  deployment review <"$scratch/plan.json" >"$scratch/review" || fail "What is live cannot be read: see above. Nothing was changed."
  while IFS=$'\t' read -r kind rest; do
    case "$kind" in
      region) region="$rest" ;;
      lost) lost+="  $rest"$'\n' ;;
      expiring) expiring="$rest" ;;
      unfinished) unfinished+=("$rest") ;;
      refused) refused+="$rest"$'\n' ;;
      warning) say "Note: $rest" ;;
      settle) settle="$rest" ;;
      wait) waits+=("$rest") ;;
      pause) pause="$rest" ;;
      unpublished) unpublished+=("$rest") ;;
      *) fail "Not understood: $kind $rest. Nothing was changed." ;;
    esac
  done <"$scratch/review"
}

# A run cut off while a table or a queue was being made leaves it marked for replacement: it is mended in place instead.
plan_and_review() {
  local address
  plan_changes "$@"
  review
  if ((${#unfinished[@]} > 0)); then
    for address in "${unfinished[@]}"; do tf untaint "$address" >/dev/null; done
    plan_changes "$@"
    review
  fi
  [[ -z "$refused" ]] || fail "${refused}Nothing was changed."
  [[ -z "$lost" || -n "$delete_data" ]] || fail "Events, streams or keys would be lost:
${lost}Nothing was changed. Where something is gone that nobody deleted, look whether these are the right account and credentials; a table
comes back from its backups under its own name. If the loss is wanted, let the queue run empty, then pass --delete-data."
  [[ -z "$expiring" || " ${options[*]-} " == *" -var=expiry=true "* ]] || fail "$expiring: DynamoDB would begin to delete expired events: those of an earlier retention_days go at once.
Nothing was changed. To keep them: -var expiry=false, in this run and in all later ones.
Where retention_days was never above 0 nothing has expired: -var expiry=true, once."
}

# Makes the planned changes: readers, then the consumer, then those who send (submit and append).
carry_out() {
  local what
  local mapping="${pause%% *}" seconds="${pause##* }"
  if [[ -n "$changes" ]]; then
    [[ -z "$pause" ]] || say "This changes how events are written. First the consumer is stopped, and what it has under way gets $seconds s to end; events are
accepted and read meanwhile, and wait in the queue."
    [[ -n "$auto_approve" ]] || confirm "Make these changes? Only 'yes' is taken for an answer:" yes
  fi
  [[ -n "$changes" ]] || ((${#unpublished[@]} > 0)) || return 0
  for what in ${waits[@]+"${waits[@]}"}; do
    say "Waiting ${what%% *} s: ${what#* }"
    sleep "${what%% *}"
  done
  if [[ -n "$pause" ]]; then
    if [[ "$pause" == *" resume "* ]]; then
      paused="$mapping"
      trap resume EXIT
    fi
    say "Stopping the consumer, and waiting $seconds s for what it has under way"
    deployment pause --region "$region" "$mapping" "$seconds" || fail "The consumer could not be stopped: see above. Run ./run.sh again."
  fi
  ((${#unpublished[@]} == 0)) || deployment publish --region "$region" "${unpublished[@]}" ||
    fail "What an earlier run left could not be published: see above. Run ./run.sh again."
  [[ -z "$changes" ]] || tf_noting apply -input=false -lock-timeout=20s "$plan" ||
    { explain && fail "Not everything was made. Mend the cause and run ./run.sh again: it goes on from here."; }
  read_outputs
  # shellcheck disable=SC2046 # names have no spaces
  deployment publish --region "$region" $(functions) || fail "Not everything is live: see above. Run ./run.sh again: it goes on from here."
  resume
}

# Whatever came of it: the alias leads to one consumer, which may go on.
resume() {
  [[ -n "$paused" ]] || return 0
  say "The consumer goes on"
  deployment resume --region "$region" "$paused" || say "The consumer could not be started again: see above. ./run.sh does it."
  paused=""
}

# A settle time changes in two steps, so that no reader shows a slot that a writer may still put into.
change_settle() {
  local writers="${settle% *}" readers="${settle#* }"
  say "A settle time changes on a live system in two steps, so that no reader misses an event.
Step 1 of 2: writers take at most $writers ms, readers stay $readers ms behind."
  plan_and_review "-var=settle_ms=$writers" "-var=reader_settle_ms=$readers"
  [[ -z "$settle" ]] || fail "What is live does not let the settle time be changed: it names $settle. Nothing was changed."
  carry_out
  say "Step 2 of 2:"
  plan_and_review
  [[ -z "$settle" ]] || fail "The first step did not come to be: run ./run.sh again."
}

wait_for_health() {
  local url="$1/health" dns status=0
  dns="$(deployed domain_target)"
  if [[ -n "$dns" ]]; then
    curl -sS -m 10 -o /dev/null "$url" 2>/dev/null || status=$?
    if ((status == 6)); then # curl: could not resolve the host
      say "${1#https://} does not resolve yet. Once it points to $dns, $url answers."
      return
    fi
  fi
  if stand_in; then
    say "Not waiting for the API: a stand-in at AWS_ENDPOINT_URL does not serve it."
    return
  fi
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
  append      POST $url/streams/ID
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
  local auto_approve delete_data wait name="" region="" architecture="arm64" artifacts="build" plan="$scratch/plan" changes=""
  local lost expiring refused settle pause
  local -a backend options unfinished waits unpublished
  parse_options "$@"

  need_jdk
  need_terraform
  need_aws ${options[@]+"${options[@]}"}
  init_terraform ${backend[@]+"${backend[@]}"}
  read_outputs
  read_wishes
  same_deployment
  same_region
  build
  read_room

  plan_and_review
  [[ -z "$settle" ]] || change_settle
  carry_out
  summary
  if [[ -n "$wait" ]]; then
    say "Waiting until the functions can be called"
    # shellcheck disable=SC2046 # names have no spaces
    deployment await --region "$region" $(functions) || fail "Not everything can be called: see above."
  fi
  # shellcheck disable=SC2046 # names have no spaces
  deployment prune --region "$region" $(functions) || say "Old versions could not be deleted: see above. They cost little, and the next run tries again."
  rm -rf "$scratch"
  [[ -z "$wait" ]] || wait_for_health "$(deployed api_url)"
}

paused="" # the event source mapping, while the consumer is stopped
case "${1:-}" in
  local) run_local "${@:2}" ;;
  key) run_key "${@:2}" ;;
  dlq) run_dlq "${@:2}" ;;
  withdraw | copy) run_on_log "$@" ;;
  *) deploy "$@" ;;
esac
