"""The demonstration never mixes with people who exist, and needs a database that is up to date."""

from django.db import connection

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Person


def must_not_meet_real_people() -> None:
    """Refuse with code ``real-people`` a database that holds people but has never been a demonstration."""
    if User.objects.filter(is_demo=True).exists():
        return
    if Person.objects.unscoped("only whether there is anybody").filter(is_synthetic=False).exists():
        message = Text("This database holds real people. The demonstration stays away from it.")
        raise Refused([Problem("real-people", message, Text("Name an empty database in DATABASE_URL."))])


def must_be_ready() -> None:
    """Refuse with code ``not-migrated`` a database without our tables."""
    if User._meta.db_table not in connection.introspection.table_names():
        message = Text("This database has no tables yet.")
        raise Refused([Problem("not-migrated", message, Text("Run: passerelle database migrate"))])
