"""What all pages share: layout, access, wording."""
