"""The words in which a partnership is told: key areas, policy fields, levels, states."""

# The five key areas, in the order of the Commission's presentation.
KEY_AREAS = ("hosting", "chances", "smuggling", "return_readmission", "legal_migration")
# Areas of policy toward people who move without permission: they are told in words and dates, never from cases.
WITHOUT_CASES = frozenset({"smuggling", "return_readmission"})
POLICY_FIELDS = (
    "education",
    "development",
    "visas",
    "trade",
    "agriculture",
    "jobs",
    "research",
    "energy",
    "environment",
)
LEVELS = ("bilateral", "regional", "global")
STATUSES = ("launched", "not_launched")
ACTION_STATES = ("planned", "running", "done", "stopped")
FOLLOW_UP_STATES = ("open", "done", "dropped")
