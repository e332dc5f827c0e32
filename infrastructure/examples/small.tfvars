# DCSS as it is today: 27,000 events a day, one every three seconds. About 10 dollars a month.

submit_throttle = { requests_per_second = 20, burst = 50 }
append_throttle = { requests_per_second = 10, burst = 20 }
query_throttle  = { requests_per_second = 20, burst = 50 }

# Ten times what the largest server sends, and what bounds a runaway client's cost.
quotas           = { default = { events_per_second = 20, burst_seconds = 60 } }
on_demand_limits = { read_units = 1000, write_units = 500 }

# Three dollars less.
dashboard = false

log_retention_days = 14
log_level          = "WARN"

monthly_budget = { usd = 25 }

# Servers send all day long: six hours without an event are a fault.
alarms = { quiet_after_hours = 6 }

# alarm_email = "you@example.org"
