"""Cases for the rules of law out of what is known about people, vacancies, employers, contracts and files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.people import age
from passerelle.domain.pathways.told import as_facts
from passerelle.domain.stays.visits import Travelled
from passerelle.queries.classifications.shortages import shortage_signs
from passerelle.queries.pathways.route_facts import Facts, contract_facts, job_facts, person_facts
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.employers.models import Check, Recognition
from passerelle.records.journeys.models import StageChange
from passerelle.records.permits.models import PermitEntry, PermitFile, Preparation
from passerelle.records.recognition.models import RecognitionFile
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Signature
from passerelle.records.stays.visits import visits_of
from passerelle.records.vacancies.models import Vacancy

WHY = "the pairs were reached through a scope"
FILED, DECIDED = "permit_filed", ("permit_granted", "permit_refused")
# Checks of an employer's file and the facts that they settle.
_CHECKS = {"age_of_firm": "job.employer.age_years", "staff": "job.employer.staff"}
Pair = tuple[Candidate, Vacancy]


def case_for(candidate: Candidate, vacancy: Vacancy, on: date) -> Case:
    """What is known about one person and one vacancy; both rows were reached through a scope."""
    return cases_for([(candidate, vacancy)], on)[0]


def cases_for(pairs: Sequence[Pair], on: date) -> list[Case]:
    """A case for each pair, what is not known left out. Fifteen queries, however many pairs.

    What a record shows (a check, a contract, a place given) outweighs what somebody told.
    """
    candidates = [candidate.pk for candidate, _ in pairs]
    vacancies = {vacancy.pk: vacancy for _, vacancy in pairs}
    contracts, papers = _contracts(candidates), _papers(candidates, on)
    admitted = _admitted(candidates)
    days, files, recognised = _days(candidates), _files(candidates), _recognised(candidates)
    employers, signs = _employers(vacancies.values(), on), shortage_signs(vacancies.values(), on=on)
    visits = visits_of({candidate.person_id for candidate, _ in pairs}, today=on)
    cases = []
    for candidate, vacancy in pairs:
        facts = {
            **as_facts(vacancy.law_facts),
            **(as_facts(candidate.law_facts) if _same(candidate, vacancy) else {}),
            **_known(person_facts(candidate.person, on)),
            **_known(job_facts(vacancy)),
            **papers[candidate.pk],
            "job.shortage": True if signs[vacancy.pk].shortage else None,
            **_known(employers[vacancy.pk]),
            **admitted.get((candidate.pk, vacancy.pk), {}),
            **contracts.get((candidate.pk, vacancy.pk), {}),
            **({**days[candidate.pk], **files[candidate.pk]} if _same(candidate, vacancy) else {}),
        }
        _count_visits(facts, visits[candidate.person_id])
        _say_recognised(facts, recognised.get(candidate.pk))
        _forget_past_start(facts, vacancy, on)
        cases.append(Case({name: value for name, value in facts.items() if value is not None}))
    return cases


def _known(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value is not None}


def _same(candidate: Candidate, vacancy: Vacancy) -> bool:
    return candidate.scheme_id == vacancy.scheme_id


def _contracts(candidates: Iterable[int]) -> dict[tuple[int, int], Facts]:
    """What the newest version of each running contract states, by candidate and vacancy."""
    rows = ContractVersion.objects.filter(
        contract__candidate__in=candidates, contract__ended_on__isnull=True
    ).order_by("contract_id", "ordinal")
    named = rows.values_list(
        "paper_id",
        "contract__candidate_id",
        "contract__vacancy_id",
        "contract__form",
        "terms",
        "contract__hiring",
    )
    signed: dict[int, list[str]] = defaultdict(list)
    signatures = Signature.objects.filter(
        paper__contract_version__contract__candidate__in=candidates, signed_at__isnull=False
    )
    for paper, role in signatures.values_list("paper_id", "role"):
        signed[paper].append(role)
    found = {}
    for paper, who, where, form, terms, hiring in named:
        found[who, where] = contract_facts(form, terms, hiring, signed_by=signed.get(paper, ()))
    return found


def _admitted(candidates: Iterable[int]) -> dict[tuple[int, int], Facts]:
    """A study place that the person took: the university has given it."""
    rows = Offer.objects.filter(
        candidate__in=candidates,
        accepted_at__isnull=False,
        released_at__isnull=True,
        referral__vacancy__kind=Vacancy.Kind.SEAT,
    )
    pairs = rows.values_list("candidate_id", "referral__vacancy_id")
    return {pair: {"job.place_at_university": True} for pair in pairs}


def _papers(candidates: Iterable[int], on: date) -> Mapping[int, Facts]:
    """Passport and sickness cover, where an accepted document or a preparation shows them."""
    found: dict[int, Facts] = defaultdict(dict)
    wanted = {"passport": "person.passport", "sickness_cover": "person.sickness_cover"}
    valid = Q(expires_on__isnull=True) | Q(expires_on__gte=on)
    items = DossierItem.objects.filter(
        valid, code__in=wanted, status=DossierItem.Status.ACCEPTED, dossier__journey__candidate__in=candidates
    )
    for who, code in items.values_list("dossier__journey__candidate_id", "code"):
        found[who][wanted[code]] = True
    insured = Preparation.objects.filter(code="insurance", journey__candidate__in=candidates)
    for who in insured.values_list("journey__candidate_id", flat=True):
        found[who]["person.sickness_cover"] = True
    return found


def _days(candidates: Iterable[int]) -> Mapping[int, Facts]:
    days: dict[int, Facts] = defaultdict(dict)
    changes = StageChange.objects.filter(
        journey__candidate__in=candidates, journey__ended_on__isnull=True, event__in=[FILED, *DECIDED]
    ).order_by("at")
    for who, event, at in changes.values_list("journey__candidate_id", "event", "at"):
        days[who].setdefault("events.filed" if event == FILED else "events.decided", at.date())
    return days


def _files(candidates: Iterable[int]) -> Mapping[int, Facts]:
    """Days of the newest permit file: filed, complete, decided, and who lodged it."""
    found: dict[int, Facts] = defaultdict(dict)
    rows = PermitEntry.objects.filter(
        file__journey__candidate__in=candidates,
        file__kind=PermitFile.Kind.PERMIT,
        file__journey__ended_on__isnull=True,
        kind__in=["filed", "granted", "refused"],
    ).order_by("file_id", "id")
    named = rows.values_list(
        "file__journey__candidate_id", "kind", "on", "file__lodged_by", "file__dossier__complete_on"
    )
    for who, kind, on, lodged_by, complete_on in named:
        if kind == "filed":
            found[who] = {"events.filed": on, **({"events.filed_by": lodged_by} if lodged_by else {})}
            found[who]["events.file_complete"] = complete_on
        else:
            found[who]["events.decided"] = on
    return found


def _recognised(candidates: Iterable[int]) -> dict[int, str]:
    rows = RecognitionFile.objects.unscoped(WHY).filter(candidate__in=candidates, outcome__isnull=False)
    named = rows.order_by("id").values_list("candidate_id", "outcome")
    return {candidate: outcome for candidate, outcome in named if outcome}


def _count_visits(facts: Facts, recorded: Travelled) -> None:
    """Short visits that are recorded or planned count beside the days that were told.

    Where nobody told any, others may be missing: the days stay unknown.
    """
    told: tuple[Facts, ...] | None = facts.get("person.stays")
    if told is not None:
        more = tuple({"from": one.entry, "to": one.exit} for one in recorded.together)
        facts["person.stays"] = (*told, *more)


def _say_recognised(facts: Facts, outcome: str | None) -> None:
    """What the authority decided about the qualification, where it decided."""
    if outcome is None:
        return
    rows: tuple[Facts, ...] = facts.get("person.qualifications") or ({},)
    facts["person.qualifications"] = tuple({**row, "recognised": outcome == "full"} for row in rows)
    facts["person.part_recognised"] = outcome == "partial"


def _forget_past_start(facts: Facts, vacancy: Vacancy, on: date) -> None:
    """A vacancy's planned start that went by with nothing filed says nothing about when work would start."""
    start = facts.get("events.contract_start")
    if start and start == vacancy.start and start < on and facts.get("events.filed") is None:
        del facts["events.contract_start"]


