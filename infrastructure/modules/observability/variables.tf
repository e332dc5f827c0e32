variable "name" {
  type        = string
  description = "Name of the deployment: prefix of alarms, name of the dashboard and the budget."
}

variable "account_id" {
  type        = string
  description = "The AWS account, whose alarms and budget alone may tell the topic."
}

variable "service" {
  type        = string
  description = "Value of the dimension `Service` of the functions' own metrics."
}

variable "metrics_namespace" {
  type        = string
  description = "CloudWatch namespace of the functions' own metrics."
}

variable "api" {
  type        = object({ id = string, stage = string, access_log = string })
  description = "The HTTP API, and the group of its access log."
}

variable "functions" {
  type        = map(object({ name = string, memory_mb = number }))
  description = "The functions by role."
}

variable "queue_name" {
  type        = string
  description = "Name of the queue."
}

variable "dlq_name" {
  type        = string
  description = "Name of the DLQ."
}

variable "tables" {
  type        = map(object({ name = string, provisioned = bool }))
  description = "The tables by role: events, claims, streams, keys, usage, views."
}

variable "projected" {
  type        = bool
  default     = true
  description = "Whether any view is kept, so that one can fall behind."
}

variable "alarm_email" {
  type        = string
  default     = null
  description = "Who is told of alarms, once they have confirmed AWS's mail."
}

variable "settle_ms" {
  type        = number
  description = "Milliseconds after which a slot has settled: what clocks and puts may take is a part of it."
}

variable "queue_retention_days" {
  type        = number
  description = "Days after which SQS deletes what waits in the queue."
}

variable "dashboard" {
  type        = bool
  default     = true
  description = "Make the dashboard."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key that encrypts what the topic holds."
}

variable "thresholds" {
  type = object({
    enabled              = bool
    oldest_message_s     = number
    oldest_message_days  = number
    error_5xx_percent    = number
    submit_p99_ms        = number
    unknown_puts         = number
    views_behind_s       = number
    appends_pending_s    = number
    refused_per_minute   = number
    throttled_per_minute = number
    quiet_after_hours    = number
  })
  description = "Where alarms begin."
}

variable "monthly_budget" {
  type        = object({ usd = number, this_deployment_only = bool })
  default     = null
  description = "US dollars a month, and whether to count only what carries this deployment's tag."
}

variable "prices" {
  type = object({
    api_million        = number
    invocation_million = number
    gb_second          = number
    queue_million      = number
    write_million      = number
    read_million       = number
    write_unit_hour    = number
    read_unit_hour     = number
  })
  description = "US dollars for a million, for a GB-second, or for a provisioned unit and hour."
}
