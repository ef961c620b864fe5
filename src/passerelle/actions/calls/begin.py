"""Begin an application: with a phone number that was just proven, or signed in."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.calls.reached import must_be_open, refusal
from passerelle.actions.steps.files.call_papers import open_call_papers
from passerelle.actions.steps.people.person_answers import answers_of
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Person
from passerelle.records.partnerships.models import Membership

WHY = "an open call is open to everybody"


@dataclass(frozen=True, slots=True)
class Begun:
    """The account and the application that it goes on with."""

    user: User
    application: str


def begin_by_phone(call_number: str, *, phone: str, on: date, language: str = "en") -> Begun:
    """The account of a proven phone number, made when there is none, and its application to an open call.

    Raises ``Refused`` with code ``call_not_open`` or ``already_answered``, ``Call.DoesNotExist`` for a number
    that nobody may read.
    """
    with writing(SYSTEM, "application.begin", purpose=Purpose.RECRUITMENT) as note:
        call = _open_call(call_number, on)
        user = _account(phone, language)
        person = _person_of(user) or _new_person(user, phone, language)
        _member(call, user, person, on)
        number = application_to(note, call, person, language)
        note.scheme_code = call.scheme.code
        note.about(number, person.number)
    return Begun(user, number)


def begin(actor: Actor, call_number: str, *, on: date, language: str = "en") -> str:
    """The signed-in person's application to an open call: the one begun before, or a new one."""
    with writing(actor, "application.begin", purpose=Purpose.RECRUITMENT) as note:
        call = _open_call(call_number, on)
        user = User.objects.filter(pk=actor.id or 0).first()
        person = _person_of(user) if user else None
        if user is None or person is None:
            raise NotPermitted(Permission.OWN_ACT)
        _member(call, user, person, on)
        number = application_to(note, call, person, language)
        note.scheme_code = call.scheme.code
        note.about(number, person.number)
    return number


def _open_call(number: str, on: date) -> Call:
    calls = Call.objects.unscoped(WHY).exclude(state=Call.State.DRAFT)
    call = calls.select_related("scheme").get(number=number)
    must_be_open(call, on)
    return call


def _account(phone: str, language: str) -> User:
    user = User(phone=phone, name=phone, language=language)
    user.set_unusable_password()
    try:
        # A savepoint: of two first visits at once one makes the account, the other finds it.
        with transaction.atomic():
            user.save()
    except IntegrityError:
        user = User.objects.select_for_update().get(phone=phone)
    if not user.is_active:
        raise NotPermitted(phone)
    return user


def _person_of(user: User) -> Person | None:
    held = Membership.objects.filter(user=user, role=Role.CANDIDATE).exclude(person_number="")
    number = held.order_by("pk").values_list("person_number", flat=True).first()
    return Person.objects.unscoped("the account's own").filter(number=number).first() if number else None


def _new_person(user: User, phone: str, language: str) -> Person:
    # Somebody may have brought the same person before; whoever decides sees the doubt, the visitor nothing.
    return Person.objects.create(phone=phone, language=language, family_name="", search_name="")


def _member(call: Call, user: User, person: Person, on: date) -> None:
    Membership.objects.get_or_create(
        user=user,
        role=Role.CANDIDATE,
        scheme=call.scheme,
        organisation=None,
        defaults={"since": on, "person_number": person.number},
    )


def application_to(note: Writing, call: Call, person: Person, language: str) -> str:
    """The number of the person's application to a call: the one begun before, or a new draft."""
    mine = Application.objects.unscoped("the person's own").filter(call=call, person=person)
    mine = mine.select_related("call__scheme", "person", "candidate")
    open_ = mine.filter(ended_at__isnull=True).first()
    if open_ is not None:
        return _gone_on(note, open_)
    answers = answers_of(person)
    asked = {str(one["code"]) for one in call.fields}
    try:
        with transaction.atomic():
            made = Application.objects.create(
                call=call,
                person=person,
                language=language,
                answers={code: text for code, text in answers.items() if code in asked},
            )
    except IntegrityError:
        return mine.get(ended_at__isnull=True).number
    open_call_papers(note, [made], at=timezone.now())
    return made.number


def _gone_on(note: Writing, application: Application) -> str:
    if application.state == Application.State.PROSPECT:
        application.state = Application.State.DRAFT
        application.version += 1
        application.save()
        open_call_papers(note, [application], at=timezone.now())
    if application.state in (Application.State.NOT_ELIGIBLE, Application.State.NOT_SELECTED):
        hint = Text("Your page says why, and how to contest it.")
        raise refusal("already_answered", Text("Your application to this call has its answer."), hint)
    return application.number
