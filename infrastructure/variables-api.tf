# The API's edge.

variable "submit_throttle" {
  type        = object({ requests_per_second = optional(number, 100), burst = optional(number, 200) })
  default     = {}
  description = "Requests a second, and at once, that POST /submit and POST /submit/{type} each take from all clients together; a request to the first carries up to 500 events. More get 429."

  validation {
    condition     = var.submit_throttle.requests_per_second >= 1 && var.submit_throttle.requests_per_second <= 10000
    error_message = "submit_throttle.requests_per_second: 1 to 10000, an account's default limit."
  }

  validation {
    condition     = var.submit_throttle.burst >= 1 && var.submit_throttle.burst <= 5000
    error_message = "submit_throttle.burst: 1 to 5000 requests, an account's default limit."
  }
}

variable "append_throttle" {
  type        = object({ requests_per_second = optional(number, 50), burst = optional(number, 100) })
  default     = {}
  description = "Requests a second, and at once, that each of the two routes which append to streams takes from all clients together; a request carries one event. More get 429."

  validation {
    condition     = var.append_throttle.requests_per_second >= 1 && var.append_throttle.requests_per_second <= 10000
    error_message = "append_throttle.requests_per_second: 1 to 10000, an account's default limit."
  }

  validation {
    condition     = var.append_throttle.burst >= 1 && var.append_throttle.burst <= 5000
    error_message = "append_throttle.burst: 1 to 5000 requests, an account's default limit."
  }
}

variable "pixel_source" {
  type        = string
  default     = ""
  description = "Source in whose name GET /track.gif, which needs no key, queues events of type hit; an empty text has no such route."

  validation {
    condition     = var.pixel_source == "" || can(regex("^[a-z][a-z0-9-]{0,31}$", var.pixel_source))
    error_message = "pixel_source: the name of a source, such as web, or an empty text for no pixel."
  }
}

variable "pixel_throttle" {
  type        = object({ requests_per_second = optional(number, 5), burst = optional(number, 10) })
  default     = {}
  description = "Requests a second, and at once, that GET /track.gif takes from all pages together: each is an event in the log, which anybody can make. More get 429."

  validation {
    condition     = var.pixel_throttle.requests_per_second >= 1 && var.pixel_throttle.requests_per_second <= 100
    error_message = "pixel_throttle.requests_per_second: 1 to 100; the log takes 1000 events a second, and servers come first."
  }

  validation {
    condition     = var.pixel_throttle.burst >= 1 && var.pixel_throttle.burst <= 1000
    error_message = "pixel_throttle.burst: 1 to 1000 requests."
  }
}

variable "quotas" {
  type = object({
    default = optional(object({
      events_per_second = optional(number, 500)
      bytes_per_second  = optional(number, 1000000)
      burst_seconds     = optional(number, 10)
    }), {})
    sources = optional(map(object({
      events_per_second = optional(number)
      bytes_per_second  = optional(number)
      burst_seconds     = optional(number)
    })), {})
  })
  default     = {}
  description = "What one source may submit: events and bytes of data a second, on average over burst_seconds, so that one key cannot fill the log alone. sources holds exceptions by source; what they leave out is the default's. More get 429."

  validation {
    condition     = alltrue([for q in concat([var.quotas.default], values(var.quotas.sources)) : coalesce(q.events_per_second, 1) >= 1 && coalesce(q.events_per_second, 1) <= 10000])
    error_message = "quotas: events_per_second: 1 to 10000."
  }

  validation {
    condition     = alltrue([for q in concat([var.quotas.default], values(var.quotas.sources)) : coalesce(q.bytes_per_second, 1024) >= 1024 && coalesce(q.bytes_per_second, 1024) <= 104857600])
    error_message = "quotas: bytes_per_second: 1024 to 104857600 (100 MB)."
  }

  validation {
    condition     = alltrue([for q in concat([var.quotas.default], values(var.quotas.sources)) : coalesce(q.burst_seconds, 1) >= 1 && coalesce(q.burst_seconds, 1) <= 3600])
    error_message = "quotas: burst_seconds: 1 to 3600 s."
  }

  validation {
    condition = alltrue([for q in concat([var.quotas.default], values(var.quotas.sources)) : alltrue([
      coalesce(q.burst_seconds, var.quotas.default.burst_seconds) * coalesce(q.events_per_second, var.quotas.default.events_per_second) >= 500,
      coalesce(q.burst_seconds, var.quotas.default.burst_seconds) * coalesce(q.bytes_per_second, var.quotas.default.bytes_per_second) >= 5242880,
    ])])
    error_message = "quotas: burst_seconds times events_per_second must be at least 500, and times bytes_per_second at least 5242880: otherwise a full request is never taken whole."
  }

  validation {
    condition     = alltrue([for src in keys(var.quotas.sources) : can(regex("^[a-z][a-z0-9-]{0,31}$", src))])
    error_message = "quotas.sources: names of sources, such as cpo."
  }
}

locals {
  # Each source's three numbers, whole.
  quotas = {
    default = var.quotas.default
    sources = { for src, q in var.quotas.sources : src => {
      for name, number in var.quotas.default : name => q[name] == null ? number : q[name]
    } }
  }
}

variable "query_throttle" {
  type        = object({ requests_per_second = optional(number, 50), burst = optional(number, 100) })
  default     = {}
  description = "Requests a second, and at once, that each of the reading routes takes from all clients together. More get 429. Reading needs no key, so this bounds what strangers can cost."

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
  description = "Domain of the API's own: its name, an ACM certificate of the same region (with cdn: of us-east-1) and, to have Terraform enter it in DNS, a Route 53 zone. The API's AWS address is then switched off."

  validation {
    condition     = var.custom_domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.custom_domain.name))
    error_message = "custom_domain.name: a host name such as events.example.org, without https://."
  }

  validation {
    condition     = var.custom_domain == null || can(regex("^arn:[a-z-]+:acm:", var.custom_domain.certificate_arn))
    error_message = "custom_domain.certificate_arn: the ARN of a certificate in ACM."
  }

  validation {
    condition     = var.custom_domain == null || !var.cdn || can(regex("^arn:[a-z-]+:acm:us-east-1:", var.custom_domain.certificate_arn))
    error_message = "custom_domain.certificate_arn: with cdn, CloudFront takes certificates of us-east-1 alone; have ACM make one there."
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
  description = "Seconds that a running submit or append function trusts a key it has looked up: a revoked key works for as long."

  validation {
    condition     = var.key_cache_seconds >= 0 && var.key_cache_seconds <= 60
    error_message = "key_cache_seconds: 0 to 60."
  }
}
