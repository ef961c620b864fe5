"""Words for what matching answers: outcomes, verdicts, reasons given by people, steps, groups."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.kernel.text import Text
from passerelle.domain.matching import decline_codes


def _said(codes: Mapping[str, Text]) -> dict[str, Promise]:
    """Sentences of the domain are collected where they stand; here they only become late."""
    return {code: _(text.template) for code, text in codes.items()}


OUTCOME = {
    "proposed": pgettext_lazy("outcome", "proposed"),
    "outbid": pgettext_lazy("outcome", "others scored higher"),
    "held_back": pgettext_lazy("outcome", "kept out by a rule"),
    "refused": pgettext_lazy("outcome", "a requirement is not met"),
    "not_assessable": pgettext_lazy("outcome", "cannot be assessed"),
    "no_shared_skill": pgettext_lazy("outcome", "no skill in common"),
    "filled": pgettext_lazy("outcome", "all places proposed"),
    "partly_filled": pgettext_lazy("outcome", "some places open"),
    "open": pgettext_lazy("outcome", "no proposal"),
}
OUTCOME_TONE = {
    "proposed": "good",
    "filled": "good",
    "outbid": "waits",
    "held_back": "waits",
    "partly_filled": "waits",
    "refused": "late",
    "open": "late",
    "no_shared_skill": "late",
    "not_assessable": "draft",
}
VERDICT = {
    "met": pgettext_lazy("verdict", "met"),
    "not_met": pgettext_lazy("verdict", "not met"),
    "cannot_be_assessed": pgettext_lazy("verdict", "cannot be assessed"),
}
VERDICT_TONE = {"met": "good", "not_met": "late", "cannot_be_assessed": "draft"}
RUN_TONE = {"ready": "good", "failed": "late", "cancelled": "neutral", "waiting": "waits", "running": "waits"}
DECLINE = _said(decline_codes.DECLINE)
BY_HAND = _said(decline_codes.BY_HAND)
ENDED = _said(decline_codes.ENDED)
RELEASED = _said(decline_codes.RELEASED)
ANSWER = {
    "accepted": pgettext_lazy("decision", "accepted"),
    "declined": pgettext_lazy("decision", "declined"),
}
RUN_STEP = {
    "rows": _("reading people and vacancies"),
    "pairs": _("requirements and scores of all pairs"),
    "places": _("giving out the places"),
    "prices": _("price of each rule and requirement"),
    "reasons": _("a reason for everybody"),
    "saving": _("saving"),
    "": _("waiting for the worker"),
}
OBJECTIVE = {
    "score": _("highest sum of scores"),
    "placements-then-score": _("most places filled, then highest sum of scores"),
}
PROOF = {
    "optimal": pgettext_lazy("proof", "proven best"),
    "stopped": pgettext_lazy("proof", "stopped by a limit"),
    "infeasible": pgettext_lazy("proof", "the rules clash"),
}
DIMENSION = {"sex": _("Sex"), "age_band": _("Age band"), "region": _("Region")}
GROUP: dict[str, Promise | str] = {
    "f": pgettext_lazy("sex", "women"),
    "m": pgettext_lazy("sex", "men"),
    "x": pgettext_lazy("sex", "other"),
    "unknown": _("unknown"),
    "under-25": _("under 25"),
    "25-34": "25–34",
    "35-44": "35–44",
    "45-54": "45–54",
    "55-plus": _("55 and over"),
}
PERSON_SEX = {
    "f": pgettext_lazy("sex of a person", "woman"),
    "m": pgettext_lazy("sex of a person", "man"),
    "x": pgettext_lazy("sex of a person", "other"),
}
EVENT_KIND = {
    "event": pgettext_lazy("kind of event", "change"),
    "stage": pgettext_lazy("kind of event", "stage"),
    "decision": pgettext_lazy("kind of event", "decision"),
    "read": pgettext_lazy("kind of event", "reading"),
}
ORGANISATION = {
    "employer": pgettext_lazy("kind of organisation", "employer"),
    "employment_service": pgettext_lazy("kind of organisation", "employment service"),
    "partner": pgettext_lazy("kind of organisation", "partner"),
    "training_provider": pgettext_lazy("kind of organisation", "training provider"),
    "agency": pgettext_lazy("kind of organisation", "agency"),
    "host": pgettext_lazy("kind of organisation", "host firm"),
    "funder": pgettext_lazy("kind of organisation", "funder"),
}
FAIR_STAGE = {
    "candidates": _("Candidates"),
    "could_be_placed": _("Could be placed"),
    "proposed": _("Proposed"),
    "employer:language": _("Language asked"),
    "employer:eqf": _("EQF level asked"),
    "employer:experience": _("Experience asked"),
    "employer:licence": _("Licence asked"),
    "employer:availability": _("Free at the start"),
}
MISSING = {
    "languages": _("which languages the person speaks"),
    "eqf": _("the level of education"),
    "years": _("the years of experience"),
    "licences": _("which licences the person holds"),
    "available_from": _("the day from which the person is free"),
    "birth_date": _("the date of birth"),
    "nationality": _("the nationality"),
    "region": _("the region of residence"),
    "occupations": _("the occupation"),
    "skills": _("the skills of the person"),
    "vacancy.skills": _("the skills that the vacancy asks"),
    "candidates": _("facts about the people"),
    "scored_facts": _("every fact that the score reads"),
    "decision of the authority": _("the decision of the authority"),
}
PROVENANCE = {
    "stated": pgettext_lazy("where a fact comes from", "stated"),
    "esco_essential": pgettext_lazy("where a fact comes from", "essential skills of the occupation (ESCO)"),
    "tested": pgettext_lazy("where a fact comes from", "tested"),
    "certified": pgettext_lazy("where a fact comes from", "certified"),
    "attested": pgettext_lazy("where a fact comes from", "attested"),
}
KIND = {
    "job": pgettext_lazy("kind of vacancy", "job"),
    "seat": pgettext_lazy("kind of vacancy", "seat"),
    "internship": pgettext_lazy("kind of vacancy", "internship"),
    "host": pgettext_lazy("kind of vacancy", "host"),
}
PERIOD = {"hour": _("an hour"), "month": _("a month"), "year": _("a year")}
OWNER = {
    "candidate": _("The person"),
    "employer": _("The employer"),
    "scheme": _("The scheme"),
}
WARNING = {
    "decided": _("already decided"),
    "withdrawn": _("the person has withdrawn"),
    "closed": _("the vacancy is closed"),
    "referred": _("already with this employer"),
    "full": _("every place is reserved by an offer"),
    "unassessed": _("part of the score could not be assessed"),
}
FIGURES = {
    "candidates": _("Candidates"),
    "vacancies": _("Vacancies"),
    "posts": _("Places"),
    "eligible_pairs": _("Pairs that meet every requirement"),
    "placed": _("Placed"),
    "value": _("Value"),
    "gap": _("Gap"),
    "lowest_ratio": _("Lowest impact ratio"),
}
SETTING = {
    "seed": _("Seed"),
    "objective": _("Objective"),
    "off_rules": _("Rules left out"),
    "dropped": _("Requirements left out"),
    "weights": _("Weights"),
    "on": _("As on the day"),
}

VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "outcome": OUTCOME,
    "outcome_tone": OUTCOME_TONE,
    "verdict": VERDICT,
    "verdict_tone": VERDICT_TONE,
    "run_tone": RUN_TONE,
    "decline": DECLINE,
    "by_hand": BY_HAND,
    "ended": ENDED,
    "released": RELEASED,
    "answer": ANSWER,
    "run_step": RUN_STEP,
    "objective": OBJECTIVE,
    "proof": PROOF,
    "dimension": DIMENSION,
    "group": GROUP,
    "person_sex": PERSON_SEX,
    "event_kind": EVENT_KIND,
    "organisation": ORGANISATION,
    "fair_stage": FAIR_STAGE,
    "missing": MISSING,
    "provenance": PROVENANCE,
    "kind": KIND,
    "period": PERIOD,
    "owner": OWNER,
    "warning": WARNING,
    "figure": FIGURES,
    "setting": SETTING,
}
