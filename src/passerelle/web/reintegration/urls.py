"""Addresses of plans for home, business plans, committees, money and what came of it."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.reintegration import committees, own, plans, results, ventures
from passerelle.web.shared.access import routes

urlpatterns = [
    path("home-plans/", plans.home_plans_page, name="home-plans"),
    path("home-plans/<str:number>/", plans.home_plan, name="home-plan"),
    path("home-plans/<str:number>/jobs/", plans.jobs, name="home-jobs"),
    path("home-plans/<str:number>/business-plan/", ventures.write, name="business-plan-write"),
    path("business-plans/", ventures.business_plans_page, name="business-plans"),
    path("business-plans/<str:number>/", ventures.business_plan, name="business-plan"),
    path("business-plans/<str:number>/decision/", ventures.decide, name="business-plan-decide"),
    path("committees/", committees.committees_page, name="committees-kept"),
    path("committees/<str:number>/", committees.committee_kept, name="committee-kept"),
    path("committee/", committees.sheets, name="committee"),
    path("committee/<str:number>/", committees.sheet, name="committee-sheet"),
    path("awards/", results.awards, name="awards"),
    path("businesses/", results.businesses_page, name="businesses"),
    path("firm-partnerships/", results.firms, name="firm-partnerships"),
    path("me/plan/", own.own_plan, name="own-plan"),
    path("me/plan/business/", own.own_venture, name="own-venture"),
]

READ, WRITE = (Permission.REINTEGRATION_READ,), (Permission.REINTEGRATION_WRITE,)
routes(
    {
        "home-plans": (*READ, Permission.PLAN_COACH),
        "home-plan": (*READ, Permission.PLAN_COACH),
        "home-jobs": READ,
        "business-plan-write": WRITE,
        "business-plans": READ,
        "business-plan": READ,
        "business-plan-decide": WRITE,
        "committees-kept": READ,
        "committee-kept": READ,
        "committee": (Permission.PLAN_SCORE,),
        "committee-sheet": (Permission.PLAN_SCORE,),
        "awards": (Permission.GRANT_PAY,),
        "businesses": READ,
        "firm-partnerships": READ,
        "own-plan": (Permission.OWN_READ,),
        "own-venture": (Permission.OWN_ACT,),
    }
)
