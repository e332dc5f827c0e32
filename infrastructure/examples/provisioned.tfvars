# Steady traffic at a fixed price: provisioned tables that scale between bounds, and functions kept warm.

capacity = {
  mode  = "provisioned"
  read  = { min = 10, max = 500 }
  write = { min = 10, max = 1000, target = 60 }
}

# Lambda has SnapStart or provisioned concurrency, not both.
snap_start = false
submit     = { provisioned_concurrency = 2 }
query      = { provisioned_concurrency = 2 }
