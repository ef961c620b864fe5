"""What the steps of a case bring with them, one module for each room."""
