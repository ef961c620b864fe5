"""Plans for home, business plans, committees, money in parts, businesses and partnerships."""
