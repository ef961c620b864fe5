"""Plans for home, businesses, diaspora, alumni, follow-up."""
