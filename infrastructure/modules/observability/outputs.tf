output "dashboard_url" {
  value       = "https://${local.region}.console.aws.amazon.com/cloudwatch/home?region=${local.region}#dashboards/dashboard/${aws_cloudwatch_dashboard.this.dashboard_name}"
  description = "Link to the dashboard."
}

output "alarm_topic_arn" {
  value       = aws_sns_topic.alarms.arn
  description = "ARN of the topic that alarms are sent to."
}

output "alarm_names" {
  value       = sort(concat([for a in aws_cloudwatch_metric_alarm.this : a.alarm_name], [aws_cloudwatch_metric_alarm.error_rate.alarm_name]))
  description = "Names of the alarms."
}

output "budget" {
  value = one([for b in aws_budgets_budget.monthly : {
    usd    = b.limit_amount
    counts = flatten([for f in b.cost_filter : f.values])
  }])
  description = "Dollars a month and what they are counted by, where there is a budget."
}
