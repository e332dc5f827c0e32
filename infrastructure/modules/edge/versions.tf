terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
      # CloudFront takes web ACLs, and the sources of its logs, from there alone.
      configuration_aliases = [aws.us_east_1]
    }
  }
}
