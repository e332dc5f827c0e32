#!/usr/bin/env bash
# Removes a deployment, or local mode's data. Says what will be lost, and asks.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=infrastructure/terraform.sh
. "$root/infrastructure/terraform.sh"

usage() {
  cat <<'TEXT'
usage: ./destroy.sh --delete-data [options]          remove the deployment from AWS, with all events, streams and keys
       ./destroy.sh local [--data DIR] [options]     remove what local mode has stored (in data/)

options:
  -auto-approve                do not ask
  --backend-config KEY=VALUE   where the state is kept, if in S3 and this is a fresh clone

Without --delete-data it says what would be lost, and removes nothing. It needs none of the options that the
deployment was made with; TF_WORKSPACE, AWS_PROFILE, AWS_REGION and AWS_ENDPOINT_URL are honoured.
TEXT
}

# Says how many events, days and keys there are; that it cannot be told is no reason to stop.
count_contents() {
  "$root/local/launch.sh" contents "$@" >&2 || say "How many events, days and keys that is could not be found out: see above."
}

# ---- this machine ----

# What local mode puts into its folder, and what it writes into the marker there; local/…/DataFolder has the same.
entries=" lock event-store endpoints endpoints.new dynamodb sqs archive native dynamodb-endpoint "
mark="Local mode of the DCSS event store keeps everything in this folder."

