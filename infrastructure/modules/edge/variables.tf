variable "name" {
  type        = string
  description = "Name of all that belongs to the edge: unique in the account, since CloudFront has no regions."

  validation {
    condition     = length(var.name) <= 57
    error_message = "name: at most 57 characters; with `-accept` CloudFront takes 64 for a function."
  }
}

variable "logs_name" {
  type        = string
  description = "Name of the bucket of the access logs: unique in all of AWS."
}

variable "account_id" {
  type        = string
  description = "The AWS account, in whose name log lines are delivered."
}

variable "api_host" {
  type        = string
  description = "Host name of the API."
}

variable "cors" {
  type = object({
    allow_origins  = set(string)
    allow_methods  = set(string)
    allow_headers  = set(string)
    expose_headers = set(string)
    max_age        = number
  })
  description = "What pages of other origins may do, as the API has it."
}

variable "domain" {
  type        = object({ name = string, certificate_arn = string })
  default     = null
  description = "Domain of the store's own and its certificate in us-east-1."
}

variable "rate_limit" {
  type        = number
  description = "Requests that one address may make in 5 minutes; 0 sets no limit."
}

variable "origin_shield_region" {
  type        = string
  default     = null
  description = "Region of the cache that all others ask; null has none."
}

variable "price_class" {
  type        = string
  description = "Which of CloudFront's places serve: PriceClass_100, PriceClass_200 or PriceClass_All."
}

variable "secret" {
  type        = number
  description = "Which secret the edge shows, counted from 1."
}

variable "log_retention_days" {
  type        = number
  description = "Days that access log lines are kept."
}
