"""A partner service proposes its people to a call: hidden from them until they are invited."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from passerelle.actions.calls.apply_many import BATCH, chosen
from passerelle.actions.calls.reached import call_for, must_be_open, refusal
from passerelle.actions.steps.files.call_papers import open_call_papers
from passerelle.actions.steps.people.person_answers import answers_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.phones import read_phone
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Person
from passerelle.records.partnerships.models import Membership


def propose(
    actor: Actor, call_number: str, candidates: Collection[str], *, on: date, key: str | None = None
) -> dict[str, int]:
    """Note people as prospects of an open call; whoever has an application there stays as they are.

    Answers how many were ``proposed`` and ``there`` before. Constant queries but for batches.
    """
    content = [call_number, sorted(candidates)]
    with writing(actor, "application.propose", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        call = call_for(actor, call_number)
        must_be_open(call, on)
        if not candidates:
            raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
        rows = chosen(actor, call, candidates)
        there = set(
            Application.objects.unscoped("whether the person has applied")
            .filter(call=call, person__in=[row.person_id for row in rows], ended_at__isnull=True)
            .values_list("person_id", flat=True)
        )
        new = [row for row in rows if row.person_id not in there]
        Application.objects.bulk_create(
            [
                Application(
                    call=call,
                    person=row.person,
                    brought_by_id=row.brought_by_id,
                    language=row.person.language or "en",
                    answers=_answers(call, row.person),
                    state=Application.State.PROSPECT,
                )
                for row in new
            ],
            batch_size=BATCH,
        )
        counts = {"proposed": len(new), "there": len(there)}
        note.scheme_code, note.answer, note.details = call.scheme.code, counts, dict(counts)
        note.about(call_number, *(row.number for row in new))
    return counts


def invite_prospects(actor: Actor, call_number: str, *, on: date, key: str | None = None) -> dict[str, int]:
    """Tell every prospect in reach and let them go on with a phone number.

    Answers how many were ``invited``, and how many of them have ``no_phone`` of their own to sign in with.
    """
    with writing(
        actor, "application.invite", purpose=Purpose.RECRUITMENT, key=key, content=call_number
    ) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        call = call_for(actor, call_number)
        must_be_open(call, on)
        rows = Application.objects.visible_to(actor).filter(call=call, state=Application.State.PROSPECT)
        found = list(
            rows.select_related("person", "candidate", "call__scheme")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        now = timezone.now()
        some = Application.objects.unscoped("reached above").filter(pk__in=[row.pk for row in found])
        some.update(state=Application.State.DRAFT, changed_at=now)
        open_call_papers(note, found, at=now)
        reachable = _open_accounts(call, [row.person for row in found], on)
        for row in found:
            facts: dict[str, object] = {"scheme": call.scheme.name}
            note.tell(row.person.number, "invited_to_apply", facts, language=row.language)
            note.about(row.number, row.person.number)
        counts = {"invited": len(found), "no_phone": len(found) - reachable}
        note.scheme_code, note.answer, note.details = call.scheme.code, counts, dict(counts)
    return counts


def _open_accounts(call: Call, people: Collection[Person], on: date) -> int:
    """An account for each phone that stands for one person alone; a shared one opens nothing."""
    phones = {person.number: read_phone(person.phone) for person in people}
    shared = [phone for phone in phones.values() if phone]
    held = {user.phone: user for user in User.objects.filter(phone__in=shared)}
    roles = Membership.objects.filter(user__in=held.values(), role=Role.CANDIDATE).select_related("user")
    whose = {row.user.phone: row.person_number for row in roles}
    new, count = [], 0
    for person in people:
        phone = phones[person.number]
        if not phone or shared.count(phone) > 1:
            continue
        if phone in held:
            count += whose.get(phone) == person.number
            continue
        user = User(phone=phone, name=f"{person.given_name} {person.family_name}".strip() or phone)
        user.language = person.language or "en"
        user.set_unusable_password()
        new.append((user, person))
    User.objects.bulk_create([user for user, _ in new], batch_size=BATCH)
    Membership.objects.bulk_create(
        [
            Membership(
                user=user, role=Role.CANDIDATE, scheme=call.scheme, since=on, person_number=person.number
            )
            for user, person in new
        ],
        batch_size=BATCH,
    )
    return count + len(new)


def _answers(call: Call, person: Person) -> dict[str, str]:
    known = answers_of(person)
    asked = {str(one["code"]) for one in call.fields}
    return {code: text for code, text in known.items() if code in asked}
