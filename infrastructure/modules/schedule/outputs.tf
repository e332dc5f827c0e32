output "name" {
  value       = aws_cloudwatch_event_rule.this.name
  description = "Name of the rule."
}
