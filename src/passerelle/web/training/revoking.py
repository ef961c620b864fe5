"""Revoking an attestation: a coded reason, and a sentence where none fits."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.training.revoke import revoke_attestation
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.classifications.concept_words import concept_words
from passerelle.queries.training.attestations import attestation_to_revoke
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.attested import attested_words
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.match_sentences import Names
from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.form_page import Asking, DoorForm, ask, back_to


class RevokeForm(DoorForm):
    """Why it no longer holds."""

    code = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=gettext_lazy("In a sentence"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Needed where no reason of the list fits. The person reads it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = list(VOCABULARIES["revoked"].items())  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: ActorRequest, number: str) -> HttpResponse:
    """Revoke it: the profile and the next match lose it, and the person is told."""
    row = attestation_to_revoke(request.actor, number)
    candidate = row.candidate
    record_read(
        request.actor,
        "attestation",
        [candidate.person.number],
        scheme_code=candidate.scheme.code,
        purpose=Purpose.JOURNEY,
    )
    back = back_to(request, reverse("candidate", args=[candidate.number]))

    def deed(answers: dict[str, Any]) -> None:
        revoke_attestation(
            request.actor,
            number,
            code=answers["code"],
            because=answers["because"],
            version=version_of(request),
            key=key_of(request),
        )

    names = Names(concepts=concept_words([row.skill], get_language() or "en") if row.skill else {})
    asking = Asking(
        _("Revoke: %(what)s") % {"what": attested_words(row, names)},
        _("Revoke it"),
        _("Revoked. The person is told."),
        back,
        lead=_(
            "It leaves the profile, and the next matching no longer counts it. Earlier runs stay as they were."
        ),
        version=row.version,
    )
    return ask(request, RevokeForm(request.POST or None), asking, deed)
