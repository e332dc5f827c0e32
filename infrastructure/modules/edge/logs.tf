# Who asked for what: one line a request, in a private bucket, for as long as the API's own access log.

module "logs" {
  source = "../bucket"

  name = var.logs_name
  # Lines about the store, not the store: they go with the edge.
  deletion_protection = false
  kept                = { old_versions_days = 1, expire_after_days = var.log_retention_days }

  # What AWS demands of a bucket that CloudFront's log lines go to.
  writer = {
    service     = "delivery.logs.amazonaws.com"
    prefix      = "AWSLogs/${var.account_id}/"
    account_id  = var.account_id
    source_arns = ["arn:aws:logs:us-east-1:${var.account_id}:delivery-source:${var.name}"]
  }
}

resource "aws_cloudwatch_log_delivery_source" "this" {
  provider = aws.us_east_1

  name         = var.name
  log_type     = "ACCESS_LOGS"
  resource_arn = aws_cloudfront_distribution.this.arn
}

resource "aws_cloudwatch_log_delivery_destination" "this" {
  provider = aws.us_east_1

  name          = var.name
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = module.logs.arn
  }
}

resource "aws_cloudwatch_log_delivery" "this" {
  provider = aws.us_east_1

  delivery_source_name     = aws_cloudwatch_log_delivery_source.this.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.this.arn

  # As in the API's access log: no query, no cookie, no referrer.
  record_fields = [
    "date", "time", "x-edge-location", "sc-bytes", "c-ip", "cs-method", "cs-uri-stem", "sc-status", "cs(User-Agent)", "x-edge-result-type",
    "x-edge-request-id", "cs-protocol", "time-taken",
  ]
}
