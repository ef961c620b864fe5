"""Going home with a plan: needs and steps, business plans and their committee, money in parts, survival."""
