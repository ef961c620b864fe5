"""A sampled audit: seed fixed before the draw, proof, verdict, reply, sanction by another, contest by a third."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from people import make_actor
from stay_cast import Placed, make_placed
from visit_cast import drawn, now

from passerelle.actions.visits import audit_cases as deeds
from passerelle.actions.visits.audits import draw_audit, open_audit
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.visits.sampling import Unit, commitment
from passerelle.queries.protection.audits import redraw
from passerelle.records.employers.models import EmployerFile, Suspension
from passerelle.records.outbox.models import Message
from passerelle.records.visits.models import Audit, AuditCase

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def judged(placed: Placed) -> AuditCase:
    row = drawn(placed)
    deeds.give_proof(placed.actor(Role.EMPLOYER), row.number, "All paid.", version=1)
    officer = placed.actor(Role.WELFARE_OFFICER)
    deeds.judge(officer, row.number, "not_in_order", "Two slips are missing.", version=2)
    return deeds.reply(placed.actor(Role.EMPLOYER), row.number, "They were sent.", version=3)


def sanctioned(placed: Placed, kind: str = "exclusion") -> AuditCase:
    row, manager = judged(placed), placed.actor(Role.SCHEME_MANAGER)
    last = now() + timedelta(days=90) if kind == "suspension" else None
    return deeds.sanction(manager, row.number, kind, "As found.", version=4, code="pay_breach", until=last)


def deputy(placed: Placed) -> Actor:
    return make_actor("deputy", Role.SCHEME_MANAGER, placed.hired.cast.alpha)


def test_the_seed_is_fixed_before_the_draw_and_the_draw_repeats(placed: Placed) -> None:
    row = drawn(placed)
    audit = Audit.objects.unscoped("test").get(pk=row.audit_id)
    assert commitment(audit.seed) == audit.seed_digest
    officer = placed.actor(Role.WELFARE_OFFICER)
    assert redraw(officer, audit.number).holds
    assert Message.objects.filter(template="audit_proof_asked").count() == 1
    with pytest.raises(Refused, match="drawn already"):
        draw_audit(officer, audit.number, [Unit("O-1", "low")])
    Audit.objects.unscoped("test").filter(pk=audit.pk).update(seed="another")
    assert not redraw(officer, audit.number).holds


def test_an_audit_needs_words_a_size_and_somebody_to_draw(placed: Placed) -> None:
    officer = placed.actor(Role.WELFARE_OFFICER)
    with pytest.raises(Refused, match="at least one host"):
        open_audit(officer, "alpha", "Pay", "Slips", size=0, due_days=10)
    with pytest.raises(Refused, match="sentence"):
        open_audit(officer, "alpha", "Pay", " ", size=1, due_days=10)
    with pytest.raises(NotPermitted):
        open_audit(placed.actor(Role.SCHEME_MANAGER), "alpha", "Pay", "Slips", size=1, due_days=10)
    audit = open_audit(officer, "alpha", "Pay", "Slips", size=1, due_days=10)
    with pytest.raises(Refused, match="Nobody has people"):
        draw_audit(officer, audit.number, [])
    with pytest.raises(NotPermitted):
        draw_audit(placed.actor(Role.EMPLOYER), audit.number, [Unit("O-1", "low")])


def test_the_host_replies_before_anybody_sanctions(placed: Placed) -> None:
    row = drawn(placed)
    officer, manager = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.SCHEME_MANAGER)
    with pytest.raises(Refused, match="not open now"):
        deeds.judge(officer, row.number, "no_proof", "Nothing came.", version=1)
    AuditCase.objects.unscoped("test").filter(pk=row.pk).update(due_on=now() - timedelta(days=1))
    deeds.judge(officer, row.number, "no_proof", "Nothing came.", version=1)
    with pytest.raises(Refused, match="not open now"):
        deeds.sanction(manager, row.number, "warning", "So.", version=2)
    deeds.reply(placed.actor(Role.EMPLOYER), row.number, "It was in the post.", version=2)
    assert deeds.sanction(manager, row.number, "warning", "So.", version=3).sanction == "warning"
    assert not Suspension.objects.exists()


def test_whoever_audited_does_not_sanction_even_past_the_action(placed: Placed) -> None:
    row = judged(placed)
    officer = placed.actor(Role.WELFARE_OFFICER)
    with pytest.raises(NotPermitted):
        deeds.sanction(officer, row.number, "warning", "So.", version=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditCase.objects.unscoped("test").filter(pk=row.pk).update(
            sanction="warning", sanctioned_by=officer.id
        )


def test_an_exclusion_suspends_until_a_third_person_upholds_the_contest(placed: Placed) -> None:
    row = sanctioned(placed)
    held = Suspension.objects.get()
    assert (held.code, held.until, held.lifted_on) == ("pay_breach", None, None)
    employer = placed.actor(Role.EMPLOYER)
    deeds.contest(employer, row.number, "The slips are here.", version=5)
    with pytest.raises(Refused, match="took part"):
        deeds.decide_contest(placed.actor(Role.SCHEME_MANAGER), row.number, "dismissed", "No.", version=6)
    decided = deeds.decide_contest(deputy(placed), row.number, "upheld", "They are.", version=6)
    assert decided.contest_outcome == "upheld"
    held.refresh_from_db()
    assert held.lifted_on == now()
    with pytest.raises(Refused, match="nothing to contest"):
        deeds.contest(employer, row.number, "Again.", version=7)


def test_a_dismissed_contest_leaves_the_suspension(placed: Placed) -> None:
    row = sanctioned(placed, "suspension")
    deeds.contest(placed.actor(Role.EMPLOYER), row.number, "No.", version=5)
    deeds.decide_contest(deputy(placed), row.number, "dismissed", "Looked at.", version=6)
    assert Suspension.objects.get().lifted_on is None


def test_a_sanction_has_an_end_a_file_and_a_term_to_contest(placed: Placed) -> None:
    row, manager = judged(placed), placed.actor(Role.SCHEME_MANAGER)
    with pytest.raises(Refused, match="until when"):
        deeds.sanction(manager, row.number, "suspension", "So.", version=4, code="pay_breach")
    EmployerFile.objects.unscoped("test").all().delete()
    with pytest.raises(Refused, match="no file"):
        deeds.sanction(manager, row.number, "exclusion", "So.", version=4, code="pay_breach")
    deeds.sanction(manager, row.number, "warning", "So.", version=4)
    AuditCase.objects.unscoped("test").filter(pk=row.pk).update(contest_until=now() - timedelta(days=1))
    with pytest.raises(Refused, match="is over"):
        deeds.contest(placed.actor(Role.EMPLOYER), row.number, "Late.", version=5)


def test_only_the_host_answers_for_itself(placed: Placed) -> None:
    row = drawn(placed)
    for role in (Role.SCHEME_MANAGER, Role.WELFARE_OFFICER):
        with pytest.raises(NotPermitted):
            deeds.give_proof(placed.actor(role), row.number, "For them.", version=1)
