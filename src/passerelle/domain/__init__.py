"""What is true: rules, values and decisions, in pure Python."""
