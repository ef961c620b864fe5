"""Legal routes as dated, sourced rules: what a case meets, lacks, or cannot be assessed for."""
