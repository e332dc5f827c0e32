# One screen, in the order that an event flows.

locals {
  region = data.aws_region.current.id

  api    = ["ApiId", var.api.id, "Stage", var.api.stage]
  own    = [var.metrics_namespace, "Service", var.service]
  queue  = ["QueueName", var.queue_name]
  dlq    = ["QueueName", var.dlq_name]
  events = ["TableName", var.tables.events.name]

  # A line of one of the functions' own metrics: namespace, metric, dimension, value, options. Each costs; what else the
  # functions count is in their logs.
  line = { for m in local.own_metrics : m => [local.own[0], m, local.own[1], local.own[2]] }
  own_metrics = [
    "Accepted", "Rejected", "NotConfirmed", "Throttled", "AcknowledgeMillis",
    "Stored", "Late", "Retried", "Conflicts", "IdConflicts", "PutLatenessMillis", "LatePuts", "UnknownPuts", "ClockDifferenceMillis",
    "Appended", "VersionConflicts", "LeftPending", "AppendMillis", "OldestPendingMillis", "FeedLagMillis", "ProjectionLagMillis", "ViewConflicts", "ArchiveDifferences",
  ]

  widgets = [
    { title = "API answers", stat = "Sum", metrics = [
      concat(["AWS/ApiGateway", "Count"], local.api),
      concat(["AWS/ApiGateway", "4xx"], local.api),
      concat(["AWS/ApiGateway", "5xx"], local.api),
    ] },
    { title = "Events accepted, rejected, over quota, not confirmed by the queue", stat = "Sum", metrics = [
      local.line.Accepted, local.line.Rejected, local.line.Throttled, local.line.NotConfirmed,
    ] },
    { title = "Acknowledgement, ms", stat = "p50", metrics = [
      concat(local.line.AcknowledgeMillis, [{ stat = "p50", label = "p50" }]),
      concat(local.line.AcknowledgeMillis, [{ stat = "p99", label = "p99" }]),
      concat(["AWS/ApiGateway", "Latency"], local.api, [{ stat = "p99", label = "whole API, p99" }]),
    ] },
    { title = "Streams: appended, conflicts, left to the outbox; the longest wait for the queue, ms", stat = "Sum", metrics = [
      local.line.Appended, local.line.VersionConflicts, local.line.LeftPending,
      concat(local.line.OldestPendingMillis, [{ stat = "Maximum", yAxis = "right" }]),
    ] },
    { title = "Appending, ms", stat = "p50", metrics = [
      concat(local.line.AppendMillis, [{ stat = "p50", label = "p50" }]),
      concat(local.line.AppendMillis, [{ stat = "p99", label = "p99" }]),
    ] },
    { title = "Queue: waiting and in work", stat = "Maximum", metrics = [
      concat(["AWS/SQS", "ApproximateNumberOfMessagesVisible"], local.queue, [{ label = "waiting" }]),
      concat(["AWS/SQS", "ApproximateNumberOfMessagesNotVisible"], local.queue, [{ label = "in work" }]),
    ] },
    { title = "Queue: age of the oldest message, s", stat = "Maximum", metrics = [
      concat(["AWS/SQS", "ApproximateAgeOfOldestMessage"], local.queue),
    ] },
    { title = "DLQ", stat = "Maximum", metrics = [
      concat(["AWS/SQS", "ApproximateNumberOfMessagesVisible"], local.dlq, [{ label = "in the DLQ" }]),
    ] },
    { title = "Function invocations; the consumer's are batches", stat = "Sum", metrics = [
      for role, f in var.functions : ["AWS/Lambda", "Invocations", "FunctionName", f.name, { label = role }]
    ] },
    { title = "Events stored, those of them that came late, and those to be delivered again", stat = "Sum", metrics = [
      local.line.Stored, local.line.Late, local.line.Retried,
    ] },
    { title = "Conflicts: slots that were taken, ids that came with another content", stat = "Sum", metrics = [
      local.line.Conflicts, concat(local.line.IdConflicts, [{ yAxis = "right" }]),
    ] },
    { title = "Puts: lateness, ms; those past settle_ms, those without an answer", stat = "p99", metrics = [
      concat(local.line.PutLatenessMillis, [{ stat = "p99", label = "p99" }]),
      concat(local.line.PutLatenessMillis, [{ stat = "Maximum", label = "maximum" }]),
      concat(local.line.LatePuts, [{ stat = "Sum", yAxis = "right" }]),
      concat(local.line.UnknownPuts, [{ stat = "Sum", yAxis = "right" }]),
    ] },
    { title = "Clocks: the queue's minus submit's, ms", stat = "Maximum", metrics = [
      concat(local.line.ClockDifferenceMillis, [{ stat = "Maximum", label = "maximum" }]),
      concat(local.line.ClockDifferenceMillis, [{ stat = "Minimum", label = "minimum" }]),
    ] },
    { title = "Feed: how far it leaves its readers behind now, ms", stat = "p50", metrics = [
      concat(local.line.FeedLagMillis, [{ stat = "p50", label = "p50" }]),
      concat(local.line.FeedLagMillis, [{ stat = "p99", label = "p99" }]),
    ] },
    { title = "Views: how far the furthest one is behind, ms", stat = "Maximum", metrics = [local.line.ProjectionLagMillis] },
    { title = "Views that hold what the log does not say, archived days that differ", stat = "Sum", metrics = [
      local.line.ViewConflicts, local.line.ArchiveDifferences,
    ] },
    { title = "Function errors", stat = "Sum", metrics = [
      for role, f in var.functions : ["AWS/Lambda", "Errors", "FunctionName", f.name, { label = role }]
    ] },
    { title = "Function throttles", stat = "Sum", metrics = [
      for role, f in var.functions : ["AWS/Lambda", "Throttles", "FunctionName", f.name, { label = role }]
    ] },
    { title = "Function time, p99, ms", stat = "p99", metrics = [
      for role, f in var.functions : ["AWS/Lambda", "Duration", "FunctionName", f.name, { label = role }]
    ] },
    { title = "Consumed capacity, units a minute", stat = "Sum", metrics = concat(
      [for role, t in var.tables : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", t.name, { label = "${role} writes" }]],
      [for role, t in var.tables : ["AWS/DynamoDB", "ConsumedReadCapacityUnits", "TableName", t.name, { label = "${role} reads" }]],
    ) },
    { title = "Throttled by DynamoDB", stat = "Sum", metrics = [
      concat(["AWS/DynamoDB", "WriteThrottleEvents"], local.events),
      concat(["AWS/DynamoDB", "ReadThrottleEvents"], local.events),
      ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", var.tables.claims.name, { label = "claims, writes" }],
      ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", var.tables.streams.name, { label = "streams, writes" }],
    ] },
    { title = "Estimated cost, US$ a month at this rate, without storage and logs", stat = "Sum", metrics = local.cost_metrics },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [for i, w in local.widgets : {
      type   = "metric"
      width  = 8
      height = 6
      x      = i % 3 * 8
      y      = floor(i / 3) * 6
      properties = {
        title   = w.title
        region  = local.region
        view    = "timeSeries"
        period  = 60
        stat    = w.stat
        metrics = w.metrics
      }
    }]
  })
}

moved {
  from = aws_cloudwatch_dashboard.this
  to   = aws_cloudwatch_dashboard.this[0]
}
