"""What people do about stays: say who arrived, settle the first weeks, ask for changes, call back."""
