# One DynamoDB table, on demand or provisioned with autoscaling.

locals {
  provisioned = var.settings.capacity.mode == "provisioned"
  keys = { for k in concat([var.partition_key, var.sort_key], try([var.index.partition_key, var.index.sort_key], [])) :
    k.name => k.type if k != null
  }
}

resource "aws_dynamodb_table" "this" {
  name         = var.name
  billing_mode = local.provisioned ? "PROVISIONED" : "PAY_PER_REQUEST"

  read_capacity  = local.provisioned ? var.settings.capacity.read.min : null
  write_capacity = local.provisioned ? var.settings.capacity.write.min : null

  hash_key  = var.partition_key.name
  range_key = try(var.sort_key.name, null)

  dynamic "attribute" {
    for_each = local.keys

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  # Sparse, and of keys alone: what it holds is read from the table.
  dynamic "global_secondary_index" {
    for_each = var.index == null ? [] : [var.index]

    content {
      name            = global_secondary_index.value.name
      hash_key        = global_secondary_index.value.partition_key.name
      range_key       = global_secondary_index.value.sort_key.name
      projection_type = "KEYS_ONLY"

      # Its limits are its own: a write of the table is a write here too.
      dynamic "on_demand_throughput" {
        for_each = var.settings.on_demand_limits == null ? [] : [var.settings.on_demand_limits]

        content {
          max_read_request_units  = on_demand_throughput.value.read_units
          max_write_request_units = on_demand_throughput.value.write_units
        }
      }
    }
  }

  # What readers without a key can cost, and what a flood of writes can.
  dynamic "on_demand_throughput" {
    for_each = local.provisioned || var.settings.on_demand_limits == null ? [] : [var.settings.on_demand_limits]

    content {
      max_read_request_units  = on_demand_throughput.value.read_units
      max_write_request_units = on_demand_throughput.value.write_units
    }
  }

  ttl {
    attribute_name = "expires"
    enabled        = var.expires
  }

  point_in_time_recovery {
    enabled = var.settings.point_in_time_recovery
  }

  server_side_encryption {
    enabled     = var.settings.kms_key_arn != null
    kms_key_arn = var.settings.kms_key_arn
  }

  deletion_protection_enabled = var.settings.deletion_protection

  lifecycle {
    # Autoscaling owns these once the table exists.
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.provisioned ? { Read = var.settings.capacity.read, Write = var.settings.capacity.write } : {}

  service_namespace  = "dynamodb"
  resource_id        = "table/${aws_dynamodb_table.this.name}"
  scalable_dimension = "dynamodb:table:${each.key}CapacityUnits"
  min_capacity       = each.value.min
  max_capacity       = each.value.max
}

resource "aws_appautoscaling_policy" "this" {
  for_each = local.provisioned ? { Read = var.settings.capacity.read, Write = var.settings.capacity.write } : {}

  name               = "${var.name}-${lower(each.key)}"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = each.value.target

    predefined_metric_specification {
      predefined_metric_type = "DynamoDB${each.key}CapacityUtilization"
    }
  }
}
