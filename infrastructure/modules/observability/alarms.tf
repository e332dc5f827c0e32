# What somebody should look at now, by what it watches. Each description says what is wrong and where to look.

locals {
  service = { Service = var.service }

  # Clocks and puts are trusted this far: a quarter of the settling time.
  skew_ms = var.settle_ms / 4

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
    oldest-message-days = {
      description = "An event has waited for ${var.thresholds.oldest_message_days} days; SQS deletes it after ${var.queue_retention_days}. Mend the consumer, or copy the queue's messages away."
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", dimensions = { QueueName = var.queue_name }
      statistic   = "Maximum", threshold = var.thresholds.oldest_message_days * 86400, periods = 1
    }
  }

  promise_alarms = {
    late-puts = {
      description = "A put landed later than settle_ms allows: a reader may have missed an event. Raise settle_ms (reader_settle_ms first)."
      namespace   = var.metrics_namespace, metric = "LatePuts", dimensions = local.service
      statistic   = "Sum", threshold = 0, periods = 1
    }
    unknown-puts = {
      description = "More than ${var.thresholds.unknown_puts} puts in 5 minutes got no answer: each may have landed late. Look at the events table's latency and throttling; raise settle_ms if it goes on."
      namespace   = var.metrics_namespace, metric = "UnknownPuts", dimensions = local.service
      statistic   = "Sum", threshold = var.thresholds.unknown_puts, period = 300, periods = 1
    }
    id-conflicts = {
      description = "A client sent another content under an id that is taken: it was not stored. The consumer's log names both messages; tell the source."
      namespace   = var.metrics_namespace, metric = "IdConflicts", dimensions = local.service
      statistic   = "Sum", threshold = 0, period = 300, periods = 1
    }
    clock-behind = {
      description = "submit's clock is more than ${local.skew_ms} ms behind the queue's, or sending took so long: look at NotConfirmed; raise settle_ms (reader_settle_ms first) if it goes on."
      namespace   = var.metrics_namespace, metric = "ClockDifferenceMillis", dimensions = local.service
      statistic   = "Maximum", threshold = local.skew_ms, periods = 3
    }
    clock-ahead = {
      description = "submit's clock is more than ${local.skew_ms} ms ahead of the queue's: raise settle_ms (reader_settle_ms first) if it goes on."
      namespace   = var.metrics_namespace, metric = "ClockDifferenceMillis", dimensions = local.service
      statistic   = "Minimum", threshold = -local.skew_ms, below = true, periods = 3
    }
  }

  stream_alarms = {
    appends-pending = {
      description = "An append has waited for the queue for more than ${var.thresholds.appends_pending_s} s, or nobody looks for such: look at the append function's log group, and at append-errors."
      namespace   = var.metrics_namespace, metric = "OldestPendingMillis", dimensions = local.service
      statistic   = "Maximum", threshold = var.thresholds.appends_pending_s * 1000, missing = "breaching", period = 300, periods = 3
    }
  }

  view_alarms = { for name, alarm in {
    views-behind = {
      description = "The furthest view is more than ${var.thresholds.views_behind_s} s behind the log, or the projector does not run: look at its log group, at ViewFailures there, and at projector-errors."
      namespace   = var.metrics_namespace, metric = "ProjectionLagMillis", dimensions = local.service
      statistic   = "Maximum", threshold = var.thresholds.views_behind_s * 1000, missing = "breaching", period = 300, periods = 3
    }
    view-conflicts = {
      description = "A view holds what the log does not say, and has stopped: the projector's log names it. Fill it anew (docs/operations.md)."
      namespace   = var.metrics_namespace, metric = "ViewConflicts", dimensions = local.service
      statistic   = "Sum", threshold = 0, period = 300, periods = 1
    }
    archive-differences = {
      description = "An archived day is not what the table holds: the projector's log names it. Compare both before you trust either (docs/archive.md)."
      namespace   = var.metrics_namespace, metric = "ArchiveDifferences", dimensions = local.service
      statistic   = "Sum", threshold = 0, period = 300, periods = 1
    }
  } : name => alarm if var.projected }

  function_alarms = merge([for role, f in var.functions : {
    "${role}-errors" = {
      description = "${f.name} fails: look at its log group /aws/lambda/${f.name}."
      namespace   = "AWS/Lambda", metric = "Errors", dimensions = { FunctionName = f.name }
      statistic   = "Sum", threshold = 0, periods = 3
    }
    "${role}-throttles" = {
      description = "${f.name} gets no room to run: raise its reserved_concurrency, or the account's limit."
      namespace   = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = f.name }
      statistic   = "Sum", threshold = 0, periods = 3
    }
  }]...)

  # A day's partition takes 1000 write and 3000 read units a second, and a table what on_demand_limits allows.
  table_alarms = { for id, t in {
    events-writes  = { role = "events", does = "Write", means = "events are stored later" }
    claims-writes  = { role = "claims", does = "Write", means = "events with a client's id are stored later" }
    streams-writes = { role = "streams", does = "Write", means = "appends are refused, and pending ones wait" }
    events-reads   = { role = "events", does = "Read", means = "readers are slowed down, and so is the consumer" }
    } : "${id}-throttled" => {
    description = "DynamoDB throttles ${lower(t.does)}s of ${t.role}: ${t.means}. Look at what asks so much, at on_demand_limits and at capacity."
    namespace   = "AWS/DynamoDB", metric = "${t.does}ThrottleEvents", dimensions = { TableName = var.tables[t.role].name }
    statistic   = "Sum", threshold = 0, periods = 3
  } }

  quiet_alarms = { for name, alarm in {
    quiet = {
      description = "No event for ${var.thresholds.quiet_after_hours} h: look whether the servers still send."
      namespace   = var.metrics_namespace, metric = "Accepted", dimensions = local.service
      statistic   = "Sum", threshold = 1, below = true, missing = "breaching", period = 3600, periods = var.thresholds.quiet_after_hours
    }
  } : name => alarm if var.thresholds.quiet_after_hours > 0 }

  alarms = { for name, alarm in merge(
    local.queue_alarms, local.promise_alarms, local.stream_alarms, local.view_alarms, local.function_alarms, local.table_alarms, local.quiet_alarms,
    local.access_alarms,
  ) : name => alarm if var.thresholds.enabled }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = each.value.description

  namespace   = each.value.namespace
  metric_name = each.value.metric
  dimensions  = each.value.dimensions
  statistic   = each.value.statistic

  comparison_operator = try(each.value.below, false) ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = try(each.value.period, 60)
  evaluation_periods  = each.value.periods
  treat_missing_data  = try(each.value.missing, "notBreaching")

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
