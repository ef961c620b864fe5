"""What the page tests share."""

import pytest
from django.test import Client
from people import Cast, make_cast
from web.browser import browser, chromium

from passerelle.domain.access.actor import Actor
from passerelle.records.accounts.models import User

__all__ = ["browser", "chromium"]


@pytest.fixture
def cast(db: None) -> Cast:
    """Scheme alpha with one person per role, and Mallory of scheme beta."""
    return make_cast()


def signed_in(actor: Actor) -> Client:
    """A browser in which this actor has signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client
