"""Every kind of test by the name that the files of rules use."""

from collections.abc import Mapping

from passerelle.domain.pathways import kinds, people, points, salaries, short_stays

KINDS: Mapping[str, kinds.Kind] = {
    "at_least": kinds.at_least,
    "more_than": kinds.more_than,
    "less_than": kinds.less_than,
    "at_most": kinds.at_most,
    "at_least_somewhere": kinds.at_least_somewhere,
    "at_most_somewhere": kinds.at_most_somewhere,
    "within_bounds": kinds.within_bounds,
    "yes": kinds.yes,
    "no": kinds.no,
    "one_of": kinds.one_of,
    "none_of": kinds.none_of,
    "all_of": kinds.all_of,
    "only_of": kinds.only_of,
    "not_lived_in": kinds.not_lived_in,
    "language": kinds.language,
    "days_between": kinds.days_between,
    "weeks_between": kinds.weeks_between,
    "months_between": kinds.months_between,
    "working_days_between": kinds.working_days_between,
    "known_day": kinds.known_day,
    "isco_in": kinds.isco_in,
    "days_of_stay": kinds.days_of_stay,
    "same_country": kinds.same_country,
    "card_validity": kinds.card_validity,
    "not_known_here": kinds.not_known_here,
    "age_under": people.age_under,
    "qualified": people.qualified,
    "recognised": people.recognised,
    "trained_at_home": people.trained_at_home,
    "trained_or_graduated": people.trained_or_graduated,
    "graduated_within": people.graduated_within,
    "worked": people.worked,
    "salary": salaries.salary,
    "salary_ratio": salaries.salary_ratio,
    "opportunity_points": points.opportunity_points,
    "short_stay": short_stays.short_stay,
}
