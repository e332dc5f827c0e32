# Which deployment this is, and where. The other variables: variables-api.tf, variables-edge.tf, variables-functions.tf,
# variables-log.tf (queue, writing and settling), variables-tables.tf, variables-views.tf, variables-observability.tf.

variable "name_prefix" {
  type        = string
  default     = "dcss-event-store"
  description = "Start of every resource's name."

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}[a-z0-9]$", var.name_prefix))
    error_message = "name_prefix: 2 to 32 small letters, digits and hyphens, a letter first, no hyphen last."
  }
}

variable "environment" {
  type        = string
  default     = "prod"
  description = "Second part of every resource's name: prod, staging, …"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{0,14}[a-z0-9]$", var.environment))
    error_message = "environment: 2 to 16 small letters, digits and hyphens, no hyphen first or last."
  }
}

variable "aws_region" {
  type        = string
  default     = null
  description = "AWS region, such as eu-central-1; null takes AWS_REGION or the AWS profile's."

  validation {
    condition     = var.aws_region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "aws_region: a region's code, such as eu-central-1."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags for every resource, beside Project, Environment, Deployment and ManagedBy."

  validation {
    condition     = length(setintersection(keys(var.tags), ["Project", "Environment", "Deployment", "ManagedBy"])) == 0
    error_message = "tags: Project, Environment, Deployment and ManagedBy are set already; choose other names."
  }
}

variable "artifacts_dir" {
  type        = string
  default     = null
  description = "Folder that holds submit.zip, append.zip, consumer.zip, query.zip and projector.zip; null takes them from where the build leaves them."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed KMS key that encrypts queue, DLQ, tables, the archive, logs and the alarm topic; its policy must hold the output kms_key_statements first. null uses keys that AWS owns, at no cost."

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn))
    error_message = "kms_key_arn: the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID), not of an alias."
  }
}

variable "log_retention_days" {
  type        = number
  default     = 30
  description = "Days that functions' logs and the API's access logs are kept."

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: CloudWatch knows only 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653 days."
  }
}

variable "log_level" {
  type        = string
  default     = "INFO"
  description = "What the functions log: every outcome (INFO), trouble (WARN) or failures (ERROR)."

  validation {
    condition     = contains(["INFO", "WARN", "ERROR"], var.log_level)
    error_message = "log_level: INFO, WARN or ERROR."
  }
}

variable "xray_tracing" {
  type        = bool
  default     = false
  description = "Send traces of the functions to X-Ray."
}
