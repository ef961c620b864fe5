"""Loading partnership files: renewed, never doubled; what was added here stays."""

import pytest
from people import make_cast, make_scheme

from passerelle.actions.portfolio.load import load_partnership
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.portfolio.folder import shipped_folder
from passerelle.records.portfolio.models import (
    Objective,
    Partnership,
    PartnershipAction,
    Roundtable,
    SchemeLink,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHY = "the test looks at everything"
HEAD = 'code = "x"\nname = "X"\ncountry = "MA"\nversion = "1"\nstatus = "launched"\nschemes = ["gamma"]\n'
SOURCES = '[sources]\ns = "example.org"\n'
ROW = '[[objective]]\nid = "o"\ntext = "t"\narea = "hosting"\nsource = "s"\n'
MEETING = (
    '[[roundtable]]\nid = "r"\non = "2024-03"\nsource = "s"\n[[roundtable.decision]]\nid = "d"\ntext = "Go"\n'
)
PARTY = '[[party]]\nname = "GIZ"\nroles = ["implements"]\nsource = "s"\n'


def test_the_shipped_files_load_twice_without_change() -> None:
    texts = [path.read_text() for path in sorted(shipped_folder().glob("*.toml"))]
    assert [load_partnership(SYSTEM, text).created for text in texts] == [1] * 7
    assert [load_partnership(SYSTEM, text).unchanged for text in texts] == [1] * 7
    assert Roundtable.objects.unscoped(WHY).filter(partnership__code="bangladesh").count() == 2
    action = PartnershipAction.objects.unscoped(WHY).get(partnership__code="pakistan")
    assert action.source.startswith("app.com.pk")


def test_schemes_are_linked_by_name_and_by_origin() -> None:
    make_scheme("gamma")
    make_scheme("delta", facts={"origins": ["MA"]})
    make_scheme("epsilon", facts={"origins": ["SN"]})
    assert load_partnership(SYSTEM, HEAD).schemes == 2
    assert load_partnership(SYSTEM, HEAD).schemes == 2
    assert SchemeLink.objects.count() == 2


def test_a_row_dropped_from_the_file_goes_and_one_added_here_stays() -> None:
    load_partnership(SYSTEM, HEAD + SOURCES + ROW + MEETING + PARTY)
    partnership = Partnership.objects.unscoped(WHY).get()
    Objective.objects.create(partnership=partnership, area="chances", text="added here")
    changed = load_partnership(SYSTEM, HEAD.replace('"1"', '"2"'))
    assert changed.changed == 1
    assert [one.text for one in Objective.objects.unscoped(WHY)] == ["added here"]
    assert not Roundtable.objects.unscoped(WHY).exists()


def test_a_bad_file_changes_nothing() -> None:
    with pytest.raises(Refused):
        load_partnership(SYSTEM, HEAD + ROW)
    assert not Partnership.objects.unscoped(WHY).exists()


def test_only_who_may_load_schemes_loads_partnerships_and_a_repeat_is_answered_alike() -> None:
    cast = make_cast()
    with pytest.raises(NotPermitted):
        load_partnership(cast.actors[Role.CASEWORKER], HEAD)
    first = load_partnership(SYSTEM, HEAD, key="k" * 10)
    assert load_partnership(SYSTEM, HEAD, key="k" * 10) == first
