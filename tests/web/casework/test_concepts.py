"""An occupation is found by its words, in the person's language, with a slip of the pen."""

import pytest
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("text", "language", "kind", "found"),
    [
        ("web develper", "en", "occupation", "web developer"),
        ("developpeur web", "fr", "occupation", "développeur web"),
        ("python", "en", "skill", "Python"),
    ],
)
def test_words_with_a_slip_lead_to_the_address(
    cast: Cast, text: str, language: str, kind: str, found: str
) -> None:
    page = signed_in(cast.actors[Role.CASEWORKER]).get(
        reverse("concepts"), {"q": text, "language": language, "kind": kind}
    )
    assert found in page.content.decode()
    assert "http://data.europa.eu/esco/" in page.content.decode()


def test_nothing_found_says_so(cast: Cast) -> None:
    page = signed_in(cast.actors[Role.CASEWORKER]).get(reverse("concepts"), {"q": "zzzzqqqq"})
    assert b"Nothing found" in page.content
