# A tournament at 300 times today's traffic: about 100 events a second for 16 days, peaks of several hundred,
# and everybody watching.

submit_throttle = { requests_per_second = 500, burst = 1000 }
query_throttle  = { requests_per_second = 1000, burst = 2000 }

# Who watches shares what CloudFront keeps: what they cost the store does not depend on how many they are.
cdn = true

# A table reads more than a partition's 3000 units only where days are read side by side.
on_demand_limits = { read_units = 12000, write_units = 4000 }

# Larger batches cost fewer invocations; gathering one takes a second of the settling time, so that grows too.
batch_size      = 100
batch_window_s  = 1
settle_ms       = 4000
max_concurrency = 20

submit   = { memory_mb = 1769 }
consumer = { memory_mb = 1769 }
query    = { memory_mb = 3008 }

alarms = { oldest_message_s = 60, submit_p99_ms = 500, quiet_after_hours = 1 }

log_level = "WARN"
