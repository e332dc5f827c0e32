variable "name" {
  type        = string
  description = "Name of the API."
}

variable "description" {
  type        = string
  description = "One line on what the API is, shown in the console."
}

variable "functions" {
  type = map(object({
    name       = string
    alias      = string
    invoke_arn = string
    timeout_s  = number
  }))
  description = "The functions behind the API, by the name that routes use."
}

variable "routes" {
  type = map(object({
    function = string
    throttle = object({ requests_per_second = number, burst = number })
  }))
  description = "Routes such as `GET /events`: the function that answers, and how often it may be called."
}

variable "cors_origins" {
  type        = list(string)
  description = "Origins whose pages may read the API."
}

variable "log_retention_days" {
  type        = number
  description = "Days that access log lines are kept."
}

variable "kms_key_arn" {
  type        = string
  default     = null
  description = "Customer managed key that encrypts the access log; null encrypts with CloudWatch's own."
}

variable "custom_domain" {
  type        = object({ name = string, certificate_arn = string, zone_id = optional(string) })
  default     = null
  description = "Domain of the API's own, its certificate, and the Route 53 zone to enter it in."
}

variable "behind_edge" {
  type        = bool
  default     = false
  description = "Whether clients come by the edge: the custom domain is then the edge's."
}

variable "edge" {
  type        = object({ domain_name = string, zone_id = string })
  default     = null
  description = "The edge's own host name and Route 53's zone of it, where there is one."
}
