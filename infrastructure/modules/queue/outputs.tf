output "url" {
  value       = aws_sqs_queue.this.url
  description = "URL of the queue."
}

output "arn" {
  value       = aws_sqs_queue.this.arn
  description = "ARN of the queue."
}

output "name" {
  value       = aws_sqs_queue.this.name
  description = "Name of the queue."
}

output "dlq_url" {
  value       = aws_sqs_queue.dead_letters.url
  description = "URL of the DLQ."
}

output "dlq_arn" {
  value       = aws_sqs_queue.dead_letters.arn
  description = "ARN of the DLQ."
}

output "dlq_name" {
  value       = aws_sqs_queue.dead_letters.name
  description = "Name of the DLQ."
}
