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

locals {
  tags = merge(var.tags, {
    Project     = "dcss-event-store"
    Environment = var.environment
    Deployment  = local.name
    ManagedBy   = "terraform"
  })
}

provider "aws" {
  region = var.aws_region

  default_tags {
    tags = local.tags
  }
}

# CloudFront has no region, but what belongs to it is kept there: the one exception to a deployment's region.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"

  default_tags {
    tags = local.tags
  }
}
