# The public HTTP API: routes to functions, each throttled on its own.

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = var.description
  protocol_type = "HTTP"

  # With a domain of its own the API has one address, not two; the edge asks at the AWS address.
  disable_execute_api_endpoint = var.custom_domain != null && !var.behind_edge

  cors_configuration {
    allow_origins  = var.cors_origins
    allow_methods  = ["GET", "HEAD"]
    allow_headers  = ["if-none-match", "if-range", "range"]
    expose_headers = ["caught-up", "complete-through", "content-range", "etag", "event-id", "key-expires", "link", "retry-after"]
    max_age        = 86400
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.functions

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = min(30000, each.value.timeout_s * 1000)
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id    = aws_apigatewayv2_api.this.id
  route_key = each.key
  target    = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
}

resource "aws_lambda_permission" "this" {
  for_each = var.routes

  statement_id  = "api-${md5(each.key)}"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  function_name = var.functions[each.value.function].name
  qualifier     = var.functions[each.value.function].alias

  # Any stage, then the route: `GET /events/{ts}` is `GET/events/*` here.
  source_arn = "${aws_apigatewayv2_api.this.execution_arn}/*/${replace(replace(each.key, " ", ""), "/{[^}]+}/", "*")}"
}

resource "aws_cloudwatch_log_group" "access" {
  # Log groups under /aws/vendedlogs do not count against the account's resource policy size.
  name              = "/aws/vendedlogs/${var.name}/api"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  dynamic "route_settings" {
    for_each = var.routes

    content {
      route_key              = route_settings.key
      throttling_rate_limit  = route_settings.value.throttle.requests_per_second
      throttling_burst_limit = route_settings.value.throttle.burst
    }
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn

    # Never a header: `Authorization` holds keys.
    format = jsonencode({
      # Functions log requestId beside a key's id, and Lambda its own id of the invocation: either leads from a line to an address.
      time               = "$context.requestTimeEpoch"
      requestId          = "$context.requestId"
      invocationId       = "$context.integration.requestId"
      route              = "$context.routeKey"
      method             = "$context.httpMethod"
      path               = "$context.path"
      status             = "$context.status"
      responseBytes      = "$context.responseLength"
      latencyMillis      = "$context.responseLatency"
      integrationMillis  = "$context.integrationLatency"
      integrationStatus  = "$context.integrationStatus"
      integrationProblem = "$context.integrationErrorMessage"
      problem            = "$context.error.message"
      sourceIp           = "$context.identity.sourceIp"
      userAgent          = "$context.identity.userAgent"
    })
  }

  # Settings of a route can only be given once the route exists.
  depends_on = [aws_apigatewayv2_route.this]
}
