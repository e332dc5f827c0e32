output "name" {
  value       = local.name
  description = "Name of the deployment."
}

output "region" {
  value       = local.region
  description = "AWS region."
}

output "api_url" {
  value       = module.api.url
  description = "Address of the store, the edge's where there is one: add /submit, /streams/ID, /events or /health."
}

output "domain_target" {
  value       = module.api.domain_target
  description = "What a DNS record for custom_domain must point to, where there is one."
}

output "dashboard_url" {
  value       = module.observability.dashboard_url
  description = "Link to the dashboard."
}

output "alarm_topic_arn" {
  value       = module.observability.alarm_topic_arn
  description = "Topic that alarms are sent to."
}

output "tables" {
  value = {
    events  = module.events.name
    claims  = module.claims.name
    streams = module.streams.name
    keys    = module.keys.name
    usage   = module.usage.name
    views   = module.views.name
  }
  description = "Names of the tables."
}

output "keys_table" {
  value       = module.keys.name
  description = "Table of the keys, for ./run.sh key."
}

output "events_table" {
  value       = module.events.name
  description = "Table of the events, for ./run.sh withdraw and ./run.sh copy."
}

output "claims_table" {
  value       = module.claims.name
  description = "Table of the claims, for ./run.sh withdraw and ./run.sh copy."
}

output "archive_bucket" {
  value       = module.archive.name
  description = "Bucket of the archive."
}

output "settle_ms" {
  value       = var.settle_ms
  description = "What writers obey, for ./run.sh withdraw."
}

output "projector_timeout_s" {
  value       = var.projector.timeout_s
  description = "How long a projector may go on with what it has read, for ./run.sh withdraw."
}

output "queues" {
  value       = { queue = module.queue.url, dlq = module.queue.dlq_url }
  description = "URLs of the queue and its DLQ."
}

output "functions" {
  value = {
    submit    = module.submit.name
    append    = module.append.name
    consumer  = module.consumer.name
    query     = module.query.name
    projector = module.projector.name
  }
  description = "Names of the functions."
}

output "made_with" {
  value = {
    name_prefix            = var.name_prefix
    environment            = var.environment
    aws_region             = local.region
    tags                   = var.tags
    kms_key_arn            = var.kms_key_arn
    capacity               = var.capacity
    queue_retention_days   = var.queue_retention_days
    dlq_retention_days     = var.dlq_retention_days
    retention_days         = var.retention_days
    expiry                 = var.expiry
    on_demand_limits       = var.on_demand_limits
    archive                = var.archive
    point_in_time_recovery = var.point_in_time_recovery
  }
  description = "What the tables and the archive were made with: ./destroy.sh needs it to lift their protection, and nothing else."
}

output "kms_key_statements" {
  value = var.kms_key_arn == null ? null : jsonencode([
    {
      Sid       = "Logs"
      Effect    = "Allow"
      Principal = { Service = "logs.${local.region}.amazonaws.com" }
      Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
      Resource  = "*"
      Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = [
        "arn:aws:logs:${local.region}:${local.account_id}:log-group:/aws/lambda/${local.name}-*",
        "arn:aws:logs:${local.region}:${local.account_id}:log-group:/aws/vendedlogs/${local.name}/*",
      ] } }
    },
    {
      Sid       = "Alarms"
      Effect    = "Allow"
      Principal = { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
      Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
      Resource  = "*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    },
  ])
  description = "What the policy of kms_key_arn must hold, so that CloudWatch and Budgets may use it for logs and alarms."
}
