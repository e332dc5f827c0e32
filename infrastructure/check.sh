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
trap 'rm -rf "$TF_DATA_DIR"' EXIT

terraform fmt -check -diff -recursive
terraform init -input=false -backend=false -no-color "$@" >"$TF_DATA_DIR/init.log" || { cat "$TF_DATA_DIR/init.log" && exit 1; }
terraform validate -no-color
tests/order.sh
if command -v node >/dev/null; then
  node tests/accept.test.js
else
  printf '\n!!!! SKIPPED: what the edge makes of Accept: no node on PATH\n' >&2
fi
terraform test -no-color
for example in examples/*.tfvars; do
  echo "with $example:"
  terraform test -no-color -filter=tests/examples.tftest.hcl -var-file="$example"
done
