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

output "stays_s" {
  value       = jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy).maxReceiveCount * aws_sqs_queue.this.visibility_timeout_seconds
  description = "Seconds that a message which fails again and again stays in the queue, at least."
}

output "keeps_s" {
  value       = aws_sqs_queue.this.message_retention_seconds
  description = "Seconds after which SQS deletes a message that waits in the queue."
}
