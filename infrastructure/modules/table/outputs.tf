output "name" {
  value       = aws_dynamodb_table.this.name
  description = "Name of the table."
}

output "arn" {
  value       = aws_dynamodb_table.this.arn
  description = "ARN of the table."
}

output "expires" {
  value       = aws_dynamodb_table.this.ttl[0].enabled
  description = "Whether DynamoDB deletes items whose time has come."
}
