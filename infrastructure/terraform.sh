# shellcheck shell=bash
# Sourced by run.sh and destroy.sh: finds tools, calls Terraform, explains its failures. $root is the project's folder.

infrastructure="${root:?}/infrastructure"
scratch="$infrastructure/.deploy" # the plan under way, and what Terraform last complained of

# shellcheck source=local/java.sh
. "$root/local/java.sh"

tf() { terraform -chdir="$infrastructure" "$@"; }

# Reads all outputs of what is deployed, into $outputs: once, since each call of Terraform takes about a second.
read_outputs() { outputs="$(tf output -no-color -json 2>/dev/null)" || outputs=""; }
outputs=""

# The value of an output that was read, as JSON on several lines, behind its name.
output_value() {
  awk -v opening="  \"$1\": {" '/^  "/ { here = $0 == opening; value = 0 } /^    "value":/ { value = 1 } here && value' <<<"$outputs"
}

# An output, or one by its name of those that are several; nothing where there is none.
deployed() { output_value "$1" | sed -n -E "s/^ *\"${2:-value}\": \"?([^\"{[:space:]]*)\"?,?\$/\1/p"; }

# The names of the functions that are deployed.
functions() { output_value functions | sed -n -E 's/^ {6}"[^"]*": "([^"]*)",?$/\1/p'; }

need_terraform() {
  local version
  command -v terraform >/dev/null || fail "Terraform: none found. Install 1.9 or newer: https://developer.hashicorp.com/terraform/install"
  version="$(terraform version 2>/dev/null | sed -n 's/^Terraform v\([0-9]*\.[0-9]*\).*/\1/p')"
  [[ "$version" =~ ^([0-9]+)\.([0-9]+)$ ]] || fail "Terraform: $(command -v terraform) does not tell its version."
  ((BASH_REMATCH[1] > 1 || (BASH_REMATCH[1] == 1 && BASH_REMATCH[2] >= 9))) ||
    fail "Terraform: this is $version, and 1.9 or newer is needed: https://developer.hashicorp.com/terraform/install"
  echo "Terraform: $version"
}

# Whether any credentials and a region are named at all; whether they are good, AWS tells Terraform.
need_aws() {
  local config="${AWS_CONFIG_FILE:-$HOME/.aws/config}" shared="${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}" source
  if [[ -n "${AWS_ACCESS_KEY_ID:-}" && -n "${AWS_SECRET_ACCESS_KEY:-}" ]]; then
    source="AWS_ACCESS_KEY_ID"
  elif [[ -n "${AWS_PROFILE:-}" ]]; then
    grep -qsF -e "[$AWS_PROFILE]" -e "[profile $AWS_PROFILE]" "$config" "$shared" || fail "AWS: no profile '$AWS_PROFILE' in $config or $shared."
    source="profile $AWS_PROFILE"
  elif [[ -n "${AWS_WEB_IDENTITY_TOKEN_FILE:-}${AWS_CONTAINER_CREDENTIALS_RELATIVE_URI:-}${AWS_CONTAINER_CREDENTIALS_FULL_URI:-}" ]]; then
    source="this container's role"
  elif grep -qs '^\[default\]' "$config" "$shared"; then
    source="the default profile"
  elif grep -qs 'Amazon EC2' /sys/devices/virtual/dmi/id/sys_vendor; then
    source="this instance's role"
  else
    fail "AWS: no credentials. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
  fi
  if [[ -z "${AWS_REGION:-${AWS_DEFAULT_REGION:-}}" && "$*" != *aws_region=* ]] && ! grep -qs '^ *region' "$config"; then
    fail "AWS: no region. Set AWS_REGION, such as AWS_REGION=eu-central-1."
  fi
  echo "AWS: $source${AWS_REGION:+, $AWS_REGION}${AWS_ENDPOINT_URL:+, at $AWS_ENDPOINT_URL}"
}

# Finds $name, $environment and $region of what the state in use holds, all empty where that is nothing: a run that was
# cut off has left no outputs.
# shellcheck disable=SC2034 # the caller reads them
read_state() {
  local state
  state="$(tf state pull)" || fail "The state cannot be read: see above."
  name="$(first_tag Deployment)" environment="$(first_tag Environment)"
  # What belongs to CloudFront is in us-east-1 wherever the deployment is.
  state="$(grep -v -E '"arn": "arn:[a-z-]+:(wafv2|logs):us-east-1:[0-9]+:(global/|delivery)' <<<"$state")"
  region="$(first '"arn": "arn:[a-z-]+:[a-z0-9-]+:([a-z0-9-]+):.*')"
}
first_tag() { first "\"$1\": \"([a-z0-9-]+)\",?"; }
# The first group of the first line of the state that matches.
first() { sed -n -E "/^ *$1\$/{s/^ *$1\$/\1/p;q;}" <<<"$state"; }

# Whether AWS_ENDPOINT_URL names a stand-in for AWS.
stand_in() { [[ -n "${AWS_ENDPOINT_URL:-}" && "$AWS_ENDPOINT_URL" != *.amazonaws.com* ]]; }

