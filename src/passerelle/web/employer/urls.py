"""Addresses of the employer's pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.employer import interviews, meeting, views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/answer/", interviews.answer, name="shortlist-answer"),
    path("referrals/<str:number>/interviews/", meeting.interviews, name="vacancy-interviews"),
    path("referrals/<str:number>/interviews/times/", meeting.offer_times, name="vacancy-interview-times"),
    path("referrals/<str:number>/interviews/results/", meeting.results, name="vacancy-interview-results"),
]

routes(
    {
        "referrals": (Permission.REFERRAL_READ,),
        "shortlist-answer": (Permission.OFFER_MAKE,),
        "vacancy-interviews": (Permission.OFFER_MAKE,),
        "vacancy-interview-times": (Permission.OFFER_MAKE,),
        "vacancy-interview-results": (Permission.OFFER_MAKE,),
    }
)
