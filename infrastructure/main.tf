# The whole system, in the order that an event flows:
# edge -> API -> submit and append -> queue -> consumer -> tables -> query -> API, the projector and what it keeps, and what watches over them.

locals {
  # What is read, the log first, then what people look at. By GET and HEAD.
  read_paths = [
    "/events", "/events/{ts}", "/streams/{id}", "/counts", "/sources", "/xlog", "/xlog/{path+}", "/health",
    "/", "/docs", "/openapi.json", "/openapi.yaml", "/assets/{name}",
  ]

  views = length(var.views) == 0 ? "none" : join(",", sort(var.views))

  name = "${var.name_prefix}-${var.environment}"

  roles = ["submit", "append", "consumer", "query", "projector"]

  zips = { for role in local.roles : role => (
    var.artifacts_dir == null
    ? "${path.root}/../lambdas/${role}/target/${role}.zip"
    : "${var.artifacts_dir}/${role}.zip"
  ) }

  # Roles are the account's, not the region's: without the region in its name, a second region would take the first one's.
  # IAM's 64 characters do not hold the longest names whole.
  role_names = { for role in local.roles : role => (
    length("${local.name}-${role}-${local.region}") <= 64
    ? "${local.name}-${role}-${local.region}"
    : "${substr("${local.name}-${role}", 0, 53)}-${substr(md5("${local.name}-${role}-${local.region}"), 0, 10)}"
  ) }

  common_environment = merge(
    {
      METRICS_NAMESPACE = var.metrics_namespace
      SERVICE_NAME      = local.name
      LOG_LEVEL         = var.log_level
      # Keeps the runtime from loading its Log4Shell agent at each start: there is no Log4j here.
      AWS_LAMBDA_DISABLE_CVE_2021_44228_PROTECTION = "true"
    },
    var.jvm_options == "" ? {} : { JAVA_TOOL_OPTIONS = var.jvm_options },
  )

  function_settings = {
    runtime            = var.runtime
    architecture       = var.architecture
    snap_start         = var.snap_start
    log_retention_days = var.log_retention_days
    kms_key_arn        = var.kms_key_arn
    xray_tracing       = var.xray_tracing
  }

  table_settings = {
    capacity               = var.capacity
    on_demand_limits       = var.on_demand_limits
    point_in_time_recovery = var.point_in_time_recovery
    deletion_protection    = var.deletion_protection
    kms_key_arn            = var.kms_key_arn
  }
  # The archive's bucket is unique in all of AWS. S3's 63 characters do not hold the longest names whole.
  archive_names = ["${local.name}-archive-${local.account_id}-${local.region}"]
  archive_name = (
    length(local.archive_names[0]) <= 63
    ? local.archive_names[0]
    : "${substr(local.name, 0, 44)}-archive-${substr(md5(local.archive_names[0]), 0, 10)}"
  )

  # Names of the edge's are the account's, not a region's, and the shortest limit is a log source's.
  edge_name = (
    length("${local.name}-${local.region}") <= 57
    ? "${local.name}-${local.region}"
    : "${substr(local.name, 0, 46)}-${substr(md5("${local.name}-${local.region}"), 0, 10)}"
  )
  edge_logs_names = ["${local.name}-edge-logs-${local.account_id}-${local.region}"]
  edge_logs_name = (
    length(local.edge_logs_names[0]) <= 63
    ? local.edge_logs_names[0]
    : "${substr(local.name, 0, 42)}-edge-logs-${substr(md5(local.edge_logs_names[0]), 0, 10)}"
  )

  # What functions behind the API demand of a request.
  edge_environment = var.cdn ? { EDGE_SECRET_HASHES = join(",", module.edge[0].secret_hashes), EDGE_ADDRESS = module.api.url } : {}

  # What functions are told that take events in.
  sender_environment = {
    QUEUE_URL         = module.queue.url
    KEYS_TABLE        = module.keys.name
    USAGE_TABLE       = module.usage.name
    MAX_EVENT_BYTES   = var.max_event_bytes
    KEY_CACHE_SECONDS = var.key_cache_seconds
    QUOTAS            = jsonencode(local.quotas)
    FAIR_QUEUE        = var.fair_queue
  }

  on_demand_settings = merge(local.table_settings, { capacity = merge(var.capacity, { mode = "on-demand" }) })
}

