"""A named person of the team decides on a change; a new employer means a new place, and a new stay."""

from datetime import datetime

from django.utils import timezone

from passerelle.actions.stays.ask_change import vacancy_of
from passerelle.actions.stays.assessing import assess_again
from passerelle.actions.stays.pausing import pause_stay
from passerelle.actions.stays.plan_days import must_be_lawful
from passerelle.actions.stays.reach import about, change_to_decide, refusal
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.places.stays import close_stays, open_stays
from passerelle.actions.steps.places.swap import swap_place
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.changes import ACCEPTED, DECLINED, EMPLOYER, EXTENSION, SITE, SUSPENSION
from passerelle.domain.stays.pauses import Pause
from passerelle.records.contracts.models import Contract
from passerelle.records.stays.models import Stay, StayChange

WHY = "the change was reached"
LEFT = "employer_left"


def decide_change(  # what, why, where to
    actor: Actor,
    number: str,
    answer: str,
    *,
    note_text: str,
    vacancy: str = "",
    version: int | None = None,
) -> StayChange:
    """Accept or decline; the reason is told to the person.

    Accepted: an extension moves the planned end, another site is written down, a pause makes terms wait
    (``pausing.pause_stay``); another employer ends the stay, gives its place and quota back, takes a place of
    the vacancy named and opens a stay with that firm, without a contract until one is signed. A condition that
    is not met or not known does not decide by itself: the named person does. Refused: ``unknown_answer``,
    ``note_missing``, ``already_decided``, ``vacancy_missing``, ``no_place_left``, ``quota_full``,
    ``stale``.
    """
    if answer not in (ACCEPTED, DECLINED):
        raise refusal("unknown_answer", Text("Accept or decline."), column="answer")
    if not note_text.strip():
        raise refusal("note_missing", Text("Say why in a sentence."), column="note")
    with writing(actor, "stay.decide", purpose=Purpose.JOURNEY) as note:
        row, stay = change_to_decide(actor, number, version=version)
        now = timezone.now()
        row.answer, row.decided_by_id, row.decided_at = answer, actor.id, now
        row.note = note_text.strip()[:1_000]
        assess_again(row, stay, today=timezone.localdate(now))  # what it is decided on stays beside it
        if answer == ACCEPTED:
            row.vacancy = vacancy_of(actor, stay, vacancy) or row.vacancy
            _carry_out(note, actor, row, stay, now)
        save_next(row)
        about(note, stay, row.number)
        note.details = {"kind": row.kind, "answer": answer}
        person, scheme = stay.journey.candidate.person, stay.journey.candidate.scheme
        note.tell(person.number, "stay_change_decided", {"scheme": scheme.name}, language=person.language)
        return row


def _carry_out(note: Writing, actor: Actor, row: StayChange, stay: Stay, at: datetime) -> None:
    if stay.ended_on is not None:
        raise refusal("stay_over", Text("This stay has ended."))
    if row.kind == EMPLOYER:
        row.became = _another_employer(note, actor, row, stay, at)
    elif row.kind == EXTENSION and row.until:
        begins = stay.arrived_on or stay.planned_from
        if begins:
            must_be_lawful(stay, begins, row.until)
        stay.planned_until = row.until
        save_next(stay)
        follow(note, stay.journey.candidate, "contract_extended", by=actor, at=at, who=CHECKED)
    elif row.kind == SUSPENSION and row.from_on and row.until:
        pause_stay(row, stay, Pause(row.from_on, row.until))
    elif row.kind == SITE:
        stay.site = row.site
        save_next(stay)


def _another_employer(note: Writing, actor: Actor, row: StayChange, stay: Stay, at: datetime) -> Stay:
    if row.vacancy is None:
        hint = Text("Choose the vacancy in which the person goes on.")
        raise refusal("vacancy_missing", Text("No vacancy is named."), hint, column="vacancy")
    candidate, day = stay.journey.candidate, timezone.localdate(at)
    if not follow(note, candidate, LEFT, by=actor, at=at, who=CHECKED):
        close_stays(note, [stay.journey], on=day, code=LEFT)  # tables without the row, or not at that stage
    rows = Contract.objects.unscoped(WHY).filter(candidate=candidate, ended_on__isnull=True)
    rows.update(ended_on=day, end_code=LEFT)
    swap_place(note, candidate, row.vacancy, by=actor, at=at)
    stay.journey.refresh_from_db()
    made = next(iter(open_stays(note, [stay.journey])), None)
    if made is None:
        raise refusal("no_stay_there", Text("This vacancy is no work to go on in."), column="vacancy")
    made.arrived_on = stay.arrived_on  # in the country already: only the start is awaited
    made.planned_from = row.from_on or made.planned_from
    if made.planned_from and made.planned_until and made.planned_until < made.planned_from:
        made.planned_until = None
    return save_next(made)
