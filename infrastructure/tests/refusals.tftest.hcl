# Values that must be refused, each by the variable that is wrong and by no other.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "names_and_places" {
  command = plan

  variables {
    name_prefix = "Store"
    environment = "p_1"
    aws_region  = "frankfurt"
    tags        = { Environment = "x" }
    kms_key_arn = "alias/mine"
    # CloudFront takes certificates of us-east-1 alone.
    cdn           = true
    custom_domain = { name = "example.org", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1" }
    edge          = { secret = 0 }
  }

  expect_failures = [
    var.name_prefix,
    var.environment,
    var.aws_region,
    var.tags,
    var.kms_key_arn,
    var.custom_domain,
    var.edge,
  ]
}

run "edge" {
  command = plan

  variables {
    submit_throttle   = { requests_per_second = 0 }
    append_throttle   = { burst = 0 }
    pixel_source      = "The Web"
    pixel_throttle    = { requests_per_second = 101 }
    query_throttle    = { burst = 6000 }
    cors_origins      = ["example.org"]
    custom_domain     = { name = "https://example.org", certificate_arn = "arn:aws:acm:eu-central-1:1:certificate/1" }
    max_event_bytes   = 300000
    edge              = { rate_limit = 300 }
    key_cache_seconds = 61
  }

  expect_failures = [
    var.submit_throttle,
    var.append_throttle,
    var.pixel_source,
    var.pixel_throttle,
    var.query_throttle,
    var.cors_origins,
    var.custom_domain,
    var.edge,
    var.max_event_bytes,
    var.key_cache_seconds,
  ]
}

run "functions_run" {
  command = plan

  variables {
    runtime      = "java25"
    architecture = "x86"
    submit       = { memory_mb = 256 }
    append       = { timeout_s = 30 }
    query        = { timeout_s = 30 }
    consumer     = { timeout_s = 5 }
  }

  expect_failures = [
    var.runtime,
    var.architecture,
    var.submit,
    var.append,
    var.query,
    var.consumer,
  ]
}

run "functions_are_reached" {
  command = plan

  variables {
    submit   = { timeout_s = 30 }
    append   = { reserved_concurrency = 0 }
    query    = { reserved_concurrency = 0 }
    consumer = { memory_mb = 10241 }
  }

  expect_failures = [
    var.submit,
    var.append,
    var.query,
    var.consumer,
  ]
}

run "log" {
  command = plan

  variables {
    queue_retention_days = 14
    max_concurrency      = 1
    write_concurrency    = 0
    append_throttle      = { requests_per_second = 10001 }
    pixel_throttle       = { burst = 1001 }
    append               = { memory_mb = 10241 }
  }

  expect_failures = [
    var.queue_retention_days,
    var.max_concurrency,
    var.write_concurrency,
    var.append_throttle,
    var.pixel_throttle,
    var.append,
  ]
}

run "times" {
  command = plan

  variables {
    settle_ms = 3001
    edge      = { origin_shield_region = "Frankfurt" }
    alarms    = { appends_pending_s = 119 }
  }

  expect_failures = [
    var.settle_ms,
    var.edge,
    var.alarms,
  ]
}

run "tables_and_window" {
  command = plan

  variables {
    edge             = { price_class = "cheap" }
    batch_window_s   = 301
    capacity         = { mode = "cheap" }
    retention_days   = -1
    on_demand_limits = { read_units = 0 }
  }

  expect_failures = [
    var.edge,
    var.batch_window_s,
    var.capacity,
    var.retention_days,
    var.on_demand_limits,
  ]
}

run "table_bounds" {
  command = plan

  variables {
    capacity = { mode = "provisioned", write = { min = 10, max = 5 } }
  }

  expect_failures = [
    var.capacity,
  ]
}

run "watching" {
  command = plan

  variables {
    log_retention_days = 8
    log_level          = "DEBUG"
    metrics_namespace  = "AWS/Lambda"
    alarm_email        = "ops"
    alarms             = { submit_p99_ms = 0 }
    monthly_budget     = { usd = -1 }
    prices             = { api_million = -1 }
  }

  expect_failures = [
    var.log_retention_days,
    var.log_level,
    var.metrics_namespace,
    var.alarm_email,
    var.alarms,
    var.monthly_budget,
    var.prices,
  ]
}

run "quotas" {
  command = plan

  variables {
    quotas              = { default = { burst_seconds = 4000 }, sources = { "CPO" = {} } }
    account_concurrency = 0
    settle_ms           = 500
    alarms              = { quiet_after_hours = 25 }
  }

  expect_failures = [
    var.quotas,
    var.account_concurrency,
    var.settle_ms,
    var.alarms,
  ]
}

run "more_deliveries_than_sqs_counts" {
  command = plan

  variables {
    max_receive_count = 1001
  }

  expect_failures = [
    var.max_receive_count,
  ]
}
