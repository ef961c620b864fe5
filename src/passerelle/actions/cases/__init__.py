"""Moving cases, handing them over, reminding people."""
