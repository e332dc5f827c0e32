# The edge: CloudFront before the API.

variable "cdn" {
  type        = bool
  default     = false
  description = "Put CloudFront before the API: readers share its answers, and the API refuses whoever does not come through it. The store's address is then the edge's."
}

variable "edge" {
  type = object({
    rate_limit           = optional(number, 3000)
    origin_shield_region = optional(string)
    price_class          = optional(string, "PriceClass_100")
    secret               = optional(number, 1)
  })
  default     = {}
  description = "With cdn: requests that one address may make in 5 minutes (0: no limit and no web ACL; more get 429), region of an Origin Shield (null: none), CloudFront's price class, and which secret the edge shows to the API: to change it, raise it by one."

  validation {
    condition     = var.edge.rate_limit == 0 || (var.edge.rate_limit > 600 && var.edge.rate_limit <= 2000000000)
    error_message = "edge.rate_limit: 601 to 2000000000 requests in 5 minutes, or 0 for no limit; a client that polls each second makes 300, and a household has two."
  }

  validation {
    condition     = var.edge.origin_shield_region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.edge.origin_shield_region))
    error_message = "edge.origin_shield_region: a region's code, such as eu-central-1: the nearest to the API that has Origin Shield."
  }

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.edge.price_class)
    error_message = "edge.price_class: PriceClass_100, PriceClass_200 or PriceClass_All."
  }

  validation {
    condition     = var.edge.secret >= 1 && floor(var.edge.secret) == var.edge.secret
    error_message = "edge.secret: a whole number from 1 on."
  }
}
