"""Cards that workers hold, and the keys that sign them."""
