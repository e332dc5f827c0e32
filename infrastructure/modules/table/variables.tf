variable "name" {
  type        = string
  description = "Name of the table."
}

variable "partition_key" {
  type        = object({ name = string, type = string })
  description = "Partition key: attribute name, and type S or N."
}

variable "sort_key" {
  type        = object({ name = string, type = string })
  default     = null
  description = "Sort key, where the table has one."
}

variable "index" {
  type = object({
    name          = string
    partition_key = object({ name = string, type = string })
    sort_key      = object({ name = string, type = string })
  })
  default     = null
  description = "Global secondary index, of keys alone, where the table has one: of the items that have both its attributes."

  validation {
    condition     = var.index == null || var.settings.capacity.mode == "on-demand"
    error_message = "index: only of a table that is on demand; nothing here scales an index."
  }
}

variable "expires" {
  type        = bool
  description = "Delete items once the second in their attribute `expires` (Unix time) has passed."
}

variable "settings" {
  type = object({
    capacity = object({
      mode  = string
      read  = object({ min = number, max = number, target = number })
      write = object({ min = number, max = number, target = number })
    })
    on_demand_limits       = optional(object({ read_units = number, write_units = number }))
    point_in_time_recovery = bool
    deletion_protection    = bool
    kms_key_arn            = optional(string)
  })
  description = "What tables share: on-demand, or provisioned between min and max units at target percent of use; units a second that an on-demand table serves at most (-1 lifts a limit); whether 35 days of continuous backups are kept; whether the table refuses to be deleted; a key of yours that encrypts (null: DynamoDB's own)."
}
