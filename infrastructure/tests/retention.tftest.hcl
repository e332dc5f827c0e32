# A change of retention_days deletes nothing at once: expiry is never switched off and on behind it.

mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias = "us_east_1"
}

variables {
  artifacts_dir = "tests/artifacts"
}

run "two_months" {
  command = apply

  variables {
    retention_days = 60
  }

  assert {
    condition     = module.events.expires && module.consumer.environment.RETENTION_DAYS == "60"
    error_message = "Events are kept for ever."
  }
}

# What was stored with a time to go still goes at that time. Without this, all of it would go once expiry is back.
run "for_ever" {
  command = apply

  variables {
    retention_days = 0
  }

  assert {
    condition     = module.events.expires && module.consumer.environment.RETENTION_DAYS == "0"
    error_message = "Expiry is off: what was to go meanwhile would be deleted at once when it is on again."
  }
}

run "a_year" {
  command = apply

  variables {
    retention_days = 400
  }

  assert {
    condition     = module.events.expires && module.consumer.environment.RETENTION_DAYS == "400"
    error_message = "Events are kept for ever."
  }
}

run "nothing_is_deleted_any_more" {
  command = apply

  variables {
    expiry = false
  }

  assert {
    condition     = !module.events.expires
    error_message = "Events are deleted all the same."
  }
}

# A client's id is remembered for ever; what counts use forgets.
run "other_tables" {
  command = apply

  assert {
    condition     = [module.claims.expires, module.streams.expires, module.keys.expires, module.usage.expires] == [false, false, false, true]
    error_message = "Claims, streams or keys are deleted, or counters are not."
  }
}
