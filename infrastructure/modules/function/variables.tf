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

variable "settings" {
  type = object({
    runtime            = string
    architecture       = string
    snap_start         = bool
    log_retention_days = number
    kms_key_arn        = optional(string)
    xray_tracing       = bool
  })
  description = "What all functions share: Lambda runtime, instruction set (arm64 or x86_64), whether instances start from a snapshot, days that log lines are kept, a key of yours that encrypts the log (null: CloudWatch's own), whether traces go to X-Ray."
}

variable "size" {
  type = object({
    memory_mb               = number
    timeout_s               = number
    reserved_concurrency    = optional(number)
    provisioned_concurrency = optional(number, 0)
  })
  description = "Memory in MB (CPU comes with it, one full core at 1769), seconds after which an invocation is cut off, instances kept for this function and at most (null shares the account's), instances kept warm."
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
    condition     = !anytrue([for s in var.statements : anytrue([for r in s.resources : strcontains(trimsuffix(r, startswith(r, "arn:aws:s3:::") ? "/*" : ""), "*")])])
    error_message = "statements: name each resource by its ARN, without `*`; only `/*` stands for a bucket's objects."
  }
}
