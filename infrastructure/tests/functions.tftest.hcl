# What the functions are told, and how they are started.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "environment" {
  command = apply

  assert {
    condition = module.submit.environment == tomap({
      AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION = "true"
      FAIR_QUEUE                                   = "false"
      JAVA_TOOL_OPTIONS                            = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
      KEYS_TABLE                                   = "dcss-event-store-prod-keys"
      KEY_CACHE_SECONDS                            = "60"
      LOG_LEVEL                                    = "INFO"
      MAX_EVENT_BYTES                              = "65536"
      METRICS_NAMESPACE                            = "DcssEventStore"
      QUEUE_URL                                    = "https://sqs/queue"
      QUOTAS                                       = "{\"default\":{\"burst_seconds\":10,\"bytes_per_second\":1000000,\"events_per_second\":500},\"sources\":{}}"
      SERVICE_NAME                                 = "dcss-event-store-prod"
      USAGE_TABLE                                  = "dcss-event-store-prod-usage"
    })
    error_message = "submit is told ${jsonencode(module.submit.environment)}"
  }

  assert {
    condition     = module.append.environment == tomap(merge(module.submit.environment, { STREAMS_TABLE = "dcss-event-store-prod-streams" }))
    error_message = "append is told ${jsonencode(module.append.environment)}"
  }

  assert {
    condition = module.consumer.environment == tomap({
      AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION = "true"
      CLAIMS_TABLE                                 = "dcss-event-store-prod-claims"
      DLQ_URL                                      = "https://sqs/dlq"
      EVENTS_TABLE                                 = "dcss-event-store-prod-events"
      FUNCTION_TIMEOUT_MS                          = "12000"
      JAVA_TOOL_OPTIONS                            = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
      LOG_LEVEL                                    = "INFO"
      METRICS_NAMESPACE                            = "DcssEventStore"
      QUEUE_URL                                    = "https://sqs/queue"
      RETENTION_DAYS                               = "0"
      SERVICE_NAME                                 = "dcss-event-store-prod"
      SETTLE_MS                                    = "3000"
      WRITE_CONCURRENCY                            = "16"
      WRITE_PROTOCOL                               = "2"
    })
    error_message = "consumer is told ${jsonencode(module.consumer.environment)}"
  }

  assert {
    condition = module.query.environment == tomap({
      AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION = "true"
      EVENTS_TABLE                                 = "dcss-event-store-prod-events"
      HORIZON_STEP_MS                              = "1"
      JAVA_TOOL_OPTIONS                            = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
      LOG_LEVEL                                    = "INFO"
      METRICS_NAMESPACE                            = "DcssEventStore"
      RETENTION_DAYS                               = "0"
      SERVICE_NAME                                 = "dcss-event-store-prod"
      SETTLE_MS                                    = "3000"
      STREAMS_TABLE                                = "dcss-event-store-prod-streams"
      VIEWS                                        = "archive,counts,entities,xlog"
      VIEWS_TABLE                                  = "dcss-event-store-prod-views"
    })
    error_message = "query is told ${jsonencode(module.query.environment)}"
  }

  assert {
    condition = module.projector.environment == tomap({
      ARCHIVE_BUCKET                               = "dcss-event-store-prod-archive-123456789012-eu-central-1"
      AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION = "true"
      EVENTS_TABLE                                 = "dcss-event-store-prod-events"
      JAVA_TOOL_OPTIONS                            = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
      LOG_LEVEL                                    = "INFO"
      METRICS_NAMESPACE                            = "DcssEventStore"
      RETENTION_DAYS                               = "0"
      SERVICE_NAME                                 = "dcss-event-store-prod"
      SETTLE_MS                                    = "3000"
      VIEWS                                        = "archive,counts,entities,xlog"
      VIEWS_TABLE                                  = "dcss-event-store-prod-views"
    })
    error_message = "projector is told ${jsonencode(module.projector.environment)}"
  }
}

