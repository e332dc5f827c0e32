output "name" {
  value       = aws_cloudwatch_event_rule.this.name
  description = "Name of the rule."
}

output "calls" {
  value       = aws_cloudwatch_event_target.this.arn
  description = "ARN of what is called."
}

output "every" {
  value       = aws_cloudwatch_event_rule.this.schedule_expression
  description = "How often it is called."
}
