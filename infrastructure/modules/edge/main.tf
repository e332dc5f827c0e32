# CloudFront before the API: what may be kept is kept as long as the API says, everything else passes through as it is.

locals {
  # What belongs to a key, and files and streams that grow: neither kept nor compressed.
  passed_through = ["/submit", "/submit/*", "/streams/*", "/track.gif", "/xlog", "/xlog/*"]

  # CloudFront keeps errors for 10 s unless told otherwise; the API says itself how long each may be kept.
  errors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
}

resource "aws_cloudfront_distribution" "this" {
  comment         = "${var.name}: the event store's edge"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = var.price_class
  aliases         = var.domain == null ? [] : [var.domain.name]
  web_acl_id      = one(aws_wafv2_web_acl.this[*].arn)

  origin {
    origin_id   = "api"
    domain_name = var.api_host

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # As long as the gateway waits for a function.
      origin_read_timeout      = 30
      origin_keepalive_timeout = 60
    }

    custom_header {
      name  = "X-Edge-Secret"
      value = aws_api_gateway_api_key.secret[local.current].value
    }

    dynamic "origin_shield" {
      for_each = var.origin_shield_region == null ? [] : [var.origin_shield_region]

      content {
        enabled              = true
        origin_shield_region = origin_shield.value
      }
    }
  }

  # All that is read without a key, pages and their files too.
  default_cache_behavior {
    target_origin_id           = "api"
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cached_methods             = ["GET", "HEAD"]
    viewer_protocol_policy     = "redirect-to-https"
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.reading.id
    origin_request_policy_id   = aws_cloudfront_origin_request_policy.reading.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.accept.arn
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.passed_through

    content {
      path_pattern     = ordered_cache_behavior.value
      target_origin_id = "api"
      allowed_methods  = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cached_methods   = ["GET", "HEAD"]
      # No redirect: a client would have sent its key in the open before it learns better.
      viewer_protocol_policy     = "https-only"
      compress                   = false
      cache_policy_id            = data.aws_cloudfront_cache_policy.disabled.id
      origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.all.id
      response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
    }
  }

  dynamic "custom_error_response" {
    for_each = local.errors

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 0
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == null
    acm_certificate_arn            = try(var.domain.certificate_arn, null)
    ssl_support_method             = var.domain == null ? null : "sni-only"
    # With its own certificate CloudFront decides by itself.
    minimum_protocol_version = var.domain == null ? null : "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}

resource "aws_cloudfront_function" "accept" {
  name    = "${var.name}-accept"
  comment = "Makes one of the few formats of what a client accepts, so that clients share answers."
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/accept.js")
}

resource "aws_cloudfront_cache_policy" "reading" {
  name    = "${var.name}-reading"
  comment = "As long as the API says, a day at most; apart by query and format."

  min_ttl     = 0
  default_ttl = 0
  max_ttl     = 86400

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_gzip   = true
    enable_accept_encoding_brotli = true

    query_strings_config {
      query_string_behavior = "all"
    }

    # What the function has left of it.
    headers_config {
      header_behavior = "whitelist"
      headers {
        items = ["Accept"]
      }
    }

    cookies_config {
      cookie_behavior = "none"
    }
  }
}

# A browser's question before a request of another origin: the gateway answers it by these.
resource "aws_cloudfront_origin_request_policy" "reading" {
  name    = "${var.name}-reading"
  comment = "What the gateway needs to answer a browser's preflight."

  headers_config {
    header_behavior = "whitelist"
    headers {
      items = ["Access-Control-Request-Headers", "Access-Control-Request-Method", "Origin"]
    }
  }

  query_strings_config {
    query_string_behavior = "none"
  }

  cookies_config {
    cookie_behavior = "none"
  }
}

# An answer that is kept was made for a request of another origin, or of none: its own CORS headers may be wrong for this one.
resource "aws_cloudfront_response_headers_policy" "this" {
  name    = "${var.name}-cors"
  comment = "Pages of other origins may read, as the API has it."

  cors_config {
    access_control_allow_credentials = false
    access_control_max_age_sec       = var.cors.max_age
    origin_override                  = true

    access_control_allow_origins {
      items = var.cors.allow_origins
    }

    access_control_allow_methods {
      items = setunion(var.cors.allow_methods, ["OPTIONS"])
    }

    access_control_allow_headers {
      items = var.cors.allow_headers
    }

    access_control_expose_headers {
      items = var.cors.expose_headers
    }
  }
}

data "aws_cloudfront_cache_policy" "disabled" {
  name = "Managed-CachingDisabled"
}

# The key, `Range`, `If-Range` and all others; not `Host`, by which the gateway knows its API.
data "aws_cloudfront_origin_request_policy" "all" {
  name = "Managed-AllViewerExceptHostHeader"
}
