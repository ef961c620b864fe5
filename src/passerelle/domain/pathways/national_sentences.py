"""What each national rule asks for, in a sentence."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

_PAY = Text("Gross pay at the published threshold")
_PAY_BY_AGE = Text("Gross pay at the published threshold, lower under 30")
_PAY_BLUE_CARD = Text("Gross pay at the Blue Card threshold, lower where the law allows it")
_UNKNOWN = Text("National conditions")

NATIONAL: Mapping[str, Text] = {
    "BE-WAL-HQ": _PAY_BY_AGE,
    "BE-WAL-EXEC": _PAY,
    "BE-WAL-BC": _PAY_BLUE_CARD,
    "BE-WAL-ICT": Text("Gross pay at the threshold of the role in the transfer"),
    "BE-BRU-HQ": Text("Gross pay by the month at the published threshold"),
    "BE-BRU-BC": Text("Gross pay by the month at the Blue Card threshold"),
    "BE-BRU-EXEC": Text("Gross pay by the month at the threshold of executives"),
    "BE-VLG-HQ": Text("Gross pay at the published threshold, lower under 30 and for nurses and teachers"),
    "BE-VLG-BC": _PAY_BLUE_CARD,
    "BE-VLG-ICT": Text("Gross pay at the threshold of managers in a transfer"),
    "BE-VLG-LEVEL": Text("The job has Flemish level 5 or more"),
    "BE-VLG-LIST": Text("The job is on the list of 21 medium-skilled jobs"),
    "BE-VLG-VDAB": Text("Published for 9 weeks on VDAB and EURES, at 80 % of a full post or more"),
    "BE-VLG-EMPLOYER": Text("The employer is 3 years old or more and has staff"),
    "DE-BC": Text(
        "Gross pay without bonuses at the Blue Card threshold; lower for shortage jobs, new graduates, IT"
    ),
    "DE-19C2": Text("Gross pay at 45 % of the pension ceiling"),
    "DE-18-45": Text("From 45 years of age: gross pay at 55 % of the pension ceiling"),
    "DE-18-RECOGNITION": Text("The qualification is recognised"),
    "DE-16A-LANGUAGE": Text("German B1, unless the employer tested the language"),
    "DE-16A-MEANS": Text("Means of 959 euros net a month, or training pay of 1,048 gross"),
    "DE-16A-SIDE-JOB": Text("A side job of few hours a week"),
    "DE-20A-BASICS": Text("A training of 2 years, or a degree"),
    "DE-20A-LANGUAGE": Text("German A1 or English B2"),
    "DE-20A-FUNDS": Text("Means to live on"),
    "DE-20A-POINTS": Text("At least 6 points"),
    "DE-20A-STAY": Text("One year, with work of at most 20 hours a week"),
    "DE-16D3-TRAINING": Text("A training of 2 years that the State of origin recognises"),
    "DE-16D3-LANGUAGE": Text("German A2"),
    "DE-16D3-DUTIES": Text("Employer and worker have signed their duties"),
    "DE-16D3-STAY": Text("At most 3 years"),
    "DE-81A-EMPLOYER": Text("The employer opens the fast track, with the worker's power of attorney"),
    "DE-81A-COMPLETE": Text("The file is complete: a missing paper stops the clock"),
    "DE-81A-FEE": Text("Fee of 411 euros, paid by the employer"),
    "DE-81A-TIME": Text("Visa appointment within 3 weeks, decision within 3 weeks"),
    "DE-WB-QUOTA": Text("The yearly quota is not used up"),
    "ES-BC": _PAY_BLUE_CARD,
    "ES-BC-TIME": Text("Decision within 20 working days"),
    "ES-GECCO-POSTS": Text("A joint file of at least 10 posts"),
    "ES-GECCO-OUTSIDE": Text("The worker lives outside Spain"),
    "ES-GECCO-OFFER": Text("A generic or a named offer"),
    "ES-GECCO-LODGING": Text("Lodging through the whole activity and at each recall"),
    "ES-GECCO-MONTHS": Text("At most 9 months a year"),
    "ES-STUDENT-PLACE": Text("The university has given the student a place"),
    "ES-STUDENT-CONDITIONS": _UNKNOWN,
    "FR-TALENT": _PAY,
    "FR-BC": _PAY_BLUE_CARD,
    "FR-WORK": _UNKNOWN,
    "FR-TRAINEE-SIGNED": Text("Host, school and student have signed together"),
    "IT-23": Text("An approved training and language course abroad is completed: outside the quota"),
    "IT-27F": Text("Entry is for a traineeship, on a study visa"),
    "IT-27F-QUOTA": Text("The three-year quota of traineeships is not used up"),
    "IT-27F-CONVERT": Text("Convertible to work outside the quota"),
    "IT-BC": _PAY_BLUE_CARD,
    "LT-QUOTA": Text(
        "The national quota is open, or the pay reaches 1.2 times the average (1.0 for high-value jobs)"
    ),
    "LT-PAY": Text("Pay once the quota is used up: 1.2 times the average, 1.0 for high-value jobs"),
    "LT-BC": Text("Gross pay at 1.5 times the average, 1.2 for shortage jobs"),
    "LT-TRAINEE": _UNKNOWN,
    "LU-BC": _PAY_BLUE_CARD,
    "LU-BC-CONTRACT": Text("Contract of 6 months"),
    "LU-BC-TIME": Text("Decision within 3 months"),
    "LU-WORK": _UNKNOWN,
    "NL-HSM": Text("Gross pay a month without holiday pay; lower under 30 and after a search year"),
    "NL-BC": Text("Gross pay a month without holiday pay, at the Blue Card threshold"),
    "NL-SPONSOR": Text("The employer is a recognised sponsor and files"),
    "NL-FEE-SPONSOR": Text("Fee for recognition as sponsor"),
    "NL-FEE-FILE": Text("Fee for the file"),
}
