# Requests that were turned away. The gateway counts them all as 4xx, and calls no function where it throttles: its access log tells them apart.

locals {
  # A metric of a log has no dimension that is not in its lines, so the namespace tells deployments apart.
  access_namespace = "${var.metrics_namespace}/${var.name}"

  turned_away = {
    Refused = {
      pattern   = "{ $.status = \"401\" || $.status = \"403\" }"
      alarm     = "refused"
      threshold = var.thresholds.refused_per_minute
      means     = "answers in a minute are 401 or 403: a server's key is wrong, or somebody guesses. The access log has the addresses."
    }
    TooMany = {
      pattern   = "{ $.status = \"429\" }"
      alarm     = "too-many-requests"
      threshold = var.thresholds.throttled_per_minute
      means     = "answers in a minute are 429: a throttle of the API (submit_throttle, append_throttle, query_throttle, pixel_throttle) or a source's quota is reached. The access log has routes and addresses."
    }
  }

  access_alarms = { for metric, a in local.turned_away : a.alarm => {
    description = "More than ${a.threshold} ${a.means}"
    namespace   = local.access_namespace, metric = metric, dimensions = {}
    statistic   = "Sum", threshold = a.threshold, periods = 3
  } }
}

resource "aws_cloudwatch_log_metric_filter" "turned_away" {
  for_each = { for metric, a in local.turned_away : metric => a if var.thresholds.enabled }

  name           = "${var.name}-${each.value.alarm}"
  log_group_name = var.api.access_log
  pattern        = each.value.pattern

  metric_transformation {
    namespace = local.access_namespace
    name      = each.key
    value     = "1"
  }
}
