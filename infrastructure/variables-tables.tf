# The tables.

variable "capacity" {
  type = object({
    mode  = optional(string, "on-demand")
    read  = optional(object({ min = number, max = number, target = optional(number, 70) }), { min = 5, max = 1000 })
    write = optional(object({ min = number, max = number, target = optional(number, 70) }), { min = 5, max = 1000 })
  })
  default     = {}
  description = "Capacity of events and claims: mode `on-demand`, or `provisioned` between min and max units at target percent of use."

  validation {
    condition     = contains(["on-demand", "provisioned"], var.capacity.mode)
    error_message = "capacity.mode: on-demand or provisioned."
  }

  validation {
    condition     = alltrue([for c in [var.capacity.read, var.capacity.write] : c.min >= 1 && c.max >= c.min && c.max <= 40000])
    error_message = "capacity.read and capacity.write: 1 <= min <= max <= 40000 units."
  }

  validation {
    condition     = alltrue([for c in [var.capacity.read, var.capacity.write] : c.target >= 20 && c.target <= 90])
    error_message = "capacity.read.target and capacity.write.target: 20 to 90 percent."
  }
}

variable "retention_days" {
  type        = number
  default     = 0
  description = "Days that events are kept; 0 keeps them for ever. Applies to events stored from then on."

  validation {
    condition     = var.retention_days == 0 || (var.retention_days > var.queue_retention_days + var.dlq_retention_days && var.retention_days <= 36500)
    error_message = "retention_days: 0, or more than queue_retention_days plus dlq_retention_days (an event must not vanish while it may be delivered again); at most 36500."
  }
}

variable "point_in_time_recovery" {
  type        = bool
  default     = true
  description = "Keep 35 days of continuous backups of every table."
}

variable "deletion_protection" {
  type        = bool
  default     = true
  description = "Refuse to delete the tables; ./destroy.sh --delete-data lifts it."
}
