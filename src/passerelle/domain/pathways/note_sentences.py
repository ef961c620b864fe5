"""What stands beside a value of the law: remarks on it, and where sources differ."""

from collections.abc import Mapping

from passerelle.domain.kernel.text import Text

NOTES: Mapping[str, Text] = {
    "BC-07": Text("Five years for other occupations where national law allows; read for Flanders only."),
    "BC-10": Text(
        "In the first 12 months the State may require notice and a labour-market check, suspend and oppose."
    ),
    "IC-02": Text("A State may require a gap of up to 6 months."),
    "IC-04": Text("Each State chooses between the two."),
    "SC-01": Text("For each traveller; days of entry and of exit both count."),
    "RM-01": Text("No travel, so no admission law applies; labour law is that of the country of origin."),
    "SW-01": Text("And the start date if possible; hours a week or a month."),
    "SW-03": Text("Each State sets its own limit between these two."),
    "SW-04": Text("At least once within the longest stay (B); how often more is unconfirmed."),
    "SW-11": Text(
        "Up to here Schengen visa rules govern admission and the directive only the criteria of work."
    ),
    "SP-01": Text(
        "From a complete file, labour-market test included; 30 more if complex; a visa is not counted."
    ),
    "SP-02": Text(
        "Worker, employer or either, as the State decides (A); legal residents may apply in the country (B)."
    ),
    "SP-06": Text("The law tables give no address of their own for this row; the directive's is named."),
    "TR-01": Text("Hours and the legal relation as well: unconfirmed."),
    "TR-03": Text(
        "The length of the agreement, at most 6 months unless national law allows longer; one renewal."
    ),
    "STU-11": Text("What a student must show is not in the law tables; the university admits."),
    "BE-VLG-HQ": Text("Values of 2025, kept into 2026 until Statbel publishes; the last day is not known."),
    "BE-VLG-BC": Text("Value of 2025, kept into 2026 until Statbel publishes; the last day is not known."),
    "BE-VLG-ICT": Text("Value of 2025, kept into 2026 until Statbel publishes; the last day is not known."),
    "BE-VLG-LIST": Text(
        "Drivers, butchers, bakers, maintenance mechanics and tilers are out; the 21 jobs are not known here."
    ),
    "DE-BC": Text("50 % and 45.3 % of the pension ceiling; bonuses do not count."),
    "DE-19C2": Text("45 % of the pension ceiling, computed."),
    "DE-18-45": Text("55 % of the pension ceiling, computed."),
    "DE-18-RECOGNITION": Text("Recognition is its own long procedure and decides."),
    "DE-16A-LANGUAGE": Text("B1 unless the employer tested the language."),
    "DE-16A-MEANS": Text("959 net, met if the pay is 1,048 gross or more."),
    "DE-16A-SIDE-JOB": Text(
        "10 hours in the text of 2023; 20 hours in 2024, to be checked. No value is known for later years."
    ),
    "DE-20A-BASICS": Text("Two years of training or a degree; German A1 or English B2; means."),
    "DE-20A-FUNDS": Text("The amount is not in the law tables."),
    "DE-20A-POINTS": Text(
        "A point for a spouse who applies too stays possible: Passerelle does not hold family facts."
    ),
    "DE-20A-STAY": Text("And trials of two weeks."),
    "DE-81A-EMPLOYER": Text("Only the employer, with the worker's power of attorney."),
    "DE-81A-COMPLETE": Text("An incomplete file stops the clock."),
    "DE-81A-FEE": Text("Paid by the employer."),
    "DE-81A-TIME": Text("A visa appointment within 3 weeks and a decision within 3 weeks."),
    "DE-WB-QUOTA": Text("50,000 a year, a cut to 25,000 planned; the quota of 2026 is unknown."),
    "ES-BC": Text(
        "The general value is 1.4 times the published average already; the reduced one is 0.8 of it."
    ),
    "ES-GECCO-OFFER": Text("Stable or circular; generic or named offers."),
    "ES-GECCO-LODGING": Text("Through the whole activity and at each recall."),
    "ES-GECCO-MONTHS": Text("With a duty to return and recall under the contract."),
    "FR-TALENT": Text("Set on 21 August 2025."),
    "FR-BC": Text("Set on 21 August 2025."),
    "FR-WORK": Text("Parameters unknown."),
    "IT-23": Text("Outside the quota (flussi) since DL 20/2023."),
    "IT-27F-QUOTA": Text("7,500 + 7,500 for 2023-25."),
    "IT-27F-CONVERT": Text("Convertible to work outside the quota."),
    "IT-BC": Text("The salary threshold is not in the law tables."),
    "LT-QUOTA": Text(
        "24,830 in 2025, at most 1.4 % of the population; the number of 2026 is not in the law tables."
    ),
    "LU-BC": Text("1.0 x average, no split by sector (read partly in the official page, partly in the press)."),
    "LU-BC-TIME": Text("38 days on average in 2023."),
    "NL-SPONSOR": Text("The route needs an employer who is a recognised sponsor, and the sponsor files."),
}
CONFLICTS: Mapping[str, Text] = {
    "DE-20A-POINTS": Text("Long experience: five of seven years; one source says three of seven."),
    "ES-GECCO-POSTS": Text("Guides differ: 5 or 10 posts."),
}


def note_sentence(parameter: str) -> Text | None:
    """A remark on a value; ``None`` where there is none."""
    return NOTES.get(parameter)


def conflict_sentence(parameter: str) -> Text | None:
    """Where sources differ about a value; ``None`` where none do."""
    return CONFLICTS.get(parameter)
