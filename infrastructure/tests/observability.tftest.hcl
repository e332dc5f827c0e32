# What is watched, and what is optional about it.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "watched" {
  command = apply

  module {
    source = "./modules/observability"
  }

  variables {
    name                 = "n"
    account_id           = "123456789012"
    service              = "n"
    metrics_namespace    = "Own"
    api                  = { id = "api1", stage = "$default", access_log = "log" }
    settle_ms            = 3000
    queue_retention_days = 13
    queue_name           = "q"
    dlq_name             = "q-dlq"
    thresholds = {
      enabled      = true, oldest_message_s = 300, oldest_message_days = 3, error_5xx_percent = 1, submit_p99_ms = 1000
      unknown_puts = 10, views_behind_s = 600, appends_pending_s = 300, refused_per_minute = 60, throttled_per_minute = 50, quiet_after_hours = 24
    }
    functions = { submit = { name = "s", memory_mb = 1024 }, consumer = { name = "c", memory_mb = 2048 } }
    tables    = { events = { name = "e", provisioned = true }, claims = { name = "c", provisioned = false }, streams = { name = "s", provisioned = false } }
    prices = {
      api_million   = 1, invocation_million = 0.2, gb_second = 0.00001, queue_million = 0.4
      write_million = 0.6, read_million = 0.1, write_unit_hour = 0.0006, read_unit_hour = 0.0001
    }
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.this : a.alarm_actions == toset([aws_sns_topic.alarms.arn]) && length(a.alarm_description) > 0])
    error_message = "An alarm that nobody hears, or that says nothing."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.alarms.policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Another account may tell the topic."
  }

  assert {
    condition = { for a in aws_cloudwatch_metric_alarm.this : trimprefix(a.alarm_name, "n-") => [
      a.metric_name, a.statistic, a.comparison_operator, a.threshold, a.period, a.evaluation_periods, a.treat_missing_data,
      ] if a.namespace == "Own" } == {
      late-puts    = ["LatePuts", "Sum", "GreaterThanThreshold", 0, 60, 1, "notBreaching"]
      unknown-puts = ["UnknownPuts", "Sum", "GreaterThanThreshold", 10, 300, 1, "notBreaching"]
      id-conflicts = ["IdConflicts", "Sum", "GreaterThanThreshold", 0, 300, 1, "notBreaching"]
      clock-behind = ["ClockDifferenceMillis", "Maximum", "GreaterThanThreshold", 750, 60, 3, "notBreaching"]
      clock-ahead  = ["ClockDifferenceMillis", "Minimum", "LessThanThreshold", -750, 60, 3, "notBreaching"]
      quiet        = ["Accepted", "Sum", "LessThanThreshold", 1, 3600, 24, "breaching"]

      appends-pending     = ["OldestPendingMillis", "Maximum", "GreaterThanThreshold", 300000, 300, 3, "breaching"]
      views-behind        = ["ProjectionLagMillis", "Maximum", "GreaterThanThreshold", 600000, 300, 3, "breaching"]
      view-conflicts      = ["ViewConflicts", "Sum", "GreaterThanThreshold", 0, 300, 1, "notBreaching"]
      archive-differences = ["ArchiveDifferences", "Sum", "GreaterThanThreshold", 0, 300, 1, "notBreaching"]
    }
    error_message = "An alarm on the functions' own metrics begins elsewhere."
  }

  assert {
    condition     = alltrue([for a in aws_cloudwatch_metric_alarm.this : a.dimensions == tomap({ Service = "n" }) if a.namespace == "Own"])
    error_message = "The functions' own metrics carry another dimension."
  }

  assert {
    condition     = [for k in ["oldest-message", "oldest-message-days"] : aws_cloudwatch_metric_alarm.this[k].threshold] == [300, 259200]
    error_message = "Nobody is told before the queue deletes what waits."
  }

  # What DynamoDB throttles.
  assert {
    condition = { for a in aws_cloudwatch_metric_alarm.this : trimprefix(a.alarm_name, "n-") => [a.metric_name, a.dimensions["TableName"]] if a.namespace == "AWS/DynamoDB" } == {
      events-writes-throttled  = ["WriteThrottleEvents", "e"]
      claims-writes-throttled  = ["WriteThrottleEvents", "c"]
      streams-writes-throttled = ["WriteThrottleEvents", "s"]
      events-reads-throttled   = ["ReadThrottleEvents", "e"]
    }
    error_message = "Throttled tables are not told of."
  }

  # The gateway's metrics know 4xx only.
  assert {
    condition = { for f in aws_cloudwatch_log_metric_filter.turned_away : f.name => [f.log_group_name, f.pattern, f.metric_transformation[0].name] } == {
      n-refused           = ["log", "{ $.status = \"401\" || $.status = \"403\" }", "Refused"]
      n-too-many-requests = ["log", "{ $.status = \"429\" }", "TooMany"]
    }
    error_message = "What is turned away is not counted."
  }

  assert {
    condition = { for k in ["refused", "too-many-requests"] : k => [aws_cloudwatch_metric_alarm.this[k].namespace, aws_cloudwatch_metric_alarm.this[k].threshold] } == {
      refused = ["Own/n", 60], too-many-requests = ["Own/n", 50]
    }
    error_message = "Nobody is told of what is turned away."
  }

  # Of few requests the slowest hundredth is the slowest one: they are ignored. And a mapping that does not poll is seen with an empty queue.
  assert {
    condition = { for a in aws_cloudwatch_metric_alarm.computed : trimprefix(a.alarm_name, "n-") => [
      [for q in a.metric_query : q.expression if q.return_data == true][0], a.comparison_operator, a.threshold, a.evaluation_periods, a.treat_missing_data,
      join(", ", sort(flatten([for q in a.metric_query : [for m in q.metric : "${m.metric_name} ${m.stat} ${m.period}"]]))),
      ] } == {
      "5xx-rate" = ["100 * errors / answers", "GreaterThanThreshold", 1, 3, "notBreaching", "5xx Sum 60, Count Sum 60"]
      submit-p99 = [
        "IF(samples >= 100, p99, 0)", "GreaterThanThreshold", 1000, 2, "notBreaching", "AcknowledgeMillis SampleCount 900, AcknowledgeMillis p99 900",
      ]
      consumer-stopped = [
        "FILL(full, 0) + FILL(empty, 0)", "LessThanThreshold", 1, 3, "breaching", "NumberOfEmptyReceives Sum 300, NumberOfMessagesReceived Sum 300",
      ]
    }
    error_message = "What is reckoned from several metrics begins elsewhere."
  }

  assert {
    condition     = length(distinct([for w in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : "${w.x},${w.y}"])) == length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets)
    error_message = "Two widgets lie on each other."
  }

  assert {
    condition = alltrue([for m in [
      "Accepted", "Rejected", "NotConfirmed", "Throttled", "AcknowledgeMillis", "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible",
      "Invocations", "Stored", "Late", "Retried", "Conflicts", "IdConflicts", "PutLatenessMillis", "LatePuts", "UnknownPuts", "ClockDifferenceMillis",
      "Appended", "VersionConflicts", "LeftPending", "AppendMillis", "OldestPendingMillis", "FeedLagMillis", "ProjectionLagMillis", "ViewConflicts", "ArchiveDifferences", "Errors", "Throttles", "ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits",
    ] : strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "\"${m}\"")])
    error_message = "The dashboard leaves something out."
  }

  # CloudWatch shows nothing, and says nothing, of a metric that the functions only log.
  assert {
    condition = length(setsubtract(
      concat(
        flatten([for w in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : [
          for m in w.properties.metrics : m[1] if try(m[0], "") == "Own"
        ]]),
        [for a in aws_cloudwatch_metric_alarm.this : a.metric_name if a.namespace == "Own"],
        flatten([for a in aws_cloudwatch_metric_alarm.computed : [for q in a.metric_query : [for m in q.metric : m.metric_name if m.namespace == "Own"]]]),
      ),
      [
        "Accepted", "Rejected", "NotConfirmed", "AcknowledgeMillis", "Throttled",
        "Stored", "Late", "Retried", "Conflicts", "PutLatenessMillis", "LatePuts", "UnknownPuts", "IdConflicts", "ClockDifferenceMillis",
        "Appended", "VersionConflicts", "LeftPending", "AppendMillis", "OldestPendingMillis", "FeedLagMillis", "ProjectionLagMillis", "ViewConflicts", "ArchiveDifferences",
      ],
    )) == 0
    error_message = "The dashboard or an alarm waits for what is no metric."
  }

  # A month has 720 hours: an hour's counts, times their prices, times 720.
  assert {
    condition = local.cost_metrics[0][0].expression == join("", ["(", join(" + ", [
      "FILL(claims_reads,0)*0.000000100000", "FILL(claims_writes,0)*0.000000600000", "FILL(consumer_calls,0)*0.000000200000", "FILL(consumer_ms,0)*0.000000020000", "FILL(deleted,0)*0.000000400000",
      "FILL(events_reads,0)*0.000100000000", "FILL(events_writes,0)*0.000600000000",
      "FILL(polls,0)*0.000000400000", "FILL(received,0)*0.000000400000", "FILL(requests,0)*0.000001000000", "FILL(sent,0)*0.000000400000",
      "FILL(streams_reads,0)*0.000000100000", "FILL(streams_writes,0)*0.000000600000", "FILL(submit_calls,0)*0.000000200000",
      "FILL(submit_ms,0)*0.000000010000",
    ]), ")*720"])
    error_message = "The estimate is ${local.cost_metrics[0][0].expression}"
  }

  assert {
    condition     = length(aws_sns_topic_subscription.email) == 0 && length(aws_budgets_budget.monthly) == 0
    error_message = "Mail and budget are for those who ask."
  }
}

