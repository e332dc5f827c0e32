output "domain_name" {
  value       = aws_cloudfront_distribution.this.domain_name
  description = "The edge's own host name."
}

output "zone_id" {
  value       = aws_cloudfront_distribution.this.hosted_zone_id
  description = "Route 53's zone of that name, for an alias."
}

output "secret_hashes" {
  # A hash of 40 random characters gives nothing away.
  value       = [for secret in local.secrets : nonsensitive(sha256(aws_api_gateway_api_key.secret[secret].value))]
  description = "SHA-256 of the secret that the edge shows, and of the next, in hexadecimal."
}
