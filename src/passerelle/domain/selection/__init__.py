"""Selection: what a call asks, honest odds, reasons, ranks, contests."""
