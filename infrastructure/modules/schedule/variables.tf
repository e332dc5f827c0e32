variable "name" {
  type        = string
  description = "Name of the rule."
}

variable "description" {
  type        = string
  description = "One line on what is called for, shown in the console."
}

variable "every" {
  type        = string
  description = "How often, such as `rate(1 minute)`."
}

variable "function" {
  type        = object({ name = string, alias = string, alias_arn = string })
  description = "The function that is called, at the version that its alias leads to."
}
