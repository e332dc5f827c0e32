# Every statement of every role, word for word: a new one must be written down here too.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "each_function_may_do_this_and_no_more" {
  command = apply

  assert {
    condition = jsondecode(module.submit.policy) == {
      Version = "2012-10-17"
      Statement = [
        { Sid = "SendToQueue", Effect = "Allow", Action = ["sqs:SendMessage"], Resource = ["arn:aws:sqs:eu-central-1:123456789012:queue"] },
        { Sid = "ReadKeys", Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/keys"] },
        { Sid = "CountUse", Effect = "Allow", Action = ["dynamodb:UpdateItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/usage"] },
        { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:123456789012:log-group:submit:*"] },
      ]
    }
    error_message = "submit's policy is ${module.submit.policy}"
  }

  assert {
    condition = jsondecode(module.append.policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "KeepStreams", Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"]
          Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/streams"]
        },
        { Sid = "FindPending", Effect = "Allow", Action = ["dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/streams/index/pending"] },
        { Sid = "SendToQueue", Effect = "Allow", Action = ["sqs:SendMessage"], Resource = ["arn:aws:sqs:eu-central-1:123456789012:queue"] },
        { Sid = "ReadKeys", Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/keys"] },
        { Sid = "CountUse", Effect = "Allow", Action = ["dynamodb:UpdateItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/usage"] },
        { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:123456789012:log-group:append:*"] },
      ]
    }
    error_message = "append's policy is ${module.append.policy}"
  }

  assert {
    condition = jsondecode(module.consumer.policy) == {
      Version = "2012-10-17"
      Statement = [
        { Sid = "TakeFromQueue", Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = ["arn:aws:sqs:eu-central-1:123456789012:queue"] },
        { Sid = "SendPoison", Effect = "Allow", Action = ["sqs:SendMessage"], Resource = ["arn:aws:sqs:eu-central-1:123456789012:dlq"] },
        { Sid = "WriteEvents", Effect = "Allow", Action = ["dynamodb:PutItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/events"] },
        { Sid = "KeepClaims", Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:PutItem"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/claims"] },
        { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:123456789012:log-group:consumer:*"] },
      ]
    }
    error_message = "consumer's policy is ${module.consumer.policy}"
  }

  assert {
    condition = jsondecode(module.query.policy) == {
      Version = "2012-10-17"
      Statement = [
        { Sid = "ReadEvents", Effect = "Allow", Action = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/events"] },
        { Sid = "ReadStreams", Effect = "Allow", Action = ["dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/streams"] },
        { Sid = "ReadViews", Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/views"] },
        { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:123456789012:log-group:query:*"] },
      ]
    }
    error_message = "query's policy is ${module.query.policy}"
  }

  assert {
    condition = jsondecode(module.projector.policy) == {
      Version = "2012-10-17"
      Statement = [
        { Sid = "FollowEvents", Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/events"] },
        { Sid = "KeepViews", Effect = "Allow", Action = ["dynamodb:BatchWriteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], Resource = ["arn:aws:dynamodb:eu-central-1:123456789012:table/views"] },
        { Sid = "KeepArchive", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = ["arn:aws:s3:::archive/*"] },
        { Sid = "FindInArchive", Effect = "Allow", Action = ["s3:ListBucket"], Resource = ["arn:aws:s3:::archive"] },
        { Sid = "Log", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:123456789012:log-group:projector:*"] },
      ]
    }
    error_message = "projector's policy is ${module.projector.policy}"
  }
}

run "a_key_is_used_through_its_services_only" {
  command = apply

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1234"
  }

  assert {
    condition = [for s in jsondecode(module.submit.policy).Statement : s if startswith(s.Sid, "Key")] == [
      {
        Sid       = "KeyThroughSqs", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = ["arn:aws:kms:eu-central-1:123456789012:key/1234"]
        Condition = { StringEquals = { "kms:ViaService" = ["sqs.eu-central-1.amazonaws.com"] } }
      },
      {
        Sid       = "KeyThroughDynamodb", Effect = "Allow", Action = ["kms:Decrypt"]
        Resource  = ["arn:aws:kms:eu-central-1:123456789012:key/1234"]
        Condition = { StringEquals = { "kms:ViaService" = ["dynamodb.eu-central-1.amazonaws.com"] } }
      },
    ]
    error_message = "submit's policy is ${module.submit.policy}"
  }

  assert {
    condition = [for f in [module.append, module.consumer] : [for s in jsondecode(f.policy).Statement : s.Sid if startswith(s.Sid, "Key")]] == [
      ["KeyThroughSqs", "KeyThroughDynamodb"], ["KeyThroughSqs", "KeyThroughDynamodb"],
    ]
    error_message = "append's policy is ${module.append.policy}, and consumer's ${module.consumer.policy}"
  }

  assert {
    condition     = [for s in jsondecode(module.query.policy).Statement : s.Sid if startswith(s.Sid, "Key")] == ["KeyThroughDynamodb"]
    error_message = "query's policy is ${module.query.policy}"
  }

  assert {
    condition     = [for s in jsondecode(module.projector.policy).Statement : s.Sid if startswith(s.Sid, "Key")] == ["KeyThroughDynamodb", "KeyThroughS3"]
    error_message = "projector's policy is ${module.projector.policy}"
  }

  # Logs and alarms are encrypted too, in the names of their services: the key's owner must be told.
  assert {
    condition = [for s in jsondecode(output.kms_key_statements) : s.Principal.Service] == [
      "logs.eu-central-1.amazonaws.com", ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"],
    ]
    error_message = "The key's policy must hold ${output.kms_key_statements}"
  }

  assert {
    condition = length(distinct([
      module.submit.log_key, module.append.log_key, module.consumer.log_key, module.query.log_key, module.projector.log_key, module.api.access_log_key, module.observability.topic_key, var.kms_key_arn,
    ])) == 1
    error_message = "A log or the alarm topic does not use the key."
  }
}

run "only_tracing_names_no_resource" {
  command = apply

  variables {
    xray_tracing = true
    kms_key_arn  = "arn:aws:kms:eu-central-1:123456789012:key/1234"
  }

  assert {
    condition = alltrue(flatten([for f in [module.submit, module.append, module.consumer, module.query, module.projector] : [
      for s in jsondecode(f.policy).Statement : s.Sid == "Trace" || !contains(s.Resource, "*")
    ]]))
    error_message = "A statement names no resource."
  }

  assert {
    condition = alltrue(flatten([for f in [module.submit, module.append, module.consumer, module.query, module.projector] : [
      for s in jsondecode(f.policy).Statement : [for a in s.Action : !strcontains(a, "*")]
    ]]))
    error_message = "A statement allows a group of actions."
  }
}
