"""Open a quota, or change it: never below what is taken."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.places.moving_up import move_up
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.quotas.allotment import RULES
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.quotas.models import Hold, Quota

SHOWN = 10  # holders named in a refusal


@dataclass(frozen=True, slots=True)
class Limits:
    """What a quota says; empty is no limit in that direction."""

    name: str
    places: int
    source: str
    rule: str = "order"
    country: str = ""
    region: str = ""
    isco: str = ""
    sector: str = ""
    employer: str = ""  # public number of an organisation
    starts: date | None = None
    ends: date | None = None


def open_quota(actor: Actor, scheme_code: str, limits: Limits, *, key: str | None = None) -> str:
    """The number of a new quota; refused with ``fact_missing``, ``unknown_code`` or ``dates_reversed``."""
    content = [scheme_code, limits.name, limits.places]
    with writing(actor, "quota.open", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        scheme = Scheme.objects.visible_to(actor).filter(code=scheme_code.lower()).first()
        if scheme is None:
            raise NotPermitted(scheme_code)
        actor.must(Permission.QUOTA_WRITE, scheme=scheme.pk)
        quota = Quota(scheme=scheme)
        _state(quota, limits)
        quota.save()
        note.scheme_code, note.answer = scheme.code, quota.number
        note.about(quota.number)
        return quota.number


def change_quota(
    actor: Actor, number: str, limits: Limits, *, version: int | None = None, key: str | None = None
) -> None:
    """Change what a quota says; refused with ``below_taken`` (naming holders), ``in_use`` or ``stale``.

    Once somebody holds a place only name, places, end, source and rule may change: a hold under other
    limits would be counted wrongly.
    """
    content = [number, str(limits), version]
    with writing(actor, "quota.change", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        rows = Quota.objects.visible_to(actor).filter(number=number)
        quota = rows.select_related("scheme").select_for_update(of=("self",)).first()
        if quota is None:
            raise NotPermitted(number)
        actor.must(Permission.QUOTA_WRITE, scheme=quota.scheme_id)
        must_be_version(quota, version)
        before = _directions(quota)
        _must_have_room(quota, limits.places)
        _state(quota, limits)
        if quota.taken and _directions(quota) != before:
            hint = Text("Open another quota for other limits.")
            raise _refused("in_use", Text("Places of this quota are taken: its limits stay."), hint)
        save_next(quota)
        note.scheme_code, note.details = quota.scheme.code, {"places": quota.places}
        note.about(quota.number)
        move_up(note, [quota.pk], at=timezone.now())


def _must_have_room(quota: Quota, places: int) -> None:
    if places >= quota.taken:
        return
    holds = Hold.objects.filter(quota=quota, released_at__isnull=True).order_by("pk")
    names = list(holds.values_list("candidate__number", flat=True)[:SHOWN])
    message = Text("%(taken)s places are taken.", {"taken": quota.taken})
    hint = Text("Release places first. Held by: %(holders)s.", {"holders": ", ".join(names) or "–"})
    raise _refused("below_taken", message, hint, "places")


def _state(quota: Quota, limits: Limits) -> None:
    if not limits.name.strip():
        raise _refused("fact_missing", Text("This is missing."), None, "name")
    if not limits.source.strip():
        hint = Text("Name the decision, agreement or budget that sets it.")
        raise _refused("fact_missing", Text("The source is missing."), hint, "source")
    if limits.rule not in RULES:
        raise _refused("unknown_code", Text("Choose one from the list."), None, "rule")
    if limits.starts and limits.ends and limits.ends < limits.starts:
        raise _refused("dates_reversed", Text("The end lies before the beginning."), None, "ends")
    quota.name, quota.source, quota.rule = limits.name.strip(), limits.source.strip(), limits.rule
    quota.places, quota.starts, quota.ends = limits.places, limits.starts, limits.ends
    quota.country, quota.region = limits.country.strip().upper(), limits.region.strip().upper()
    quota.isco, quota.sector = limits.isco.strip(), limits.sector.strip().upper()
    quota.employer = _employer(limits.employer.strip())


def _employer(number: str) -> Organisation | None:
    if not number:
        return None
    found = Organisation.objects.filter(number=number).first()
    if found is None:
        raise _refused("unknown_code", Text("There is no organisation of this number."), None, "employer")
    return found


def _directions(quota: Quota) -> tuple[object, ...]:
    where = (quota.country, quota.region, quota.isco, quota.sector)
    return (*where, quota.employer_id, quota.starts)


def _refused(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    return Refused([Problem(code, message, hint, column=column)])
