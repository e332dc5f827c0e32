# Alarms on what is reckoned from several metrics.

locals {
  computed_alarms = {
    "5xx-rate" = {
      description = "More than ${var.thresholds.error_5xx_percent} % of the API's answers are 5xx: look at the API's access log, then at the function behind the route."
      label       = "5xx answers, percent", expression = "100 * errors / answers"
      threshold   = var.thresholds.error_5xx_percent, below = false, period = 60, periods = 3, missing = "notBreaching"
      metrics = { for id, metric in { errors = "5xx", answers = "Count" } : id => {
        namespace = "AWS/ApiGateway", metric = metric, dimensions = { ApiId = var.api.id, Stage = var.api.stage }, stat = "Sum"
      } }
    }
    # The slowest hundredth of a few requests is just the slowest: under 100 it says nothing.
    submit-p99 = {
      description = "One in a hundred submits takes longer than ${var.thresholds.submit_p99_ms} ms: look at cold starts, throttles and memory."
      label       = "submit, p99, ms", expression = "IF(samples >= 100, p99, 0)"
      threshold   = var.thresholds.submit_p99_ms, below = false, period = 900, periods = 2, missing = "notBreaching"
      metrics = { for id, stat in { p99 = "p99", samples = "SampleCount" } : id => {
        namespace = var.metrics_namespace, metric = "AcknowledgeMillis", dimensions = local.service, stat = stat
      } }
    }
    # Lambda polls several times a minute, events or not, unless the mapping is disabled or its permissions are gone.
    consumer-stopped = {
      description = "Nobody has asked the queue for events for 15 minutes: look at the consumer's event source mapping and its role, and at consumer_enabled."
      label       = "receives", expression = "FILL(full, 0) + FILL(empty, 0)"
      threshold   = 1, below = true, period = 300, periods = 3, missing = "breaching"
      metrics = { for id, metric in { full = "NumberOfMessagesReceived", empty = "NumberOfEmptyReceives" } : id => {
        namespace = "AWS/SQS", metric = metric, dimensions = { QueueName = var.queue_name }, stat = "Sum"
      } }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "computed" {
  for_each = { for name, alarm in local.computed_alarms : name => alarm if var.thresholds.enabled }

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = each.value.description

  comparison_operator = each.value.below ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  treat_missing_data  = each.value.missing

  metric_query {
    id          = "result"
    label       = each.value.label
    expression  = each.value.expression
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        period      = each.value.period
        stat        = metric_query.value.stat
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

moved {
  from = aws_cloudwatch_metric_alarm.error_rate
  to   = aws_cloudwatch_metric_alarm.computed["5xx-rate"]
}

moved {
  from = aws_cloudwatch_metric_alarm.this["submit-p99"]
  to   = aws_cloudwatch_metric_alarm.computed["submit-p99"]
}
