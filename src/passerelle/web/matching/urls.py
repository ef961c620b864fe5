"""Addresses of the matching pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.matching import decisions, referral_deeds, runs, sheets, workbench
from passerelle.web.shared.access import routes

urlpatterns = [
    path("runs/", runs.runs, name="runs"),
    path("runs/<str:number>/", workbench.run, name="run"),
    path("runs/<str:number>/progress/", runs.progress, name="run-progress"),
    path("runs/<str:number>/cancel/", runs.cancel, name="run-cancel"),
    path("runs/<str:number>/compare/", sheets.compare, name="run-compare"),
    path("runs/<str:number>/fairness/", sheets.fairness, name="run-fairness"),
    path("runs/<str:number>/record/", sheets.record, name="run-record"),
    path("runs/<str:number>/accept/", decisions.accept, name="proposal-accept"),
    path("runs/<str:number>/pairs/<str:candidate>/<str:vacancy>/", decisions.pair, name="pair"),
    path("runs/<str:number>/pairs/<str:candidate>/<str:vacancy>/refer/", decisions.refer, name="pair-refer"),
    path("proposals/<str:number>/decline/", decisions.decline_one, name="proposal-decline"),
    path("referrals/<str:number>/agree/", referral_deeds.agree_to, name="referral-agree"),
    path("referrals/<str:number>/end/", referral_deeds.end, name="referral-end"),
    path("referrals/<str:number>/offer/", referral_deeds.offer, name="offer-make"),
    path("offers/<str:number>/release/", referral_deeds.release, name="offer-release"),
    path("offers/<str:number>/accept/", referral_deeds.accept, name="offer-accept"),
]

routes(
    {
        "runs": (Permission.MATCH_READ,),
        "run": (Permission.MATCH_READ,),
        "run-progress": (Permission.MATCH_READ,),
        "run-cancel": (Permission.MATCH_RUN,),
        "run-compare": (Permission.MATCH_READ,),
        "run-fairness": (Permission.FAIRNESS_READ,),
        "run-record": (Permission.MATCH_READ,),
        "proposal-accept": (Permission.MATCH_DECIDE,),
        "pair": (Permission.MATCH_READ,),
        "pair-refer": (Permission.MATCH_DECIDE,),
        "proposal-decline": (Permission.MATCH_DECIDE,),
        "referral-agree": (Permission.MATCH_DECIDE, Permission.REFERRAL_ANSWER),
        "offer-accept": (Permission.MATCH_DECIDE, Permission.REFERRAL_ANSWER),
        "referral-end": (Permission.MATCH_DECIDE, Permission.OFFER_MAKE, Permission.REFERRAL_ANSWER),
        "offer-make": (Permission.OFFER_MAKE,),
        "offer-release": (Permission.OFFER_MAKE, Permission.REFERRAL_ANSWER),
    }
)
