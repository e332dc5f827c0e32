# Every name starts with the prefix and the environment, and what is deployed is what the build made.

mock_provider "aws" {
  source = "./tests/mocks"
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
    condition     = values(output.functions) == ["store-staging-consumer", "store-staging-query", "store-staging-submit"]
    error_message = "The functions are ${join(", ", values(output.functions))}."
  }

  assert {
    condition     = values(output.tables) == ["store-staging-claims", "store-staging-events", "store-staging-keys", "store-staging-usage"]
    error_message = "The tables are ${join(", ", values(output.tables))}."
  }

  assert {
    condition     = alltrue([for f in [module.submit, module.consumer, module.query] : f.log_group == "/aws/lambda/${f.name}"])
    error_message = "A function does not log to the group of its name."
  }

  assert {
    condition = module.observability.alarm_names == tolist([
      "store-staging-5xx-rate",
      "store-staging-consumer-errors",
      "store-staging-consumer-throttles",
      "store-staging-dlq-not-empty",
      "store-staging-late-puts",
      "store-staging-oldest-message",
      "store-staging-query-errors",
      "store-staging-query-throttles",
      "store-staging-submit-errors",
      "store-staging-submit-p99",
      "store-staging-submit-throttles",
    ])
    error_message = "The alarms are ${join(", ", module.observability.alarm_names)}."
  }

  assert {
    condition = keys(output.made_with) == [
      "aws_region", "capacity", "dlq_retention_days", "environment", "kms_key_arn", "name_prefix",
      "point_in_time_recovery", "queue_retention_days", "retention_days", "tags",
    ]
    error_message = "made_with must hold every variable that the tables depend on: destroy.sh applies them with nothing else."
  }
}
