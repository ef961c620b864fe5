"""Words of plans for home, business plans, committees, businesses, partnerships and the diaspora."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration import agreements, pairing, plans, scoring, survival, ventures

Words = Mapping[str, Promise | str]


def _said(table: Mapping[str, Text]) -> Words:
    return {code: _(text.template) for code, text in table.items()}


VOCABULARIES: Mapping[str, Words] = {
    "need": _said(plans.NEEDS),
    "plan_owner": _said(plans.OWNERS),
    "plan_payer": _said(plans.PAYERS),
    "home_plan_closed": _said(plans.CLOSED),
    "home_plan_state": {
        "draft": _("not agreed yet"),
        "changed": _("changed since it was agreed"),
        "agreed": _("agreed"),
        "closed": _("closed"),
    },
    "home_plan_state_tone": {"draft": "draft", "changed": "waits", "agreed": "done", "closed": "neutral"},
    "agreed_how": {"herself": _("on her own page"), "recorded": _("written down by staff")},
    "venture_section": _said({**ventures.SECTIONS, **ventures.TABLES}),
    "venture_kind": _said(ventures.KINDS),
    "venture_state": {
        "draft": _("draft"),
        "handed_in": _("handed in"),
        "accepted": _("accepted"),
        "refused": _("not accepted"),
        "taken_back": _("taken back"),
    },
    "venture_state_tone": {"draft": "draft", "handed_in": "waits", "accepted": "done", "refused": "late"},
    "venture_refusal": _said(ventures.REFUSALS),
    "criterion": _said(scoring.CRITERIA),
    "part_needs": {
        "on_decision": _("after the decision"),
        "after_visit": _("after a visit that finds it open"),
    },
    "part_against": {
        "earlier_part_first": _("the part before it is not paid yet"),
        "no_visit": _("waits for a visit"),
        "not_open": _("the last visit did not find it open"),
        "paid_already": _("paid"),
    },
    "award_closed": {
        "repaid": _("paid back"),
        "written_off": _("written off"),
        "not_paid_out": _("not paid out"),
    },
    "business_found": _said(survival.FOUND),
    "business_found_tone": {"open": "done", "closed": "late", "unknown": "draft"},
    "survival_why": _said(survival.WHY),
    "firm_kind": _said(agreements.KINDS),
    "firm_state": _said(agreements.STATES),
    "firm_state_tone": {"in_negotiation": "waits", "signed": "done", "ended": "neutral", "not_signed": "late"},
    "support_offer": _said(pairing.OFFERS),
    "support_shared": {
        "sector": _("sector"),
        "region": _("region"),
        "offer": _("what is offered"),
        "language": _("language"),
    },
    "supporter_kind": {"person": _("person"), "firm": _("firm")},
    "introduction_answer": {"yes": _("yes"), "no": _("no"), "": _("not asked yet")},
    "introduction_outcome": {
        "mentoring": _("mentoring"),
        "invested": _("money towards the plan"),
        "hosted": _("hosted by the firm"),
        "contact": _("they spoke"),
        "nothing": _("nothing came of it"),
    },
}
