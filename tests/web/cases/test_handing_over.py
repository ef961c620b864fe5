"""A hand-over says what is due in the next 14 days, carries a note for each case, and may be an absence."""

from datetime import timedelta

import pytest
from case_cast import Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from web.conftest import signed_in

from passerelle.actions.cases.hand_over import Handing, hand_over
from passerelle.domain.access.roles import Role
from passerelle.records.journeys.models import Handover, Journey

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cases(db: None) -> Cases:
    """Three cases: one overdue, one due in 14 days, one later."""
    made = make_cases()
    today = timezone.localdate()
    for journey, days in zip(made.journeys(), (-2, 14, 15), strict=True):
        journey.since, journey.due_on = today - timedelta(days=9), today + timedelta(days=days)
        journey.save()
    return made


def chosen(cases: Cases) -> dict[str, object]:
    return {"row": [f"{one.number}:{one.version}" for one in cases.journeys()]}


def test_what_is_due_soon_is_said_before(cases: Cases) -> None:
    text = signed_in(cases.caseworker).get(reverse("cases-hand-over"), chosen(cases)).content.decode()
    assert "2 cases are due in the next 14 days or overdue." in text
    assert text.count('name="note-') == 3


def test_an_absence_with_notes_is_lent_seen_and_taken_back(cases: Cases) -> None:
    client = signed_in(cases.caseworker)
    first = cases.journeys()[0]
    until = (timezone.localdate() + timedelta(days=7)).isoformat()
    form = {**chosen(cases), "to": cases.manager.id, "why": "leave", "until": until, "key": "abcdefgh1"}
    form[f"note-{first.number}"] = "call her in the evening"
    done = client.post(reverse("cases-hand-over"), form, follow=True).content.decode()
    assert "3 cases were handed over." in done
    number = Handover.objects.get().number
    listed = signed_in(cases.manager).get(reverse("handovers")).content.decode()
    assert number in listed
    assert "under way" in listed
    page = signed_in(cases.manager).get(reverse("handover", args=[number])).content.decode()
    assert "call her in the evening" in page
    assert "2 cases are due in the next 14 days or overdue." in page
    assert "call her in the evening" in client.get(reverse("case", args=[first.number])).content.decode()
    back = client.post(reverse("handover-end", args=[number]), {"key": "abcdefgh2"}, follow=True)
    assert "3 cases came back." in back.content.decode()
    again = client.post(reverse("handover-end", args=[number]), {"key": "abcdefgh3"}, follow=True)
    assert "This absence is already over." in again.content.decode()


def test_days_out_of_order_are_told_and_nothing_typed_is_lost(cases: Cases) -> None:
    first = cases.journeys()[0]
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    form = {**chosen(cases), "to": cases.manager.id, "why": "leave", "until": past}
    form[f"note-{first.number}"] = "in the evening"
    answer = signed_in(cases.caseworker).post(reverse("cases-hand-over"), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "The last day is before the first." in text
    assert 'value="in the evening"' in text
    assert not Handover.objects.exists()


def test_strangers_find_no_hand_over(cases: Cases) -> None:
    hand_over(cases.caseworker, cases.versions(), Handing(cases.manager.id, "leave"))
    number = Handover.objects.get().number
    stranger = signed_in(cases.cast.mallory)
    assert "Nothing was handed over" in stranger.get(reverse("handovers")).content.decode()
    assert stranger.get(reverse("handover", args=[number])).status_code == 404
    assert stranger.post(reverse("handover-end", args=[number])).status_code == 404
    service = signed_in(cases.cast.actors[Role.EMPLOYMENT_SERVICE])
    assert service.get(reverse("handovers")).status_code == 404
    page = signed_in(cases.manager).get(reverse("handover", args=[number])).content.decode()
    assert "for good" in page
    assert "bring the cases back" not in page


def test_queries_are_the_same_for_3_and_for_30(db: None) -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            made = make_cases(people)
            Journey.objects.unscoped("test").update(due_on=timezone.localdate())
            with CaptureQueriesContext(connection) as given:
                hand_over(made.caseworker, made.versions(), Handing(made.manager.id, "leave"))
            asked = [len(given)]
            client = signed_in(made.manager)
            number = Handover.objects.get().number
            for address in (
                reverse("handovers"),
                reverse("handover", args=[number]),
                reverse("case-changes"),
                reverse("cases-hand-over") + "?all=1",
            ):
                client.get(address)
                with CaptureQueriesContext(connection) as seen:
                    client.get(address)
                asked.append(len(seen))
            counts.append(asked)
            transaction.set_rollback(True)
    assert counts[0] == counts[1]
