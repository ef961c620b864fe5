"""A large group is entered a page of people at a time; what stands on other pages is left as it is."""

import pytest
from training_cast import School, days_ago, make_running
from web.training.test_group_pages import signed_in, states

from passerelle.records.training.models import Attendance
from passerelle.web.training import records

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setattr(records, "AT_ONCE", 2)
    return make_running(people=3, seats=3)


def test_results_are_kept_page_by_page_and_lead_on(school: School) -> None:
    trainer, path = signed_in(school.trainer), f"/groups/{school.group}/results/"
    one, two, three = (school.enrolments()[number].number for number in school.numbers())
    first = trainer.get(path).content.decode()
    assert one in first
    assert two in first
    assert three not in first
    assert "Keep this page before you open another." in first
    day = days_ago(1).isoformat()
    kept = trainer.post(path, {"issued_on": day, one: "passed", two: "", three: "passed"})
    assert kept.url == f"{path}?on={day}&page=2"
    assert states(school) == ["completed", "enrolled", "enrolled"]  # the third does not stand on this page
    second = trainer.get(kept.url).content.decode()
    assert three in second
    assert f'value="{day}"' in second
    last = trainer.post(kept.url, {"issued_on": day, three: "failed"})
    assert last.url == f"/groups/{school.group}/"
    assert states(school) == ["completed", "enrolled", "not_completed"]


def test_attendance_is_kept_page_by_page(school: School) -> None:
    trainer, path = signed_in(school.trainer), f"/groups/{school.group}/attendance/"
    one, two, three = (school.enrolments()[number].number for number in school.numbers())
    day = days_ago(1).isoformat()
    kept = trainer.post(path, {"on": day, one: "present", two: "absent", three: "present"})
    assert kept.url == f"{path}?on={day}&page=2"
    assert Attendance.objects.count() == 2
    assert trainer.post(kept.url, {"on": day, three: "excused"}).url == f"/groups/{school.group}/"
    assert set(Attendance.objects.values_list("mark", flat=True)) == {"present", "absent", "excused"}


def test_a_small_group_has_one_page(monkeypatch: pytest.MonkeyPatch, school: School) -> None:
    monkeypatch.setattr(records, "AT_ONCE", 100)
    page = signed_in(school.trainer).get(f"/groups/{school.group}/results/").content.decode()
    assert "Keep this page before you open another." not in page
