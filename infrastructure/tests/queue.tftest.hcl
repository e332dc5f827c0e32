# Standard and FIFO: the queue, its DLQ, and how the consumer is fed.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "standard" {
  command = apply

  assert {
    condition     = [module.queue.name, module.queue.dlq_name] == ["dcss-event-store-prod", "dcss-event-store-prod-dlq"]
    error_message = "The queues are ${module.queue.name} and ${module.queue.dlq_name}."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad event would bring back its whole batch."
  }

  assert {
    condition = [
      aws_lambda_event_source_mapping.queue.batch_size,
      aws_lambda_event_source_mapping.queue.maximum_batching_window_in_seconds,
      aws_lambda_event_source_mapping.queue.scaling_config[0].maximum_concurrency,
    ] == [10, 0, 2]
    error_message = "The consumer is not fed as the defaults say."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue.function_name == module.consumer.alias_arn
    error_message = "The queue must feed the alias, whose instances start from a snapshot."
  }

  assert {
    condition     = module.queue.stays_s >= 86400
    error_message = "An outage of ${module.queue.stays_s} s moves everything to the DLQ; a day must fit."
  }

  assert {
    condition     = module.queue.keeps_s == 13 * 86400
    error_message = "The queue keeps events for ${module.queue.keeps_s} s."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue.enabled
    error_message = "The queue must feed the consumer unless somebody says otherwise."
  }
}

run "held_back" {
  command = apply

  variables {
    consumer_enabled = false
  }

  assert {
    condition     = !aws_lambda_event_source_mapping.queue.enabled
    error_message = "The consumer goes on while it must not."
  }
}

run "standard_queue_in_itself" {
  command = apply

  module {
    source = "./modules/queue"
  }

  variables {
    name                 = "q"
    fifo                 = false
    retention_days       = 4
    dlq_retention_days   = 14
    max_receive_count    = 10
    visibility_timeout_s = 180
  }

  assert {
    condition     = [aws_sqs_queue.this.message_retention_seconds, aws_sqs_queue.dead_letters.message_retention_seconds] == [345600, 1209600]
    error_message = "The DLQ must keep longer than the queue."
  }

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 180
    error_message = "The visibility timeout is not what was asked for."
  }

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled
    error_message = "Both queues must be encrypted."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead_letters.arn, maxReceiveCount = 10 }
    error_message = "The redrive policy is ${aws_sqs_queue_redrive_policy.this.redrive_policy}"
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy) == { redrivePermission = "byQueue", sourceQueueArns = [aws_sqs_queue.this.arn] }
    error_message = "Other queues may use this DLQ."
  }

  assert {
    condition     = alltrue([for p in aws_sqs_queue_policy.tls_only : jsondecode(p.policy).Statement[0].Effect == "Deny"]) && length(aws_sqs_queue_policy.tls_only) == 2
    error_message = "Both queues must refuse what is not encrypted on its way."
  }
}

run "fifo" {
  command = apply

  variables {
    fifo_queue = true
  }

  assert {
    condition     = [module.queue.name, module.queue.dlq_name] == ["dcss-event-store-prod.fifo", "dcss-event-store-prod-dlq.fifo"]
    error_message = "The queues are ${module.queue.name} and ${module.queue.dlq_name}."
  }

  # Heads of sources that went to the DLQ would be overtaken.
  assert {
    condition     = module.queue.stays_s >= 86400
    error_message = "An outage of ${module.queue.stays_s} s ends the order; a day must fit."
  }
}

run "fifo_through_days" {
  command = apply

  variables {
    fifo_queue           = true
    visibility_timeout_s = 260
  }

  assert {
    condition     = module.queue.stays_s >= 3 * 86400
    error_message = "An outage of ${module.queue.stays_s} s ends the order."
  }
}

run "fifo_queue_in_itself" {
  command = apply

  module {
    source = "./modules/queue"
  }

  variables {
    name                 = "q"
    fifo                 = true
    retention_days       = 4
    dlq_retention_days   = 14
    max_receive_count    = 10
    visibility_timeout_s = 180
    kms_key_arn          = "arn:aws:kms:eu-central-1:123456789012:key/1234"
  }

  assert {
    condition     = aws_sqs_queue.this.fifo_queue && aws_sqs_queue.dead_letters.fifo_queue
    error_message = "A FIFO queue's DLQ must be FIFO too."
  }

  assert {
    condition     = aws_sqs_queue.this.deduplication_scope == "messageGroup" && aws_sqs_queue.this.fifo_throughput_limit == "perMessageGroupId"
    error_message = "Each source must have a throughput of its own."
  }

  assert {
    condition     = !coalesce(aws_sqs_queue.this.content_based_deduplication, false)
    error_message = "Two events with the same content are two events."
  }

  assert {
    condition     = aws_sqs_queue.this.kms_master_key_id == var.kms_key_arn && aws_sqs_queue.dead_letters.kms_master_key_id == var.kms_key_arn
    error_message = "Both queues must use the key."
  }
}
