"""Legal routes for a person and a vacancy, and the parameters behind them."""