run "sources_have_quotas" {
  command = apply

  variables {
    fair_queue = true
    quotas     = { default = { events_per_second = 50 }, sources = { cpo = { events_per_second = 500, burst_seconds = 60 }, cao = {} } }
  }

  assert {
    condition = jsondecode(module.submit.environment.QUOTAS) == {
      default = { events_per_second = 50, bytes_per_second = 1000000, burst_seconds = 10 }
      sources = {
        cpo = { events_per_second = 500, bytes_per_second = 1000000, burst_seconds = 60 }
        cao = { events_per_second = 50, bytes_per_second = 1000000, burst_seconds = 10 }
      }
    }
    error_message = "submit is told ${module.submit.environment.QUOTAS}: an exception must be whole."
  }

  assert {
    condition     = module.submit.environment.FAIR_QUEUE == "true"
    error_message = "submit does not group messages."
  }
}

run "readers_may_stay_further_behind" {
  command = apply

  variables {
    reader_settle_ms = 6000
  }

  assert {
    condition     = [for f in [module.consumer, module.query, module.projector] : f.environment.SETTLE_MS] == ["3000", "6000", "6000"]
    error_message = "Only readers may stay further behind."
  }
}

run "started_from_a_snapshot_of_a_published_version" {
  command = apply

  module {
    source = "./modules/function"
  }

  variables {
    name        = "f"
    role_name   = "f-here"
    description = "A function."
    zip         = "tests/artifacts/submit.zip"
    handler     = "Handler"
    environment = {}
    statements  = []
    size        = { memory_mb = 1024, timeout_s = 10 }
    settings = {
      runtime            = "java21"
      architecture       = "arm64"
      snap_start         = true
      log_retention_days = 14
      xray_tracing       = false
    }
  }

  assert {
    condition     = aws_lambda_function.this.snap_start[0].apply_on == "PublishedVersions" && aws_lambda_function.this.publish
    error_message = "No version is published to start from a snapshot."
  }

  assert {
    condition     = aws_lambda_alias.live.name == "live" && aws_lambda_alias.live.function_version == aws_lambda_function.this.version
    error_message = "The alias does not follow the published version."
  }

  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_format == "JSON" && aws_cloudwatch_log_group.this.retention_in_days == 14
    error_message = "Logs must be JSON, and must not be kept for ever."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "PassThrough" && aws_lambda_function.this.reserved_concurrent_executions == -1
    error_message = "Tracing and reserved instances cost: only where asked for."
  }

  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("tests/artifacts/submit.zip")
    error_message = "New code would not be deployed."
  }
}

run "kept_warm_instead" {
  command = apply

  module {
    source = "./modules/function"
  }

  variables {
    name        = "f"
    role_name   = "f-here"
    description = "A function."
    zip         = "tests/artifacts/submit.zip"
    handler     = "Handler"
    environment = {}
    statements  = []
    size        = { memory_mb = 1024, timeout_s = 10, provisioned_concurrency = 3, reserved_concurrency = 9 }
    settings = {
      runtime            = "java21"
      architecture       = "arm64"
      snap_start         = false
      log_retention_days = 14
      xray_tracing       = true
    }
  }

  assert {
    condition     = length(aws_lambda_function.this.snap_start) == 0
    error_message = "SnapStart is on."
  }

  assert {
    condition     = aws_lambda_provisioned_concurrency_config.this[0].provisioned_concurrent_executions == 3 && aws_lambda_provisioned_concurrency_config.this[0].qualifier == "live"
    error_message = "The alias is not kept warm."
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 9 && aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "Reserved instances or tracing are not as asked for."
  }
}

# Query gets instances of its own only where Lambda lets it: 100 must stay unreserved.
run "readers_are_kept_apart_where_there_is_room" {
  command = apply

  variables {
    account_concurrency = 1000
    submit              = { reserved_concurrency = 20 }
  }

  assert {
    condition     = module.query.reserved_concurrency == 50 && module.submit.reserved_concurrency == 20 && module.consumer.reserved_concurrency == -1
    error_message = "Readers can take the instances that submit and consumer need."
  }
}

