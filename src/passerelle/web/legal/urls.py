"""Addresses of the legal pages."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.legal import contracts, departures, expiring, fees, own, own_contract, permits
from passerelle.web.shared.access import routes

urlpatterns = [
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/<str:number>/", contracts.contract, name="contract"),
    path("contracts/<str:number>/remind/", contracts.contract_remind, name="contract-remind"),
    path("fees/", fees.fees, name="fees"),
    path("fees/<str:number>/", fees.fee, name="fee"),
    path("permits/", permits.permits, name="permits"),
    path("permits/<str:number>/", permits.permit, name="permit"),
    path("posts/", permits.consular_posts, name="posts"),
    path("departures/", departures.departures, name="departures"),
    path("expiring/", expiring.expiring, name="expiring"),
    path("me/papers/", own.own_papers, name="own-papers"),
    path("me/departure/", own_contract.departure, name="own-departure"),
    path("me/contracts/<str:number>/", own_contract.contract, name="own-contract"),
    path(
        "me/contracts/<str:number>/<int:ordinal>/<str:language>/",
        own_contract.text,
        name="own-contract-text",
    ),
]

routes(
    {
        "contracts": (Permission.CONTRACT_READ,),
        "contract": (Permission.CONTRACT_READ, Permission.OWN_READ),
        "contract-remind": (Permission.CONTRACT_WRITE,),
        "fees": (Permission.CONTRACT_WRITE,),
        "permits": (Permission.PERMIT_READ,),
        "permit": (Permission.PERMIT_READ, Permission.OWN_READ),
        "posts": (Permission.PERMIT_READ,),
        "departures": (Permission.PERMIT_READ,),
        "expiring": (Permission.PERMIT_READ,),
        "own-papers": (Permission.OWN_ACT,),
        "own-departure": (Permission.OWN_ACT,),
        "own-contract": (Permission.OWN_READ,),
        "own-contract-text": (Permission.OWN_READ,),
        "fee": (Permission.CONTRACT_WRITE,),
    }
)
