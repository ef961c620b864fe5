"""Work as agreed: pay by month for employers, flags for welfare officers, the worker's own page."""
