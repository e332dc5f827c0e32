# Provisioned and on demand: the tables, what expires, and what protects them.

mock_provider "aws" {}

variables {
  name          = "t"
  partition_key = { name = "ts_day", type = "N" }
  sort_key      = { name = "ts", type = "N" }
  expires       = false
}

run "provisioned" {
  command = apply

  module {
    source = "./modules/table"
  }

  variables {
    expires = true
    settings = {
      capacity = {
        mode  = "provisioned"
        read  = { min = 5, max = 100, target = 70 }
        write = { min = 10, max = 200, target = 60 }
      }
      on_demand_limits       = { read_units = 3000, write_units = 2000 }
      point_in_time_recovery = true
      deletion_protection    = true
      kms_key_arn            = "arn:aws:kms:eu-central-1:123456789012:key/1234"
    }
  }

  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PROVISIONED" && aws_dynamodb_table.this.read_capacity == 5 && aws_dynamodb_table.this.write_capacity == 10
    error_message = "The table does not start at its smallest capacity."
  }

  assert {
    condition = { for k, t in aws_appautoscaling_target.this : k => [t.scalable_dimension, t.min_capacity, t.max_capacity] } == {
      Read  = ["dynamodb:table:ReadCapacityUnits", 5, 100]
      Write = ["dynamodb:table:WriteCapacityUnits", 10, 200]
    }
    error_message = "The table does not scale between its bounds."
  }

  assert {
    condition = { for k, p in aws_appautoscaling_policy.this : k => [
      p.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type,
      p.target_tracking_scaling_policy_configuration[0].target_value,
    ] } == { Read = ["DynamoDBReadCapacityUtilization", 70], Write = ["DynamoDBWriteCapacityUtilization", 60] }
    error_message = "The table does not scale at its target."
  }

  assert {
    condition     = aws_dynamodb_table.this.ttl[0].enabled && aws_dynamodb_table.this.ttl[0].attribute_name == "expires"
    error_message = "Items do not expire."
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].enabled && aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == var.settings.kms_key_arn
    error_message = "The key is not used."
  }

  assert {
    condition     = length(aws_dynamodb_table.this.on_demand_throughput) == 0
    error_message = "A provisioned table has its own bounds."
  }
}

run "an_index_that_nothing_scales" {
  command = plan

  module {
    source = "./modules/table"
  }

  variables {
    index = { name = "pending", partition_key = { name = "pending", type = "N" }, sort_key = { name = "appended", type = "N" } }
    settings = {
      capacity = {
        mode  = "provisioned"
        read  = { min = 5, max = 100, target = 70 }
        write = { min = 10, max = 200, target = 60 }
      }
      point_in_time_recovery = true
      deletion_protection    = true
    }
  }

  expect_failures = [var.index]
}

# Back from provisioned, in the same table.
run "on_demand" {
  command = apply

  module {
    source = "./modules/table"
  }

  variables {
    settings = {
      capacity = {
        mode  = "on-demand"
        read  = { min = 5, max = 100, target = 70 }
        write = { min = 10, max = 200, target = 60 }
      }
      on_demand_limits       = { read_units = 3000, write_units = -1 }
      point_in_time_recovery = true
      deletion_protection    = true
    }
  }

  assert {
    condition     = [for l in aws_dynamodb_table.this.on_demand_throughput : [l.max_read_request_units, l.max_write_request_units]] == [[3000, -1]]
    error_message = "What reading and writing may cost has no bound."
  }

  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST" && length(aws_appautoscaling_target.this) + length(aws_appautoscaling_policy.this) == 0
    error_message = "On demand there is nothing to scale."
  }

  assert {
    condition     = [aws_dynamodb_table.this.hash_key, aws_dynamodb_table.this.range_key] == ["ts_day", "ts"] && length(aws_dynamodb_table.this.attribute) == 2
    error_message = "The keys are wrong."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "The table is not protected."
  }

  assert {
    condition     = !aws_dynamodb_table.this.ttl[0].enabled && !aws_dynamodb_table.this.server_side_encryption[0].enabled
    error_message = "Nothing expires, and DynamoDB's own key encrypts, unless asked for."
  }
}

run "with_an_index" {
  command = apply

  module {
    source = "./modules/table"
  }

  variables {
    partition_key = { name = "stream", type = "S" }
    sort_key      = { name = "version", type = "N" }
    index         = { name = "pending", partition_key = { name = "pending", type = "N" }, sort_key = { name = "appended", type = "N" } }
    settings = {
      capacity = {
        mode  = "on-demand"
        read  = { min = 5, max = 100, target = 70 }
        write = { min = 10, max = 200, target = 60 }
      }
      on_demand_limits       = { read_units = 3000, write_units = 2000 }
      point_in_time_recovery = true
      deletion_protection    = true
    }
  }

  assert {
    condition = [for i in aws_dynamodb_table.this.global_secondary_index : [
      i.name, i.hash_key, i.range_key, i.projection_type, [for l in i.on_demand_throughput : [l.max_read_request_units, l.max_write_request_units]],
    ]] == [["pending", "pending", "appended", "KEYS_ONLY", [[3000, 2000]]]]
    error_message = "The index is not as it should be, or may cost without bound."
  }

  # DynamoDB takes those that are a key, and no others.
  assert {
    condition     = { for a in aws_dynamodb_table.this.attribute : a.name => a.type } == { appended = "N", pending = "N", stream = "S", version = "N" }
    error_message = "An attribute of a key is missing, or one is that is of none."
  }

  assert {
    condition     = endswith(output.index_arn, "/index/pending")
    error_message = "The index cannot be named: ${output.index_arn}"
  }
}
