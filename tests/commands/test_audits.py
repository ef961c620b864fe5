"""The command draws an audit's sample again."""

import json

import pytest
from click.testing import CliRunner
from stay_cast import make_placed
from visit_cast import drawn

from passerelle.commands.audits import audit_draw
from passerelle.records.visits.models import Audit

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(audit_draw, list(arguments))
    return found.exit_code, found.stdout


def test_the_sample_is_drawn_again_and_a_changed_seed_is_seen() -> None:
    placed = make_placed()
    number = drawn(placed).audit.number
    assert run(number) == (0, f"{placed.stay.host.number}\nholds\n")
    code, text = run(number, "--json")
    assert (code, json.loads(text)["holds"]) == (0, True)
    Audit.objects.unscoped("test").update(seed="another")
    assert run(number)[0] == 1
    assert run("AU-NONE")[0] == 1
