"""Addresses of the employer's pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.employer import interviews, views
from passerelle.web.shared.access import routes

urlpatterns = [
    path("referrals/", views.referrals, name="referrals"),
    path("referrals/answer/", interviews.answer, name="shortlist-answer"),
]

routes({"referrals": (Permission.REFERRAL_READ,), "shortlist-answer": (Permission.OFFER_MAKE,)})
