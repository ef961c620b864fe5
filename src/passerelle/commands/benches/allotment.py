"""``bench allotment``: YGCA whole: 1,050 invented applicants, 756 seats at 30 universities, 100 grants."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.caseload import invent_cases
from passerelle.actions.demonstration.populate import populate
from passerelle.actions.demonstration.refusal import must_be_ready
from passerelle.actions.quotas.allotting import Applicant, publish_allotment
from passerelle.actions.quotas.drawing import draw_allotment
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.bench import Bench
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.matching.sheet import sheet_faults
from passerelle.domain.population.ranked_lists import ranked_applicants
from passerelle.domain.quotas.lottery import commitment
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.queries.demand.allotments import result_by_link, sheet_of
from passerelle.queries.people.actors import actor_of
from passerelle.records.candidates.models import Candidate
from passerelle.records.outbox.models import Message
from passerelle.records.quotas.models import AllotmentLine
from passerelle.records.signing.models import SignedLink
from passerelle.records.vacancies.models import Vacancy

WHY = "a bench invents and rolls back"
SEED = "the seed of the bench, of many signs"
GRANTS = 100
T = TypeVar("T")


def run(size: str) -> tuple[float, dict[str, object]]:
    """Seconds of the draw of so many applicants; everything invented is rolled back."""
    must_be_ready()
    with transaction.atomic():
        load_scheme(SYSTEM, (shipped_folder() / "ygca.toml").read_text("utf-8"))
        populate(SYSTEM, "ygca")
        manager = actor_of(invent_cases("ygca", 0), on=timezone.localdate())
        applicants = _applicants(int(size))
        quota = open_quota(manager, "ygca", Limits("Grants", GRANTS, "ygca.toml", rule="lists"))
        publish_s, publish_queries, number = _measured(
            lambda: publish_allotment(manager, quota, applicants, committed=commitment(SEED))
        )
        draw_s, draw_queries, granted = _measured(lambda: draw_allotment(manager, number, seed=SEED))
        checks = _checks(manager, number, len(applicants), granted)
        transaction.set_rollback(True)
    return draw_s, {
        **checks,
        "publish_s": round(publish_s, 3),
        "publish_queries": publish_queries,
        "draw_queries": draw_queries,
    }


def _applicants(most: int) -> list[Applicant]:
    people = Candidate.objects.unscoped(WHY).filter(scheme__code="ygca").order_by("pk")
    seats = Vacancy.objects.unscoped(WHY).filter(scheme__code="ygca").order_by("pk")
    numbers, vacancies = (list(rows.values_list("number", flat=True)) for rows in (people[:most], seats))
    return [
        Applicant(
            one.number,
            points=one.points,
            choices=tuple(
                {"vacancy": vacancy, "rank": rank, "post_rank": post_rank}
                for vacancy, rank, post_rank in one.choices
            ),
        )
        for one in ranked_applicants(numbers, vacancies, seed=2019)
    ]


def _checks(manager: Actor, number: str, applicants: int, granted: int) -> dict[str, object]:
    sheet = sheet_of(manager, number)
    lines = AllotmentLine.objects.filter(allotment__number=number)
    seated = lines.exclude(choice="").count()
    refused = lines.filter(reason="no_seat").first() or lines.filter(got=0).first()
    assert refused is not None
    assert refused.candidate is not None
    link = SignedLink.objects.get(subject=number, recipient=refused.candidate.person.number)
    letters = Message.objects.filter(template__in=("allotted", "not_allotted"))
    page_s, page_queries, _ = _measured(lambda: result_by_link(link))
    return {
        "granted_as_many_as_there_are": granted == min(GRANTS, seated),
        "the_sheet_verifies": sheet_faults(sheet) == [],
        "a_letter_to_each": letters.count() == applicants,
        "applicants": applicants,
        "seats": sum(lines[0].allotment.seats.values()),
        "seated": seated,
        "granted": granted,
        "own_result_s": round(page_s, 3),
        "own_result_queries": page_queries,
    }


def _measured(act: Callable[[], T]) -> tuple[float, int, T]:
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    begun = time.perf_counter()
    with connection.execute_wrapper(count):
        done = act()
    return time.perf_counter() - begun, len(asked), done


BENCH = Bench(size="1050", run=run)
