# What each function may do: actions by name, resources by ARN. The function module adds writing
# to the function's own log group and, where asked for, sending traces.

data "aws_region" "current" {}

data "aws_caller_identity" "current" {}

locals {
  region     = data.aws_region.current.id
  account_id = data.aws_caller_identity.current.account_id

  # With a customer managed key, SQS and DynamoDB use it in the caller's name; only through them, never directly.
  key_statements = { for service, actions in {
    sqs      = ["kms:Decrypt", "kms:GenerateDataKey"]
    dynamodb = ["kms:Decrypt"]
    s3       = ["kms:Decrypt", "kms:GenerateDataKey"]
    } : service => var.kms_key_arn == null ? [] : [{
      sid       = "KeyThrough${title(service)}"
      actions   = actions
      resources = [var.kms_key_arn]
      condition = { StringEquals = { "kms:ViaService" = ["${service}.${local.region}.amazonaws.com"] } }
  }] }

  submit_statements = concat(
    [
      # Queues events, one by one or in batches: SendMessageBatch needs the same permission.
      { sid = "SendToQueue", actions = ["sqs:SendMessage"], resources = [module.queue.arn], condition = null },
      # Looks a key up by its hash.
      { sid = "ReadKeys", actions = ["dynamodb:GetItem"], resources = [module.keys.arn], condition = null },
      # Adds to each source's use, which all instances share, and notes when a key was last used.
      { sid = "CountUse", actions = ["dynamodb:UpdateItem"], resources = [module.usage.arn], condition = null },
    ],
    local.key_statements.sqs,
    local.key_statements.dynamodb,
  )

  append_statements = concat(
    [
      # Reads a stream's end, puts the next version (in a transaction with what remembers a client's id: that needs the same permission),
      # finds such an id, and notes what is in the queue.
      {
        sid       = "KeepStreams"
        actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
        resources = [module.streams.arn]
        condition = null
      },
      # Finds what is not in the queue yet.
      { sid = "FindPending", actions = ["dynamodb:Query"], resources = [module.streams.index_arn], condition = null },
      { sid = "SendToQueue", actions = ["sqs:SendMessage"], resources = [module.queue.arn], condition = null },
      # As submit: looks a key up, adds to its source's use.
      { sid = "ReadKeys", actions = ["dynamodb:GetItem"], resources = [module.keys.arn], condition = null },
      { sid = "CountUse", actions = ["dynamodb:UpdateItem"], resources = [module.usage.arn], condition = null },
    ],
    local.key_statements.sqs,
    local.key_statements.dynamodb,
  )

  consumer_statements = concat(
    [
      # The event source mapping polls, and deletes what was stored, in the function's name.
      {
        sid       = "TakeFromQueue"
        actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        resources = [module.queue.arn]
        condition = null
      },
      # Moves a message that can never be stored out of the way, at once.
      { sid = "SendPoison", actions = ["sqs:SendMessage"], resources = [module.queue.dlq_arn], condition = null },
      # Puts each event, and reads a run of taken slots to find itself.
      { sid = "WriteEvents", actions = ["dynamodb:PutItem", "dynamodb:Query"], resources = [module.events.arn], condition = null },
      # Claims a slot for a client's id by a conditional put, looks a claim up; keeps the last slot of a FIFO queue's source.
      { sid = "KeepClaims", actions = ["dynamodb:GetItem", "dynamodb:PutItem"], resources = [module.claims.arn], condition = null },
    ],
    local.key_statements.sqs,
    local.key_statements.dynamodb,
  )

  query_statements = concat(
    [
      # Reads days, the feed and single events.
      { sid = "ReadEvents", actions = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], resources = [module.events.arn], condition = null },
      # Reads a stream, a page at a time.
      { sid = "ReadStreams", actions = ["dynamodb:Query"], resources = [module.streams.arn], condition = null },
      { sid = "ReadViews", actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = [module.views.arn], condition = null },
    ],
    local.key_statements.dynamodb,
  )

  projector_statements = concat(
    [
      # Follows the feed.
      { sid = "FollowEvents", actions = ["dynamodb:GetItem", "dynamodb:Query"], resources = [module.events.arn], condition = null },
      # Reads items, replaces them conditionally, and puts by batch those that never differ.
      { sid = "KeepViews", actions = ["dynamodb:BatchWriteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], resources = [module.views.arn], condition = null },
      # Writes closed days, and reads back what it wrote.
      { sid = "KeepArchive", actions = ["s3:GetObject", "s3:PutObject"], resources = ["${module.archive.arn}/*"], condition = null },
      # Without it S3 answers 403 for an object that is not there.
      { sid = "FindInArchive", actions = ["s3:ListBucket"], resources = [module.archive.arn], condition = null },
    ],
    local.key_statements.dynamodb,
    local.key_statements.s3,
  )
}
