# What the edge shows to the API, so that nobody passes by it.

locals {
  # The functions take the current one and the next: the edge, which changes first, is never ahead of them.
  current = tostring(var.secret)
  secrets = [local.current, tostring(var.secret + 1)]
}

# AWS draws it at random, and Terraform never shows it. It opens nothing else: no usage plan and no API knows the key.
resource "aws_api_gateway_api_key" "secret" {
  for_each = toset(local.secrets)

  name        = "${var.name}-edge-${each.key}"
  description = "The secret that the edge shows to the API."
}
