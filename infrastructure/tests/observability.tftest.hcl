# What is watched, and what is optional about it.

mock_provider "aws" {
  source = "./tests/mocks"
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
    name              = "n"
    service           = "n"
    metrics_namespace = "Own"
    api               = { id = "api1", stage = "$default" }
    queue_name        = "q"
    dlq_name          = "q-dlq"
    thresholds        = { oldest_message_s = 300, error_5xx_percent = 1, submit_p99_ms = 1000 }
    functions         = { submit = { name = "s", memory_mb = 1024 }, consumer = { name = "c", memory_mb = 2048 } }
    tables            = { events = { name = "e", provisioned = true }, keys = { name = "k", provisioned = false } }
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
    condition = { for k in ["late-puts", "submit-p99"] : k => [
      aws_cloudwatch_metric_alarm.this[k].namespace,
      aws_cloudwatch_metric_alarm.this[k].metric_name,
      aws_cloudwatch_metric_alarm.this[k].dimensions["Service"],
    ] } == { "late-puts" = ["Own", "LatePuts", "n"], "submit-p99" = ["Own", "AcknowledgeMillis", "n"] }
    error_message = "The functions' own metrics carry another name or dimension."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["submit-p99"].extended_statistic == "p99" && aws_cloudwatch_metric_alarm.this["late-puts"].threshold == 0
    error_message = "An alarm begins elsewhere."
  }

  assert {
    condition     = length(distinct([for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : "${w.x},${w.y}"])) == length(jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets)
    error_message = "Two widgets lie on each other."
  }

  assert {
    condition = alltrue([for m in [
      "Accepted", "Rejected", "Retried", "AcknowledgeMillis", "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible",
      "Invocations", "Stored", "Late", "Conflicts", "PutLatenessMillis", "LatePuts", "FeedLagMillis", "Errors", "Throttles",
      "ConsumedWriteCapacityUnits", "ConsumedReadCapacityUnits",
    ] : strcontains(aws_cloudwatch_dashboard.this.dashboard_body, "\"${m}\"")])
    error_message = "The dashboard leaves something out."
  }

  # CloudWatch shows nothing, and says nothing, of a metric that the functions only log.
  assert {
    condition = length(setsubtract(
      concat(
        flatten([for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : [
          for m in w.properties.metrics : m[1] if try(m[0], "") == "Own"
        ]]),
        [for a in aws_cloudwatch_metric_alarm.this : a.metric_name if a.namespace == "Own"],
      ),
      [
        "Accepted", "Rejected", "Retried", "AcknowledgeMillis", "Stored", "Late", "Conflicts", "PutLatenessMillis", "LatePuts",
        "FeedLagMillis",
      ],
    )) == 0
    error_message = "The dashboard or an alarm waits for what is no metric."
  }

  # A month has 720 hours: an hour's counts, times their prices, times 720.
  assert {
    condition = local.cost_metrics[0][0].expression == join("", ["(", join(" + ", [
      "FILL(consumer_calls,0)*0.000000200000", "FILL(consumer_ms,0)*0.000000020000", "FILL(deleted,0)*0.000000400000",
      "FILL(events_reads,0)*0.000100000000", "FILL(events_writes,0)*0.000600000000", "FILL(keys_reads,0)*0.000000100000",
      "FILL(keys_writes,0)*0.000000600000", "FILL(polls,0)*0.000000400000", "FILL(received,0)*0.000000400000",
      "FILL(requests,0)*0.000001000000", "FILL(sent,0)*0.000000400000", "FILL(submit_calls,0)*0.000000200000",
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
