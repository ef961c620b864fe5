"""Alumni for later schemes, under pseudonyms: the pool, those who fit a call, and the person's own side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.own.tasks import people_of
from passerelle.queries.selection.open_calls import PublicCall, public_call
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.records.alumni.pool import for_call, in_pool, may_invite_to, not_applied, open_invitations
from passerelle.records.calls.models import Call
from passerelle.records.partnerships.models import Organisation
from passerelle.records.signing.models import SignedLink
from passerelle.records.stays.models import Stay
from passerelle.records.vacancies.models import Vacancy

MOST_CODES = 300  # of occupations a call's vacancies may name; beyond it nearly everybody fits


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: codes as they begin, a language by its code, a region, a former host by its number."""

    occupation: str = ""
    skill: str = ""
    language: str = ""
    region: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class AlumnaLine:
    """What a later scheme reads: no name, no address, no number of the person.

    ``invited_at`` and what came of it only on the list of one call: ``state`` is empty, ``invited``,
    ``declined`` or ``applied``.
    """

    number: str
    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    region: str
    state: str = ""
    invited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallPool:
    """A call with the alumni who may be invited to it, in order; page the rows."""

    call: Call
    rows: QuerySet[Alumna]

    def is_open(self, on: date) -> bool:
        """Whether somebody may be invited on a day."""
        in_time = self.call.opens_on <= on and (self.call.closes_on is None or on <= self.call.closes_on)
        return in_time and self.call.state == Call.State.PUBLISHED


def alumni(actor: Actor, wanted: Wanted | None = None) -> QuerySet[Alumna]:
    """Those who agree and fit, in order, the whole pool searched; page the rows. One query.

    Without a host those who agreed to be invited to calls; with one those who worked there and agreed to be
    asked back.
    """
    wanted = wanted or Wanted()
    rows = in_pool(actor, wanted.host)
    return _narrowed(rows, wanted).order_by("number")


def alumni_for_call(actor: Actor, number: str, wanted: Wanted | None = None, *, everybody: bool) -> CallPool:
    """Those whom the team of a call may invite; ``NotPermitted`` out of reach. Three queries with the page.

    Unless ``everybody`` is asked for only those of an occupation in which the scheme has an open vacancy, if it
    has any.
    """
    call = Call.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if call is None or not may_invite_to(actor, call):
        raise NotPermitted(number)
    rows = alumni(actor, wanted)
    if not everybody:
        rows = _with_texts(rows).filter(_occupied(_occupations(call)))
    return CallPool(call, for_call(rows, call, wanted.host if wanted else ""))


def calls_to_invite_to(actor: Actor, *, on: date) -> list[Call]:
    """Open calls of the actor's own team. One query."""
    rows = Call.objects.visible_to(actor).filter(
        Q(closes_on__isnull=True) | Q(closes_on__gte=on), opens_on__lte=on, state=Call.State.PUBLISHED
    )
    found = rows.select_related("scheme").order_by("closes_on", "pk")
    return [one for one in found if may_invite_to(actor, one)]


def hosts_of(actor: Actor) -> list[Organisation]:
    """Hosts whose ended stays the actor reads: whose former workers a season may ask. One query."""
    if not actor.may(Permission.STAY_READ):
        return []
    ended = Stay.objects.visible_to(actor).filter(ended_on__isnull=False).values("host")
    return list(Organisation.objects.filter(pk__in=ended).order_by("name", "pk"))


def line_of(row: Alumna) -> AlumnaLine:
    """A row under its pseudonym."""
    invited: datetime | None = getattr(row, "invited_at", None)
    return AlumnaLine(
        row.number,
        tuple(str(one) for one in row.occupations or ()),
        tuple(_uri(one) for one in row.skills or ()),
        tuple((str(one["code"]), str(one.get("level") or "")) for one in row.languages or ()),
        row.region,
        _state(row) if invited else "",
        invited,
    )


def own_agreement(actor: Actor) -> Alumna | None:
    """The signed-in person's agreement, also one taken back."""
    return Alumna.objects.visible_to(actor).filter(person__number__in=people_of(actor)).first()


def own_invitations(actor: Actor, *, on: date) -> list[Invitation]:
    """Invitations to calls that are open, which she has neither answered nor followed. One query."""
    return list(open_invitations(Invitation.objects.visible_to(actor), people_of(actor), on=on))


def invited_call(link: SignedLink, language: str, *, on: date) -> PublicCall | None:
    """The call of an invitation's link; ``None`` once she applied or took the agreement back. Two queries."""
    rows = Invitation.objects.unscoped("the link names it").filter(number=link.subject, ended_at__isnull=True)
    number = not_applied(rows).values_list("call__number", flat=True).first()
    return public_call(number, language, on=on) if number else None


def _with_texts(rows: QuerySet[Alumna]) -> QuerySet[Alumna]:
    # The lists are JSON: as text, a quoted code is found alike on both databases.
    return rows.alias(
        **{f"{name}_text": Cast(name, TextField()) for name in ("occupations", "skills", "languages")}
    )


def _narrowed(rows: QuerySet[Alumna], wanted: Wanted) -> QuerySet[Alumna]:
    found = Q(region=wanted.region) if wanted.region else Q()
    if wanted.occupation:
        found &= Q(occupations_text__contains=_begins(wanted.occupation))
    if wanted.skill:
        found &= Q(skills_text__contains='"uri": ' + _begins(wanted.skill))
    if wanted.language:
        found &= Q(languages_text__contains=f'"code": {_begins(wanted.language)}"')
    return _with_texts(rows).filter(found)


def _begins(code: str) -> str:
    """A code as JSON writes it, without the closing quote."""
    return json.dumps(code)[:-1]


def _occupations(call: Call) -> set[str]:
    """Addresses and groups of the scheme's open vacancies."""
    rows = Vacancy.objects.unscoped("codes only").filter(scheme=call.scheme_id, closed_on__isnull=True)
    pairs = rows.order_by().values_list("occupation", "isco").distinct()
    return {code for pair in pairs for code in pair if code}


def _occupied(codes: set[str]) -> Q:
    found = Q()
    for code in sorted(codes) if len(codes) <= MOST_CODES else ():
        found |= Q(occupations_text__contains=_begins(code) + '"')
    return found


def _state(row: Alumna) -> str:
    if getattr(row, "has_applied", False):
        return "applied"
    return "declined" if getattr(row, "declined_at", None) else "invited"


def _uri(skill: object) -> str:
    return str(skill.get("uri", "")) if isinstance(skill, Mapping) else str(skill)
