#!/usr/bin/env bash
# Checks the order of an upgrade in Terraform's own graph: one apply moves `live` of the readers first, then of the consumer, then of submit and append.
# Run in an initialised folder, as check.sh does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

graph="$(terraform graph | sed -n -E 's/^ *"([^"]+)" -> "([^"]+)";$/\1 \2/p')"

# Whether the first waits for the second: some way leads from it there.
waits() {
  awk -v from="$1" -v to="$2" '
    { next_of[$1] = next_of[$1] " " $2 }
    END {
      open[1] = from; seen[from] = 1; last = 1
      for (i = 1; i <= last; i++) {
        if (open[i] == to) exit 0
        n = split(next_of[open[i]], places, " ")
        for (j = 1; j <= n; j++) if (!(places[j] in seen)) { seen[places[j]] = 1; open[++last] = places[j] }
      }
      exit 1
    }' <<<"$graph"
}

for pair in "consumer query" "consumer projector" "submit consumer" "append consumer"; do
  read -r later sooner <<<"$pair"
  waits "module.$later.aws_lambda_function.this" "module.$sooner.aws_lambda_alias.live" ||
    { echo "$later may be moved before $sooner." >&2 && exit 1; }
  ! waits "module.$sooner.aws_lambda_function.this" "module.$later.aws_lambda_alias.live" ||
    { echo "$sooner waits for $later." >&2 && exit 1; }
done
# A new table is there before the functions that use it, and a new route only once its function can be called.
for function in append query; do
  waits "module.$function.aws_lambda_function.this" "module.streams.aws_dynamodb_table.this" || { echo "$function may come before its table." >&2 && exit 1; }
  waits "module.api.aws_apigatewayv2_route.this" "module.$function.aws_lambda_alias.live" || { echo "A route may come before $function." >&2 && exit 1; }
done
echo "live moves in the order of an upgrade"
