"""What is due today for a welfare officer, in one list; never more than this officer may hear."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.protection.grievances import heard
from passerelle.queries.protection.incidents import incidents
from passerelle.queries.protection.season_alerts import season_alerts
from passerelle.queries.protection.visits import findings, visits, with_states
from passerelle.queries.protection.work_flags import work_flags

MOST_FLAGS = 200


@dataclass(frozen=True, slots=True)
class Due:
    """One thing: its kind, its number, what it says, the host, and the moment it is due (``None``: no term)."""

    kind: str  # grievance, incident, flag, visit, finding, alert
    number: str
    code: str
    host: str
    by: datetime | None


def due_list(actor: Actor, *, today: date) -> list[Due]:
    """Everything open, what is due first on top, what has no term last. A constant number of queries.

    Grievances are those the actor was named to hear and has no tie to now; flags, incidents, visits and
    findings those of the schemes in which the actor looks after workers; at most 200 flags.
    """
    actor.must(Permission.WORK_FLAG)
    found = [
        *(
            Due("grievance", row.grievance.number, row.grievance.subject, _host(row.grievance.stay), row.due)
            for row in heard(actor, today=today)
        ),
        *(
            Due("incident", row.incident.number, row.incident.kind, row.incident.stay.host.name, row.due)
            for row in incidents(actor)
        ),
        *(
            Due("visit", row.number, "", row.host.name, _end_of(row.planned_on))
            for row in visits(actor).filter(officer=actor.id)
        ),
        *(
            Due(
                "finding",
                one.finding.number,
                one.state,
                one.finding.visit.host.name,
                _end_of(one.finding.due_on),
            )
            for one in with_states(findings(actor), today)
            if one.state in ("overdue", "to_verify") or one.finding.due_on <= today
        ),
        *(
            Due("alert", row.stay.number, "", row.stay.host.name, None)
            for row in season_alerts(actor, today=today)
        ),
        *(
            Due("flag", row.number, row.code, row.stay.host.name, None)
            for row in work_flags(actor)[:MOST_FLAGS]
        ),
    ]
    return sorted(found, key=lambda one: (one.by is None, one.by or timezone.now()))


def _host(stay: object) -> str:
    return str(stay.host.name) if stay is not None else ""  # type: ignore[attr-defined]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
