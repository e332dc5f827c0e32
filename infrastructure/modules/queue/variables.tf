variable "name" {
  type        = string
  description = "Name of the queue, without `.fifo`; its DLQ adds `-dlq`."
}

variable "fifo" {
  type        = bool
  description = "Keep each source's order, at a lower throughput."
}

variable "retention_days" {
  type        = number
  description = "Days that a message waits in the queue at most."
}

variable "dlq_retention_days" {
  type        = number
  description = "Days that a message is kept in the DLQ."
}

variable "max_receive_count" {
  type        = number
  description = "Deliveries after which a message moves to the DLQ."
}

variable "visibility_timeout_s" {
  type        = number
  description = "Seconds before a message that was delivered, but not deleted, is delivered again."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key to encrypt with; null encrypts with SQS's own."
}
