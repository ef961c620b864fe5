"""What follows from an employer's records on a day: cleared, suspended, and what its vacancies promise."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from passerelle.domain.employers.checks import Check as CheckState
from passerelle.domain.employers.checks import Clearance, clearance
from passerelle.domain.employers.commitments import Commitment as Promise
from passerelle.domain.employers.commitments import Committed, committed
from passerelle.records.employers.models import Check, Commitment, EmployerFile, Suspension

WHY = "a verdict is no secret to whoever reached the employer"
Firm = tuple[int, int]  # scheme, organisation


def clearances(firms: Iterable[Firm], *, on: date) -> Mapping[Firm, Clearance]:
    """The verdict on each employer in each scheme; no file is a file without checks. Three queries."""
    wanted = set(firms)
    files = _files(wanted)
    checks: dict[int, dict[str, CheckState]] = {pk: {} for pk in files.values()}
    rows = Check.objects.filter(file__in=checks).order_by("handed_in_at", "pk")
    for file, code, status, expires in rows.values_list("file_id", "code", "status", "expires_on"):
        checks[file][code] = _newer(checks[file].get(code), CheckState(code, status, expires), on)
    suspended = suspended_firms(wanted, on=on)
    return {
        firm: clearance(checks.get(files.get(firm, 0), {}).values(), suspended=firm in suspended, on=on)
        for firm in wanted
    }


def suspended_firms(firms: Iterable[Firm], *, on: date) -> Mapping[Firm, Suspension]:
    """The suspension in force of each employer that has one. One query."""
    wanted = set(firms)
    rows = Suspension.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on),
        Q(lifted_on__isnull=True) | Q(lifted_on__gt=on),
        since__lte=on,
        file__scheme__in={scheme for scheme, _ in wanted},
        file__organisation__in={firm for _, firm in wanted},
    )
    found = {
        (row.file.scheme_id, row.file.organisation_id): row
        for row in rows.select_related("file").order_by("-pk")
    }
    return {firm: row for firm, row in found.items() if firm in wanted}


def promises(vacancies: Mapping[int, int], *, on: date) -> Mapping[int, Committed]:
    """What vacancies (number -> posts) promise on a day. One query."""
    rows: dict[int, list[Promise]] = {pk: [] for pk in vacancies}
    found = Commitment.objects.filter(vacancy__in=rows).order_by("on", "pk")
    for vacancy, level, posts, day in found.values_list("vacancy_id", "level", "posts", "on"):
        rows[vacancy].append(Promise(level, posts, day))
    return {pk: committed(rows[pk], posts=posts, on=on) for pk, posts in vacancies.items()}


def _newer(before: CheckState | None, row: CheckState, on: date) -> CheckState:
    """The newest row counts, but an accepted one holds until its renewal is accepted too."""
    still = before is not None and before.status == "accepted"
    valid = before is not None and (before.expires_on is None or before.expires_on >= on)
    return before if before is not None and still and valid and row.status != "accepted" else row


def _files(firms: set[Firm]) -> dict[Firm, int]:
    rows = EmployerFile.objects.unscoped(WHY).filter(
        scheme__in={scheme for scheme, _ in firms}, organisation__in={firm for _, firm in firms}
    )
    found = {(scheme, firm): pk for pk, scheme, firm in rows.values_list("pk", "scheme_id", "organisation_id")}
    return {firm: pk for firm, pk in found.items() if firm in firms}
