"""The interview behind the no of an application: what was said after it is contested there, and once."""

from passerelle.records.calls.models import Application
from passerelle.records.interviews.models import Interview


def refused_interview(application: Application) -> Interview | None:
    """The last interview of the call that said no to the applicant; ``None`` where none did. One query."""
    if application.state != Application.State.NOT_SELECTED:
        return None
    rows = Interview.objects.unscoped("of the application that was reached").filter(
        round__call=application.call_id,
        candidate=application.candidate_id,
        outcome=Interview.Outcome.NOT_SELECTED,
    )
    return rows.select_related("round__vacancy").order_by("-decided_at", "-pk").first()
