# Metrics, alarms, money.

variable "metrics_namespace" {
  type        = string
  default     = "DcssEventStore"
  description = "CloudWatch namespace of the functions' own metrics."

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#-]{1,255}$", var.metrics_namespace)) && !startswith(var.metrics_namespace, "AWS/")
    error_message = "metrics_namespace: 1 to 255 letters, digits and . _ / # -, not starting with AWS/."
  }
}

variable "alarm_email" {
  type        = string
  default     = null
  description = "Mail address that alarms go to, once it has confirmed AWS's mail; null leaves the topic without a reader."

  validation {
    condition     = var.alarm_email == null || can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.alarm_email))
    error_message = "alarm_email: a mail address."
  }
}

variable "alarms" {
  type = object({
    enabled              = optional(bool, true)
    oldest_message_s     = optional(number, 300)
    oldest_message_days  = optional(number, 3)
    error_5xx_percent    = optional(number, 1)
    submit_p99_ms        = optional(number, 1000)
    unknown_puts         = optional(number, 10)
    views_behind_s       = optional(number, 600)
    appends_pending_s    = optional(number, 300)
    refused_per_minute   = optional(number, 60)
    throttled_per_minute = optional(number, 60)
    quiet_after_hours    = optional(number, 24)
  })
  default     = {}
  description = "Where alarms begin: seconds and days that the oldest event waits, percent of answers that are 5xx, milliseconds of the slowest hundredth of submits, puts without an answer in 5 minutes, seconds that the furthest view is behind the log, seconds that an append waits for the queue, answers 401 or 403 and answers 429 in a minute, hours without an event (1 to 24; 0 for no such alarm). The others begin at one, clocks at a quarter of settle_ms. enabled = false makes none."

  validation {
    condition     = var.alarms.oldest_message_s >= 1
    error_message = "alarms.oldest_message_s: at least 1 s."
  }

  validation {
    condition     = var.alarms.oldest_message_days >= 1 && var.alarms.oldest_message_days < var.queue_retention_days
    error_message = "alarms.oldest_message_days: at least 1, and less than queue_retention_days, after which events are deleted."
  }

  validation {
    condition     = var.alarms.error_5xx_percent >= 0 && var.alarms.error_5xx_percent < 100
    error_message = "alarms.error_5xx_percent: 0 to less than 100."
  }

  validation {
    condition     = var.alarms.submit_p99_ms >= 1
    error_message = "alarms.submit_p99_ms: at least 1 ms."
  }

  validation {
    condition     = alltrue([for number in [var.alarms.unknown_puts, var.alarms.refused_per_minute, var.alarms.throttled_per_minute] : number >= 0])
    error_message = "alarms.unknown_puts, refused_per_minute and throttled_per_minute: at least 0."
  }

  validation {
    condition     = var.alarms.views_behind_s >= 120
    error_message = "alarms.views_behind_s: at least 120 s; the projector starts each minute."
  }

  validation {
    condition     = var.alarms.appends_pending_s >= 120
    error_message = "alarms.appends_pending_s: at least 120 s; what is pending is sent each minute."
  }

  validation {
    condition     = contains(range(25), var.alarms.quiet_after_hours)
    error_message = "alarms.quiet_after_hours: 1 to 24 whole hours, or 0 for no such alarm."
  }
}

variable "dashboard" {
  type        = bool
  default     = true
  description = "Make the dashboard, at $3 a month where the account has three others already."
}

variable "monthly_budget" {
  type        = object({ usd = number, this_deployment_only = optional(bool, false) })
  default     = null
  description = "US dollars a month that the account may cost before the alarm topic hears of it (at 80 % spent, at 100 % forecast); null takes 50 where alarm_email is given, 0 makes none. this_deployment_only counts what carries the tag Deployment, once that tag is activated for cost allocation."

  validation {
    condition     = var.monthly_budget == null || try(var.monthly_budget.usd >= 0, false)
    error_message = "monthly_budget.usd: at least 0; 0 makes no budget."
  }
}

variable "prices" {
  type = object({
    api_million        = optional(number, 1.00)
    invocation_million = optional(number, 0.20)
    gb_second          = optional(number, 0.0000133334)
    queue_million      = optional(number, 0.40)
    write_million      = optional(number, 0.625)
    read_million       = optional(number, 0.125)
    write_unit_hour    = optional(number, 0.00065)
    read_unit_hour     = optional(number, 0.00013)
  })
  default     = {}
  description = "US dollars that the dashboard's estimate reckons with: for a million API requests, invocations, SQS requests, DynamoDB write and read units, for a GB-second of Lambda, for an hour of a provisioned unit. Defaults: AWS's list prices for us-east-1 and arm64 since November 2024."

  validation {
    condition     = alltrue([for price in values(var.prices) : price >= 0])
    error_message = "prices: none below 0."
  }
}
