"""An application is written, kept, handed in once, or withdrawn."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.calls.reached import application_for, is_own, may_write, must_be_open, refusal
from passerelle.actions.steps.files.call_papers import hand_over, open_call_papers, papers_missing
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.journey.pool import next_in_reserve
from passerelle.actions.steps.papers.links import use_link
from passerelle.actions.steps.people.applying import begin_applied
from passerelle.actions.steps.people.person_answers import put_answers
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.answers import LONGEST, missing_from
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.signing.models import SignedLink

OVER = (Application.State.WITHDRAWN, Application.State.CLOSED)


def keep_draft(
    actor: Actor, number: str, answers: Mapping[str, str], *, version: int | None = None, key: str | None = None
) -> None:
    """Keep what is written so far, complete or not; ``handed_in`` once it was handed in, ``stale``."""
    content = [number, dict(answers)]
    with writing(actor, "application.keep", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        application = _draft(actor, number, version)
        _put(application, answers)
        open_call_papers(note, [application], at=timezone.now())
        save_next(application)
        _about(note, application)


def hand_in(  # noqa: PLR0913  # what the form sends, the day, the way here
    actor: Actor,
    number: str,
    answers: Mapping[str, str],
    *,
    on: date,
    version: int | None = None,
    key: str | None = None,
    link: SignedLink | None = None,
) -> None:
    """Hand the application in: the candidacy and its case begin; a link that led here has served.

    Refused with one ``missing`` (or ``unreadable``) for each thing that is still needed, ``call_not_open``,
    ``handed_in``, ``stale``; nothing that was written is lost by a refusal when the door keeps the draft.
    """
    content = [number, dict(answers)]
    with writing(actor, "application.hand_in", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        application = _draft(actor, number, version)
        must_be_open(application.call, on)
        _put(application, answers)
        now = timezone.now()
        _must_be_complete(application, now)
        person = Person.objects.unscoped("reached through the application").select_for_update().get(
            pk=application.person_id
        )  # fmt: skip
        put_answers(person, application.answers)
        save_next(person)
        application.person = person
        application.candidate = _candidacy(application, on)
        application.suspects = _suspects(person, application.candidate)
        application.state, application.handed_in_at = Application.State.HANDED_IN, now
        save_next(application)
        hand_over(application)
        if link is not None:
            use_link(link, at=now)
        begin_applied(note, application.call, [application.candidate], by=actor, at=now)
        _about(note, application, application.candidate.number)
        note.tell(
            person.number,
            "application_received",
            {"scheme": application.call.scheme.name},
            language=application.language,
        )


def withdraw(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Take an application back at any time before a place is taken; only by the person."""
    with writing(actor, "application.withdraw", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        application = application_for(actor, number)
        if not is_own(actor, application):
            raise NotPermitted(number)
        must_be_version(application, version)
        if application.ended_at is not None:
            raise refusal("application_over", Text("This application is over."))
        now = timezone.now()
        application.state, application.ended_at = Application.State.WITHDRAWN, now
        save_next(application)
        if application.candidate is not None:
            next_in_reserve(note, [application.candidate], Q(round__call=application.call_id), by=actor, at=now)
            journeys.follow(
                note, application.candidate, "withdrew", by=actor, at=now, reason="candidate_withdrew"
            )
        _about(note, application)


def _draft(actor: Actor, number: str, version: int | None) -> Application:
    application = application_for(actor, number)
    if not may_write(actor, application):
        raise NotPermitted(number)
    if application.state != Application.State.DRAFT or application.ended_at is not None:
        hint = Text("To correct something, write to the team that decides.")
        raise refusal("handed_in", Text("This application was already handed in."), hint)
    must_be_version(application, version)
    return application


def _put(application: Application, answers: Mapping[str, str]) -> None:
    asked = {str(one["code"]) for one in application.call.fields}
    told = {code: str(text).strip()[: LONGEST["long"]] for code, text in answers.items() if code in asked}
    application.answers = {**application.answers, **told}


def _must_be_complete(application: Application, at: datetime) -> None:
    problems = papers_missing(application, at=at)
    for one in missing_from(application.call.fields, application.answers):
        if one.is_unreadable:
            message = Text("%(field)s cannot be read as written.", {"field": one.word})
            problems.append(Problem("unreadable", message, one.how, column=one.code))
        else:
            message = Text("%(field)s is missing.", {"field": one.word})
            problems.append(Problem("missing", message, one.how, column=one.code))
    if problems:
        raise Refused(problems)


def _candidacy(application: Application, on: date) -> Candidate:
    candidates = Candidate.objects.unscoped("the application's own person")
    known = candidates.filter(scheme=application.call.scheme, person=application.person).first()
    if known is None:
        return Candidate.objects.create(
            scheme=application.call.scheme,
            person=application.person,
            brought_by=application.brought_by,
            applied_on=on,
        )
    if known.withdrawn_on is not None:
        known.withdrawn_on = None  # whoever applies again is back
        save_next(known)
    return known


def _suspects(person: Person, candidate: Candidate) -> list[dict[str, str]]:
    """Others of the scheme who may be the same person: for whoever decides, never for the visitor."""
    same_name = Q(search_name=person.search_name, birth_date=person.birth_date)
    same = Q(phone=person.phone) if person.phone else Q(pk__in=())
    if person.birth_date is not None:
        same |= same_name
    people = Person.objects.unscoped("only numbers are kept, for staff").filter(same).exclude(pk=person.pk)
    there = people.filter(candidacies__scheme=candidate.scheme_id).order_by("pk")
    return [
        {
            "code": "same_phone" if person.phone and one.phone == person.phone else "same_name",
            "person": one.number,
        }
        for one in there[:5]
    ]


def _about(note: Writing, application: Application, *numbers: str) -> None:
    note.scheme_code = application.call.scheme.code
    note.about(application.number, application.call.number, application.person.number, *numbers)