# The identity of the state in use in a folder; nothing where it holds no resources.
lineage() {
  [[ -n "$(terraform -chdir="$1" state list 2>/dev/null)" ]] || return 0
  terraform -chdir="$1" state pull | sed -n -E 's/^ *"lineage": "(.*)",?$/\1/p'
}

# A state that is moved onto another one would take its place, and what that one tells of would be forgotten.
spare_other_state() {
  local here there probe="$scratch/probe"
  here="$(lineage "$infrastructure")"
  [[ -n "$here" ]] || return 0
  rm -rf "$probe"
  mkdir -p "$probe"
  printf 'terraform {\n  backend "s3" {}\n}\n' >"$probe/main.tf"
  TF_DATA_DIR="" terraform -chdir="$probe" init -input=false "$@" >"$scratch/init.log" 2>&1 ||
    { cat "$scratch/init.log" >&2 && fail "The state could not be looked for in S3: see above."; }
  there="$(TF_DATA_DIR="" lineage "$probe")"
  [[ -z "$there" || "$there" == "$here" ]] || fail "Another deployment's state is kept there: choose another --backend-config=key=…
Or, to work on that deployment, pass these options in a fresh clone. Nothing was changed."
}

# Fetches the provider and finds the state. --backend-config options move the state to S3, where it stays.
init_terraform() {
  local override="$infrastructure/backend_override.tf"
  mkdir -p "$scratch"
  if (($# > 0)); then
    spare_other_state "$@"
    printf 'terraform {\n  backend "s3" {}\n}\n' >"$override"
    set -- -migrate-state -force-copy "$@"
  fi
  tf init -input=false "$@" >"$scratch/init.log" 2>&1 && return
  cat "$scratch/init.log" >&2
  [[ ! -f "$override" ]] || say "The state is kept in S3: pass the --backend-config options it was moved there with."
  fail "Terraform could not be initialised: see above."
}

# Runs Terraform, keeping its errors for explain; colourful only on a terminal.
tf_noting() {
  local command="$1"
  shift
  [[ -t 1 ]] || set -- -no-color "$@"
  { tf "$command" "$@" 2>&1 1>&3 | tee "$scratch/errors.log" >&2; } 3>&1
}

# Turns the failures that people meet into a line that says what to do.
explain() {
  local errors
  errors="$(sed 's/\x1b\[[0-9;]*m//g' "$scratch/errors.log")"
  case "$errors" in
    *'Error acquiring the state lock'*)
      say "Another run holds the state: wait for it. If it was cut off, free it:"
      sed -n 's/^[│ ]*ID: *\([^ ]*\).*/  terraform -chdir=infrastructure force-unlock \1/p' <<<"$errors" >&2
      ;;
    *'No valid credential sources'* | *Expired* | *InvalidClientTokenId* | *UnrecognizedClient* | *'SSO'* | *'refresh cached credentials'*)
      say "AWS refused the credentials: log in again, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
      ;;
    *AlreadyExists* | *'already exists'* | *ResourceInUse* | *ResourceConflict*)
      say "Something of that name is there already. If a run that was cut off left it behind, adopt it (with the same -var options):"
      awk '/Error: / { name = /\([^)]*\)/ ? substr($0, index($0, "(") + 1) : ""; sub(/\).*/, "", name) }
        / with .*,$/ && name != "" { sub(/^.* with /, ""); sub(/,$/, "")
          printf "  terraform -chdir=infrastructure import '\''%s'\'' '\''%s'\''\n", $0, name }' <<<"$errors" >&2
      say "If it belongs to another deployment, choose another -var environment=… or -var name_prefix=…"
      ;;
  esac
}

# Asks a question that only the given word answers.
confirm() {
  local answer
  [[ -t 0 ]] || fail "Nothing was changed: nobody is here to ask. Pass -auto-approve to go ahead."
  read -r -p "$1 " answer
  [[ "$answer" == "$2" ]] || fail "Nothing was changed."
}

# A file as Terraform finds it from its own folder.
absolute() {
  case "$1" in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
  esac
}

# Sorts options into $auto_approve, $delete_data, $wait, $backend and, for Terraform, $options. Ends at -h.
# shellcheck disable=SC2034 # the caller reads them
parse_options() {
  auto_approve="" delete_data="" wait="yes" backend=() options=()
  while (($# > 0)); do
    case "$1" in
      -h | --help) usage && exit ;;
      -auto-approve | --auto-approve) auto_approve="yes" ;;
      --delete-data) delete_data="yes" ;;
      --no-wait) wait="" ;;
      -backend-config=* | --backend-config=*) backend+=("-backend-config=${1#*=}") ;;
      -var-file=* | --var-file=*) options+=("-var-file=$(absolute "${1#*=}")") ;;
      -var | --var | -var-file | --var-file | -backend-config | --backend-config)
        (($# > 1)) || fail "$1 needs a value: see --help."
        set -- "$1=$2" "${@:3}"
        continue
        ;;
      -var=* | --var=* | -target=* | -replace=* | -refresh=* | -parallelism=* | -lock=* | -compact-warnings) options+=("$1") ;;
      *) fail "Unknown: $1. See --help." ;;
    esac
    shift
  done
}
