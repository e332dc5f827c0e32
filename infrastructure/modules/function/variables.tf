variable "name" {
  type        = string
  description = "Name of the function and of its log group."
}

variable "role_name" {
  type        = string
  description = "Name of the function's role: unique in the account, whatever the region."

  validation {
    condition     = length(var.role_name) <= 64
    error_message = "role_name: at most 64 characters, as IAM has it."
  }
}

variable "description" {
  type        = string
  description = "One line on what the function does, shown in the console."
}

variable "zip" {
  type        = string
  description = "Path of the zip to deploy."
}

variable "handler" {
  type        = string
  description = "Java class that answers invocations."
}

variable "runtime" {
  type        = string
  description = "Lambda runtime."
}

variable "architecture" {
  type        = string
  description = "Instruction set: arm64 or x86_64."
}

variable "memory_mb" {
  type        = number
  description = "Memory in MB; CPU comes with it, one full core at 1769."
}

variable "timeout_s" {
  type        = number
  description = "Seconds after which an invocation is cut off."
}

variable "reserved_concurrency" {
  type        = number
  default     = null
  description = "Instances kept for this function, and its upper limit; null shares the account's."
}

variable "provisioned_concurrency" {
  type        = number
  default     = 0
  description = "Instances kept warm."
}

variable "snap_start" {
  type        = bool
  description = "Start instances from a snapshot of an initialised one."
}

variable "environment" {
  type        = map(string)
  description = "Environment variables."
}

variable "statements" {
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))))
  }))
  description = "What the function may do: actions by name, resources by ARN."

  validation {
    condition     = !anytrue([for s in var.statements : anytrue([for a in s.actions : strcontains(a, "*")])])
    error_message = "statements: name each action, without `*`."
  }

  validation {
    condition     = !anytrue([for s in var.statements : anytrue([for r in s.resources : strcontains(r, "*")])])
    error_message = "statements: name each resource by its ARN, without `*`."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days that log lines are kept."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key that encrypts the log; null encrypts with CloudWatch's own."
}

variable "xray_tracing" {
  type        = bool
  description = "Send traces to X-Ray."
}
