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
  type        = object({ old_versions_days = number, infrequent_after_days = optional(number), expire_after_days = optional(number) })
  description = "Days that an overwritten version is kept, days after which objects move to the class for what is rarely read, and days after which they are deleted (null: never)."
}

variable "writer" {
  type = object({
    service     = string
    prefix      = string
    account_id  = string
    source_arns = list(string)
  })
  default     = null
  description = "A service of AWS that puts objects below a prefix, in the name of an account and of these resources; null lets none."
}
