# Values that are right each by itself, and wrong together.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "snap_start_and_kept_warm" {
  command = plan

  variables {
    append = { provisioned_concurrency = 1 }
  }

  expect_failures = [var.snap_start]
}

# More kept warm than may run, and fewer consumers than the queue may occupy.
run "more_than_reserved" {
  command = plan

  variables {
    append   = { provisioned_concurrency = 3, reserved_concurrency = 2 }
    query    = { provisioned_concurrency = 3, reserved_concurrency = 2 }
    consumer = { reserved_concurrency = 1 }
    # Lambda has one or the other.
    snap_start = false
  }

  expect_failures = [var.append, var.query, var.consumer]
}

# Six times 12 s are 72.
run "delivered_again_too_soon" {
  command = plan

  variables {
    visibility_timeout_s = 71
  }

  expect_failures = [
    var.visibility_timeout_s,
  ]
}

run "delivered_again_too_soon_with_a_window" {
  command = plan

  variables {
    visibility_timeout_s = 72
    batch_window_s       = 1
  }

  expect_failures = [
    var.visibility_timeout_s,
  ]
}

run "delivered_again_too_late" {
  command = plan

  variables {
    visibility_timeout_s = 43201
  }

  expect_failures = [
    var.visibility_timeout_s,
  ]
}

run "fifo_in_large_batches" {
  command = plan

  variables {
    fifo_queue = true
    batch_size = 11
  }

  expect_failures = [var.batch_size]
}

run "fifo_over_time" {
  command = plan

  variables {
    fifo_queue     = true
    batch_window_s = 1
  }

  expect_failures = [var.batch_window_s]
}

run "large_batches_at_once" {
  command = plan

  variables {
    batch_size = 11
  }

  expect_failures = [
    var.batch_size,
  ]
}

# Half of the settling time spent on gathering a batch.
run "every_event_late" {
  command = plan

  variables {
    settle_ms      = 4000
    batch_window_s = 2
  }

  expect_failures = [
    var.batch_window_s,
  ]
}

run "settling_longer_than_the_consumer_runs" {
  command = plan

  variables {
    settle_ms = 6288
  }

  expect_failures = [
    var.consumer,
  ]
}

run "readers_closer_than_writers" {
  command = plan

  variables {
    reader_settle_ms = 2000
  }

  expect_failures = [
    var.reader_settle_ms,
  ]
}

run "dlq_forgets_with_the_queue" {
  command = plan

  variables {
    dlq_retention_days = 13
  }

  expect_failures = [var.dlq_retention_days]
}

# An event still queued, or redriven from the DLQ, whose first copy has expired.
run "events_forgotten_before_redelivery" {
  command = plan

  variables {
    retention_days = 27
  }

  expect_failures = [var.retention_days]
}

run "as_far_as_they_go_together" {
  command = plan

  variables {
    settle_ms            = 6284
    batch_size           = 10000
    batch_window_s       = 1
    visibility_timeout_s = 87
    queue_retention_days = 13
    dlq_retention_days   = 14
    retention_days       = 28
    consumer             = { reserved_concurrency = 2 }
  }
}

run "quotas_that_take_no_whole_request" {
  command = plan

  variables {
    quotas = { default = { events_per_second = 10 } }
  }

  expect_failures = [
    var.quotas,
  ]
}

run "an_exception_that_takes_no_whole_request" {
  command = plan

  variables {
    quotas = { sources = { cpo = { bytes_per_second = 1024 } } }
  }

  expect_failures = [
    var.quotas,
  ]
}

# As the defaults were: 10 deliveries, half an hour.
run "an_outage_of_hours_empties_the_queue" {
  command = plan

  variables {
    max_receive_count = 10
  }

  expect_failures = [
    var.max_receive_count,
  ]
}

# 1000 times 86 s are 400 s short of a day.
run "almost_a_day" {
  command = plan

  variables {
    visibility_timeout_s = 86
  }

  expect_failures = [
    var.max_receive_count,
  ]
}

run "told_after_the_events_are_gone" {
  command = plan

  variables {
    queue_retention_days = 3
  }

  expect_failures = [
    var.alarms,
  ]
}
