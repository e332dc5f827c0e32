# What is kept beside the log: its schedule, its switches, and the archive's bucket.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "a_view_that_is_left_out" {
  command = apply

  variables {
    views     = ["xlog", "counts"]
    projector = { timeout_s = 120 }
  }

  assert {
    condition     = [for f in [module.query, module.projector] : f.environment.VIEWS] == ["counts,xlog", "counts,xlog"]
    error_message = "Readers and the projector are told ${module.query.environment.VIEWS} and ${module.projector.environment.VIEWS}."
  }

  # What was kept so far stays: to switch a view off removes nothing.
  assert {
    condition     = output.archive_bucket != "" && output.tables.views == "dcss-event-store-prod-views"
    error_message = "The bucket, or the table, is gone."
  }

  assert {
    condition     = output.projector_timeout_s == 120
    error_message = "./run.sh withdraw would wait ${output.projector_timeout_s} s for a projector."
  }

  assert {
    condition     = contains(module.observability.alarm_names, "dcss-event-store-prod-views-behind")
    error_message = "Nobody hears of a view that falls behind."
  }
}

run "no_view" {
  command = apply

  variables {
    views = []
  }

  assert {
    condition     = [for f in [module.query, module.projector] : f.environment.VIEWS] == ["none", "none"]
    error_message = "Readers and the projector are told ${module.query.environment.VIEWS} and ${module.projector.environment.VIEWS}."
  }

  assert {
    condition     = length([for name in module.observability.alarm_names : name if endswith(name, "-views-behind") || endswith(name, "-view-conflicts")]) == 0
    error_message = "What is not kept cannot fall behind."
  }
}

run "schedule" {
  command = apply

  module {
    source = "./modules/schedule"
  }

  variables {
    name        = "s"
    description = "A schedule."
    every       = "rate(1 minute)"
    function    = { name = "f", alias = "live", alias_arn = "arn:aws:lambda:eu-central-1:123456789012:function:f:live" }
  }

  assert {
    condition     = aws_cloudwatch_event_rule.this.schedule_expression == "rate(1 minute)" && aws_cloudwatch_event_target.this.arn == var.function.alias_arn
    error_message = "The alias is not called."
  }

  assert {
    condition     = aws_lambda_permission.this.source_arn == aws_cloudwatch_event_rule.this.arn && aws_lambda_permission.this.qualifier == "live"
    error_message = "Another rule may call the function, or this one may not."
  }
}

run "bucket" {
  command = apply

  module {
    source = "./modules/bucket"
  }

  variables {
    name                = "b"
    deletion_protection = true
    kept                = { old_versions_days = 30 }
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "Objects would go with the bucket."
  }

  assert {
    condition = alltrue([for blocked in [
      aws_s3_bucket_public_access_block.this.block_public_acls, aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls, aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ] : blocked])
    error_message = "The bucket could be made public."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "What is overwritten is lost."
  }

  assert {
    condition     = [for r in aws_s3_bucket_lifecycle_configuration.this.rule : [r.id, r.noncurrent_version_expiration[0].noncurrent_days]] == [["old-versions", 30]]
    error_message = "Old versions stay for ever, or objects move unasked."
  }

  assert {
    condition     = [for r in aws_s3_bucket_server_side_encryption_configuration.this.rule : r.apply_server_side_encryption_by_default[0].sse_algorithm] == ["AES256"]
    error_message = "Objects are not encrypted."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Effect == "Deny" && jsondecode(aws_s3_bucket_policy.this.policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    error_message = "Objects may go over an open line."
  }
}

run "bucket_with_a_key_that_moves_objects" {
  command = apply

  module {
    source = "./modules/bucket"
  }

  variables {
    name                = "b"
    deletion_protection = false
    kms_key_arn         = "arn:aws:kms:eu-central-1:123456789012:key/1234"
    kept                = { old_versions_days = 30, infrequent_after_days = 90 }
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "A bucket whose protection was lifted cannot be removed."
  }

  assert {
    condition = [for r in aws_s3_bucket_server_side_encryption_configuration.this.rule : [
      r.apply_server_side_encryption_by_default[0].sse_algorithm, r.apply_server_side_encryption_by_default[0].kms_master_key_id,
    ]] == [["aws:kms", "arn:aws:kms:eu-central-1:123456789012:key/1234"]]
    error_message = "The key is not used."
  }

  assert {
    condition     = flatten([for r in aws_s3_bucket_lifecycle_configuration.this.rule : [for t in r.transition : [r.id, t.days, t.storage_class]]]) == ["rarely-read", 90, "STANDARD_IA"]
    error_message = "Objects do not move."
  }
}