# 50 for query, 20 for the others: 99 are left.
run "readers_are_not_kept_apart_in_a_new_account" {
  command = apply

  variables {
    account_concurrency = 169
    submit              = { reserved_concurrency = 10 }
    append              = { reserved_concurrency = 5 }
    projector           = { reserved_concurrency = 5 }
  }

  assert {
    condition     = module.query.reserved_concurrency == -1
    error_message = "Lambda refuses to leave less than 100 instances unreserved."
  }
}

run "readers_have_what_was_asked_for" {
  command = apply

  variables {
    account_concurrency = 1000
    query               = { reserved_concurrency = 7 }
  }

  assert {
    condition     = module.query.reserved_concurrency == 7
    error_message = "Query has ${module.query.reserved_concurrency} instances of its own."
  }
}

run "every_route_of_the_contract" {
  command = apply

  assert {
    condition = keys(module.api.throttles) == [
      "GET /", "GET /assets/{name}", "GET /counts", "GET /docs", "GET /events", "GET /events/{ts}", "GET /health",
      "GET /openapi.json", "GET /openapi.yaml", "GET /sources", "GET /streams/{id}", "GET /xlog", "GET /xlog/{path+}",
      "HEAD /", "HEAD /assets/{name}", "HEAD /counts", "HEAD /docs", "HEAD /events", "HEAD /events/{ts}", "HEAD /health",
      "HEAD /openapi.json", "HEAD /openapi.yaml", "HEAD /sources", "HEAD /streams/{id}", "HEAD /xlog", "HEAD /xlog/{path+}",
      "POST /streams/{id}", "POST /streams/{id}/{version}", "POST /submit", "POST /submit/{type}",
    ]
    error_message = "The routes are ${join(", ", keys(module.api.throttles))}."
  }

  # Strangers' reading is bounded below what servers may send, and never shares their throttle.
  assert {
    condition = { for route in ["POST /submit", "POST /submit/{type}", "POST /streams/{id}/{version}", "HEAD /events"] : route => module.api.throttles[route] } == {
      "POST /submit"                 = [100, 200]
      "POST /submit/{type}"          = [100, 200]
      "POST /streams/{id}/{version}" = [50, 100]
      "HEAD /events"                 = [50, 100]
    }
    error_message = "The throttles are ${jsonencode(module.api.throttles)}."
  }

  # Routes of a sender are its own: one function may not be called in another's place.
  assert {
    condition = { for route, function in module.api.functions : route => function if startswith(route, "POST") || strcontains(route, "streams") } == {
      "GET /streams/{id}"            = "query"
      "HEAD /streams/{id}"           = "query"
      "POST /streams/{id}"           = "append"
      "POST /streams/{id}/{version}" = "append"
      "POST /submit"                 = "submit"
      "POST /submit/{type}"          = "submit"
    }
    error_message = "Requests are answered by ${jsonencode(module.api.functions)}."
  }
}

# What needs no key is there only where it is asked for, and is bounded apart from what servers send.
run "a_pixel" {
  command = apply

  variables {
    pixel_source = "web"
  }

  assert {
    condition     = module.submit.environment.PIXEL_SOURCE == "web" && !can(module.append.environment.PIXEL_SOURCE)
    error_message = "submit is told ${jsonencode(module.submit.environment)}"
  }

  assert {
    condition     = module.api.throttles["GET /track.gif"] == [5, 10] && module.api.functions["GET /track.gif"] == "submit"
    error_message = "The throttles are ${jsonencode(module.api.throttles)}."
  }
}

# A writer that is cut off leaves what it has appended to the next minute.
run "what_is_pending_is_sent" {
  command = plan

  assert {
    condition     = module.outbox.name == "dcss-event-store-prod-outbox" && module.outbox.calls == "arn:aws:lambda:eu-central-1:123456789012:function:append:live"
    error_message = "${module.outbox.name} calls ${module.outbox.calls}."
  }

  assert {
    condition     = module.outbox.every == "rate(1 minute)"
    error_message = "It is called each ${module.outbox.every}."
  }
}
