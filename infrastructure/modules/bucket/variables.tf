variable "name" {
  type        = string
  description = "Name of the bucket: unique in all of AWS."

  validation {
    condition     = length(var.name) <= 63
    error_message = "name: at most 63 characters, as S3 has it."
  }
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key that encrypts the objects; null encrypts with S3's own."
}

variable "deletion_protection" {
  type        = bool
  description = "Refuse to delete the bucket while it holds anything."
}

variable "kept" {
  type        = object({ old_versions_days = number, infrequent_after_days = optional(number) })
  description = "Days that an overwritten version is kept, and days after which objects move to the class for what is rarely read (null: never)."
}
