"""The employer's pages: vacancies, referrals, offers."""
