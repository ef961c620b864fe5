"""Addresses of the partnerships pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.partnerships import follow_ups, institutions, portfolio, promise_entries, promises, rows
from passerelle.web.partnerships import institution_entries as capacity
from passerelle.web.partnerships import portfolio_entries as entries
from passerelle.web.shared.access import routes

urlpatterns = [
    path("partnerships/", portfolio.show_partnerships, name="partnerships"),
    path("partnerships/compare/", portfolio.compare_partnerships, name="partnerships-compare"),
    path("partnerships/actions/", portfolio.show_actions, name="partnership-actions"),
    path("partnerships/<slug:code>/", portfolio.show_partnership, name="partnership"),
    path("partnerships/<slug:code>/objectives/new/", entries.objective_new, name="objective-new"),
    path("partnerships/<slug:code>/actions/new/", entries.action_new, name="partnership-action-new"),
    path("partnerships/<slug:code>/parties/new/", entries.party_new, name="party-new"),
    path("partnerships/<slug:code>/roundtables/new/", entries.roundtable_new, name="roundtable-new"),
    path("partnership-rows/<slug:kind>/<str:number>/", rows.show_row, name="partnership-row"),
    path("partnership-rows/<slug:kind>/<str:number>/change/", rows.change_row, name="partnership-row-change"),
    path("roundtables/<str:number>/decide/", entries.decide, name="roundtable-decide"),
    path("decisions/<str:number>/follow-up/", entries.follow, name="decision-follow-up"),
    path("follow-ups/", follow_ups.show_follow_ups, name="follow-ups"),
    path("follow-ups/<str:number>/", follow_ups.show_follow_up, name="follow-up"),
    path("follow-ups/<str:number>/change/", entries.follow_up_change, name="follow-up-change"),
    path("promises/", promises.show_promises, name="promises"),
    path("promises/new/", promise_entries.promise_new, name="promise-new"),
    path("promises/makers/", promises.show_makers, name="promise-makers"),
    path("promises/schemes/<slug:code>/", promises.show_scheme_promises, name="scheme-promises"),
    path("promises/<str:number>/", promises.show_promise, name="promise"),
    path("promises/<str:number>/mark/", promise_entries.promise_mark, name="promise-mark"),
    path("remedies/<str:number>/", promise_entries.remedy_change, name="remedy"),
    path("candidates/<str:number>/commitment/", promise_entries.commitment, name="commitment"),
    path("institutions/", institutions.show_institutions, name="institutions"),
    path("institutions/new/", capacity.file_new, name="institution-new"),
    path("institutions/<str:number>/", institutions.show_institution, name="institution"),
    path("institutions/<str:number>/measures/new/", capacity.measure_new, name="measure-new"),
    path("institutions/<str:number>/goals/new/", capacity.goal_new, name="goal-new"),
    path("institutions/<str:number>/activities/new/", capacity.activity_new, name="activity-new"),
    path("activities/<str:number>/", capacity.activity_edit, name="activity"),
    path("activities/<str:number>/evidence/", capacity.activity_evidence, name="activity-evidence"),
]

READ, WRITE = (Permission.PARTNERSHIP_READ,), (Permission.PARTNERSHIP_WRITE,)
routes(
    {
        "partnerships": READ,
        "partnerships-compare": READ,
        "partnership-actions": READ,
        "partnership": READ,
        "partnership-row": READ,
        "partnership-row-change": WRITE,
        "objective-new": WRITE,
        "partnership-action-new": WRITE,
        "party-new": WRITE,
        "roundtable-new": WRITE,
        "roundtable-decide": WRITE,
        "decision-follow-up": WRITE,
        "follow-ups": READ,
        "follow-up": READ,
        "follow-up-change": WRITE,
        "promises": (Permission.PROMISE_READ,),
        "promise-new": (Permission.PROMISE_WRITE,),
        "promise-makers": (Permission.PROMISE_READ,),
        "scheme-promises": (Permission.PROMISE_READ,),
        "promise": (Permission.PROMISE_READ,),
        "promise-mark": (Permission.PROMISE_WRITE,),
        "remedy": (Permission.PROMISE_WRITE,),
        "commitment": (Permission.PROMISE_WRITE,),
        "institutions": (Permission.CAPACITY_READ,),
        "institution-new": (Permission.CAPACITY_WRITE,),
        "institution": (Permission.CAPACITY_READ,),
        "measure-new": (Permission.CAPACITY_WRITE,),
        "goal-new": (Permission.CAPACITY_WRITE,),
        "activity-new": (Permission.CAPACITY_WRITE,),
        "activity": (Permission.CAPACITY_WRITE,),
        "activity-evidence": (Permission.CAPACITY_WRITE,),
    }
)
