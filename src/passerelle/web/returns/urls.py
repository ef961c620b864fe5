"""Addresses of ends of stays, certificates of experience, and the person's own page on them."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.returns import certificates, certifying, ends, own
from passerelle.web.shared.access import routes

urlpatterns = [
    path("ends/", ends.end_list, name="ends"),
    path("ends/counts/", ends.counts, name="end-counts"),
    path("stays/<str:number>/end/", ends.stay_end, name="stay-end"),
    path("experience/", certificates.experience_list, name="experience"),
    path("experience/<str:number>/", certificates.certificate, name="certificate"),
    path("stays/<str:number>/certificate/", certifying.certify, name="stay-certificate"),
    path("me/return/", own.own_end, name="own-end"),
    path("me/return/<str:number>/item/", own.own_item, name="own-end-item"),
]

routes(
    {
        "ends": (Permission.REINTEGRATION_READ,),
        "end-counts": (Permission.REINTEGRATION_READ,),
        "stay-end": (Permission.REINTEGRATION_READ,),
        "experience": (Permission.STAY_WRITE,),
        "certificate": (Permission.STAY_READ, Permission.OWN_READ),
        "stay-certificate": (Permission.STAY_WRITE,),
        "own-end": (Permission.OWN_READ,),
        "own-end-item": (Permission.OWN_ACT,),
    }
)
