# The tables.

variable "capacity" {
  type = object({
    mode  = optional(string, "on-demand")
    read  = optional(object({ min = number, max = number, target = optional(number, 70) }), { min = 5, max = 1000 })
    write = optional(object({ min = number, max = number, target = optional(number, 70) }), { min = 5, max = 1000 })
  })
  default     = {}
  description = "Capacity of events and claims (other tables are on demand): mode `on-demand`, or `provisioned` between min and max units at target percent of use."

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

variable "on_demand_limits" {
  type        = object({ read_units = optional(number, 3000), write_units = optional(number, 2000) })
  default     = {}
  description = "Units a second that each on-demand table serves at most, so that nobody's reading or writing costs without bound: 3000 read units cost at most $1.35 an hour, 2000 write units $4.50. -1 lifts a limit."

  validation {
    condition     = try(alltrue([for units in values(var.on_demand_limits) : units == -1 || units >= 100]), false)
    error_message = "on_demand_limits: at least 100 units a second, or -1 for none."
  }
}

variable "retention_days" {
  type        = number
  default     = 0
  description = "Days that an event is kept, fixed when it is stored; 0 keeps for ever what is stored from then on. A change deletes nothing at once, and gives what is stored already no other time."

  validation {
    condition     = var.retention_days == 0 || (var.retention_days > var.queue_retention_days + var.dlq_retention_days && var.retention_days <= 36500)
    error_message = "retention_days: 0, or more than queue_retention_days plus dlq_retention_days (an event must not vanish while it may be delivered again); at most 36500."
  }
}

variable "expiry" {
  type        = bool
  default     = true
  description = "Delete events whose time, fixed by retention_days when they were stored, has come. false deletes none; true after that deletes at once what was to go meanwhile."
}

variable "point_in_time_recovery" {
  type        = bool
  default     = true
  description = "Keep 35 days of continuous backups of every table."
}

variable "deletion_protection" {
  type        = bool
  default     = true
  description = "Refuse to delete the tables, and the archive while it holds anything; ./destroy.sh --delete-data lifts it."
}
