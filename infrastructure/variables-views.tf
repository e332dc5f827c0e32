# What is kept of the log beside it: views, and the archive.

variable "views" {
  type        = set(string)
  default     = ["counts", "entities", "xlog", "archive"]
  description = "What the projector keeps: counts (/counts, /sources), entities (entity=), xlog (/xlog), archive (closed days in S3). One that is left out is answered with 404 and costs nothing more; put back, it goes on where it stopped."

  validation {
    condition     = length(setsubtract(var.views, ["counts", "entities", "xlog", "archive"])) == 0
    error_message = "views: counts, entities, xlog and archive, or some of them."
  }
}

variable "projector" {
  type = object({
    memory_mb            = optional(number, 1024)
    timeout_s            = optional(number, 60)
    reserved_concurrency = optional(number)
  })
  default     = {}
  description = "The projector function: memory in MB, seconds until it is cut off (it starts each minute, and ends when it has caught up), instances it may have at most (null: the account's limit)."

  validation {
    condition     = var.projector.memory_mb >= 512 && var.projector.memory_mb <= 10240
    error_message = "projector.memory_mb: 512 to 10240 MB; Java does not start well in less."
  }

  validation {
    condition     = var.projector.timeout_s >= 10 && var.projector.timeout_s <= 900
    error_message = "projector.timeout_s: 10 to 900 s."
  }

  validation {
    condition     = coalesce(var.projector.reserved_concurrency, 1) >= 1
    error_message = "projector.reserved_concurrency: at least 1; 0 would keep no view."
  }
}

variable "archive" {
  type = object({
    old_versions_days     = optional(number, 30)
    infrequent_after_days = optional(number)
  })
  default     = {}
  description = "The archive's bucket: days that a version is kept that was written again (a withdrawal takes data out of it), days after which objects move to S3's class for what is rarely read (30 or more; null: never)."

  validation {
    condition     = var.archive.old_versions_days >= 1 && var.archive.old_versions_days <= 3650
    error_message = "archive.old_versions_days: 1 to 3650 days."
  }

  validation {
    condition     = coalesce(var.archive.infrequent_after_days, 30) >= 30
    error_message = "archive.infrequent_after_days: at least 30 days, as S3 has it, or null."
  }
}
