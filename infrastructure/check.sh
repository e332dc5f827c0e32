#!/usr/bin/env bash
# Checks the Terraform without an AWS account: format, validity, tests, and each of the examples.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if [[ "${1:-}" == -h || "${1:-}" == --help ]]; then
  echo "usage: infrastructure/check.sh [options of terraform init, such as -plugin-dir=DIR]"
  exit
fi

# The table of variables in docs names and describes each of them as its file does, in the same order.
diff <(awk '/^variable "/ { gsub(/"/, "", $2); name = $2 }
    /^  description = "/ { gsub(/^  description = "|"$/, ""); print "`" name "`", $0 }' \
  variables.tf variables-{api,edge,functions,log,tables,views,observability}.tf) \
  <(awk -F ' [|] ' '/^[|] `/ { print substr($1, 3), substr($3, 1, length($3) - 2) }' ../docs/variables.md)

# shellcheck source=infrastructure/providers.sh
. ./providers.sh
find_providers
# Away from any deployment's state and backend.
TF_DATA_DIR="$(mktemp -d)"
export TF_DATA_DIR
provider=""
clean_up() {
  [[ -z "$provider" ]] || kill "$provider" 2>/dev/null || true
  rm -rf "$TF_DATA_DIR"
}
trap clean_up EXIT

# Lets Terraform ask one running provider for what the mocks are made from. It would start one of its own, which takes a second, four
# times in each run of a test.
share_provider() {
  local program log="$TF_DATA_DIR/provider.log"
  program="$(find -L "$TF_DATA_DIR/providers" -type f -name 'terraform-provider-aws*' -print -quit)"
  "$program" -debug >"$log" 2>&1 </dev/null &
  provider=$!
  for _ in {1..150}; do
    TF_REATTACH_PROVIDERS="$(sed -n "s/.*TF_REATTACH_PROVIDERS='\(.*\)'.*/\1/p" "$log")"
    [[ -z "$TF_REATTACH_PROVIDERS" ]] || break
    kill -0 "$provider" 2>/dev/null || break
    sleep 0.2
  done
  [[ -n "$TF_REATTACH_PROVIDERS" ]] || { cat "$log" && echo "The provider cannot be shared: see above." && exit 1; }
  export TF_REATTACH_PROVIDERS
}

# One file of tests, with a file of variables or none; its output in one piece.
test_file() {
  local said status=0
  said="$(terraform test -no-color -filter="$1" ${2:+-var-file="$2"} 2>&1)" || status=$?
  printf '%s%s\n' "${2:+with $2:$'\n'}" "$said"
  return "$status"
}
export -f test_file

terraform fmt -check -diff -recursive
terraform init -input=false -backend=false -no-color "$@" >"$TF_DATA_DIR/init.log" || { cat "$TF_DATA_DIR/init.log" && exit 1; }
share_provider
# Without the tests: of a run that tests a module, Terraform validates the module as if it were a root, and misses the provider alias that
# the run gives it (hashicorp/terraform#28490, open). Each test is validated as it runs.
terraform validate -no-color -no-tests
tests/order.sh
if command -v node >/dev/null; then
  node tests/accept.test.js
else
  printf '\n!!!! SKIPPED: what the edge makes of Accept: no node on PATH\n' >&2
fi
# Those with the most runs first, as many files at a time as there are cores.
{
  grep -c '^run ' tests/*.tftest.hcl | sort -t : -k 2 -rn | cut -d : -f 1
  printf 'tests/examples.tftest.hcl %s\n' examples/*.tfvars
} | xargs -P "$(getconf _NPROCESSORS_ONLN)" -L 1 bash -c 'test_file "$@"' test_file
