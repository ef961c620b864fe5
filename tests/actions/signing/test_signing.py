"""Papers through their actions: links, turns, double clicks, reminders, by hand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import Cast, make_cast
from signing_cast import TEXTS, make_paper, token_of

from passerelle.actions.signing.guesses import TRIES, may_open, note_wrong_link
from passerelle.actions.signing.remind import remind, remind_due, withdraw
from passerelle.actions.signing.sign import (
    Typed,
    record_by_hand,
    refuse_by_link,
    refuse_own,
    sign_by_link,
    sign_own,
)
from passerelle.actions.steps.papers.links import (
    LinkFor,
    digest_of,
    new_link,
    read_link,
    revoke_links,
    token_from,
    use_link,
)
from passerelle.actions.steps.papers.signing import Draft, Signer, ask_many, paper_is_signed
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.outbox.models import Message
from passerelle.records.signing.models import Paper, Signature, SignedLink

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AMINA = Typed("Amina Alaoui", True, "fr")
FIRM = Typed("Jan Peeters", True, "en")


def _code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_everybody_signs_and_the_evidence_stays(cast: Cast) -> None:
    paper = make_paper(cast)
    sign_by_link(token_of(paper, "worker"), AMINA, key="k1")
    assert not paper_is_signed("K-1", "contract")
    sign_by_link(token_of(paper, "employer"), FIRM, key="k2")
    assert paper_is_signed("K-1", "contract")
    row = Signature.objects.get(paper=paper, role="worker")
    assert row.evidence["digest"] == paper.digest
    assert row.evidence["channel"] == "link"
    assert row.evidence["typed"] == "Amina Alaoui"
    assert row.evidence["link"] == row.links.get().number
    assert "ip" not in row.evidence
    assert Event.objects.filter(action="paper.sign", actor_id=None).count() == 2


def test_the_database_and_the_outbox_hold_no_token(cast: Cast) -> None:
    paper = make_paper(cast)
    token = token_of(paper, "worker")
    link = SignedLink.objects.get(digest=digest_of(token))
    assert token not in (link.seed, link.digest, link.number)
    assert all(token not in str(message.facts) for message in Message.objects.all())


def test_a_double_click_signs_once_and_a_used_link_opens_nothing(cast: Cast) -> None:
    paper = make_paper(cast)
    token = token_of(paper, "worker")
    first = sign_by_link(token, AMINA, key="same")
    assert sign_by_link(token, AMINA, key="same").signed_at == first.signed_at
    for key in ("other", None):
        with pytest.raises(Refused) as refused:
            sign_by_link(token, AMINA, key=key)
        assert _code(refused) == "link_used"


@pytest.mark.parametrize(
    ("typed", "code"),
    [(Typed("Amina Alaoui", False, "fr"), "not_confirmed"), (Typed("Somebody", True, "fr"), "name_differs")],
)
def test_without_confirmation_nothing_is_signed(cast: Cast, typed: Typed, code: str) -> None:
    paper = make_paper(cast)
    with pytest.raises(Refused) as refused:
        sign_by_link(token_of(paper, "worker"), typed, key=None)
    assert _code(refused) == code
    assert not Signature.objects.filter(signed_at__isnull=False).exists()


def test_in_turn_the_next_party_gets_a_link_only_when_it_is_their_turn(cast: Cast) -> None:
    paper = make_paper(cast, in_turn=True)
    assert SignedLink.objects.count() == 1
    sign_by_link(token_of(paper, "worker"), AMINA, key=None)
    assert SignedLink.objects.filter(signature__role="employer").count() == 1
    assert list(Message.objects.values_list("recipient", flat=True)) == [
        cast.candidate.person.number,
        "firm@example.org",
    ]


def test_links_end_when_revoked_expired_or_wrong(cast: Cast) -> None:
    paper, now = make_paper(cast), timezone.now()
    with pytest.raises(Refused) as refused:
        read_link("nothing", at=now)
    assert _code(refused) == "link_unknown"
    with pytest.raises(Refused) as refused:
        read_link(token_of(paper, "worker"), at=now, purpose="answer_shortlist")
    assert _code(refused) == "link_unknown"
    with pytest.raises(Refused) as refused:
        read_link(token_of(paper, "worker"), at=now + timedelta(days=31))
    assert _code(refused) == "link_expired"
    withdraw(cast.actors[Role.CASEWORKER], paper.number, code="new_version", key=None)
    with pytest.raises(Refused) as refused:
        sign_by_link(token_of(paper, "worker"), AMINA, key=None)
    assert _code(refused) == "link_revoked"


def test_a_link_of_another_purpose_is_used_and_revoked_by_its_subject(cast: Cast) -> None:
    now = timezone.now()
    one = new_link(LinkFor("answer_shortlist", cast.vacancy.number, cast.alpha.pk, "firm@example.org"), at=now)
    assert read_link(token_from(one.seed), at=now).pk == one.pk
    use_link(one, at=now)
    two = new_link(LinkFor("answer_shortlist", cast.vacancy.number, cast.alpha.pk, "firm@example.org"), at=now)
    assert revoke_links(at=now, subject=cast.vacancy.number) == 1
    two.refresh_from_db()
    assert two.revoked_at is not None


def test_a_refusal_has_a_reason_and_ends_the_paper(cast: Cast) -> None:
    paper = make_paper(cast)
    worker, employer = token_of(paper, "worker"), token_of(paper, "employer")
    with pytest.raises(Refused) as refused:
        refuse_by_link(worker, reason=" ", key=None)
    assert _code(refused) == "no_reason"
    refuse_by_link(worker, reason="The pay is lower than offered", key="r")
    refuse_by_link(worker, reason="The pay is lower than offered", key="r")
    with pytest.raises(Refused) as refused:
        sign_by_link(employer, FIRM, key=None)
    assert _code(refused) == "link_revoked"
    with pytest.raises(Refused) as refused:
        sign_own(cast.actors[Role.EMPLOYER], paper.number, FIRM, key=None)
    assert _code(refused) == "paper_refused"


def test_signing_on_ones_own_page(cast: Cast) -> None:
    paper = make_paper(cast)
    sign_own(cast.actors[Role.CANDIDATE], paper.number, AMINA, key="k")
    sign_own(cast.actors[Role.CANDIDATE], paper.number, AMINA, key="k")
    with pytest.raises(Refused) as refused:
        sign_own(cast.actors[Role.CANDIDATE], paper.number, AMINA, key=None)
    assert _code(refused) == "already_signed"
    for actor in (cast.actors[Role.CASEWORKER], cast.actors[Role.TRAINING_PROVIDER], cast.mallory):
        with pytest.raises(NotPermitted):
            sign_own(actor, paper.number, AMINA, key=None)
    refuse_own(cast.actors[Role.EMPLOYER], paper.number, reason="No", key="k")
    refuse_own(cast.actors[Role.EMPLOYER], paper.number, reason="No", key="k")
    assert Signature.objects.get(role="employer").evidence is None


def test_staff_record_what_was_signed_by_hand_many_at_once(cast: Cast) -> None:
    staff = cast.actors[Role.CASEWORKER]
    papers = [make_paper(cast, about=f"K-{n}", in_turn=n % 2 == 0) for n in range(12)]
    numbers = [paper.number for paper in papers]
    with pytest.raises(Refused) as refused:
        record_by_hand(staff, numbers, where_kept=" ")
    assert _code(refused) == "no_evidence"
    for stranger in (cast.mallory, cast.actors[Role.EMPLOYER]):
        with pytest.raises(NotPermitted):
            record_by_hand(stranger, numbers, where_kept="folder 3")
    with CaptureQueriesContext(
        connection,
    ) as few:
        record_by_hand(staff, numbers[:2], where_kept="folder 3", key="k")
    with CaptureQueriesContext(connection) as many:
        assert len(record_by_hand(staff, numbers[2:], where_kept="folder 3", key="m")) == 10
    assert len(many) == len(few)
    assert record_by_hand(staff, numbers[2:], where_kept="folder 3", key="m") == numbers[2:]
    assert not Paper.objects.unscoped("test").filter(completed_at__isnull=True).exists()
    assert Signature.objects.first().evidence["note"] == "folder 3"


def test_reminders_say_when_the_last_one_went_out(cast: Cast) -> None:
    staff, paper = cast.actors[Role.CASEWORKER], make_paper(cast)
    assert remind(staff, [paper.number], key="k") == 2
    assert remind(staff, [paper.number], key="k") == 2
    with pytest.raises(Refused) as refused:
        remind(staff, [paper.number], key=None)
    assert _code(refused) == "reminded_already"
    assert Signature.objects.filter(reminders=1, reminded_at__isnull=False).count() == 2
    assert SignedLink.objects.count() == 2, "the same address is named again"
    withdraw(staff, paper.number, code="new_version", key="w")
    withdraw(staff, paper.number, code="new_version", key="w")
    Signature.objects.update(reminded_at=None)
    with pytest.raises(Refused) as refused:
        remind(staff, [paper.number], key=None)
    assert _code(refused) == "nobody_to_remind"


def test_reminders_go_out_by_themselves_three_times(cast: Cast) -> None:
    now = timezone.now()
    paper = make_paper(cast, at=now)
    assert remind_due(now=now) == 0
    told = [remind_due(now=now + timedelta(days=days)) for days in (3, 4, 6, 9, 12, 15)]
    assert told == [2, 0, 2, 2, 0, 0]
    assert Message.objects.filter(template="sign_reminder").count() == 6
    assert paper.withdrawn_at is None


def test_what_everybody_signed_is_not_withdrawn(cast: Cast) -> None:
    staff, paper = cast.actors[Role.CASEWORKER], make_paper(cast)
    record_by_hand(staff, [paper.number], where_kept="folder 3")
    with pytest.raises(Refused) as refused:
        withdraw(staff, paper.number, code="new_version", key=None)
    assert _code(refused) == "paper_complete"


def test_asking_many_costs_as_many_questions_as_asking_two(cast: Cast) -> None:
    def ask(count: int) -> int:
        asked = [
            (
                Draft("pledge", f"Q-{count}-{n}", cast.alpha, "T", "en", TEXTS),
                [Signer("maker", "A B", f"{n}@example.org")],
            )
            for n in range(count)
        ]
        with (
            CaptureQueriesContext(connection) as seen,
            writing(SYSTEM, "paper.ask", purpose=Purpose.JOURNEY) as note,
        ):
            ask_many(note, asked, at=timezone.now())
        return len(seen)

    assert ask(2) == ask(40)


def test_guessing_slows_down(db: None) -> None:
    now = timezone.now()
    for _ in range(TRIES):
        assert may_open("192.0.2.1", now=now)
        note_wrong_link("192.0.2.1", now=now)
    assert not may_open("192.0.2.1", now=now)
    assert may_open("192.0.2.2", now=now)
    assert may_open("192.0.2.1", now=now + timedelta(minutes=16))
