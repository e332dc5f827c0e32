# From the queue to the log: delivery and settling. The cross-checks keep the promises of the README.

locals {
  # SQS asks for six times the function's timeout, plus the time spent gathering a batch.
  least_visibility_s = 6 * var.consumer.timeout_s + var.batch_window_s
  # SQS counts to 1000 at most, so a day of failures takes 87 s for each.
  visibility_timeout_s = coalesce(var.visibility_timeout_s, max(90, local.least_visibility_s))
}

variable "fifo_queue" {
  type        = bool
  default     = false
  description = "Keep each source's order end to end with a FIFO queue. Changing it later replaces the queue: drain it first."
}

variable "fair_queue" {
  type        = bool
  default     = false
  description = "Give each source its share of a standard queue (message groups), so that one source's flood does not delay the others: $0.10 more for a million events. A FIFO queue does it anyway."
}

variable "queue_retention_days" {
  type        = number
  default     = 13
  description = "Days that an event waits in the queue for the consumer at most; after them SQS deletes it. An alarm comes long before (alarms.oldest_message_days)."

  validation {
    condition     = var.queue_retention_days >= 1 && var.queue_retention_days <= 13
    error_message = "queue_retention_days: 1 to 13; the DLQ, with at most 14, must keep longer."
  }
}

variable "dlq_retention_days" {
  type        = number
  default     = 14
  description = "Days, from submit on, that an event is kept in the DLQ."

  validation {
    condition     = var.dlq_retention_days > var.queue_retention_days && var.dlq_retention_days <= 14
    error_message = "dlq_retention_days: more than queue_retention_days (an event keeps its age when it moves), and at most 14."
  }
}

variable "max_receive_count" {
  type        = number
  default     = 1000
  description = "Deliveries after which an event moves to the DLQ: times visibility_timeout_s, how long an outage may be before events leave the queue (25 hours by default). What can never be stored, the consumer moves there at once."

  validation {
    condition     = var.max_receive_count >= 5 && var.max_receive_count <= 1000
    error_message = "max_receive_count: 5 to 1000; deliveries that Lambda throttles count too."
  }

  validation {
    condition     = var.max_receive_count * local.visibility_timeout_s >= 86400
    error_message = "max_receive_count: times visibility_timeout_s at least 86400 s (a day); otherwise an outage of hours moves everything to the DLQ, and a FIFO queue loses its order."
  }
}

variable "visibility_timeout_s" {
  type        = number
  default     = null
  description = "Seconds until an event that was delivered, but not stored, is delivered again; null takes 6 times consumer.timeout_s plus batch_window_s, and at least 90. A FIFO queue's source waits so long after a failure."

  validation {
    condition     = coalesce(var.visibility_timeout_s, 43200) >= local.least_visibility_s
    error_message = "visibility_timeout_s: at least 6 times consumer.timeout_s plus batch_window_s; less delivers events twice."
  }

  validation {
    condition     = coalesce(var.visibility_timeout_s, local.least_visibility_s) <= 43200
    error_message = "visibility_timeout_s: at most 43200 s (12 hours)."
  }
}

variable "batch_size" {
  type        = number
  default     = 10
  description = "Events that the consumer is handed at once, at most."

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000
    error_message = "batch_size: 1 to 10000 events."
  }

  validation {
    condition     = !var.fifo_queue || var.batch_size <= 10
    error_message = "batch_size: at most 10 events with fifo_queue = true."
  }

  validation {
    condition     = var.fifo_queue || var.batch_size <= 10 || var.batch_window_s >= 1
    error_message = "batch_size: above 10 events, batch_window_s must be at least 1."
  }
}

variable "batch_window_s" {
  type        = number
  default     = 0
  description = "Seconds spent gathering a batch. Every event waits that long."

  validation {
    condition     = var.batch_window_s >= 0 && var.batch_window_s <= 300
    error_message = "batch_window_s: 0 to 300 s."
  }

  validation {
    condition     = !var.fifo_queue || var.batch_window_s == 0
    error_message = "batch_window_s: 0 with fifo_queue = true; a FIFO queue gathers no batches over time."
  }

  validation {
    condition     = var.batch_window_s * 1000 < var.settle_ms / 2
    error_message = "batch_window_s: less than half of settle_ms; otherwise every event comes late, and costs two writes more."
  }
}

variable "consumer_enabled" {
  type        = bool
  default     = true
  description = "Hand events to the consumer; false leaves them waiting in the queue, for an upgrade that must not run beside what was there before."
}

variable "max_concurrency" {
  type        = number
  default     = 2
  description = "Consumer instances that the queue may occupy at once; null sets no limit. Two store a hundred times today's rate, and fit into the ten instances that a new account often has in all."

  validation {
    condition     = var.max_concurrency == null || (coalesce(var.max_concurrency, 2) >= 2 && coalesce(var.max_concurrency, 2) <= 1000)
    error_message = "max_concurrency: 2 to 1000 instances, or null."
  }
}

variable "write_concurrency" {
  type        = number
  default     = 16
  description = "Events that one consumer instance writes at once."

  validation {
    condition     = var.write_concurrency >= 1 && var.write_concurrency <= 100
    error_message = "write_concurrency: 1 to 100."
  }
}

variable "settle_ms" {
  type        = number
  default     = 3000
  description = "Milliseconds after which nothing can appear in a slot any more: how far readers stay behind, and how long writers may take. On a live system ./run.sh changes it in two steps."

  validation {
    condition     = var.settle_ms >= 1000 && var.settle_ms <= 60000 && var.settle_ms % 4 == 0
    error_message = "settle_ms: 1000 to 60000 ms, a multiple of 4; a quarter of it must cover a write and the clocks' differences."
  }
}

variable "reader_settle_ms" {
  type        = number
  default     = null
  description = "Milliseconds that readers stay behind; null takes settle_ms, and ./run.sh then changes both in the right order. Set it only to do so by hand: readers first to raise settle_ms, writers first to lower it, and wait between."

  validation {
    condition     = coalesce(var.reader_settle_ms, var.settle_ms) >= var.settle_ms
    error_message = "reader_settle_ms: at least settle_ms; readers that are closer would miss events."
  }

  validation {
    condition     = coalesce(var.reader_settle_ms, 0) <= 60000 && coalesce(var.reader_settle_ms, 0) % 4 == 0
    error_message = "reader_settle_ms: at most 60000 ms, a multiple of 4."
  }
}
