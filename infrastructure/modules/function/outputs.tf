output "name" {
  value       = aws_lambda_function.this.function_name
  description = "Name of the function."
}

output "alias" {
  value       = aws_lambda_alias.live.name
  description = "Alias that callers use."
}

output "alias_arn" {
  value       = aws_lambda_alias.live.arn
  description = "ARN of the alias, for event sources."
}

output "invoke_arn" {
  value       = aws_lambda_alias.live.invoke_arn
  description = "ARN of the alias, for API Gateway."
}

output "role_arn" {
  value       = aws_iam_role.this.arn
  description = "ARN of the function's role."
}

output "policy" {
  value       = aws_iam_role_policy.this.policy
  description = "The function's whole policy, as JSON."
}

output "environment" {
  value       = var.environment
  description = "What the function is told."
}

output "log_group" {
  value       = aws_cloudwatch_log_group.this.name
  description = "Name of the function's log group."
}

output "role_name" {
  value       = aws_iam_role.this.name
  description = "Name of the function's role."
}

output "reserved_concurrency" {
  value       = aws_lambda_function.this.reserved_concurrent_executions
  description = "Instances of its own; -1 for none."
}

output "log_key" {
  value       = aws_cloudwatch_log_group.this.kms_key_id
  description = "ARN of the key that encrypts the log, where there is one."
}
