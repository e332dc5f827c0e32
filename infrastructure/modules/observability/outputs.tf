output "dashboard_url" {
  value       = one([for d in aws_cloudwatch_dashboard.this : "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${d.dashboard_name}"])
  description = "Link to the dashboard, where there is one."
}

output "alarm_topic_arn" {
  value       = aws_sns_topic.alarms.arn
  description = "ARN of the topic that alarms are sent to."
}

output "alarm_names" {
  value       = sort([for a in concat(values(aws_cloudwatch_metric_alarm.this), values(aws_cloudwatch_metric_alarm.computed)) : a.alarm_name])
  description = "Names of the alarms."
}

output "budget" {
  value = one([for b in aws_budgets_budget.monthly : {
    usd    = b.limit_amount
    counts = flatten([for f in b.cost_filter : f.values])
  }])
  description = "Dollars a month and what they are counted by, where there is a budget."
}

output "topic_key" {
  value       = aws_sns_topic.alarms.kms_master_key_id
  description = "ARN of the key that encrypts what the topic holds, where there is one."
}

output "alarm_metrics" {
  value       = length(aws_cloudwatch_metric_alarm.this) + sum(concat([0], [for a in local.computed_alarms : length(a.metrics) if var.thresholds.enabled]))
  description = "Metrics that the alarms watch: what CloudWatch charges for."
}
