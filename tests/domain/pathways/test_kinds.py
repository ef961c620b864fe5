"""Pay, periods of work, points and half-told facts, where a worked case would say too little."""

from datetime import date

from passerelle.domain.pathways.assess import condition
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case import Case
from passerelle.domain.pathways.people import age, years_before
from passerelle.domain.pathways.verdicts import Verdict

JUNE = date(2026, 6, 2)


def said(rule, facts, on=JUNE):
    return condition(Case(facts), book().rules[rule], on=on)


PAY = {"job.salary.currency": "EUR", "job.salary.includes": ()}


def test_pay_by_the_hour_needs_the_hours():
    hourly = {**PAY, "job.salary.amount": 30, "job.salary.period": "hour"}
    assert said("FR-TALENT", hourly).missing == ("job.weekly_hours",)
    assert said("FR-TALENT", {**hourly, "job.weekly_hours": 35}).have == 30 * 35 * 52
    assert said("FR-TALENT", {**hourly, "job.weekly_hours": 35}).verdict is Verdict.MET


def test_pay_in_another_currency_is_not_assessed():
    told = said(
        "FR-TALENT",
        {**PAY, "job.salary.currency": "MAD", "job.salary.amount": 1e6, "job.salary.period": "year"},
    )
    assert (told.verdict, told.why) == (Verdict.NOT_ASSESSABLE, "other_currency")


def test_pay_below_the_threshold_fails_whatever_is_in_it():
    low = {"job.salary.amount": 3000, "job.salary.currency": "EUR", "job.salary.period": "month"}
    assert said("NL-HSM", low).verdict is Verdict.NOT_MET
    high = {"job.salary.amount": 6418, "job.salary.currency": "EUR", "job.salary.period": "month"}
    assert said("NL-HSM", high).verdict is Verdict.MET


def test_a_bonus_among_other_parts_leaves_the_rest_unknown():
    told = {
        **PAY,
        "job.salary.includes": ("bonus", "housing"),
        "job.salary.amount": 80_000,
        "job.salary.period": "year",
    }
    assert said("DE-BC", {**told, "job.shortage": False}).missing[0] == "job.salary.bonus"


def test_whether_a_13th_month_counts_in_germany_is_left_open():
    told = {
        **PAY,
        "job.salary.includes": ("thirteenth_month",),
        "job.salary.amount": 52_000,
        "job.salary.period": "year",
        "job.shortage": False,
        "person.qualifications": (),
        "job.isco": "2330",
    }
    near = said("DE-BC", told)
    assert (near.verdict, near.missing) == (Verdict.NOT_ASSESSABLE, ("job.salary.thirteenth_month",))
    assert said("DE-BC", {**told, "job.salary.amount": 55_000}).verdict is Verdict.MET
    both = said("DE-BC", {**told, "job.salary.includes": ("bonus", "thirteenth_month")})
    assert both.missing == ("job.salary.bonus",)


def test_a_leap_day_birthday_and_work_that_overlaps():
    leap = date(2028, 2, 29)
    assert years_before(leap, 1) == date(2027, 3, 1)
    assert age(date(1998, 2, 28), leap) == 30
    twice = ({"isco": "2512", "from": date(2024, 1, 1), "to": date(2025, 1, 1)},) * 2
    assert said("BC-07", {"person.experience": twice}).have == 1.0
    running = ({"isco": "2512", "from": date(2022, 1, 1)},)
    assert said("BC-07", {"person.experience": running}).verdict is Verdict.MET


def test_half_told_facts_stay_unknown():
    rows = ({"training_years": 3},)
    assert said("DE-16D3-TRAINING", {"person.qualifications": rows}).verdict is Verdict.NOT_ASSESSABLE
    assert said("DE-20A-BASICS", {"person.qualifications": ({},)}).verdict is Verdict.NOT_ASSESSABLE
    assert said("TR-02", {"person.enrolled": False, "person.qualifications": ({"eqf": 6},)}).missing == (
        "person.qualifications.date",
    )
    assert said("DE-16D3-LANGUAGE", {"person.languages": ({"code": "de"},)}).missing == (
        "person.languages.de.level",
    )
    assert said("DE-16D3-LANGUAGE", {"person.languages": ({"code": "fr"},)}).verdict is Verdict.NOT_MET
    assert said("BC-08", {"stay.permit_months": 12}).missing == ("job.contract_months",)
    assert said("BC-08", {"stay.permit_months": 24}).verdict is Verdict.MET
    assert said("BC-08", {"job.contract_months": 3}).need == 6
    assert said("SC-01", {"events.entry": JUNE, "events.exit": JUNE}).missing == ("person.stays",)
    assert said("RM-02", {"job.law_of": "NG"}).missing == ("person.residence",)


def test_no_day_of_entry_is_left_after_ninety_days():
    spent = ({"from": date(2026, 3, 1), "to": date(2026, 5, 29)},)
    told = said("SC-01", {"person.stays": spent, "events.entry": JUNE, "events.exit": JUNE})
    assert (told.verdict, told.need) == (Verdict.NOT_MET, "90 / 180")


LITTLE = {
    "person.part_recognised": False,
    "person.shortage_occupation": False,
    "person.earlier_stay": False,
    "person.joint_application": False,
    "person.languages": ({"code": "de"}, {"code": "en", "level": "C1"}),
    "person.birth_date": date(1988, 1, 1),
}


def test_points_of_middle_age_long_work_and_a_language_of_unknown_level():
    long = ({"isco": "25", "from": date(2019, 6, 2), "to": date(2026, 6, 2)},)
    told = said("DE-20A-POINTS", {**LITTLE, "person.experience": long})
    assert (told.have, told.verdict) == ("5-8", Verdict.NOT_ASSESSABLE)
    recent = ({"isco": "25", "from": date(2024, 1, 1), "to": date(2026, 6, 2)},)
    assert said("DE-20A-POINTS", {**LITTLE, "person.experience": recent}).have == "4-7"
