# shellcheck shell=bash
# Sourced by the checks and the rehearsal: Terraform takes its provider from the registry or, if there is one on this machine, from a
# folder that mirrors it.
find_providers() {
  local mirror
  [[ -z "${TF_CLI_ARGS_init:-}" ]] || return 0
  mirror="$(find /opt /srv /usr/local /var/lib "$HOME" -maxdepth 4 -path '*/registry.terraform.io/hashicorp/aws' -print -quit 2>/dev/null)" || true
  [[ -z "$mirror" ]] || export TF_CLI_ARGS_init="-plugin-dir=${mirror%/registry.terraform.io/*}"
}
