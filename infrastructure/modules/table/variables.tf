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

variable "expires" {
  type        = bool
  description = "Delete items once the second in their attribute `expires` (Unix time) has passed."
}

variable "capacity" {
  type = object({
    mode  = string
    read  = object({ min = number, max = number, target = number })
    write = object({ min = number, max = number, target = number })
  })
  description = "on-demand, or provisioned between min and max units at target percent of use."
}

variable "on_demand_limits" {
  type        = object({ read_units = number, write_units = number })
  default     = null
  description = "Units a second that an on-demand table serves at most; -1 lifts a limit."
}

variable "point_in_time_recovery" {
  type        = bool
  description = "Keep 35 days of continuous backups."
}

variable "deletion_protection" {
  type        = bool
  description = "Refuse to delete the table."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key to encrypt with; null encrypts with DynamoDB's own."
}
