# The function module refuses what is not named: nobody can widen a role by a star.

mock_provider "aws" {}

variables {
  name        = "f"
  role_name   = "f-here"
  description = "A function."
  zip         = "tests/artifacts/submit.zip"
  handler     = "Handler"
  environment = {}
  size        = { memory_mb = 1024, timeout_s = 10 }
  settings = {
    runtime            = "java21"
    architecture       = "arm64"
    snap_start         = true
    log_retention_days = 1
    xray_tracing       = false
  }
}

run "any_action" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = [{ sid = "S", actions = ["dynamodb:*"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/t"] }]
  }

  expect_failures = [var.statements]
}

run "any_resource" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = [{ sid = "S", actions = ["dynamodb:GetItem"], resources = ["*"] }]
  }

  expect_failures = [var.statements]
}

run "any_table" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = [{ sid = "S", actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:123456789012:table/*"] }]
  }

  expect_failures = [var.statements]
}

run "any_bucket" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = [{ sid = "S", actions = ["s3:GetObject"], resources = ["arn:aws:s3:::*/*"] }]
  }

  expect_failures = [var.statements]
}

run "a_bucket_s_objects" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = [{ sid = "S", actions = ["s3:GetObject"], resources = ["arn:aws:s3:::bucket/*"] }]
  }
}

run "a_missing_zip" {
  command = plan

  module {
    source = "./modules/function"
  }

  variables {
    statements = []
    zip        = "tests/artifacts/none.zip"
  }

  expect_failures = [aws_lambda_function.this]
}
