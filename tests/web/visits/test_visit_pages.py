"""The pages of visits, findings, incidents, audits, ties and alerts, by whoever opens them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from people import make_actor, make_organisation
from stay_cast import Placed, another_placed, make_placed
from visit_cast import drawn, found, now, planned
from web.conftest import signed_in

from passerelle.actions.grievances.tell import Told, tell
from passerelle.actions.visits.incidents import Report, report
from passerelle.domain.access.roles import Role
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.partnerships.models import Membership, OrganisationTie
from passerelle.records.stays.models import Recall
from passerelle.records.visits.models import Audit, AuditCase, Finding, Incident, Visit

pytestmark = [pytest.mark.django_db]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def browser_of(placed: Placed, role: Role) -> Client:
    return signed_in(placed.actor(role))


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def do(client: Client, address: str, deed: str, version: int, **fields: object) -> int:
    sent = {"deed": deed, "version": version, **fields}
    return client.post(address, sent).status_code


def test_an_officer_plans_makes_and_finds(placed: Placed) -> None:
    officer = browser_of(placed, Role.WELFARE_OFFICER)
    page = text_of(officer, reverse("visits"))
    assert "never visited" in page
    address = reverse("visit-new", args=["alpha", placed.stay.host.number])
    account = placed.actor(Role.WELFARE_OFFICER).id
    day = {"officer": account, "planned_on": now().isoformat()}
    assert officer.post(address, {**day, "planned_on": "2020-01-01"}).status_code == 422
    assert officer.post(address, day).status_code == 302
    row = Visit.objects.unscoped("test").get()
    here = reverse("visit", args=[row.number])
    lines = dict.fromkeys(("pay_slips", "deductions", "hours_kept", "rest", "water_and_heat", "protection", "transport", "papers_held", "contract_copy", "channel_known"), "in_order")  # fmt: skip
    assert do(officer, here, "write", 1, done_on=now().isoformat(), rooms="not_in_order", **lines) == 302
    photo = SimpleUploadedFile("room.png", PNG)
    assert do(officer, here, "photo", 2, file=photo) == 302
    wrong = {"code": "rooms", "severity": "serious", "text": "Six beds.", "action": "", "owner": "employer"}
    assert do(officer, here, "find", 2, **wrong) == 422
    assert do(officer, here, "find", 2, **{**wrong, "action": "Two rooms more."}) == 302
    assert "Not in order" in text_of(officer, here)
    paper = reverse("document", args=[DossierItem.objects.get().number])
    assert officer.get(paper).content == PNG
    assert browser_of(placed, Role.EMPLOYER).get(paper).status_code == 404


def test_a_visit_is_called_off_on_its_page(placed: Placed) -> None:
    row = planned(placed)
    address = reverse("visit", args=[row.number])
    assert browser_of(placed, Role.EMPLOYER).get(address).status_code == 404
    officer = browser_of(placed, Role.WELFARE_OFFICER)
    assert do(officer, address, "off", 1) == 302
    assert "called off" in text_of(officer, address)


def test_the_host_replies_and_corrects_and_the_officer_looks_again(placed: Placed) -> None:
    one = found(placed)
    host, officer = browser_of(placed, Role.EMPLOYER), browser_of(placed, Role.WELFARE_OFFICER)
    address = reverse("finding", args=[one.number])
    owed = '<a href="/visits/?list=findings">Findings of visits to put right: 1</a>'
    assert owed in text_of(host, reverse("referrals"))
    assert owed in text_of(host, reverse("stays"))
    page = text_of(host, address)
    assert "Say that it is put right" in page
    assert "Write down the second look" not in page
    assert "Not in order" not in text_of(host, reverse("visit", args=[one.visit.number]))
    assert do(host, address, "reply", 1, text="Four, not six.") == 302
    assert do(host, address, "correct", 2, text="Done.", file=SimpleUploadedFile("x.png", PNG)) == 302
    assert owed not in text_of(host, reverse("referrals"))
    assert do(officer, address, "look", 3, text="Seen.", outcome="corrected") == 302
    assert Finding.objects.unscoped("test").get().outcome == "corrected"
    assert "Put right, seen by the officer" in text_of(host, address)


def test_incidents_by_host_and_by_worker(placed: Placed) -> None:
    host, worker = browser_of(placed, Role.EMPLOYER), browser_of(placed, Role.CANDIDATE)
    said = {"stay": placed.stay.number, "kind": "accident", "text": "A fall."}
    assert host.post(reverse("incident-new"), said).status_code == 302
    assert worker.post(reverse("own-incidents"), {**said, "kind": "housing_loss"}).status_code == 302
    assert worker.post(reverse("own-incidents"), {**said, "kind": "x"}).status_code == 422
    assert "A fall." in text_of(worker, reverse("own-incidents"))
    row = Incident.objects.unscoped("test").get(kind="accident")
    address = reverse("incident", args=[row.number])
    page = text_of(host, address)
    assert "not confirmed: nobody has compared it with the text" in page
    assert "a choice of this project" in page
    assert "not confirmed" in text_of(host, reverse("incidents"))
    assert "Orden TAS/2926/2002" in page
    assert do(host, address, "step", 1, text="Told.", whom="insurer") == 302
    staff = browser_of(placed, Role.CASEWORKER)
    assert staff.post(reverse("incident-new"), {**said, "reporter": "mentor"}).status_code == 302
    assert do(staff, address, "close", 2, text="Well again.", outcome="resolved") == 302
    assert "Loss of housing" in text_of(staff, reverse("incidents"))
    assert "Put right" in text_of(staff, reverse("incidents") + "?state=closed")


def test_where_there_are_too_many_stays_to_choose_from_the_number_is_typed(
    placed: Placed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.web.visits.incident.MOST", 0)
    host, here = browser_of(placed, Role.EMPLOYER), reverse("incident-new")
    assert "Number of the stay" in text_of(host, here)
    said = {"kind": "accident", "text": "A fall."}
    wrong = host.post(here, {**said, "stay": "ST-NOBODY"})
    assert wrong.status_code == 422
    assert "A fall." in wrong.content.decode(), "what was typed stays"
    assert host.post(here, {**said, "stay": placed.stay.number.lower()}).status_code == 302


def test_lists_are_read_in_pages(placed: Placed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelle.web.visits.incident.PER_PAGE", 2)
    host = browser_of(placed, Role.EMPLOYER)
    for text in ("One.", "Two.", "Three."):
        report(placed.actor(Role.EMPLOYER), placed.stay.number, Report("accident", text), today=now())
    here, numbers = (
        reverse("incidents"),
        set(Incident.objects.unscoped("test").values_list("number", flat=True)),
    )
    shown = [{one for one in numbers if one in text_of(host, f"{here}?page={page}")} for page in (1, 2)]
    assert ([len(one) for one in shown], shown[0] | shown[1]) == ([2, 1], numbers)


def test_an_audit_from_the_lot_to_the_contest(placed: Placed) -> None:
    officer, host = browser_of(placed, Role.WELFARE_OFFICER), browser_of(placed, Role.EMPLOYER)
    form = {"scheme": "alpha", "title": "Pay", "asked": "Slips", "size": 1, "due_days": 20}
    assert officer.post(reverse("audit-new"), {**form, "size": 0}).status_code == 422
    row = drawn(placed)
    assert "the same hosts" in text_of(officer, reverse("audit", args=[row.audit.number]))
    address = reverse("audit-case", args=[row.number])
    assert do(host, address, "proof", 1, text="All there.", file=SimpleUploadedFile("x.png", PNG)) == 302
    assert do(officer, address, "judge", 2, text="Two missing.", verdict="not_in_order") == 302
    assert do(host, address, "reply", 3, text="They were sent.") == 302
    manager = browser_of(placed, Role.SCHEME_MANAGER)
    assert do(manager, address, "decide", 4, text="So.", sanction="exclusion", code="pay_breach") == 302
    assert do(host, address, "contest", 5, text="Here they are.") == 302
    deputy = signed_in(make_actor("deputy", Role.SCHEME_MANAGER, placed.hired.cast.alpha))
    assert "Decide on the contest" not in text_of(manager, address)
    assert do(deputy, address, "answer", 6, text="They are.", outcome="upheld") == 302
    assert AuditCase.objects.unscoped("test").get(number=row.number).contest_outcome == "upheld"
    assert "The sanction falls away" in text_of(host, address)
    assert "Excluded" in text_of(host, reverse("audits"))


def test_an_audit_is_opened_with_its_digest_and_drawn(placed: Placed) -> None:
    officer = browser_of(placed, Role.WELFARE_OFFICER)
    form = {"scheme": "alpha", "title": "Pay", "asked": "Slips", "size": 1, "due_days": 20}
    assert officer.post(reverse("audit-new"), form).status_code == 302
    row = placed.hired.cast.alpha
    found_ = text_of(officer, reverse("audits"))
    assert "not yet" in found_
    audit = Audit.objects.unscoped("test").get(scheme=row)
    address = reverse("audit", args=[audit.number])
    page = text_of(officer, address)
    assert audit.seed_digest in page
    assert audit.seed not in page, "the seed stays hidden until the draw"
    assert do(officer, address, "draw", 1) == 302
    assert audit.seed in text_of(officer, address)


def test_ties_are_written_with_a_source_and_end(placed: Placed) -> None:
    mother = make_organisation("Holding", "association")
    staff = browser_of(placed, Role.CASEWORKER)
    tie = {"one": mother.number, "other": placed.stay.host.number, "kind": "parent", "since": "2026-01-01"}
    for bad in ({"source": ""}, {"source": "x", "one": "O-X"}, {"source": "x", "one": tie["other"]},
                {"source": "x", "until": "2020-01-01"}):  # fmt: skip
        assert do(staff, reverse("ties"), "add", 0, **{**tie, **bad}) == 422
    assert do(staff, reverse("ties"), "add", 0, **tie, source="Register of firms") == 302
    assert do(staff, reverse("ties"), "add", 0, **tie, source="Register of firms") == 422
    assert "Register of firms" in text_of(staff, reverse("ties") + f"?of={mother.number}")
    row = OrganisationTie.objects.get()
    for _twice in range(2):
        assert staff.post(reverse("tie-end", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.until == now()
    far = signed_in(make_actor("far", Role.CASEWORKER, placed.hired.cast.beta))
    assert "Register of firms" not in text_of(far, reverse("ties"))
    assert far.post(reverse("tie-end", args=[row.pk])).status_code == 404
    assert do(far, reverse("ties"), "add", 0, **{**tie, "since": "2026-02-01"}, source="x") == 422
    assert OrganisationTie.objects.count() == 1
    assert browser_of(placed, Role.EMPLOYER).get(reverse("ties")).status_code == 404


def test_a_tie_that_is_sent_twice_is_kept_once(placed: Placed) -> None:
    mother = make_organisation("Holding", "association")
    staff = browser_of(placed, Role.CASEWORKER)
    tie = {"one": mother.number, "other": placed.stay.host.number, "kind": "parent", "since": "2026-01-01"}
    for _twice in range(2):
        assert do(staff, reverse("ties"), "add", 0, **tie, source="Register", key="k" * 12) == 302
    row = OrganisationTie.objects.get()
    for _twice in range(2):
        ended = staff.post(reverse("tie-end", args=[row.pk]), {"key": "e" * 12}, follow=True)
        assert "has an end already" not in ended.content.decode()
    assert 'name="key"' in text_of(staff, reverse("ties"))


def test_the_page_of_ties_says_whom_no_officer_may_hear(placed: Placed) -> None:
    staff, officer = browser_of(placed, Role.CASEWORKER), placed.actor(Role.WELFARE_OFFICER)
    assert "no officer of the scheme may hear" not in text_of(staff, reverse("ties"))
    Membership.objects.create(
        user_id=officer.id, role=Role.EMPLOYER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=now(),
    )  # fmt: skip
    assert "nobody: name a welfare officer without a tie" in text_of(staff, reverse("ties"))
    admin = text_of(browser_of(placed, Role.ADMINISTRATOR), reverse("ties"))
    assert "nobody: name a welfare officer without a tie" in admin, "who gives roles reads it, too"
    assert "Write down a tie" not in admin
    make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    assert "officers of another scheme" in text_of(staff, reverse("ties"))
    far = signed_in(make_actor("far", Role.CASEWORKER, placed.hired.cast.beta))
    assert placed.stay.host.name not in text_of(far, reverse("ties"))


def test_an_alert_is_read_and_closed_by_the_officer(placed: Placed) -> None:
    tell(placed.actor(Role.CANDIDATE), Told("pay", "They keep half."))
    Recall.objects.create(
        stay=another_placed(placed), season=2027, recalled=True, said_at="2026-11-01T08:00:00Z"
    )
    officer = browser_of(placed, Role.WELFARE_OFFICER)
    assert placed.stay.number in text_of(officer, reverse("season-alerts"))
    assert "season without recall" in text_of(officer, reverse("welfare-day"))
    address = reverse("season-alert", args=[placed.stay.number])
    assert do(officer, address, "close", 0, text="", outcome="explained") == 422
    assert do(officer, address, "close", 0, text="She found work.", outcome="other_place") == 302
    assert "She found another place" in text_of(officer, reverse("season-alerts") + "?state=closed")
    assert text_of(officer, address)
    assert browser_of(placed, Role.SCHEME_MANAGER).get(address).status_code == 404


def test_the_day_lists_what_is_due_with_its_terms(placed: Placed) -> None:
    planned(placed, planned_on=now())
    one = found(placed)
    Finding.objects.unscoped("test").filter(pk=one.pk).update(due_on=now() - timedelta(days=1))
    tell(placed.actor(Role.CANDIDATE), Told("danger", "Help."))
    page = text_of(browser_of(placed, Role.WELFARE_OFFICER), reverse("welfare-day"))
    assert page.index("I am in danger") > page.index(one.number), "what is late stands first"
    assert "late" in page
    late = signed_in(make_actor("late", Role.WELFARE_OFFICER, placed.hired.cast.alpha))
    assert "I am in danger" not in text_of(late, reverse("welfare-day"))
