"""Plans for home: needs, steps, budget; business plans, committees, grants, businesses, partnerships."""
