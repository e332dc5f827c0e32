output "name" {
  value       = aws_dynamodb_table.this.name
  description = "Name of the table."
}

output "arn" {
  value       = aws_dynamodb_table.this.arn
  description = "ARN of the table."
}

output "index_arn" {
  value       = var.index == null ? null : "${aws_dynamodb_table.this.arn}/index/${var.index.name}"
  description = "ARN of the table's index, where it has one."
}

output "expires" {
  value       = aws_dynamodb_table.this.ttl[0].enabled
  description = "Whether DynamoDB deletes items whose time has come."
}
