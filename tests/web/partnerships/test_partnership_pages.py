"""Partnerships on their pages: added live, compared, followed up; small counts stay small words."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast, make_candidate, make_scheme
from web.conftest import signed_in

from passerelle.actions.portfolio.load import load_partnership
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.domain.portfolio.folder import shipped_folder
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import Scheme
from passerelle.records.portfolio.models import (
    FollowUp,
    Objective,
    Partnership,
    PartnershipAction,
    Roundtable,
    RoundtableDecision,
    SchemeLink,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHY = "the test looks at everything"


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    for path in sorted(shipped_folder().glob("*.toml")):
        load_partnership(SYSTEM, path.read_text())


def place(candidate: Candidate) -> None:
    """A case that has begun the work abroad."""
    version = candidate.scheme.versions.get()
    version.facts = {"track": [{"id": "t", "kind": "mobility"}, {"id": "h", "kind": "home"}]}
    version.save()
    journey = Journey.objects.create(
        candidate=candidate, scheme_version=version, track="t", stage="in_placement", since=date(2026, 2, 1)
    )
    StageChange.objects.create(
        journey=journey, before="arrived", event="work_started", after="in_placement", at="2026-02-01T09:00Z"
    )


def text(client: Client, name: str, *arguments: str, query: str = "") -> str:
    answer = client.get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_five_key_areas_show_and_an_empty_one_says_so(cast: Cast) -> None:
    page = text(signed_in(cast.actors[Role.FUNDER]), "partnership", "pakistan")
    assert all(f'id="{area}"' in page for area in KEY_AREAS)
    assert page.count("nothing recorded") == 5  # four areas, and the parties
    assert "Readmission Committee" in page
    assert "app.com.pk" in page


def test_unknown_is_written_and_never_zero(cast: Cast) -> None:
    page = text(signed_in(cast.actors[Role.FUNDER]), "partnerships-compare")
    assert "unknown" in page
    assert "EUR" in page


def test_a_roundtable_its_decision_and_the_follow_up_are_added_live(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    SchemeLink.objects.create(
        partnership=Partnership.objects.unscoped(WHY).get(code="egypt"), scheme=cast.alpha
    )
    new = {"on": "2026-02", "participants": "ILO\nGIZ", "source": "minutes"}
    assert client.post(reverse("roundtable-new", args=["egypt"]), new).status_code == 302
    meeting = Roundtable.objects.unscoped(WHY).get(key="", partnership__code="egypt")
    assert meeting.participants == ["ILO", "GIZ"]
    client.post(reverse("roundtable-decide", args=[meeting.number]), {"text": "A joint desk"})
    decided = RoundtableDecision.objects.unscoped(WHY).get()
    asked = {"text": "Open the desk", "owner": "ILO", "due": "2026-01-10"}
    assert client.post(reverse("decision-follow-up", args=[decided.number]), asked).status_code == 302
    row = FollowUp.objects.unscoped(WHY).get()
    assert "Open the desk" in text(client, "follow-ups", query="?state=overdue&partnership=egypt")
    assert "Open the desk" in text(client, "partnership", "egypt")
    change = reverse("follow-up-change", args=[row.number])
    answer = client.post(change, {"state": "done", "due": "2026-01-10", "words": "", "version": row.version})
    assert answer.status_code == 422
    assert "outcome" in answer.content.decode()
    said = {"state": "done", "due": "2026-01-10", "words": "Opened", "version": row.version}
    assert client.post(change, said).status_code == 302
    assert client.post(change, {**said, "state": "open"}).status_code == 422  # somebody changed it meanwhile
    history = text(client, "follow-up", row.number)
    assert "Opened" in history
    assert row.changes.count() == 2
    assert b"Open the desk" in client.get(reverse("follow-ups") + "?format=csv").content


def test_objectives_and_actions_are_added_and_bad_input_is_kept_on_the_page(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    said = {"area": "chances", "text": "Jobs for young people"}
    assert client.post(reverse("objective-new", args=["pakistan"]), said).status_code == 302
    assert Objective.objects.unscoped(WHY).get().key == ""
    action = {"title": "Desk", "area": "smuggling", "level": "global", "start": "2026-05", "end": "2025"}
    address = reverse("partnership-action-new", args=["pakistan"])
    answer = client.post(address, action)
    assert answer.status_code == 422
    assert 'value="Desk"' in answer.content.decode()
    assert client.post(address, {**action, "end": "soon"}).status_code == 422
    assert client.post(address, {**action, "end": "", "fields_joined": ["trade"]}).status_code == 302
    assert PartnershipAction.objects.unscoped(WHY).get(title="Desk").fields == ["trade"]
    assert "added here" in text(client, "partnership", "pakistan")


def test_rows_added_in_one_partnership_are_not_read_or_changed_from_another(cast: Cast) -> None:
    egypt = Partnership.objects.unscoped(WHY).get(code="egypt")
    SchemeLink.objects.create(partnership=egypt, scheme=cast.alpha)
    Objective.objects.create(partnership=egypt, area="chances", text="Only for those in it")
    assert cast.mallory is not None
    stranger = signed_in(cast.mallory)
    assert "Only for those in it" not in text(stranger, "partnership", "egypt")
    assert stranger.get(reverse("objective-new", args=["egypt"])).status_code == 404
    assert "Only for those in it" in text(signed_in(cast.actors[Role.CASEWORKER]), "partnership", "egypt")


def test_small_counts_are_hidden_from_those_who_may_not_read_the_cases(cast: Cast) -> None:
    egypt = Partnership.objects.unscoped(WHY).get(code="egypt")
    SchemeLink.objects.create(partnership=egypt, scheme=cast.alpha)
    place(cast.candidate)
    funder, manager = signed_in(cast.actors[Role.FUNDER]), signed_in(cast.actors[Role.SCHEME_MANAGER])
    assert "· not told" in text(funder, "partnerships-compare")
    assert "· not told" not in text(manager, "partnerships-compare")
    for number in range(9):
        place(make_candidate(cast.alpha, f"Name{number}"))
    assert "· not told" not in text(funder, "partnerships-compare")


PAGES = [
    ("partnership", ["pakistan"], ""),
    ("partnership", ["morocco"], ""),
    ("partnerships", [], ""),
    ("follow-ups", [], ""),
    *(
        ("partnership-actions", [], f"?area={area}{kind}")
        for area in ("return_readmission", "smuggling")
        for kind in ("", "&format=csv")
    ),
]


def _seen(client: Client) -> list[str]:
    pages = [text(client, name, *arguments, query=query) for name, arguments, query in PAGES]
    return ["\n".join(line for line in page.splitlines() if "csrf" not in line) for page in pages]


def test_no_case_reaches_readmission_or_smuggling(cast: Cast) -> None:
    """The same bytes in a world with cases and in one without; the control is a page that may show counts."""
    morocco = Partnership.objects.unscoped(WHY).get(code="morocco")
    SchemeLink.objects.create(partnership=morocco, scheme=cast.alpha)
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    without, control = _seen(client), text(client, "partnerships-compare")
    for number in range(12):
        place(make_candidate(cast.alpha, f"Name{number}", nationality="PK"))
    assert _seen(client) == without
    assert text(client, "partnerships-compare") != control


@pytest.mark.parametrize(
    ("name", "query"),
    [("partnerships", ""), ("partnerships-compare", ""), ("partnership-actions", ""), ("follow-ups", "")],
)
def test_the_number_of_queries_does_not_grow(cast: Cast, name: str, query: str) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    _many(cast.alpha, "a", 2)
    text(client, name)
    with CaptureQueriesContext(connection) as before:
        text(client, name)
    _many(cast.alpha, "b", 30)
    with CaptureQueriesContext(connection) as after:
        text(client, name)
    assert len(after) == len(before)


def _many(scheme: Scheme, word: str, count: int) -> None:
    for number in range(count):
        one = Partnership.objects.create(
            code=f"{word}{number}",
            name="P",
            country="MA",
            status="launched",
            facts={},
            digest="",
            loaded_at="2026-01-01T00:00Z",
        )
        SchemeLink.objects.create(
            partnership=one, scheme=scheme if number % 2 else make_scheme(f"s{word}{number}")
        )
        PartnershipAction.objects.create(partnership=one, area="chances", title="T", level="global")
        meeting = Roundtable.objects.create(partnership=one, on="2026")
        decided = RoundtableDecision.objects.create(partnership=one, roundtable=meeting, text="D")
        FollowUp.objects.create(
            partnership=one,
            decision=decided,
            text="F",
            owner="O",
            due=date(2026, 1, 1) + timedelta(days=number),
        )