module "edge" {
  source = "./modules/edge"
  count  = var.cdn ? 1 : 0

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  name                 = local.edge_name
  logs_name            = local.edge_logs_name
  account_id           = local.account_id
  api_host             = module.api.host
  cors                 = module.api.cors
  domain               = var.custom_domain == null ? null : { name = var.custom_domain.name, certificate_arn = var.custom_domain.certificate_arn }
  rate_limit           = var.edge.rate_limit
  origin_shield_region = var.edge.origin_shield_region
  price_class          = var.edge.price_class
  secret               = var.edge.secret
  log_retention_days   = var.log_retention_days
}

module "api" {
  source = "./modules/api"

  name               = local.name
  description        = "DCSS central event store, ${var.environment}"
  cors_origins       = var.cors_origins
  custom_domain      = var.custom_domain
  behind_edge        = var.cdn
  edge               = var.cdn ? { domain_name = module.edge[0].domain_name, zone_id = module.edge[0].zone_id } : null
  log_retention_days = var.log_retention_days
  kms_key_arn        = var.kms_key_arn

  functions = {
    submit = merge(module.submit, { timeout_s = var.submit.timeout_s })
    append = merge(module.append, { timeout_s = var.append.timeout_s })
    query  = merge(module.query, { timeout_s = var.query.timeout_s })
  }

  routes = merge(
    { for path in ["/submit", "/submit/{type}"] : "POST ${path}" => { function = "submit", throttle = var.submit_throttle } },
    { for path in ["/streams/{id}", "/streams/{id}/{version}"] : "POST ${path}" => { function = "append", throttle = var.append_throttle } },
    # What anybody may call without a key is there only where it is wanted.
    var.pixel_source == "" ? {} : { "GET /track.gif" = { function = "submit", throttle = var.pixel_throttle } },
    { for route in setproduct(["GET", "HEAD"], local.read_paths) :
      join(" ", route) => { function = "query", throttle = var.query_throttle }
    },
  )
}

module "submit" {
  source = "./modules/function"

  name        = "${local.name}-submit"
  role_name   = local.role_names.submit
  description = "Authenticates, validates and queues events."
  zip         = local.zips.submit
  handler     = "org.dcss.eventstore.submit.SubmitHandler"

  settings = local.function_settings
  size     = var.submit

  environment = merge(
    local.common_environment, local.edge_environment, local.sender_environment,
    var.pixel_source == "" ? {} : { PIXEL_SOURCE = var.pixel_source },
  )

  statements = local.submit_statements

  # What submit sends, the consumer must know already: one apply moves `live` of the readers, of the consumer, then this one.
  # The edge shows its secret before it is demanded.
  depends_on = [module.consumer, module.edge]
}

module "append" {
  source = "./modules/function"

  name        = "${local.name}-append"
  role_name   = local.role_names.append
  description = "Appends to streams, and queues each append for the log."
  zip         = local.zips.append
  handler     = "org.dcss.eventstore.append.AppendHandler"

  settings = local.function_settings
  size     = var.append

  environment = merge(local.common_environment, local.edge_environment, local.sender_environment, { STREAMS_TABLE = module.streams.name })

  statements = local.append_statements

  # As for submit: what it sends, the consumer must know already, and the edge shows its secret before it is demanded.
  depends_on = [module.consumer, module.edge]
}

# What a writer that was cut off has left to be sent.
module "outbox" {
  source = "./modules/schedule"

  name        = "${local.name}-outbox"
  description = "Calls ${local.name}-append to send to the queue what was appended and is not there yet."
  every       = "rate(1 minute)"
  function    = module.append
}

