# The public edge: the contract's routes, and what the gateway adds to them.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name               = "a"
  description        = "An API."
  cors_origins       = ["*"]
  log_retention_days = 30

  functions = {
    submit = { name = "f-submit", alias = "live", invoke_arn = "arn:submit", timeout_s = 10 }
    query  = { name = "f-query", alias = "live", invoke_arn = "arn:query", timeout_s = 31 }
  }

  routes = {
    "POST /submit"     = { function = "submit", throttle = { requests_per_second = 100, burst = 200 } }
    "GET /events/{ts}" = { function = "query", throttle = { requests_per_second = 50, burst = 70 } }
  }
}

run "routes" {
  command = apply

  module {
    source = "./modules/api"
  }

  assert {
    condition = { for r in aws_apigatewayv2_stage.default.route_settings : r.route_key => [r.throttling_rate_limit, r.throttling_burst_limit] } == {
      "POST /submit"     = [100, 200]
      "GET /events/{ts}" = [50, 70]
    }
    error_message = "Each route must be throttled on its own."
  }

  assert {
    condition = toset([for p in aws_lambda_permission.this : "${p.function_name}:${p.qualifier} ${p.source_arn}"]) == toset([
      "f-submit:live arn:aws:execute-api:eu-central-1:123456789012:api1/*/POST/submit",
      "f-query:live arn:aws:execute-api:eu-central-1:123456789012:api1/*/GET/events/*",
    ])
    error_message = "Each route may call its own function's alias, and no route any other."
  }

  assert {
    condition     = { for k, i in aws_apigatewayv2_integration.this : k => [i.payload_format_version, i.timeout_milliseconds] } == { submit = ["2.0", 10000], query = ["2.0", 30000] }
    error_message = "The gateway must wait for a function as long as it runs, 30 s at most."
  }

  assert {
    condition = [for c in aws_apigatewayv2_api.this.cors_configuration : [c.allow_methods, c.allow_headers, c.expose_headers]] == [
      [
        toset(["GET", "HEAD"]),
        toset(["if-none-match", "if-range", "range"]),
        toset(["caught-up", "complete-through", "content-range", "etag", "event-id", "key-expires", "link", "retry-after"]),
      ],
    ]
    error_message = "Pages of other origins may read, and need these headers to."
  }

  assert {
    condition     = can(jsondecode(aws_apigatewayv2_stage.default.access_log_settings[0].format)) && !strcontains(lower(aws_apigatewayv2_stage.default.access_log_settings[0].format), "authorization")
    error_message = "Access logs must be JSON, and must not hold keys."
  }

  # From a key's id in a function's log to an address: by the gateway's id, or by Lambda's.
  assert {
    condition = alltrue([for name in ["requestId", "integration.requestId", "identity.sourceIp", "httpMethod", "path", "status"] :
      contains(values(jsondecode(aws_apigatewayv2_stage.default.access_log_settings[0].format)), "$context.${name}")
    ])
    error_message = "A request cannot be traced to its address."
  }

  assert {
    condition     = output.url == "https://api1.execute-api.eu-central-1.amazonaws.com" && !aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "Without a domain the API has its AWS address."
  }
}

run "own_domain" {
  command = apply

  module {
    source = "./modules/api"
  }

  variables {
    custom_domain = { name = "events.example.org", certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1", zone_id = "Z2" }
  }

  assert {
    condition     = output.url == "https://events.example.org" && aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "With a domain the API has that address only."
  }

  assert {
    condition     = aws_route53_record.this["events.example.org"].zone_id == "Z2" && output.domain_target == "d-1.execute-api.eu-central-1.amazonaws.com"
    error_message = "The domain does not lead to the API."
  }
}