# Refuses a folder that local mode did not make, or that holds anything else: it could be somebody's home.
refuse_foreign() {
  local data="$1" entry
  local -a foreign=() links=()
  [[ -f "$data/event-store" && ! -L "$data/event-store" && "$(head -c 200 "$data/event-store")" == "$mark" ]] ||
    fail "$data was not made by local mode (its file event-store is missing, or says something else): nothing was removed.
If it was made by a version before this one, start local mode on it once, or remove it yourself."
  for entry in "$data"/* "$data"/.[!.]* "$data"/..?*; do
    [[ -e "$entry" || -L "$entry" ]] || continue
    [[ "$entries" == *" ${entry##*/} "* ]] || foreign+=("${entry##*/}")
    [[ ! -L "$entry" ]] || links+=("${entry##*/}")
  done
  ((${#foreign[@]} == 0)) || fail "$data also holds what local mode did not put there: ${foreign[*]//[![:print:]]/?}
Nothing was removed. Move that elsewhere first."
  ((${#links[@]} == 0)) || fail "In $data these are links, and what they lead to would stay: ${links[*]}
Nothing was removed. Put the folders themselves there, or remove all of it yourself."
}

# Whether a process holds the folder's lock (where the system tells).
in_use() {
  local inode
  [[ -r /proc/locks && -f "$1/lock" ]] || return 1
  inode="$(stat -c %i "$1/lock")"
  grep -q ":$inode " /proc/locks
}

destroy_local() {
  local data="data" approved=""
  while (($# > 0)); do
    case "$1" in
      --data) data="${2-}" && shift "$(($# > 1))" ;;
      --data=*) data="${1#*=}" ;;
      -auto-approve | --auto-approve) approved="yes" ;;
      -h | --help) usage && exit ;;
      *) fail "Unknown: $1. See --help." ;;
    esac
    shift
  done
  [[ -n "$data" ]] || fail "--data needs a folder, such as --data data. See --help."
  cd "$root" # as local mode does
  [[ -d "$data" ]] || { say "There is no $data: nothing to remove." && exit; }
  # Not a link to it: the link alone would go.
  data="$(cd "$data" && pwd -P)"
  refuse_foreign "$data"
  ! in_use "$data" || fail "Local mode is running on $data: stop it first."
  say "This removes $data ($(du -sh "$data" | cut -f1)): every event, stream, queued message, archived day and key of local mode."
  count_contents --local --data "$data"
  [[ -n "$approved" ]] || confirm "Remove it? Only 'yes' is taken for an answer:" yes
  # It may have changed while the question was asked.
  refuse_foreign "$data"
  ! in_use "$data" || fail "Local mode is running on $data: stop it first."
  rm -rf -- "$data"
  say "Removed."
}

# ---- AWS ----

# Keeps what the tables were made with (an output of the deployment), for a removal that is cut off to go on with.
remember_settings() {
  local now
  now="$(tf output -no-color -json made_with 2>/dev/null)" || now=""
  [[ "$now" != \{* ]] || printf '%s\n' "$now" >"$settings"
  [[ ! -f "$settings" ]] || return 0
  printf '{"name_prefix":"%s","environment":"%s"' "${name%-"$environment"}" "$environment" >"$settings"
  printf '%s}\n' "${region:+,\"aws_region\":\"$region\"}" >>"$settings"
}

say_what_is_lost() {
  local url tables
  url="$(deployed api_url)"
  # The edge's bucket holds lines about the store, not the store.
  tables="$(sed -n -E '/^module\.edge\[/d; s/^(.*aws_(dynamodb_table|sqs_queue|s3_bucket)\.[a-z_]*)$/  \1/p' <<<"$resources")"
  say "This removes ${name:-a deployment}${region:+ in $region}, $(grep -c . <<<"$resources") resources, for good."
  [[ -z "$tables" ]] || say "$tables
with every event of every day, every stream, every event still queued or in the DLQ, every archived day, and every key."
  if grep -qE 'module\.events\.aws_dynamodb_table' <<<"$resources" && grep -qE 'module\.keys\.aws_dynamodb_table' <<<"$resources"; then
    count_contents --events "$name-events" --keys "$name-keys" ${region:+--region "$region"}
  fi
  say "Whoever submits to or reads from ${url:-the API} will be refused."
}

# Terraform's output only where it fails.
quietly() { "$@" >"$scratch/quiet.log" 2>&1 || { cat "$scratch/quiet.log" >&2 && return 1; }; }

lift_deletion_protection() {
  local table
  local -a targets=()
  while read -r table; do targets+=("-target=$table"); done < <(grep -E 'aws_(dynamodb_table|s3_bucket)\.this$' <<<"$resources" | grep -v '^module\.edge\[')
  ((${#targets[@]} > 0)) || return 0
  say "Lifting the deletion protection of the tables and the archive"
  quietly tf apply -no-color -auto-approve -input=false -lock-timeout=20s "${targets[@]}" -var-file="$settings" -var=deletion_protection=false \
    ${options[@]+"${options[@]}"} || fail "The deletion protection could not be lifted; nothing was removed."
}

destroy() {
  # shellcheck disable=SC2034 # wait: nothing to wait for here
  local auto_approve delete_data wait resources name environment region settings
  local -a backend options
  parse_options "$@"
  need_terraform
  need_aws aws_region=deployed
  init_terraform ${backend[@]+"${backend[@]}"}
  resources="$(tf state list 2>/dev/null | grep -v -E '(^|\.)data\.')" || resources=""
  if [[ -z "$resources" ]]; then
    say "Nothing is deployed from this folder${TF_WORKSPACE:+ in the workspace $TF_WORKSPACE}."
    exit
  fi
  read_state
  read_outputs
  settings="$scratch/settings-${name:-unknown}.tfvars.json"
  remember_settings
  say_what_is_lost
  [[ -n "$delete_data" ]] || fail "Nothing was removed. To remove all this: ./destroy.sh --delete-data"
  [[ -n "$auto_approve" ]] || confirm "Type ${name:-remove} to remove it:" "${name:-remove}"

  lift_deletion_protection
  tf_noting destroy -auto-approve -input=false -lock-timeout=20s -var-file="$settings" ${options[@]+"${options[@]}"} ||
    { explain && fail "Not everything was removed. Mend the cause and run ./destroy.sh --delete-data again: it goes on from here."; }
  rm -rf "$scratch"
  say "Everything is removed."
}

case "${1:-}" in
  local) destroy_local "${@:2}" ;;
  *) destroy "$@" ;;
esac
