"""What each rule asks for, in a sentence; and why a condition could not be assessed."""

from collections.abc import Mapping
from datetime import date

from passerelle.domain.kernel.text import Text
from passerelle.domain.pathways.gap_sentences import GAPS
from passerelle.domain.pathways.national_sentences import NATIONAL

EUROPEAN: Mapping[str, Text] = {
    "PLACE": Text("The place of work is known"),
    "BC-01": Text("Contract or binding offer of at least 6 months"),
    "BC-02": Text("Higher qualification, or the licence of a regulated profession"),
    "BC-03": Text("Passport, and sickness cover or its application"),
    "BC-04": Text("The State's threshold lies at 1.0 to 1.6 times the average gross pay"),
    "BC-05": Text("The lower threshold for shortage jobs keeps 80 % of the State's own and the average pay"),
    "BC-06": Text("The lower threshold for degrees of at most 3 years keeps 80 % of the State's own"),
    "BC-07": Text("Information technology without a degree: 3 years of experience in the last 7"),
    "BC-08": Text("The card is valid for 24 months, or for the contract and 3 months more"),
    "BC-09": Text("Decision within 90 days, within 30 for a recognised employer"),
    "BC-10": Text("A change of employer in the first 12 months is suspended for 30 days at most"),
    "BC-10-CHECK": Text("No check of the labour market after 12 months; before, as national law says"),
    "BC-10-OBJECTION": Text("No objection any more: 12 months are over, or 30 days since the notice"),
    "BC-11-NOTICE": Text("The authority is told of the change, where national law asks for it"),
    "BC-11": Text("After 12 months a change of employer needs notice only"),
    "BC-12": Text("Unemployment of 3 months, of 6 once the card is held for 2 years"),
    "BC-13": Text(
        "Move to a second State after 12 months, with a contract of 6 months, applying within 1 month"
    ),
    "BC-14": Text("Absences of at most 12 months together and 18 in all"),
    "BC-15": Text("Business trips of at most 90 days in any 180"),
    "SP-01": Text("Decision within 90 days of a complete file, 30 more if complex"),
    "SP-02": Text("The worker or the employer files, as the State decides"),
    "SP-03": Text("Bound to the first employer for 6 months at most; objection within 45 days"),
    "SP-03-FIRST": Text("6 months with the first employer are over, or it seriously broke its duties"),
    "SP-03-CHECK": Text("A check of the labour market, where national law asks for it"),
    "SP-03-NOTICE": Text("The authority is told of the change of employer, where national law asks for it"),
    "SP-03-OBJECTION": Text("The 45 days in which the authority may object, from the notice, are over"),
    "SP-04": Text("A serious breach by the employer lifts that period"),
    "SP-05": Text("Unemployment of 3 months, of 6 once the permit is held for more than 2 years"),
    "SP-06": Text("Monitoring, inspections and a complaint route exist"),
    "SW-01": Text("The contract states place, duration, pay, hours, leave and other conditions"),
    "SW-02": Text("Sickness insurance and adequate lodging"),
    "SW-03": Text("Stay within the State's limit of 5 to 9 months in any 12"),
    "SW-04": Text("Extended or moved to a new employer at least once within the longest stay"),
    "SW-05": Text("Easier re-entry: admitted in the previous 5 years and complied"),
    "SW-06": Text("No ground for withdrawal"),
    "SW-07": Text("Written information on rights, with the complaint route"),
    "SW-08": Text("Sanctions, exclusion of employers and compensation to workers exist"),
    "SW-09": Text("Decision on seasonal work within 90 days"),
    "SW-10": Text("Lodging by the employer: fair rent, rental contract, safe, nothing taken from pay"),
    "SW-11": Text("Up to 90 days, Schengen visa rules govern admission"),
    "TR-01": Text("The training agreement states programme, duration, placement and supervision"),
    "TR-02": Text("A degree of at most 2 years ago, or a current course"),
    "TR-03": Text("Training of at most 6 months, unless national law allows longer"),
    "TR-04": Text("The State lets students work at least 15 hours a week"),
    "TR-05": Text("At least 9 months to seek work or start a firm after the study"),
    "TR-06": Text("Decision within 90 days, within 60 for an approved host"),
    "IC-01": Text("At most 3 years for managers and specialists, 1 year for trainees"),
    "IC-02": Text("The gap before a new transfer that the State requires, up to 6 months"),
    "IC-03": Text("Not an agency worker, posted worker, self-employed person or student"),
    "IC-04": Text("Earlier service in the group, as long as the State chooses"),
    "IC-05": Text("Decision on a transfer within 90 days"),
    "SC-01": Text("At most 90 days in any 180 for each traveller"),
    "SC-02": Text("The journey is a business visit, not work"),
    "RM-01": Text("The work is done without travel"),
    "RM-02": Text("The contract is under the law of the country where the person lives"),
}

RULES: Mapping[str, Text] = {**EUROPEAN, **NATIONAL}

ACTS: Mapping[str, Text] = {
    "state-decides": Text("the worker or the employer, as the State decides (not known which)"),
    "employer": Text("the employer"),
    "employer-with-power": Text("only the employer, with the worker's power of attorney"),
    "recognised-sponsor": Text("only an employer who is a recognised sponsor"),
    "host": Text("the host firm"),
    "school": Text("the school"),
    "student": Text("the student"),
    "traveller": Text("the traveller"),
    "university": Text("the university, which admits"),
    "worker": Text("the worker"),
}

WHYS: Mapping[str, Text] = {
    "missing": Text("A fact is missing."),
    "no_value": Text("It cannot be assessed for %(year)d: no value for that year is known here."),
    "no_day": Text("The day that counts is not known."),
    "anchor_unknown": Text("No source says whose date counts, and the readings differ."),
    "no_reference": Text("The average that this value multiplies is not known here."),
    "no_rule": Text("The conditions themselves are not known here."),
    "other_currency": Text("The pay is not in euros."),
    "state_decides": Text("Each State sets its own limit between these two; this State's is not known here."),
    "term_runs": Text("The term still runs: national law, or the authority, decides."),
    "not_held": Text("Nothing about this is held here for the route."),
    "authority_may_refuse": Text("The authority may refuse for this; whether it does is its decision."),
    "longer_than_the_limit": Text("The planned stay alone is longer than the limit."),
}


def rule_sentence(rule: str) -> Text:
    """What a rule asks for."""
    return RULES[rule]


def gap_sentence(gap: str) -> Text:
    """What nobody has told us about a route."""
    return GAPS[gap]


def why_sentence(why: str, day: date) -> Text:
    """Why a condition could not be assessed for a day."""
    return Text(WHYS[why].template, {"year": day.year}) if why == "no_value" else WHYS[why]
