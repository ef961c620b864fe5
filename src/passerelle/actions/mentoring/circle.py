"""A helper is named for a stay, replaced, ended; the person says yes or no and what may be seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.places.own_stay import staffs, stay_for
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.classifications import languages
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.circle import ENDS, ROLES, as_shared
from passerelle.records.accounts.models import User
from passerelle.records.mentoring.models import Helper
from passerelle.records.partnerships.models import Membership
from passerelle.records.stays.models import Stay


@dataclass(frozen=True, slots=True)
class Named:
    """Who helps; ``email`` finds a mentor's account, empty for somebody who is only a contact."""

    name: str
    role: str
    since: date
    contact: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""


def name_helper(actor: Actor, stay_number: str, named: Named, *, key: str | None = None) -> Helper:
    """Name a helper; a mentor takes the place of the one before, whose time ends that day. The person is asked.

    Refused: ``name_missing``, ``unknown_role``, ``unknown_language``, ``no_mentor_account``,
    ``before_the_other`` or ``mentor_named_meanwhile``.
    """
    content = [stay_number, str(named)]
    with writing(actor, "helper.name", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return Helper.objects.visible_to(actor).get(number=str(note.answer))
        stay = stay_for(actor, stay_number)
        _must_make_sense(named)
        account = _account(named.email, stay) if named.email else None
        before = _mentor(actor, stay) if named.role == "mentor" else None
        if before is not None:
            _end(before, on=named.since, code="changed")
        row = _saved(stay, named, account, before)
        _about(note, row)
        note.answer = row.number
        person, scheme = stay.journey.candidate.person, stay.journey.candidate.scheme
        note.tell(person.number, "helper_named", {"scheme": scheme.name}, language=person.language)
    return row


def end_helper(actor: Actor, number: str, *, on: date, code: str, version: int | None = None) -> Helper:
    """End somebody's help: staff with any reason, the person because she asks. From then on nothing is seen.

    Refused: ``unknown_code``, ``already_ended``, ``before_the_start`` or ``stale``.
    """
    if code not in ENDS:
        raise Refused([Problem("unknown_code", Text("There is no such reason."), column="code")])
    with writing(actor, "helper.end", purpose=Purpose.JOURNEY) as note:
        row = _helper(actor, number)
        if not (_is_own(actor, row) and code == "person_asked"):
            _must_staff(actor, row)
        must_be_version(row, version)
        if row.until is not None:
            raise Refused([Problem("already_ended", Text("This has ended already."))])
        _end(row, on=on, code=code)
        _about(note, row)
    return row


def answer_helper(
    actor: Actor, number: str, answer: str, shares: Collection[str] = (), *, version: int | None = None
) -> Helper:
    """The person says yes or no to a helper, and what may be seen; she may change it while it lasts.

    Refused: ``unknown_answer``, ``already_ended`` or ``stale``.
    """
    if answer not in {"yes", "no"}:
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."))])
    with writing(actor, "helper.answer", purpose=Purpose.JOURNEY) as note:
        row = _helper(actor, number)
        if not _is_own(actor, row):
            raise NotPermitted(number)
        must_be_version(row, version)
        if row.until is not None:
            raise Refused([Problem("already_ended", Text("This has ended already."))])
        row.answer, row.answered_at = answer, timezone.now()
        row.shares = list(as_shared(answer, frozenset(shares)))
        save_next(row)
        _about(note, row)
        note.details = {"answer": answer}
    return row


def _must_make_sense(named: Named) -> None:
    if not named.name.strip():
        raise Refused([Problem("name_missing", Text("Write the helper's name."), column="name")])
    if named.role not in ROLES:
        raise Refused([Problem("unknown_role", Text("Choose what the helper is."), column="role")])
    if any(not languages.is_valid(one) for one in named.languages):
        hint = Text("Write codes such as fr or ar, with spaces between them.")
        raise Refused(
            [Problem("unknown_language", Text("There is no such language."), hint, column="languages")]
        )


def _account(email: str, stay: Stay) -> User:
    """The account of a mentor of this scheme."""
    held = Membership.objects.filter(
        user__email__iexact=email.strip(),
        role=Role.MENTOR,
        scheme=stay.journey.candidate.scheme_id,
        until__isnull=True,
    )
    found = held.select_related("user").first()
    if found is None:
        message = Text("Nobody with this address is a mentor of this scheme.")
        hint = Text("Leave the address empty for somebody who is only a contact.")
        raise Refused([Problem("no_mentor_account", message, hint, column="email")])
    return found.user


def _mentor(actor: Actor, stay: Stay) -> Helper | None:
    rows = Helper.objects.visible_to(actor).filter(stay=stay, role="mentor", until__isnull=True)
    return rows.select_for_update(of=("self",)).first()


def _end(row: Helper, *, on: date, code: str) -> None:
    if on < row.since:
        hint = Text("Write a day after %(day)s.", {"day": row.since.isoformat()})
        raise Refused([Problem("before_the_start", Text("This ends before it began."), hint, column="since")])
    row.until, row.end_code = on, code
    save_next(row)


def _saved(stay: Stay, named: Named, account: User | None, before: Helper | None) -> Helper:
    try:
        with transaction.atomic():
            return Helper.objects.create(
                stay=stay,
                name=named.name.strip()[:120],
                contact=named.contact.strip()[:254],
                account=account,
                role=named.role,
                languages=list(named.languages),
                since=named.since,
                replaces=before,
            )
    except IntegrityError:
        message = Text("Somebody named a mentor meanwhile.")
        raise Refused([Problem("mentor_named_meanwhile", message, Text("Open the page again."))]) from None


def _helper(actor: Actor, number: str) -> Helper:
    rows = Helper.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
    row = rows.select_related("stay__journey__candidate__person", "stay__journey__candidate__scheme").first()
    if row is None:
        raise NotPermitted(number)
    return row


def _is_own(actor: Actor, row: Helper) -> bool:
    person = row.stay.journey.candidate.person.number
    return any(grant.person == person for grant in actor.granting(Permission.OWN_ACT))


def _must_staff(actor: Actor, row: Helper) -> None:
    if not staffs(actor, row.stay.journey.candidate.scheme_id):
        raise NotPermitted(row.number)


def _about(note: Writing, row: Helper) -> None:
    candidate = row.stay.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(row.number, row.stay.number, candidate.person.number)
