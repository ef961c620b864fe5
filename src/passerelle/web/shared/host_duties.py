"""What a host owes on its placements, each with the page where it is done."""

from datetime import date

from django.urls import reverse

from passerelle.domain.access.actor import Actor
from passerelle.queries.stays.stay_duties import Duty, duties

STATES = {"awaited": "?state=awaited", "season_over": "?state=season_over"}


def host_duties(actor: Actor, *, today: date) -> list[tuple[Duty, str]]:
    """The duties of a host with their addresses; ``NotPermitted`` for whoever reads no placements."""
    return [(one, _address(one.code)) for one in duties(actor, today=today)]


def _address(code: str) -> str:
    if code == "pay":
        return reverse("pay")
    if code == "finding":
        return reverse("visits") + "?list=findings"
    return reverse("stays") + STATES.get(code, "")