module "streams" {
  source = "./modules/table"

  name          = "${local.name}-streams"
  partition_key = { name = "stream", type = "S" }
  sort_key      = { name = "version", type = "N" }
  # Holds only what is not in the queue yet: an item leaves it with its `pending`.
  index = {
    name          = "pending"
    partition_key = { name = "pending", type = "N" }
    sort_key      = { name = "appended", type = "N" }
  }
  # A stream is kept whole, and its clients' ids for ever.
  expires = false

  settings = local.on_demand_settings
}

module "queue" {
  source = "./modules/queue"

  name                 = local.name
  fifo                 = var.fifo_queue
  retention_days       = var.queue_retention_days
  dlq_retention_days   = var.dlq_retention_days
  max_receive_count    = var.max_receive_count
  visibility_timeout_s = local.visibility_timeout_s
  kms_key_arn          = var.kms_key_arn
}

resource "aws_lambda_event_source_mapping" "queue" {
  event_source_arn                   = module.queue.arn
  function_name                      = module.consumer.alias_arn
  enabled                            = var.consumer_enabled
  batch_size                         = var.batch_size
  maximum_batching_window_in_seconds = var.batch_window_s
  function_response_types            = ["ReportBatchItemFailures"]

  dynamic "scaling_config" {
    for_each = var.max_concurrency == null ? [] : [var.max_concurrency]

    content {
      maximum_concurrency = scaling_config.value
    }
  }
}

module "consumer" {
  source = "./modules/function"

  name        = "${local.name}-consumer"
  role_name   = local.role_names.consumer
  description = "Stores each queued event once, in a millisecond of its own."
  zip         = local.zips.consumer
  handler     = "org.dcss.eventstore.consumer.ConsumerHandler"

  settings = local.function_settings
  size     = var.consumer

  environment = merge(local.common_environment, {
    QUEUE_URL           = module.queue.url
    DLQ_URL             = module.queue.dlq_url
    EVENTS_TABLE        = module.events.name
    CLAIMS_TABLE        = module.claims.name
    SETTLE_MS           = var.settle_ms
    FUNCTION_TIMEOUT_MS = var.consumer.timeout_s * 1000
    RETENTION_DAYS      = var.retention_days
    WRITE_CONCURRENCY   = var.write_concurrency
    # Which protocol puts events into the table: a consumer of another one refuses to start.
    WRITE_PROTOCOL = "2"
  })

  statements = local.consumer_statements

  # What the consumer stores, readers must know already.
  depends_on = [module.query, module.projector]
}

module "events" {
  source = "./modules/table"

  name          = "${local.name}-events"
  partition_key = { name = "ts_day", type = "N" }
  sort_key      = { name = "ts", type = "N" }
  # On whatever retention_days is: only events that were stored with a time to go have one. Switched off and on again, it would
  # delete at once what was to go in between.
  expires = var.expiry

  settings = local.table_settings
}

module "claims" {
  source = "./modules/table"

  name          = "${local.name}-claims"
  partition_key = { name = "id", type = "S" }
  # A client's id is remembered for ever.
  expires = false

  settings = local.table_settings
}

module "keys" {
  source = "./modules/table"

  name          = "${local.name}-keys"
  partition_key = { name = "key_hash", type = "S" }
  # A key past its `expires` stays listed, refused, until somebody removes it.
  expires = false

  # Read once a minute by each submit instance: never worth provisioning.
  settings = local.on_demand_settings
}

module "usage" {
  source = "./modules/table"

  name          = "${local.name}-usage"
  partition_key = { name = "id", type = "S" }
  expires       = true

  # Counters of a few seconds and days of last use: once lost, they fill again.
  settings = merge(local.on_demand_settings, { point_in_time_recovery = false, deletion_protection = false })
}

module "query" {
  source = "./modules/function"

