# The optional domain of the API's own. Behind the edge it is the edge's: only its DNS record stays here, so that it moves over in one step.

locals {
  domain     = var.custom_domain == null ? {} : { (var.custom_domain.name) = var.custom_domain }
  own_domain = var.behind_edge ? {} : local.domain
  in_dns     = { for name, domain in local.domain : name => domain if domain.zone_id != null }
}

resource "aws_apigatewayv2_domain_name" "this" {
  for_each = local.own_domain

  domain_name = each.key

  domain_name_configuration {
    certificate_arn = each.value.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  for_each = local.own_domain

  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this[each.key].id
  stage       = aws_apigatewayv2_stage.default.id
}

resource "aws_route53_record" "this" {
  for_each = local.in_dns

  zone_id = each.value.zone_id
  name    = each.key
  type    = "A"

  alias {
    name = (
      var.behind_edge ? var.edge.domain_name : aws_apigatewayv2_domain_name.this[each.key].domain_name_configuration[0].target_domain_name
    )
    zone_id                = var.behind_edge ? var.edge.zone_id : aws_apigatewayv2_domain_name.this[each.key].domain_name_configuration[0].hosted_zone_id
    evaluate_target_health = false
  }
}

# The edge has IPv6, the gateway has not.
resource "aws_route53_record" "ipv6" {
  for_each = var.behind_edge ? local.in_dns : {}

  zone_id = each.value.zone_id
  name    = each.key
  type    = "AAAA"

  alias {
    name                   = var.edge.domain_name
    zone_id                = var.edge.zone_id
    evaluate_target_health = false
  }
}
