# The defaults, and with -var-file each of the examples, make a plan.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks/us-east-1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "plans" {
  command = apply
}
