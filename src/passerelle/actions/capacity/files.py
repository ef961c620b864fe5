"""An institution's file: opened, measured, planned."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.capacity.models import Goal, InstitutionFile, Measurement
from passerelle.records.partnerships.models import Organisation, Scheme


def open_file(  # noqa: PLR0913  # whose, under what, since when
    actor: Actor,
    scheme_code: str,
    *,
    organisation: str,
    opened_on: date,
    partnership: str = "",
    note: str = "",
    key: str | None = None,
) -> str:
    """Open the file of an organisation under a scheme; its public number."""
    content = [scheme_code, organisation, opened_on.isoformat(), partnership, note]
    with writing(actor, "capacity.open", purpose=Purpose.OVERSIGHT, key=key, content=content) as frame:
        if frame.replayed:
            return str(frame.answer)
        scheme = Scheme.objects.visible_to(actor).get(code=scheme_code.lower())
        actor.must(Permission.CAPACITY_WRITE, scheme=scheme.pk)
        found = Organisation.objects.filter(number=organisation).first()
        if found is None:
            message = Text("Nothing in your reach has the number %(number)s.", {"number": organisation})
            hint = Text("Copy the number from its page.")
            raise Refused([Problem("not-found", message, hint, column="organisation")])
        if InstitutionFile.objects.visible_to(actor).filter(scheme=scheme, organisation=found).exists():
            message = Text("%(name)s already has a file under this scheme.", {"name": found.name})
            raise Refused([Problem("exists", message, Text("Open it from the list."), column="organisation")])
        row = InstitutionFile.objects.create(
            organisation=found, scheme=scheme, partnership=partnership, opened_on=opened_on, note=note
        )
        frame.scheme_code = scheme.code
        frame.about(row.number)
        frame.answer = row.number
        return row.number


def add_measure(  # noqa: PLR0913  # what, how much, when, by which source
    actor: Actor,
    number: str,
    *,
    measure: str,
    value: Decimal,
    unit: str,
    on: date,
    source: str = "",
    key: str | None = None,
) -> None:
    """A measured value on a day; the first of its measure is the baseline."""
    content = [number, measure, str(value), unit, on.isoformat(), source]
    with writing(actor, "capacity.measure", purpose=Purpose.OVERSIGHT, key=key, content=content) as frame:
        if frame.replayed:
            return
        file = file_for(actor, number)
        if on > timezone.localdate():
            message = Text("%(day)s has not come yet.", {"day": on})
            raise Refused([Problem("not-yet", message, Text("Today or an earlier day."), column="on")])
        Measurement.objects.create(
            file=file,
            measure=measure,
            value=value,
            unit=unit,
            on=on,
            source=source,
            by_id=actor.id,
            at=timezone.now(),
        )
        frame.scheme_code = file.scheme.code
        frame.about(number)


def add_goal(  # noqa: PLR0913  # what, how much, by when
    actor: Actor,
    number: str,
    *,
    measure: str,
    target: Decimal,
    unit: str,
    due: date,
    key: str | None = None,
) -> None:
    """A line of the plan; an earlier one of the same measure stays, the newest is in force."""
    content = [number, measure, str(target), unit, due.isoformat()]
    with writing(actor, "capacity.goal", purpose=Purpose.OVERSIGHT, key=key, content=content) as frame:
        if frame.replayed:
            return
        file = file_for(actor, number)
        Goal.objects.create(
            file=file, measure=measure, target=target, unit=unit, due=due, by_id=actor.id, at=timezone.now()
        )
        frame.scheme_code = file.scheme.code
        frame.about(number)


def file_for(actor: Actor, number: str) -> InstitutionFile:
    """The file, for somebody who may write in it."""
    file = InstitutionFile.objects.visible_to(actor).select_related("scheme").get(number=number)
    actor.must(Permission.CAPACITY_WRITE, scheme=file.scheme_id)
    return file
