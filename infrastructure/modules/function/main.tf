# One Lambda function: its code, its own role, its own log group, and the alias `live` that callers use.

locals {
  trace_statements = var.settings.xray_tracing ? [{
    sid     = "Trace"
    actions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    # X-Ray has no resources to name: AWS accepts nothing but `*` here.
    resources = ["*"]
    condition = null
  }] : []

  log_statements = [{
    sid     = "Log"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
    # `:*` are the streams of this one group: Lambda names them as it starts instances.
    resources = ["${aws_cloudwatch_log_group.this.arn}:*"]
    condition = null
  }]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.settings.log_retention_days
  kms_key_id        = var.settings.kms_key_arn
}

resource "aws_iam_role" "this" {
  name        = var.role_name
  description = "What ${var.name} may do, and nothing else."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })

  # A role under another name stands before the function takes it, and the old one goes after.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "this" {
  name = var.role_name
  role = aws_iam_role.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for s in concat(var.statements, local.log_statements, local.trace_statements) : merge(
      { Sid = s.sid, Effect = "Allow", Action = s.actions, Resource = s.resources },
      s.condition == null ? {} : { Condition = s.condition },
    )]
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  filename         = var.zip
  source_code_hash = try(filebase64sha256(var.zip), null)
  handler          = var.handler
  runtime          = var.settings.runtime
  architectures    = [var.settings.architecture]

  memory_size                    = var.size.memory_mb
  timeout                        = var.size.timeout_s
  reserved_concurrent_executions = coalesce(var.size.reserved_concurrency, -1)
  publish                        = true

  environment {
    variables = var.environment
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.this.name
    application_log_level = "INFO"
    system_log_level      = "INFO"
  }

  tracing_config {
    mode = var.settings.xray_tracing ? "Active" : "PassThrough"
  }

  dynamic "snap_start" {
    for_each = var.settings.snap_start ? [true] : []

    content {
      apply_on = "PublishedVersions"
    }
  }

  # Publishing with SnapStart runs the code once: its permissions must stand before that.
  depends_on = [aws_iam_role_policy.this]

  lifecycle {
    precondition {
      condition     = fileexists(var.zip)
      error_message = "There is no ${var.zip}. ./run.sh builds it; by hand: ./mvnw package -DskipTests."
    }
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that is called: every deployment moves it."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  # What callers reach keeps its role until the alias has moved: a role that was replaced goes only after that.
  depends_on = [aws_iam_role.this, aws_iam_role_policy.this]
}

resource "aws_lambda_provisioned_concurrency_config" "this" {
  count = var.size.provisioned_concurrency > 0 ? 1 : 0

  function_name                     = aws_lambda_function.this.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = var.size.provisioned_concurrency
}
