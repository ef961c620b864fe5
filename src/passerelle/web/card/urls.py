"""Addresses of cards."""

from django.urls import path

from passerelle.domain.access.permissions import Permission
from passerelle.web.card import check, own, team
from passerelle.web.shared.access import OPEN, routes

urlpatterns = [
    path("card/", check.ask, name="card-ask"),
    path("card/<str:code>/", check.check, name="card-check"),
    path("card-keys.json", check.keys, name="card-keys"),
    path("card-revocations.json", check.revocations, name="card-revocations"),
    path("me/cards/", own.own, name="own-cards"),
    path("me/cards/<str:number>/", own.show, name="own-card"),
    path("me/cards/<str:number>/file/", own.file, name="own-card-file"),
    path("cards/", team.show_cards, name="cards"),
    path("cards/<str:number>/revoke/", team.revoke, name="card-revoke"),
]

routes(
    {
        "card-ask": OPEN,
        "card-check": OPEN,
        "card-keys": OPEN,
        "card-revocations": OPEN,
        "own-cards": (Permission.OWN_READ,),
        "own-card": (Permission.OWN_READ,),
        "own-card-file": (Permission.OWN_READ,),
        "cards": (Permission.CARD_ISSUE,),
        "card-revoke": (Permission.CARD_ISSUE,),
    }
)