  name        = "${local.name}-query"
  role_name   = local.role_names.query
  description = "Reads days, single events, the feed, streams and the views."
  zip         = local.zips.query
  handler     = "org.dcss.eventstore.query.QueryHandler"

  settings = local.function_settings
  size     = merge(var.query, { reserved_concurrency = local.query_reserved })

  environment = merge(local.common_environment, local.edge_environment, {
    EVENTS_TABLE  = module.events.name
    STREAMS_TABLE = module.streams.name
    VIEWS_TABLE   = module.views.name
    VIEWS         = local.views
    SETTLE_MS     = coalesce(var.reader_settle_ms, var.settle_ms)
    # No answer may be kept for longer than its events.
    RETENTION_DAYS = var.retention_days
  })

  statements = local.query_statements

  # The edge shows its secret before it is demanded.
  depends_on = [module.edge]
}

module "views" {
  source = "./modules/table"

  name          = "${local.name}-views"
  partition_key = { name = "view", type = "S" }
  sort_key      = { name = "key", type = "S" }
  # A view keeps what has expired from the log.
  expires = false

  settings = local.on_demand_settings
}

module "projector" {
  source = "./modules/function"

  name        = "${local.name}-projector"
  role_name   = local.role_names.projector
  description = "Follows the log, and keeps the views and the archive."
  zip         = local.zips.projector
  handler     = "org.dcss.eventstore.projector.ProjectorHandler"

  settings = local.function_settings
  size     = var.projector

  environment = merge(local.common_environment, {
    EVENTS_TABLE   = module.events.name
    VIEWS_TABLE    = module.views.name
    VIEWS          = local.views
    ARCHIVE_BUCKET = module.archive.name
    SETTLE_MS      = coalesce(var.reader_settle_ms, var.settle_ms)
    # What may be gone from the table is taken from the archive itself.
    RETENTION_DAYS = var.retention_days
  })

  statements = local.projector_statements
}

module "projection" {
  source = "./modules/schedule"

  name        = "${local.name}-projection"
  description = "Calls ${local.name}-projector to bring the views up to date."
  every       = "rate(1 minute)"
  function    = module.projector
}

# There, even where nothing is archived: to switch the archive off must not remove it.
module "archive" {
  source = "./modules/bucket"

  name                = local.archive_name
  kms_key_arn         = var.kms_key_arn
  deletion_protection = var.deletion_protection
  kept                = var.archive
}

module "observability" {
  source = "./modules/observability"

  name                 = local.name
  account_id           = local.account_id
  service              = local.name
  metrics_namespace    = var.metrics_namespace
  api                  = { id = module.api.id, stage = module.api.stage, access_log = module.api.access_log }
  queue_name           = module.queue.name
  dlq_name             = module.queue.dlq_name
  alarm_email          = var.alarm_email
  kms_key_arn          = var.kms_key_arn
  dashboard            = var.dashboard
  settle_ms            = var.settle_ms
  queue_retention_days = var.queue_retention_days
  thresholds           = var.alarms
  monthly_budget       = var.monthly_budget
  prices               = var.prices
  projected            = length(var.views) > 0

  functions = {
    submit    = { name = module.submit.name, memory_mb = var.submit.memory_mb }
    append    = { name = module.append.name, memory_mb = var.append.memory_mb }
    consumer  = { name = module.consumer.name, memory_mb = var.consumer.memory_mb }
    query     = { name = module.query.name, memory_mb = var.query.memory_mb }
    projector = { name = module.projector.name, memory_mb = var.projector.memory_mb }
  }

  tables = {
    events  = { name = module.events.name, provisioned = var.capacity.mode == "provisioned" }
    claims  = { name = module.claims.name, provisioned = var.capacity.mode == "provisioned" }
    streams = { name = module.streams.name, provisioned = false }
    keys    = { name = module.keys.name, provisioned = false }
    usage   = { name = module.usage.name, provisioned = false }
    views   = { name = module.views.name, provisioned = false }
  }
}
