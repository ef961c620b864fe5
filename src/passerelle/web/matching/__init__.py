"""The matching workbench and its decisions."""
