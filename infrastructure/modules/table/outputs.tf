output "name" {
  value       = aws_dynamodb_table.this.name
  description = "Name of the table."
}

output "arn" {
  value       = aws_dynamodb_table.this.arn
  description = "ARN of the table."
}
