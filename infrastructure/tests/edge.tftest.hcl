# CloudFront before the API: off by default, and what it does when it is on.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks/us-east-1"
}

variables {
  artifacts_dir = "tests/artifacts"

  name               = "store-prod-eu-central-1"
  logs_name          = "logs"
  account_id         = "123456789012"
  api_host           = "api1.execute-api.eu-central-1.amazonaws.com"
  rate_limit         = 3000
  price_class        = "PriceClass_100"
  secret             = 4
  log_retention_days = 30
  cors = {
    allow_origins  = ["*"]
    allow_methods  = ["GET", "HEAD"]
    allow_headers  = ["range"]
    expose_headers = ["caught-up", "complete-through", "content-range", "etag", "link"]
    max_age        = 86400
  }
}

run "off" {
  command = apply

  assert {
    condition     = length(module.edge) == 0
    error_message = "Without cdn there is an edge."
  }

  assert {
    condition     = output.api_url == "https://api1.execute-api.eu-central-1.amazonaws.com"
    error_message = "Without cdn the store is at ${output.api_url}."
  }

  assert {
    condition     = alltrue([for f in [module.submit, module.append, module.query] : !can(f.environment["EDGE_SECRET_HASHES"])])
    error_message = "Without cdn the API refuses who does not come by the edge."
  }
}

run "on" {
  command = apply

  variables {
    cdn           = true
    custom_domain = { name = "events.example.org", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1", zone_id = "Z2" }
  }

  assert {
    condition     = output.api_url == "https://events.example.org" && output.domain_target == "d1.cloudfront.net"
    error_message = "The domain must point to the edge, not to ${output.domain_target}."
  }

  # Whatever is behind the API: nobody passes by the edge.
  assert {
    condition = length(module.edge[0].secret_hashes) == 2 && alltrue([for f in [module.submit, module.append, module.query] :
      f.environment["EDGE_SECRET_HASHES"] == join(",", module.edge[0].secret_hashes) && f.environment["EDGE_ADDRESS"] == "https://events.example.org"
    ])
    error_message = "A function takes requests that do not come by the edge."
  }
}

run "own_domain_at_the_api" {
  command = apply

  module {
    source = "./modules/api"
  }

  variables {
    description   = "An API."
    cors_origins  = ["*"]
    functions     = {}
    routes        = {}
    behind_edge   = true
    edge          = { domain_name = "d1.cloudfront.net", zone_id = "Z9" }
    custom_domain = { name = "events.example.org", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1", zone_id = "Z2" }
  }

  assert {
    condition = [for r in [aws_route53_record.this["events.example.org"], aws_route53_record.ipv6["events.example.org"]] :
      [r.type, r.alias[0].name, r.alias[0].zone_id]
    ] == [["A", "d1.cloudfront.net", "Z9"], ["AAAA", "d1.cloudfront.net", "Z9"]]
    error_message = "The domain does not lead to the edge."
  }

  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) == 0 && !aws_apigatewayv2_api.this.disable_execute_api_endpoint
    error_message = "Behind the edge the API keeps its AWS address, and has no other."
  }
}

