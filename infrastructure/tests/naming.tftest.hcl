# Every name starts with the prefix and the environment, and what is deployed is what the build made.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
  name_prefix   = "store"
  environment   = "staging"
  alarm_email   = "ops@example.org"
}

run "names" {
  command = apply

  assert {
    condition     = output.name == "store-staging"
    error_message = "The name is ${output.name}."
  }

  assert {
    condition = alltrue([for n in concat(
      values(output.tables), values(output.functions), module.observability.alarm_names,
      [module.queue.name, module.queue.dlq_name],
    ) : startswith(n, "store-staging")])
    error_message = "Something does not carry the deployment's name."
  }

  assert {
    condition     = values(output.functions) == ["store-staging-append", "store-staging-consumer", "store-staging-projector", "store-staging-query", "store-staging-submit"]
    error_message = "The functions are ${join(", ", values(output.functions))}."
  }

  assert {
    condition     = values(output.tables) == ["store-staging-claims", "store-staging-events", "store-staging-keys", "store-staging-streams", "store-staging-usage", "store-staging-views"]
    error_message = "The tables are ${join(", ", values(output.tables))}."
  }

  # Roles are the account's: another region's must not be the same.
  assert {
    condition = [for f in [module.submit, module.append, module.consumer, module.query, module.projector] : f.role_name] == [
      "store-staging-submit-eu-central-1", "store-staging-append-eu-central-1", "store-staging-consumer-eu-central-1", "store-staging-query-eu-central-1",
      "store-staging-projector-eu-central-1",
    ]
    error_message = "The roles are ${module.submit.role_name}, ${module.consumer.role_name} and ${module.query.role_name}."
  }

  # A bucket's name is all of AWS's.
  assert {
    condition     = output.archive_bucket == "store-staging-archive-123456789012-eu-central-1"
    error_message = "The archive is ${output.archive_bucket}."
  }

  assert {
    condition     = alltrue([for f in [module.submit, module.append, module.consumer, module.query, module.projector] : f.log_group == "/aws/lambda/${f.name}"])
    error_message = "A function does not log to the group of its name."
  }

  assert {
    condition = module.observability.alarm_names == tolist([
      "store-staging-5xx-rate",
      "store-staging-append-errors",
      "store-staging-append-throttles",
      "store-staging-appends-pending",
      "store-staging-archive-differences",
      "store-staging-claims-writes-throttled",
      "store-staging-clock-ahead",
      "store-staging-clock-behind",
      "store-staging-consumer-errors",
      "store-staging-consumer-stopped",
      "store-staging-consumer-throttles",
      "store-staging-dlq-not-empty",
      "store-staging-events-reads-throttled",
      "store-staging-events-writes-throttled",
      "store-staging-id-conflicts",
      "store-staging-late-puts",
      "store-staging-oldest-message",
      "store-staging-oldest-message-days",
      "store-staging-projector-errors",
      "store-staging-projector-throttles",
      "store-staging-query-errors",
      "store-staging-query-throttles",
      "store-staging-quiet",
      "store-staging-refused",
      "store-staging-streams-writes-throttled",
      "store-staging-submit-errors",
      "store-staging-submit-p99",
      "store-staging-submit-throttles",
      "store-staging-too-many-requests",
      "store-staging-unknown-puts",
      "store-staging-view-conflicts",
      "store-staging-views-behind",
    ])
    error_message = "The alarms are ${join(", ", module.observability.alarm_names)}."
  }

  assert {
    condition = keys(output.made_with) == [
      "archive", "aws_region", "capacity", "dlq_retention_days", "environment", "expiry", "kms_key_arn", "name_prefix", "on_demand_limits",
      "point_in_time_recovery", "queue_retention_days", "retention_days", "tags",
    ]
    error_message = "made_with must hold every variable that the tables depend on: destroy.sh applies them with nothing else."
  }
}

# IAM takes 64 characters: a long name is cut, and stays another one in each region.
run "long_names" {
  command = apply

  variables {
    name_prefix = "a-name-prefix-as-long-as-allowed"
    environment = "an-environment-1"
    alarm_email = null
  }

  assert {
    condition = length(distinct([module.submit.role_name, module.consumer.role_name, module.query.role_name])) == 3 && (
      length(module.consumer.role_name) <= 64 && endswith(module.consumer.role_name, substr(md5("${output.name}-consumer-eu-central-1"), 0, 10))
    )
    error_message = "The roles are ${module.submit.role_name}, ${module.consumer.role_name} and ${module.query.role_name}."
  }

  assert {
    condition     = length(output.archive_bucket) == 63 && startswith(output.archive_bucket, "a-name-prefix-as-long-as-allowed-an-environm-archive-")
    error_message = "The archive is ${output.archive_bucket}."
  }
}
