"""Papers for the tests of signing."""

from datetime import datetime

from django.test import Client
from django.utils import timezone
from people import Cast

from passerelle.actions.steps.papers.links import token_from
from passerelle.actions.steps.papers.signing import Draft, Signer, ask_to_sign
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.records.signing.models import Paper, SignedLink

TEXTS = {"en": "The worker starts on 1 May 2026.", "fr": "Le travailleur commence le 1er mai 2026."}


def make_paper(
    cast: Cast, *, kind: str = "contract", in_turn: bool = False, about: str = "K-1", at: datetime | None = None
) -> Paper:
    """A paper of the cast's person and employer."""
    person = cast.candidate.person
    parties = [
        Signer("worker", f"{person.family_name} Amina", person.number, "fr", person=person.number, ordinal=1),
        Signer("employer", "", "firm@example.org", "en", organisation=cast.employer.pk, ordinal=2),
    ]
    draft = Draft(kind, about, cast.alpha, "Contract of Amina", "en", TEXTS, in_turn)
    with writing(SYSTEM, "paper.ask", purpose=Purpose.JOURNEY) as note:
        return ask_to_sign(note, draft, parties, at=at or timezone.now())


def token_of(paper: Paper, role: str) -> str:
    """The token that a party's message holds."""
    link = SignedLink.objects.filter(signature__paper=paper, signature__role=role).order_by("-pk")[0]
    return token_from(link.seed)


def visitor() -> Client:
    """A browser in which nobody has signed in."""
    return Client()
