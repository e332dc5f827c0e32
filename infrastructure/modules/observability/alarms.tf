# What somebody should look at now. Each description says what is wrong and where to look.

locals {
  service = { Service = var.service }

  queue_alarms = {
    dlq-not-empty = {
      description = "Events wait in the DLQ: read their `Reason` attribute, mend the cause, then redrive the DLQ."
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", dimensions = { QueueName = var.dlq_name }
      statistic   = "Maximum", threshold = 0, periods = 1
    }
    oldest-message = {
      description = "Events wait longer than ${var.thresholds.oldest_message_s} s to be stored: look at consumer errors and throttles, and at the tables' throttling."
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = var.queue_name }
      statistic   = "Maximum", threshold = var.thresholds.oldest_message_s, periods = 3
    }
  }

  promise_alarms = {
    late-puts = {
      description = "A put landed later than settle_ms allows: a reader may have missed an event. Raise settle_ms (reader_settle_ms first)."
      namespace   = var.metrics_namespace, metric = "LatePuts", dimensions = local.service
      statistic   = "Sum", threshold = 0, periods = 1
    }
    submit-p99 = {
      description = "One in a hundred submits takes longer than ${var.thresholds.submit_p99_ms} ms: look at cold starts, throttles and memory."
      namespace   = var.metrics_namespace, metric = "AcknowledgeMillis", dimensions = local.service
      statistic   = "p99", threshold = var.thresholds.submit_p99_ms, periods = 3
    }
  }

  function_alarms = merge([for role, f in var.functions : {
    "${role}-errors" = {
      description = "The ${role} function fails: look at its log group for the failed request's id."
      namespace   = "AWS/Lambda", metric = "Errors", dimensions = { FunctionName = f.name }
      statistic   = "Sum", threshold = 0, periods = 1
    }
    "${role}-throttles" = {
      description = "The ${role} function is throttled: raise its reserved concurrency, or the account's limit."
      namespace   = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = f.name }
      statistic   = "Sum", threshold = 0, periods = 3
    }
  }]...)

  alarms = merge(local.queue_alarms, local.promise_alarms, local.function_alarms)
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = each.value.description

  namespace          = each.value.namespace
  metric_name        = each.value.metric
  dimensions         = each.value.dimensions
  statistic          = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic = startswith(each.value.statistic, "p") ? each.value.statistic : null

  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = 60
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "error_rate" {
  alarm_name        = "${var.name}-5xx-rate"
  alarm_description = "More than ${var.thresholds.error_5xx_percent} % of the API's answers are 5xx: look at the API's access log, then at the function behind the route."

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.thresholds.error_5xx_percent
  evaluation_periods  = 3
  treat_missing_data  = "notBreaching"

  metric_query {
    id          = "rate"
    label       = "5xx answers, percent"
    expression  = "100 * errors / answers"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = { errors = "5xx", answers = "Count" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/ApiGateway"
        metric_name = metric_query.value
        dimensions  = { ApiId = var.api.id, Stage = var.api.stage }
        period      = 60
        stat        = "Sum"
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
