# What the present rate would cost in a month: metric mathematics over what AWS counts and its list prices.

locals {
  # Id of each counter, its metric, and dollars for one of it; what is provisioned costs its hourly average.
  counted = merge(
    {
      requests = { metric = concat(["AWS/ApiGateway", "Count"], local.api), usd = var.prices.api_million / 1e6 }
      sent     = { metric = concat(["AWS/SQS", "NumberOfMessagesSent"], local.queue), usd = local.queue_usd }
      received = { metric = concat(["AWS/SQS", "NumberOfMessagesReceived"], local.queue), usd = local.queue_usd }
      deleted  = { metric = concat(["AWS/SQS", "NumberOfMessagesDeleted"], local.queue), usd = local.queue_usd }
      polls    = { metric = concat(["AWS/SQS", "NumberOfEmptyReceives"], local.queue), usd = local.queue_usd }
    },
    { for role, f in var.functions : "${role}_calls" => {
      metric = ["AWS/Lambda", "Invocations", "FunctionName", f.name]
      usd    = var.prices.invocation_million / 1e6
    } },
    { for role, f in var.functions : "${role}_ms" => {
      metric = ["AWS/Lambda", "Duration", "FunctionName", f.name]
      usd    = var.prices.gb_second * f.memory_mb / 1024 / 1000
    } },
    { for role, t in var.tables : "${role}_writes" => {
      metric = ["AWS/DynamoDB", "${t.provisioned ? "Provisioned" : "Consumed"}WriteCapacityUnits", "TableName", t.name]
      stat   = t.provisioned ? "Average" : "Sum"
      usd    = t.provisioned ? var.prices.write_unit_hour : var.prices.write_million / 1e6
    } },
    { for role, t in var.tables : "${role}_reads" => {
      metric = ["AWS/DynamoDB", "${t.provisioned ? "Provisioned" : "Consumed"}ReadCapacityUnits", "TableName", t.name]
      stat   = t.provisioned ? "Average" : "Sum"
      usd    = t.provisioned ? var.prices.read_unit_hour : var.prices.read_million / 1e6
    } },
  )

  # One request a message: an upper bound, since batches carry up to ten.
  queue_usd     = var.prices.queue_million / 1e6
  month_seconds = 30 * 86400
  period        = 3600 # an hour: what the prices of provisioned units are for

  cost_expression = join(" + ", [for id, c in local.counted : format("FILL(%s,0)*%.12f", id, c.usd)])

  cost_metrics = concat(
    [[{ id = "cost", label = "US$ a month", expression = "(${local.cost_expression})*${local.month_seconds / local.period}", period = local.period }]],
    [for id, c in local.counted : concat(c.metric, [{ id = id, visible = false, stat = try(c.stat, "Sum"), period = local.period }])],
  )
}
