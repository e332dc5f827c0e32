# What a fake AWS answers where the configuration reads it back: ARNs and URLs that tell resources apart.

mock_data "aws_region" {
  defaults = {
    id   = "eu-central-1"
    name = "eu-central-1"
  }
}

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "123456789012"
  }
}

mock_resource "aws_apigatewayv2_api" {
  defaults = {
    id            = "api1"
    api_endpoint  = "https://api1.execute-api.eu-central-1.amazonaws.com"
    execution_arn = "arn:aws:execute-api:eu-central-1:123456789012:api1"
  }
}

mock_resource "aws_apigatewayv2_domain_name" {
  defaults = {
    domain_name_configuration = {
      target_domain_name = "d-1.execute-api.eu-central-1.amazonaws.com"
      hosted_zone_id     = "Z1"
    }
  }
}

mock_resource "aws_cloudwatch_event_rule" {
  defaults = {
    arn = "arn:aws:events:eu-central-1:123456789012:rule/some"
  }
}

mock_resource "aws_s3_bucket" {
  defaults = {
    arn = "arn:aws:s3:::some"
  }
}

mock_resource "aws_sns_topic" {
  defaults = {
    arn = "arn:aws:sns:eu-central-1:123456789012:alarms"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:123456789012:log-group:some"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::123456789012:role/some"
  }
}

override_resource {
  target = module.queue.aws_sqs_queue.this
  values = { arn = "arn:aws:sqs:eu-central-1:123456789012:queue", url = "https://sqs/queue" }
}

override_resource {
  target = module.queue.aws_sqs_queue.dead_letters
  values = { arn = "arn:aws:sqs:eu-central-1:123456789012:dlq", url = "https://sqs/dlq" }
}

override_resource {
  target = module.events.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/events" }
}

override_resource {
  target = module.claims.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/claims" }
}

override_resource {
  target = module.streams.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/streams" }
}

override_resource {
  target = module.keys.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/keys" }
}

override_resource {
  target = module.usage.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/usage" }
}

override_resource {
  target = module.views.aws_dynamodb_table.this
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/views" }
}

override_resource {
  target = module.archive.aws_s3_bucket.this
  values = { arn = "arn:aws:s3:::archive" }
}

override_resource {
  target = module.submit.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:submit" }
}

override_resource {
  target = module.submit.aws_lambda_function.this
  values = { version = "1" }
}

override_resource {
  target = module.submit.aws_lambda_alias.live
  values = {
    arn        = "arn:aws:lambda:eu-central-1:123456789012:function:submit:live"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/submit:live/invocations"
  }
}

override_resource {
  target = module.append.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:append" }
}

override_resource {
  target = module.append.aws_lambda_function.this
  values = { version = "1" }
}

override_resource {
  target = module.append.aws_lambda_alias.live
  values = {
    arn        = "arn:aws:lambda:eu-central-1:123456789012:function:append:live"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/append:live/invocations"
  }
}

override_resource {
  target = module.consumer.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:consumer" }
}

override_resource {
  target = module.consumer.aws_lambda_function.this
  values = { version = "1" }
}

override_resource {
  target = module.consumer.aws_lambda_alias.live
  values = {
    arn        = "arn:aws:lambda:eu-central-1:123456789012:function:consumer:live"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/consumer:live/invocations"
  }
}

override_resource {
  target = module.query.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:query" }
}

override_resource {
  target = module.query.aws_lambda_function.this
  values = { version = "1" }
}

override_resource {
  target = module.query.aws_lambda_alias.live
  values = {
    arn        = "arn:aws:lambda:eu-central-1:123456789012:function:query:live"
    invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/query:live/invocations"
  }
}

override_resource {
  target = module.projector.aws_cloudwatch_log_group.this
  values = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:projector" }
}

override_resource {
  target = module.projector.aws_lambda_function.this
  values = { version = "1" }
}

override_resource {
  target = module.projector.aws_lambda_alias.live
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:projector:live" }
}

mock_resource "aws_cloudfront_distribution" {
  defaults = {
    arn            = "arn:aws:cloudfront::123456789012:distribution/E1"
    domain_name    = "d1.cloudfront.net"
    hosted_zone_id = "Z9"
  }
}

mock_resource "aws_cloudfront_function" {
  defaults = {
    arn = "arn:aws:cloudfront::123456789012:function/accept"
  }
}
