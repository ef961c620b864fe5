"""Work as agreed: what was paid, worked and deducted, held against the contract line by line."""