run "what_is_kept_and_who_may_pass" {
  command = apply

  module {
    source = "./modules/edge"
  }

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  assert {
    condition = [
      aws_cloudfront_distribution.this.http_version, aws_cloudfront_distribution.this.is_ipv6_enabled, aws_cloudfront_distribution.this.price_class,
    ] == ["http2and3", true, "PriceClass_100"]
    error_message = "HTTP/3 and IPv6 must be on."
  }

  assert {
    condition = [for b in aws_cloudfront_distribution.this.default_cache_behavior : [
      b.compress, b.allowed_methods, b.cache_policy_id, b.origin_request_policy_id, b.response_headers_policy_id,
      [for f in b.function_association : [f.event_type, f.function_arn]],
      ]] == [[
      true, toset(["GET", "HEAD", "OPTIONS"]), aws_cloudfront_cache_policy.reading.id, aws_cloudfront_origin_request_policy.reading.id,
      aws_cloudfront_response_headers_policy.this.id, [["viewer-request", aws_cloudfront_function.accept.arn]],
    ]]
    error_message = "Reading is not as it should be."
  }

  assert {
    condition = [
      aws_cloudfront_cache_policy.reading.min_ttl, aws_cloudfront_cache_policy.reading.default_ttl, aws_cloudfront_cache_policy.reading.max_ttl,
    ] == [0, 0, 86400]
    error_message = "An answer is kept as long as the API says, a day at most."
  }

  assert {
    condition = [for key in aws_cloudfront_cache_policy.reading.parameters_in_cache_key_and_forwarded_to_origin : [
      key.enable_accept_encoding_gzip, key.enable_accept_encoding_brotli, key.query_strings_config[0].query_string_behavior,
      key.headers_config[0].headers[0].items, key.cookies_config[0].cookie_behavior,
    ]] == [[true, true, "all", toset(["Accept"]), "none"]]
    error_message = "Answers are apart by query and format, and by nothing else."
  }

  assert {
    condition     = aws_cloudfront_function.accept.runtime == "cloudfront-js-2.0" && aws_cloudfront_function.accept.publish && strcontains(aws_cloudfront_function.accept.code, "function handler(event)")
    error_message = "The function must be published, for the runtime that it was written for."
  }

  assert {
    condition = { for b in aws_cloudfront_distribution.this.ordered_cache_behavior : b.path_pattern => [
      b.compress, length(b.allowed_methods), b.cache_policy_id, b.origin_request_policy_id, b.viewer_protocol_policy, length(b.function_association),
      ] } == { for path in ["/submit", "/submit/*", "/streams/*", "/track.gif", "/xlog", "/xlog/*"] : path => [
      false, 7, data.aws_cloudfront_cache_policy.disabled.id, data.aws_cloudfront_origin_request_policy.all.id, "https-only", 0,
    ] }
    error_message = "What has a key, and files that grow, must pass as they are."
  }

  assert {
    condition = [data.aws_cloudfront_cache_policy.disabled.name, data.aws_cloudfront_origin_request_policy.all.name] == [
      "Managed-CachingDisabled", "Managed-AllViewerExceptHostHeader",
    ]
    error_message = "What passes must pass whole, and not be kept."
  }

  assert {
    condition     = alltrue([for e in aws_cloudfront_distribution.this.custom_error_response : e.error_caching_min_ttl == 0]) && length(aws_cloudfront_distribution.this.custom_error_response) == 11
    error_message = "An error is kept for longer than the API says."
  }

  assert {
    condition = [for c in aws_cloudfront_response_headers_policy.this.cors_config : [
      c.access_control_allow_origins[0].items, c.access_control_allow_methods[0].items, c.access_control_expose_headers[0].items, c.origin_override,
      ]] == [[
      toset(["*"]), toset(["GET", "HEAD", "OPTIONS"]), toset(["caught-up", "complete-through", "content-range", "etag", "link"]), true,
    ]]
    error_message = "Pages of other origins cannot follow through the edge."
  }

  assert {
    condition = [for o in aws_cloudfront_distribution.this.origin : [
      o.domain_name, o.custom_origin_config[0].origin_protocol_policy, length(o.origin_shield),
      [for h in o.custom_header : [h.name, h.value]],
      ]] == [[
      "api1.execute-api.eu-central-1.amazonaws.com", "https-only", 0,
      [["X-Edge-Secret", aws_api_gateway_api_key.secret["4"].value]],
    ]]
    error_message = "The edge must show the current secret to the API, over TLS alone."
  }

  assert {
    condition = output.secret_hashes == [
      sha256(aws_api_gateway_api_key.secret["4"].value), sha256(aws_api_gateway_api_key.secret["5"].value),
    ] && length(aws_api_gateway_api_key.secret) == 2
    error_message = "The API takes the current secret and the next."
  }

  assert {
    condition = [for acl in aws_wafv2_web_acl.this : [
      acl.scope, [for r in acl.rule : [for s in r.statement : [s.rate_based_statement[0].limit, s.rate_based_statement[0].evaluation_window_sec]]],
    ]] == [["CLOUDFRONT", [[[3000, 300]]]]]
    error_message = "No address may ask too often."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.web_acl_id == "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1"
    error_message = "The web ACL must be one of us-east-1, and the edge's: ${aws_cloudfront_distribution.this.web_acl_id}"
  }

  assert {
    condition     = [for v in aws_cloudfront_distribution.this.viewer_certificate : v.cloudfront_default_certificate] == [true]
    error_message = "Without a domain the edge has CloudFront's certificate."
  }

  assert {
    condition = (
      aws_cloudwatch_log_delivery.this.delivery_destination_arn == "arn:aws:logs:us-east-1:123456789012:delivery-destination:edge" &&
      length(setintersection(aws_cloudwatch_log_delivery.this.record_fields, ["cs-uri-query", "cs(Cookie)", "cs(Referer)"])) == 0
    )
    error_message = "Log lines must be sent from us-east-1, without queries, cookies and referrers."
  }
}

