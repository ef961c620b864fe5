"""How real a vacancy is: promised posts, freshness, labour-market tests, plans, and what it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.checks import CHECKS
from passerelle.domain.employers.commitments import Committed
from passerelle.domain.employers.duties import Duty, in_order
from passerelle.domain.employers.freshness import Freshness as Fresh
from passerelle.domain.employers.freshness import freshness
from passerelle.domain.kernel.text import Text
from passerelle.queries.classifications.shortages import ShortageSigns, shortage_signs
from passerelle.queries.demand.sponsor_needs import SponsorNeed, sponsor_needs
from passerelle.records.employers.models import (
    Commitment,
    EmployerFile,
    Freshness,
    MarketTest,
    Plan,
    PlanUse,
    VacancyTurn,
)
from passerelle.records.employers.verdicts import clearances, promises
from passerelle.records.vacancies.models import Vacancy

MOST = 50


@dataclass(frozen=True, slots=True)
class DemandPage:
    """Everything on the page of a vacancy's demand."""

    vacancy: Vacancy
    file: EmployerFile | None
    committed: Committed
    rows: tuple[Commitment, ...]
    fresh: Fresh
    expired: bool  # closed because nobody confirmed it: it can be opened again
    turns: tuple[VacancyTurn, ...]
    tests: tuple[MarketTest, ...]
    plans: tuple[Plan, ...]  # that this vacancy relies on
    other_plans: tuple[Plan, ...]  # accepted ones of the same employer
    signs: ShortageSigns
    sponsor: SponsorNeed | None  # of the vacancy's route; ``None``: no route here asks for one
    lacks: tuple[Duty, ...]


def demand_page(actor: Actor, number: str, *, on: date) -> DemandPage:
    """A vacancy's demand; ``NotPermitted`` out of reach."""
    actor.must(Permission.EMPLOYER_READ)
    rows = Vacancy.objects.visible_to(actor).select_related("scheme", "employer", "freshness")
    vacancy = rows.filter(number=number).first()
    if vacancy is None:
        raise NotPermitted(number)
    files = EmployerFile.objects.visible_to(actor)
    file = files.filter(scheme=vacancy.scheme_id, organisation=vacancy.employer_id).first()
    used = [one.plan for one in PlanUse.objects.filter(vacancy=vacancy).select_related("plan")]
    accepted = Plan.objects.filter(file=file, versions__state="accepted").exclude(
        pk__in=[one.pk for one in used]
    )
    return DemandPage(
        vacancy=vacancy,
        file=file,
        committed=promises({vacancy.pk: vacancy.posts}, on=on)[vacancy.pk],
        rows=tuple(Commitment.objects.filter(vacancy=vacancy).select_related("by").order_by("-on", "-pk")),
        fresh=_freshness(vacancy, getattr(vacancy, "freshness", None)),
        expired=vacancy.closed_on is not None and _close_code(vacancy) == "not_confirmed",
        turns=tuple(VacancyTurn.objects.filter(vacancy=vacancy).select_related("by").order_by("-on", "-pk")),
        tests=tuple(MarketTest.objects.filter(vacancy=vacancy).select_related("recorded_by", "reviewer")),
        plans=tuple(used),
        other_plans=tuple(accepted.distinct()) if file else (),
        sponsor=sponsor_needs([vacancy], on=on).get(vacancy.pk),
        signs=shortage_signs([vacancy], on=on)[vacancy.pk],
        lacks=tuple(duties_of([vacancy], on=on)),
    )


def committed_of(vacancies: Iterable[Vacancy], *, on: date) -> Mapping[int, Committed]:
    """What each of these vacancies promises. One query."""
    return promises({one.pk: one.posts for one in vacancies}, on=on)


