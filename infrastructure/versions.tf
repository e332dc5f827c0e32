terraform {
  required_version = ">= 1.9"

  required_providers {
    # 5.100 is what this was tested with. 6.0 to 6.3 cannot publish a version with SnapStart; what comes after is not tested.
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
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
