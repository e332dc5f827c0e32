# One queue between two functions, and the dead-letter queue (DLQ) for what could not be stored.

locals {
  suffix      = var.fifo ? ".fifo" : ""
  day_seconds = 86400
}

resource "aws_sqs_queue" "this" {
  name       = "${var.name}${local.suffix}"
  fifo_queue = var.fifo

  # Ids are unique within a source, and so is order: each source has a throughput of its own.
  deduplication_scope   = var.fifo ? "messageGroup" : null
  fifo_throughput_limit = var.fifo ? "perMessageGroupId" : null

  message_retention_seconds  = var.retention_days * local.day_seconds
  visibility_timeout_seconds = var.visibility_timeout_s
  receive_wait_time_seconds  = 20
  max_message_size           = 262144

  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 300
}

resource "aws_sqs_queue" "dead_letters" {
  name       = "${var.name}-dlq${local.suffix}"
  fifo_queue = var.fifo

  deduplication_scope   = var.fifo ? "messageGroup" : null
  fifo_throughput_limit = var.fifo ? "perMessageGroupId" : null

  # A standard queue's message keeps its age when it moves here, so this must outlast the queue.
  message_retention_seconds = var.dlq_retention_days * local.day_seconds
  max_message_size          = 262144

  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 300
}

resource "aws_sqs_queue_redrive_policy" "this" {
  queue_url = aws_sqs_queue.this.id

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters.arn
    maxReceiveCount     = var.max_receive_count
  })
}

resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.this.arn]
  })
}

resource "aws_sqs_queue_policy" "tls_only" {
  for_each = { queue = aws_sqs_queue.this, dead_letters = aws_sqs_queue.dead_letters }

  queue_url = each.value.id

  # Refuses everybody everything but over TLS; it allows nothing, so `*` widens nothing.
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