def duties_of(vacancies: Iterable[Vacancy], *, on: date) -> list[Duty]:
    """What employers owe for these open vacancies, with days, in a constant number of queries."""
    rows = [one for one in vacancies if one.closed_on is None]
    if not rows:
        return []
    found = promises({one.pk: one.posts for one in rows}, on=on)
    uses = PlanUse.objects.filter(vacancy__in=[one.pk for one in rows])
    planned = dict(uses.values_list("vacancy_id").annotate(count=Count("plan__kind", distinct=True)))
    firms = {(one.scheme_id, one.employer_id): one for one in rows}
    fresh = {one.vacancy_id: one for one in Freshness.objects.filter(vacancy__in=[one.pk for one in rows])}
    duties = [
        duty
        for one in rows
        for duty in _of_vacancy(one, _freshness(one, fresh.get(one.pk)), found[one.pk], planned.get(one.pk, 0))
    ]
    needs = sponsor_needs(rows, on=on)
    sponsors = [duty for one in rows if one.pk in needs for duty in _of_sponsor(one, needs[one.pk], on)]
    return in_order([*duties, *sponsors, *_of_files(firms, on)])


def _of_vacancy(vacancy: Vacancy, fresh: Fresh, committed: Committed, plans: int) -> Iterable[Duty]:
    name = {"title": vacancy.title or vacancy.number}
    text = Text("Confirm that “%(title)s” is still open", name)
    yield Duty("confirm_vacancy", vacancy.number, text, fresh.expires_on)
    if committed.open_posts:
        text = Text(
            "“%(title)s”: %(posts)s posts without any commitment", {**name, "posts": committed.open_posts}
        )
        yield Duty("commit", vacancy.number, text)
    if plans < 2:
        text = Text("“%(title)s”: no accepted plan for accommodation or welfare", name)
        yield Duty("mend_plan", vacancy.number, text)


def _of_sponsor(vacancy: Vacancy, need: SponsorNeed, on: date) -> Iterable[Duty]:
    """Only where the vacancy names the route: another route into the country may need no sponsor."""
    name: dict[str, object] = {"title": vacancy.title or vacancy.number, "route": ", ".join(need.routes)}
    if need.certain and need.held is None:
        text = Text("“%(title)s”: recognition as sponsor is missing for %(route)s", name)
        yield Duty("renew_recognition", vacancy.number, text, on)
    elif need.certain and need.held is not None and need.held.valid_to is not None:
        text = Text("“%(title)s”: recognition as sponsor ends", name)
        yield Duty("renew_recognition", vacancy.number, text, need.held.valid_to)


def _of_files(firms: dict[tuple[int, int], Vacancy], on: date) -> Iterable[Duty]:
    for firm, verdict in clearances(firms, on=on).items():
        name: dict[str, object] = {"employer": firms[firm].employer.name}
        number = firms[firm].employer.number
        for code in (*verdict.missing, *verdict.sent_back):
            yield Duty("hand_in_check", number, Text("Hand in: %(check)s", {"check": _check_name(code)}))
        for code in verdict.expired:
            yield Duty("renew_check", number, Text("Renew: %(check)s", {"check": _check_name(code)}), on)
        if verdict.valid_until is not None and verdict.valid_until >= on:
            text = Text("%(employer)s: the first check expires", name)
            yield Duty("renew_check", number, text, verdict.valid_until)


def _check_name(code: str) -> Text:
    return CHECKS[code]


def expired_vacancies(actor: Actor) -> list[Vacancy]:
    """The vacancies in scope that nobody confirmed, the newest first: the employer may open them again."""
    rows = Vacancy.objects.visible_to(actor).filter(
        closed_on__isnull=False, freshness__close_code="not_confirmed"
    )
    return list(rows.order_by("-closed_on", "title", "pk")[:MOST])


def _close_code(vacancy: Vacancy) -> str:
    row = getattr(vacancy, "freshness", None)
    return row.close_code if row is not None else ""


def _freshness(vacancy: Vacancy, row: Freshness | None) -> Fresh:
    if row is None:
        return freshness(timezone.localdate(vacancy.created_at), None)
    return freshness(row.confirmed_on, row.noticed_on, row.open_until)
