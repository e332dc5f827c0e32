# The API's edge.

variable "submit_throttle" {
  type        = object({ requests_per_second = optional(number, 100), burst = optional(number, 200) })
  default     = {}
  description = "Requests a second, and at once, that POST /submit takes from all clients together; a request carries up to 500 events. More get 429."

  validation {
    condition     = var.submit_throttle.requests_per_second >= 1 && var.submit_throttle.requests_per_second <= 10000
    error_message = "submit_throttle.requests_per_second: 1 to 10000, an account's default limit."
  }

  validation {
    condition     = var.submit_throttle.burst >= 1 && var.submit_throttle.burst <= 5000
    error_message = "submit_throttle.burst: 1 to 5000 requests, an account's default limit."
  }
}

variable "query_throttle" {
  type        = object({ requests_per_second = optional(number, 200), burst = optional(number, 400) })
  default     = {}
  description = "Requests a second, and at once, that each of the reading routes takes from all clients together. More get 429."

  validation {
    condition     = var.query_throttle.requests_per_second >= 1 && var.query_throttle.requests_per_second <= 10000
    error_message = "query_throttle.requests_per_second: 1 to 10000, an account's default limit."
  }

  validation {
    condition     = var.query_throttle.burst >= 1 && var.query_throttle.burst <= 5000
    error_message = "query_throttle.burst: 1 to 5000 requests, an account's default limit."
  }
}

variable "cors_origins" {
  type        = list(string)
  default     = ["*"]
  description = "Origins whose web pages may read the API; reading is public, so `*` by default."

  validation {
    condition     = length(var.cors_origins) > 0 && alltrue([for o in var.cors_origins : o == "*" || can(regex("^https?://[^/*]+$", o))])
    error_message = "cors_origins: `*`, or origins such as https://scoreboard.example, without a path."
  }
}

variable "custom_domain" {
  type        = object({ name = string, certificate_arn = string, zone_id = optional(string) })
  default     = null
  description = "Domain of the API's own: its name, an ACM certificate of the same region and, to have Terraform enter it in DNS, a Route 53 zone. The API's AWS address is then switched off."

  validation {
    condition     = var.custom_domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.custom_domain.name))
    error_message = "custom_domain.name: a host name such as events.example.org, without https://."
  }

  validation {
    condition     = var.custom_domain == null || can(regex("^arn:[a-z-]+:acm:", var.custom_domain.certificate_arn))
    error_message = "custom_domain.certificate_arn: the ARN of a certificate in ACM."
  }
}

variable "max_event_bytes" {
  type        = number
  default     = 65536
  description = "Bytes that one event may have; a larger one gets 413."

  validation {
    condition     = var.max_event_bytes >= 1024 && var.max_event_bytes <= 245760
    error_message = "max_event_bytes: 1024 to 245760; a message with its envelope must fit the queue's 262144."
  }
}

variable "key_cache_seconds" {
  type        = number
  default     = 60
  description = "Seconds that a running submit function trusts a key it has looked up: a revoked key works for as long."

  validation {
    condition     = var.key_cache_seconds >= 0 && var.key_cache_seconds <= 60
    error_message = "key_cache_seconds: 0 to 60."
  }
}
