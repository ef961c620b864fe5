"""Words for what makes a vacancy dubious."""

from django.utils.translation import gettext_lazy as _

SUSPECT = {
    "title_unlike_occupation": _("title and occupation do not fit"),
    "title_names_the_thing": _("title names a thing or another trade (a waiter filed as a server)"),
    "text_repeated": _("the same text stands in many vacancies"),
    "text_short": _("hardly any text"),
    "not_employment": _("not employment (freelance or franchise)"),
    "not_a_vacancy": _("not a vacancy (job fair)"),
    "training": _("a course, not a job"),
    "title_empty": _("no title"),
    "posted_long_ago": _("posted long ago"),
    "pay_implausible": _("pay is implausible"),
    "sector_unlikely": _("sector and occupation do not fit"),
    "no_occupation": _("no occupation"),
    "no_skills": _("no skills"),
    "no_languages": _("no languages"),
    "no_place": _("no place"),
    "link_broad": _("reaches ESCO by a broad link only"),
}