def _employers(vacancies: Iterable[Vacancy], on: date) -> Mapping[int, Facts]:
    """Facts of each vacancy's employer in its scheme. Two queries."""
    rows = list(vacancies)
    mine = {
        "file__scheme__in": {row.scheme_id for row in rows},
        "file__organisation__in": {row.employer_id for row in rows},
    }
    told: dict[tuple[int, int], Facts] = defaultdict(dict)
    checks = Check.objects.filter(**mine, status="accepted")
    for scheme, firm, code, value in checks.values_list(
        "file__scheme_id", "file__organisation_id", "code", "value"
    ):
        if code in _CHECKS:
            told[scheme, firm][_CHECKS[code]] = _whole(value, on)
        elif code == "no_sanction":
            told[scheme, firm]["job.employer.sanctioned"] = False
    spans: dict[tuple[int, int, str], list[bool]] = defaultdict(list)
    recognitions = Recognition.objects.filter(**mine)
    for scheme, firm, country, first, last in recognitions.values_list(
        "file__scheme_id", "file__organisation_id", "country", "valid_from", "valid_to"
    ):
        spans[scheme, firm, country].append(first <= on and (last is None or on <= last))
    return {row.pk: {**told[_file(row)], **_sponsor(spans, row)} for row in rows}


def _file(row: Vacancy) -> tuple[int, int]:
    return row.scheme_id, row.employer_id


def _sponsor(spans: Mapping[tuple[int, int, str], list[bool]], row: Vacancy) -> Facts:
    """Recognised on the day; a recognition that is over says no; none recorded says nothing."""
    found = spans.get((row.scheme_id, row.employer_id, row.country or ""))
    held = any(found) if found else None
    return {"job.employer.recognised_sponsor": held}


def _whole(value: str, on: date) -> int | None:
    """Whole years or heads; a day stands for the years since then."""
    text = value.strip()
    if text.isdecimal() and len(text) < 7:
        return int(text)
    try:
        return age(date.fromisoformat(text), on)
    except ValueError:
        return None
