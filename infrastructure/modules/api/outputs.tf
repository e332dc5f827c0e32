output "id" {
  value       = aws_apigatewayv2_api.this.id
  description = "Id of the API."
}

output "stage" {
  value       = aws_apigatewayv2_stage.default.name
  description = "Name of the API's only stage."
}

output "url" {
  value       = var.custom_domain == null ? aws_apigatewayv2_api.this.api_endpoint : "https://${var.custom_domain.name}"
  description = "Address of the API, without a slash at the end."
}

output "domain_target" {
  value       = one([for d in aws_apigatewayv2_domain_name.this : d.domain_name_configuration[0].target_domain_name])
  description = "What a DNS record for the custom domain must point to, where there is one."
}
