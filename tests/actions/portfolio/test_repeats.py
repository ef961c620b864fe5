"""What is added to a partnership is added once, however often it is sent; the strange is refused."""

from datetime import date

import pytest
from people import Cast, make_cast

from passerelle.actions.portfolio.follow_ups import add_follow_up, change_follow_up
from passerelle.actions.portfolio.load import load_partnership
from passerelle.actions.portfolio.roadmap import ActionFacts, add_action, add_objective, add_party
from passerelle.actions.portfolio.roundtables import add_decision, add_roundtable
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.portfolio.models import FollowUpChange

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DUE = date(2026, 3, 1)


@pytest.fixture
def cast() -> Cast:
    load_partnership(SYSTEM, 'code = "x"\nname = "X"\ncountry = "MA"\nversion = "1"\nstatus = "launched"\n')
    return make_cast()


def test_each_deed_counts_once(cast: Cast) -> None:
    actor, facts = cast.actors[Role.SCHEME_MANAGER], ActionFacts(title="T", area="chances", level="global")
    said = {"area": "chances", "text": "T", "key": "a" * 12}
    assert add_objective(actor, "x", **said) == add_objective(actor, "x", **said)
    assert add_action(actor, "x", facts, key="b" * 12) == add_action(actor, "x", facts, key="b" * 12)
    party = {"name": "P", "country": "MA", "key": "g" * 12}
    assert add_party(actor, "x", **party) == add_party(actor, "x", **party)
    with pytest.raises(Refused, match="named already"):
        add_party(actor, "x", name="P")
    meeting = add_roundtable(actor, "x", on="2026", key="c" * 12)
    assert add_roundtable(actor, "x", on="2026", key="c" * 12) == meeting
    decided = add_decision(actor, meeting, text="D", key="d" * 12)
    assert add_decision(actor, meeting, text="D", key="d" * 12) == decided
    asked = {"text": "F", "owner": "O", "due": DUE, "key": "e" * 12}
    number = add_follow_up(actor, decided, **asked)
    assert add_follow_up(actor, decided, **asked) == number
    for _ in range(2):
        change_follow_up(actor, number, state="dropped", due=DUE, words="No longer needed", key="f" * 12)
    assert FollowUpChange.objects.count() == 2
    with pytest.raises(Refused, match="not known"):
        change_follow_up(actor, number, state="lost", due=DUE)


def test_the_strange_is_refused(cast: Cast) -> None:
    actor = cast.actors[Role.SCHEME_MANAGER]
    with pytest.raises(Refused, match="not known"):
        add_objective(actor, "x", area="war", text="T")
    with pytest.raises(Refused, match="not a date"):
        add_roundtable(actor, "x", on="soon")
    with pytest.raises(NotPermitted):
        add_objective(actor, "nowhere", area="chances", text="T")
    with pytest.raises(NotPermitted):
        add_objective(cast.actors[Role.CASEWORKER], "x", area="chances", text="T")
