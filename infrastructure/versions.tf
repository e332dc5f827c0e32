terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80, < 7"
    }
  }
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = merge(var.tags, {
      Project     = "dcss-event-store"
      Environment = var.environment
      Deployment  = local.name
      ManagedBy   = "terraform"
    })
  }
}
