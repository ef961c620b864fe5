"""Vouchers: given to people, used once, before their last day."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.training.reach import enrolment_for, may_write, refusal
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import currencies
from passerelle.domain.kernel.text import Text
from passerelle.domain.training.codes import VOUCHER_CANCELLED
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme
from passerelle.records.training.models import Course, Voucher

LARGEST = 10**8  # what the column holds
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else


@dataclass(frozen=True, slots=True)
class VoucherTerms:
    """What a voucher is worth, who pays it, until when; ``None`` is unknown or no end."""

    value: Decimal | None = None
    currency: str = ""
    payer: str = ""
    expires_on: date | None = None


def issue_vouchers(
    actor: Actor, course_number: str, candidates: Sequence[str], terms: VoucherTerms, *, key: str | None = None
) -> list[str]:
    """Give each candidacy a voucher for a course; the answer is their codes in the order given.

    Each person is told. Refused with ``nobody``, ``value_out_of_range``, ``value_without_currency``,
    ``unknown_currency`` or ``ends_in_the_past``.
    """
    wanted = list(dict.fromkeys(candidates))
    content = [course_number, wanted, str(terms.value), terms.currency, terms.payer, str(terms.expires_on)]
    with writing(actor, "voucher.issue", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return list(note.answer)  # type: ignore[call-overload,no-any-return]
        course = Course.objects.visible_to(actor).select_related("scheme").filter(number=course_number).first()
        if course is None or not may_write(actor, course, staff=True):
            raise NotPermitted(course_number)
        on = timezone.localdate()
        _must_make_sense(terms, on)
        found = _found(actor, course, wanted)
        rows = Voucher.objects.bulk_create(
            Voucher(
                candidate=found[one],
                course=course,
                code="-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3)),
                value=terms.value,
                currency=terms.currency if terms.value is not None else "",
                payer=terms.payer.strip(),
                issued_on=on,
                expires_on=terms.expires_on,
            )
            for one in wanted
        )
        note.scheme_code = course.scheme.code
        note.about(course.number, *(row.number for row in rows), *(row.candidate.person.number for row in rows))
        _tell(note, "voucher_given", course.scheme, rows)
        note.details = {"vouchers": len(rows), "payer": terms.payer.strip()}
        note.answer = [row.code for row in rows]
        return [row.code for row in rows]


def use_voucher(actor: Actor, enrolment_number: str, code: str, *, key: str | None = None) -> None:
    """Use a voucher for the person's own enrolment.

    Refused with ``unknown_voucher``, ``voucher_used``, ``voucher_cancelled``, ``voucher_expired`` or
    ``voucher_elsewhere``.
    """
    content = [enrolment_number, code]
    with writing(actor, "voucher.use", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        enrolment = enrolment_for(actor, enrolment_number)
        rows = Voucher.objects.unscoped("the enrolment was reached").select_for_update()
        voucher = rows.filter(code=code.strip().upper(), candidate=enrolment.candidate).first()
        if voucher is None:
            message = Text("This person has no voucher with this code.")
            raise refusal("unknown_voucher", message, Text("Compare it with the letter."), column="code")
        on = timezone.localdate()
        _must_be_open(voucher, on)
        if voucher.course_id is not None and voucher.course_id != enrolment.group.course_id:
            raise refusal("voucher_elsewhere", Text("This voucher is for another course."), column="code")
        voucher.used_on, voucher.used_for = on, enrolment
        save_next(voucher)
        note.scheme_code = enrolment.group.course.scheme.code
        note.about(voucher.number, enrolment_number, enrolment.candidate.person.number)


def cancel_voucher(
    actor: Actor, number: str, *, code: str, version: int | None = None, key: str | None = None
) -> None:
    """Cancel a voucher that nobody used, for a coded reason; the person is told.

    Refused with ``unknown_code``, ``voucher_used``, ``voucher_cancelled`` or ``stale``.
    """
    with writing(actor, "voucher.cancel", purpose=Purpose.JOURNEY, key=key, content=[number, code]) as note:
        if note.replayed:
            return
        rows = Voucher.objects.visible_to(actor).filter(number=number).select_for_update(of=("self",))
        voucher = rows.select_related("candidate__person", "candidate__scheme").first()
        scheme = voucher.candidate.scheme if voucher else None
        if voucher is None or scheme is None or not actor.may(Permission.TRAINING_WRITE, scheme=scheme.pk):
            raise NotPermitted(number)
        must_be_version(voucher, version)
        if code not in VOUCHER_CANCELLED:
            raise refusal("unknown_code", Text("There is no such reason."), column="code")
        _must_not_be_over(voucher)
        voucher.cancelled_on, voucher.cancelled_code = timezone.localdate(), code
        save_next(voucher)
        _tell(note, "voucher_cancelled", scheme, [voucher])
        note.scheme_code, note.details = scheme.code, {"code": code}
        note.about(number, voucher.candidate.person.number)


def _must_be_open(voucher: Voucher, on: date) -> None:
    _must_not_be_over(voucher)
    if voucher.expires_on is not None and voucher.expires_on < on:
        message = Text("This voucher ran out on %(day)s.", {"day": voucher.expires_on})
        raise refusal("voucher_expired", message, Text("Ask the scheme for a new one."), column="code")


def _must_not_be_over(voucher: Voucher) -> None:
    if voucher.used_on is not None:
        message = Text("This voucher was used on %(day)s.", {"day": voucher.used_on})
        raise refusal("voucher_used", message, column="code")
    if voucher.cancelled_on is not None:
        message = Text("This voucher was cancelled on %(day)s.", {"day": voucher.cancelled_on})
        raise refusal("voucher_cancelled", message, Text("Ask the scheme for a new one."), column="code")


def _tell(note: Writing, template: str, scheme: Scheme, rows: Sequence[Voucher]) -> None:
    for row in rows:
        person = row.candidate.person
        note.tell(person.number, template, {"scheme": scheme.name}, language=person.language)


def _must_make_sense(terms: VoucherTerms, on: date) -> None:
    if terms.value is not None and not (terms.value.is_finite() and 0 < terms.value < LARGEST):
        hint = Text("Leave it empty where the worth is not known.")
        raise refusal("value_out_of_range", Text("This worth cannot be."), hint, column="value")
    if terms.value is not None and not terms.currency:
        message = Text("A value needs its currency.")
        raise refusal("value_without_currency", message, column="currency")
    if terms.currency and not currencies.is_valid(terms.currency):
        message = Text("“%(code)s” is no currency.", {"code": terms.currency[:10]})
        raise refusal(
            "unknown_currency", message, Text("Write its three letters, such as EUR."), column="currency"
        )
    if terms.expires_on is not None and terms.expires_on < on:
        raise refusal("ends_in_the_past", Text("The last day has passed already."), column="expires_on")


def _found(actor: Actor, course: Course, wanted: list[str]) -> dict[str, Candidate]:
    rows = Candidate.objects.visible_to(actor).filter(scheme_id=course.scheme_id, number__in=wanted)
    found = {one.number: one for one in rows.select_related("person")}
    if not wanted or len(found) != len(wanted):
        message, hint = Text("Somebody is not in this scheme."), Text("Choose people of the scheme.")
        raise refusal("nobody", message, hint, column="candidates")
    return found