run "address_without_a_domain" {
  command = apply

  module {
    source = "./modules/api"
  }

  variables {
    description  = "An API."
    cors_origins = ["*"]
    functions    = {}
    routes       = {}
    behind_edge  = true
    edge         = { domain_name = "d1.cloudfront.net", zone_id = "Z9" }
  }

  assert {
    condition     = output.url == "https://d1.cloudfront.net" && output.domain_target == null && output.host == "api1.execute-api.eu-central-1.amazonaws.com"
    error_message = "The store's address is ${output.url}, and the API's ${output.host}."
  }
}

run "the_rest_of_it" {
  command = apply

  module {
    source = "./modules/edge"
  }

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  variables {
    rate_limit           = 0
    origin_shield_region = "eu-central-1"
    domain               = { name = "events.example.org", certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1" }
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this) == 0 && aws_cloudfront_distribution.this.web_acl_id == null
    error_message = "With a limit of 0 there is a web ACL all the same."
  }

  assert {
    condition = [for o in aws_cloudfront_distribution.this.origin : [for s in o.origin_shield : [s.enabled, s.origin_shield_region]]] == [
      [[true, "eu-central-1"]],
    ]
    error_message = "There is no Origin Shield."
  }

  assert {
    condition = [for v in aws_cloudfront_distribution.this.viewer_certificate : [v.acm_certificate_arn, v.minimum_protocol_version]] == [
      ["arn:aws:acm:us-east-1:123456789012:certificate/1", "TLSv1.2_2021"],
    ] && aws_cloudfront_distribution.this.aliases == toset(["events.example.org"])
    error_message = "The domain is not the edge's."
  }
}

run "the_logs_bucket" {
  command = apply

  module {
    source = "./modules/bucket"
  }

  variables {
    name                = "logs"
    deletion_protection = false
    kept                = { old_versions_days = 1, expire_after_days = 30 }
    writer              = { service = "delivery.logs.amazonaws.com", prefix = "AWSLogs/1/", account_id = "1", source_arns = ["arn:source"] }
  }

  assert {
    condition = [for s in jsondecode(aws_s3_bucket_policy.this.policy).Statement : [s.Effect, try(s.Principal.Service, "*"), s.Action]] == [
      ["Deny", "*", "s3:*"], ["Allow", "delivery.logs.amazonaws.com", "s3:PutObject"],
    ] && jsondecode(aws_s3_bucket_policy.this.policy).Statement[1].Resource == "${aws_s3_bucket.this.arn}/AWSLogs/1/*"
    error_message = "The bucket's policy is ${aws_s3_bucket_policy.this.policy}"
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy).Statement[1].Condition.StringEquals["aws:SourceAccount"] == "1" && aws_s3_bucket.this.force_destroy
    error_message = "Another account may write into the bucket, or it cannot be removed with the edge."
  }

  assert {
    condition     = contains([for r in aws_s3_bucket_lifecycle_configuration.this.rule : try(r.expiration[0].days, 0)], 30)
    error_message = "Log lines are kept for ever."
  }
}