run "with_mail_and_budget" {
  command = apply

  variables {
    alarm_email    = "ops@example.org"
    monthly_budget = { usd = 25, this_deployment_only = true }
  }

  assert {
    condition     = module.observability.budget == { usd = "25.00", counts = ["user:Deployment$dcss-event-store-prod"] }
    error_message = "The budget is ${jsonencode(module.observability.budget)}"
  }
}

run "mail_brings_a_budget" {
  command = apply

  variables {
    alarm_email = "ops@example.org"
  }

  assert {
    condition     = module.observability.budget == { usd = "50.00", counts = [] }
    error_message = "The budget is ${jsonencode(module.observability.budget)}: whoever is told of alarms must be told of money."
  }
}

run "without_what_costs" {
  command = apply

  variables {
    alarm_email    = "ops@example.org"
    monthly_budget = { usd = 0 }
    dashboard      = false
    alarms         = { enabled = false }
  }

  assert {
    condition     = module.observability.budget == null && output.dashboard_url == null && length(module.observability.alarm_names) == 0
    error_message = "Something is made that was switched off."
  }
}

run "silence_may_be_meant" {
  command = apply

  variables {
    alarms = { quiet_after_hours = 0 }
  }

  assert {
    condition     = !contains(module.observability.alarm_names, "dcss-event-store-prod-quiet") && length(module.observability.alarm_names) == 31
    error_message = "The alarms are ${join(", ", module.observability.alarm_names)}."
  }
}

# CloudWatch charges for each metric that an alarm watches: benchmarks/…/cost/prices.properties has this number.
run "what_alarms_cost" {
  command = apply

  assert {
    condition     = module.observability.alarm_metrics == 35
    error_message = "The alarms watch ${module.observability.alarm_metrics} metrics: tell alarm_metrics in prices.properties."
  }
}
