"""Match runs, proposals, decisions, referrals, offers."""
