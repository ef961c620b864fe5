"""Pay against a threshold: by month or by year, with or without holiday pay and bonuses."""

from dataclasses import dataclass

from passerelle.domain.pathways.kinds import Asked, Outcome, unknown
from passerelle.domain.pathways.verdicts import Verdict

WEEKS_A_YEAR = 52
# Holiday pay that the Dutch thresholds leave out, as a share of the pay without it.
HOLIDAY_PAY = 0.08
CENT = 0.005
# Whether a fixed 13th month is a bonus is stated nowhere: it may count or not.
THIRTEENTH = "thirteenth_month"


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay for the threshold's period: the least and the most that it can be without what does not count."""

    least: float
    most: float
    missing: tuple[str, ...] = ()


def salary(asked: Asked) -> Outcome:
    """Gross pay that must reach a threshold stated by month or by year in euros."""
    need = asked.value
    pay = _pay(asked)
    if isinstance(pay, Outcome):
        return Outcome(pay.verdict, pay.have, need, pay.missing, pay.why)
    return _compared(pay, need, need)


def salary_ratio(asked: Asked) -> Outcome:
    """Pay as a multiple of a national average; nobody has brought its amount, a case file may state it."""
    need = f"{asked.value:g} x {asked.test.settings['of']}"
    pay, average = _pay(asked), asked.case.get("state.average_pay_year")
    if isinstance(pay, Outcome):
        lacking = (*pay.missing, *(() if average is not None else (asked.test.settings["of"],)))
        return Outcome(Verdict.NOT_ASSESSABLE, None, need, lacking, pay.why)
    if average is None:
        have, lacking = round(pay.most, 2), (*pay.missing, asked.test.settings["of"])
        return Outcome(Verdict.NOT_ASSESSABLE, have, need, lacking, "no_reference")
    return _compared(pay, asked.value * average, need)


def _compared(pay: Pay, threshold: float, need: object) -> Outcome:
    have = round(pay.most, 2)
    if pay.most + CENT < threshold:
        return Outcome(Verdict.NOT_MET, have, need)
    if pay.least + CENT >= threshold:
        return Outcome(Verdict.MET, round(pay.least, 2), need)
    return Outcome(Verdict.NOT_ASSESSABLE, have, need, pay.missing, "missing")


def _pay(asked: Asked) -> Pay | Outcome:
    amount, lacking = asked.case.get("job.salary.amount"), _lacking(asked)
    if lacking:
        return unknown(asked, *lacking, need=asked.value)
    if asked.case.get("job.salary.currency") != "EUR":
        return Outcome(Verdict.NOT_ASSESSABLE, missing=("job.salary in EUR",), why="other_currency")
    yearly = amount * _times(asked)
    period = asked.parameter.unit if asked.parameter else "EUR a year"
    return _counted(asked, yearly / 12 if "month" in period else yearly)


def _lacking(asked: Asked) -> list[str]:
    names = ["job.salary.amount", "job.salary.currency", "job.salary.period"]
    if asked.case.get("job.salary.period") == "hour":
        names.append("job.weekly_hours")
    return [name for name in names if asked.case.get(name) is None]


def _times(asked: Asked) -> float:
    period = asked.case.get("job.salary.period")
    if period == "hour":
        return float(asked.case.get("job.weekly_hours")) * WEEKS_A_YEAR
    return 12 if period == "month" else 1


def _counted(asked: Asked, amount: float) -> Pay:
    """What is left once the parts that do not count are taken out; unknown parts leave a range."""
    excluded = asked.parameter.excludes if asked.parameter else ()
    includes = asked.case.get("job.salary.includes")
    told = excluded if includes is None else includes
    least = amount / (1 + HOLIDAY_PAY) if "holiday_pay" in excluded and "holiday_pay" in told else amount
    if includes is None and excluded:
        return Pay(0 if "bonus" in excluded else least, amount, ("job.salary.includes",))
    if "bonus" in excluded and "bonus" in told:
        return Pay(0, amount, ("job.salary.bonus",))  # nobody said how much of the pay is a bonus
    if "bonus" in excluded and THIRTEENTH in told:
        return Pay(least * 12 / 13, amount, ("job.salary.thirteenth_month",))
    return Pay(least, least)
