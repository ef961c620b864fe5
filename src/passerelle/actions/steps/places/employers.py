"""A suspended employer gets nobody new; who is under way goes on."""

from collections.abc import Iterable
from datetime import date

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.verdicts import Firm, suspended_firms
from passerelle.records.partnerships.models import Organisation
from passerelle.records.vacancies.models import Vacancy


def suspension_faults(vacancies: Iterable[Vacancy], *, on: date) -> list[Problem]:
    """A problem for each employer among these that gets nobody new; who is under way goes on."""
    return list(suspended_faults(vacancies, on=on).values())


def suspended_faults(vacancies: Iterable[Vacancy], *, on: date) -> dict[Firm, Problem]:
    """The same by scheme and employer. Three queries, however many."""
    firms = {(one.scheme_id, one.employer_id) for one in vacancies}
    stopped = suspended_firms(firms, on=on)
    names = dict(Organisation.objects.filter(pk__in={firm for _, firm in stopped}).values_list("pk", "name"))
    hint = Text("Running cases go on. The employer's file says why and until when.")
    return {
        (scheme, firm): Problem(
            "employer_suspended", Text("%(employer)s is suspended.", {"employer": names[firm]}), hint
        )
        for scheme, firm in sorted(stopped)
    }


def must_not_be_suspended(vacancies: Iterable[Vacancy], *, on: date) -> None:
    """Refuse (``employer_suspended``) new referrals and offers."""
    problems = suspension_faults(vacancies, on=on)
    if problems:
        raise Refused(problems)
