# How the functions run.

variable "runtime" {
  type        = string
  default     = "java21"
  description = "Lambda runtime: java17 or java21, which the locked provider knows."

  validation {
    condition     = contains(["java17", "java21"], var.runtime)
    error_message = "runtime: java17 or java21; the provider that is locked here knows no later one."
  }
}

variable "architecture" {
  type        = string
  default     = "arm64"
  description = "Instruction set; arm64 costs a fifth less."

  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture: arm64 or x86_64."
  }
}

variable "jvm_options" {
  type        = string
  default     = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1"
  description = "JVM options of every function; the default favours quick starts."
}

variable "snap_start" {
  type        = bool
  default     = true
  description = "Start functions from a snapshot of an initialised one: cold starts of tenths of a second."

  validation {
    condition     = !var.snap_start || alltrue([for f in [var.submit, var.append, var.query] : f.provisioned_concurrency == 0])
    error_message = "snap_start: Lambda has it, or provisioned concurrency, not both: set snap_start = false, or provisioned_concurrency = 0."
  }
}

variable "submit" {
  type = object({
    memory_mb               = optional(number, 1024)
    timeout_s               = optional(number, 10)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
  })
  default     = {}
  description = "The submit function: memory in MB, seconds until it is cut off, instances it may have at most (null: the account's limit), instances kept warm."

  validation {
    condition     = var.submit.memory_mb >= 512 && var.submit.memory_mb <= 10240
    error_message = "submit.memory_mb: 512 to 10240 MB; Java does not start well in less."
  }

  validation {
    condition     = var.submit.timeout_s >= 3 && var.submit.timeout_s <= 29
    error_message = "submit.timeout_s: 3 to 29 s; the API gives up after 30."
  }

  validation {
    condition     = coalesce(var.submit.reserved_concurrency, 1) >= 1
    error_message = "submit.reserved_concurrency: at least 1; 0 would refuse every request."
  }

  validation {
    condition     = var.submit.provisioned_concurrency >= 0 && var.submit.provisioned_concurrency <= coalesce(var.submit.reserved_concurrency, 1000)
    error_message = "submit.provisioned_concurrency: 0 to submit.reserved_concurrency (or to 1000)."
  }
}

variable "append" {
  type = object({
    memory_mb               = optional(number, 1024)
    timeout_s               = optional(number, 29)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
  })
  default     = {}
  description = "The append function, of streams: memory in MB, seconds until it is cut off, instances it may have at most (null: the account's limit), instances kept warm."

  validation {
    condition     = var.append.memory_mb >= 512 && var.append.memory_mb <= 10240
    error_message = "append.memory_mb: 512 to 10240 MB; Java does not start well in less."
  }

  validation {
    condition     = var.append.timeout_s >= 15 && var.append.timeout_s <= 29
    error_message = "append.timeout_s: 15 to 29 s; what is pending is sent until 9 s before, and the API gives up after 30."
  }

  validation {
    condition     = coalesce(var.append.reserved_concurrency, 1) >= 1
    error_message = "append.reserved_concurrency: at least 1; 0 would refuse every request, and leave what is pending."
  }

  validation {
    condition     = var.append.provisioned_concurrency >= 0 && var.append.provisioned_concurrency <= coalesce(var.append.reserved_concurrency, 1000)
    error_message = "append.provisioned_concurrency: 0 to append.reserved_concurrency (or to 1000)."
  }
}

variable "consumer" {
  type = object({
    memory_mb            = optional(number, 1024)
    timeout_s            = optional(number, 12)
    reserved_concurrency = optional(number)
  })
  default     = {}
  description = "The consumer function: memory in MB, seconds until it is cut off, instances it may have at most (null: the account's limit)."

  validation {
    condition     = var.consumer.memory_mb >= 512 && var.consumer.memory_mb <= 10240
    error_message = "consumer.memory_mb: 512 to 10240 MB; Java does not start well in less."
  }

  validation {
    condition     = var.consumer.timeout_s >= 10 && var.consumer.timeout_s <= 900
    error_message = "consumer.timeout_s: 10 to 900 s."
  }

  validation {
    condition     = var.consumer.timeout_s * 1000 >= 1.75 * var.settle_ms + 1000
    error_message = "consumer.timeout_s: at least 1.75 times settle_ms plus 1 s: a late event may take seven calls, each a quarter of settle_ms."
  }

  validation {
    condition     = coalesce(var.consumer.reserved_concurrency, 1000) >= coalesce(var.max_concurrency, 1)
    error_message = "consumer.reserved_concurrency: at least max_concurrency; otherwise throttled deliveries count against max_receive_count."
  }
}

variable "query" {
  type = object({
    memory_mb               = optional(number, 1769)
    timeout_s               = optional(number, 29)
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
  })
  default     = {}
  description = "The query function: memory in MB (1769 is one full core: whole days are compressed), seconds until it is cut off, instances it may have at most (null: 50 where account_concurrency leaves room, else the account's limit), instances kept warm."

  validation {
    condition     = var.query.memory_mb >= 512 && var.query.memory_mb <= 10240
    error_message = "query.memory_mb: 512 to 10240 MB; Java does not start well in less."
  }

  validation {
    condition     = var.query.timeout_s >= 3 && var.query.timeout_s <= 29
    error_message = "query.timeout_s: 3 to 29 s; the API gives up after 30."
  }

  validation {
    condition     = coalesce(var.query.reserved_concurrency, 1) >= 1
    error_message = "query.reserved_concurrency: at least 1; 0 would refuse every request."
  }

  validation {
    condition     = var.query.provisioned_concurrency >= 0 && var.query.provisioned_concurrency <= coalesce(var.query.reserved_concurrency, 1000)
    error_message = "query.provisioned_concurrency: 0 to query.reserved_concurrency (or to 1000)."
  }
}

variable "account_concurrency" {
  type        = number
  default     = null
  description = "Instances of all functions that the account may have at once in this region; ./run.sh reads it. Where it leaves 100 unreserved, query is given 50 of its own, so that readers cannot take submit's and consumer's; null reserves none."

  validation {
    condition     = coalesce(var.account_concurrency, 1) >= 1
    error_message = "account_concurrency: at least 1, or null."
  }
}

locals {
  # Lambda refuses to leave less than 100 of an account's instances unreserved; new accounts often have 10 in all.
  query_instances = 50
  unreserved = coalesce(var.account_concurrency, 0) - local.query_instances - sum([
    for f in [var.submit, var.append, var.consumer, var.projector] : coalesce(f.reserved_concurrency, 0)
  ])
  query_reserved = var.query.reserved_concurrency != null || local.unreserved < 100 ? var.query.reserved_concurrency : max(
    local.query_instances, var.query.provisioned_concurrency
  )
}
