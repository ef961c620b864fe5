"""Letters that a partner service prints and hands over to people who chose to be told in this way."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.wordings import own_wording
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.own.reach import letters_to_hand_over
from passerelle.web.shared.access import ActorRequest


@require_safe
def letters(request: ActorRequest) -> HttpResponse:
    """Each letter as it reads in the person's language; the newest 200."""
    rows = letters_to_hand_over(request.actor)
    record_read(
        request.actor,
        "letters",
        [person.number for _row, person in rows],
        scheme_code="",
        purpose=Purpose.JOURNEY,
    )
    shown = []
    for row, person in rows:
        own = own_wording(row.scheme_code, row.facts, row.template, row.language)
        shown.append((person, row, compose(row.template, row.facts, row.language, own)))
    return render(request, "service/letters.html", {"letters": shown})
