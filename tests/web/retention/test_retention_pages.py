"""The person and the data protection officer read what is kept, why and until when."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from wave_cast import make_followed
from web.conftest import signed_in

from passerelle.commands.main import passerelle
from passerelle.domain.access.roles import Role

pytestmark = [pytest.mark.django_db]


def test_the_person_reads_her_own_clocks() -> None:
    followed = make_followed()
    page = signed_in(followed.actor(Role.CANDIDATE)).get(reverse("own-kept")).content.decode()
    page = page.split("<main")[1]  # the navigation names pages, not what is kept
    assert "Kept while this goes on." in page
    assert "Follow-up" in page
    assert "Later schemes" not in page  # she never agreed to it


def test_the_officer_reads_purposes_and_no_name() -> None:
    followed = make_followed()
    page = signed_in(followed.actor(Role.DATA_PROTECTION_OFFICER)).get(reverse("retention")).content.decode()
    assert "Person.family_name" in page
    assert "Amina" not in page
    assert signed_in(followed.actor(Role.SCHEME_MANAGER)).get(reverse("retention")).status_code == 404


def test_the_command_looks_or_does() -> None:
    make_followed()

    def run(*words: str):  # type: ignore[no-untyped-def]
        return CliRunner().invoke(passerelle, ["privacy", "expire", *words])

    assert run().exit_code == 1
    assert run("--yes", "--preview").exit_code == 1
    assert run("--yes", "--on", "2040-01-01").exit_code == 1
    assert json.loads(run("--preview", "--json").stdout)["rows"] == []
    assert "nothing is due" in run("--yes").output
