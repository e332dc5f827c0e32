# DCSS as it is today: 27,000 events a day, one every three seconds. A few dollars a month.

submit_throttle = { requests_per_second = 20, burst = 50 }
query_throttle  = { requests_per_second = 50, burst = 100 }

# Two instances store a hundred times today's rate, and bound what a runaway client can cost.
max_concurrency = 2

log_retention_days = 14
log_level          = "WARN"

monthly_budget = { usd = 25 }

# alarm_email = "you@example.org"
