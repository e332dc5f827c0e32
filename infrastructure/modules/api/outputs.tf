output "id" {
  value       = aws_apigatewayv2_api.this.id
  description = "Id of the API."
}

output "stage" {
  value       = aws_apigatewayv2_stage.default.name
  description = "Name of the API's only stage."
}

output "host" {
  value       = trimprefix(aws_apigatewayv2_api.this.api_endpoint, "https://")
  description = "Host name that AWS gives the API."
}

output "cors" {
  value       = one(aws_apigatewayv2_api.this.cors_configuration)
  description = "What pages of other origins may do."
}

output "url" {
  value = (
    var.custom_domain != null
    ? "https://${var.custom_domain.name}"
    : var.behind_edge ? "https://${var.edge.domain_name}" : aws_apigatewayv2_api.this.api_endpoint
  )
  description = "Address for clients, without a slash at the end."
}

output "domain_target" {
  value = (
    var.custom_domain != null && var.behind_edge
    ? var.edge.domain_name
    : one([for d in aws_apigatewayv2_domain_name.this : d.domain_name_configuration[0].target_domain_name])
  )
  description = "What a DNS record for the custom domain must point to, where there is one."
}

output "access_log" {
  value       = aws_cloudwatch_log_group.access.name
  description = "Name of the access log's group."
}

output "throttles" {
  value       = { for r in aws_apigatewayv2_stage.default.route_settings : r.route_key => [r.throttling_rate_limit, r.throttling_burst_limit] }
  description = "Requests a second, and at once, that each route takes."
}

output "functions" {
  value       = { for key, r in aws_apigatewayv2_route.this : key => one([for name, i in aws_apigatewayv2_integration.this : name if endswith(r.target, "/${i.id}")]) }
  description = "The function that answers each route."
}

output "access_log_key" {
  value       = aws_cloudwatch_log_group.access.kms_key_id
  description = "ARN of the key that encrypts the access log, where there is one."
}
